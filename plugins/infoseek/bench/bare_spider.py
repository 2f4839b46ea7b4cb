"""A plain Scrapy spider that follows every link of one host and keeps nothing: what our crawl is held against.

`python -m infoseek.bench.bare_spider URL CONCURRENCY` prints {"pages", "bytes"} as its last line.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit


def crawl(url: str, concurrency: int) -> dict[str, int]:
    """Fetch every page that links lead to from this one, on its host; pages and bytes taken."""
    from scrapy import Spider
    from scrapy.crawler import CrawlerProcess
    from scrapy.http import HtmlResponse, Response
    from scrapy.linkextractors import LinkExtractor

    taken = {"pages": 0, "bytes": 0}
    links, site = LinkExtractor(), urlsplit(url).netloc

    class Bare(Spider):
        name = "bare"
        start_urls = [url]  # noqa: RUF012 - how Scrapy is told

        def parse(self, response: Response) -> Iterator[Any]:
            taken["pages"] += 1
            taken["bytes"] += len(response.body)
            if isinstance(response, HtmlResponse):
                found = links.extract_links(response)
                yield from response.follow_all(link for link in found if urlsplit(link.url).netloc == site)

    process = CrawlerProcess(
        {
            "CONCURRENT_REQUESTS": concurrency,
            "CONCURRENT_REQUESTS_PER_DOMAIN": concurrency,
            "DOWNLOAD_DELAY": 0,
            "ROBOTSTXT_OBEY": False,
            "TELNETCONSOLE_ENABLED": False,
            "LOG_LEVEL": "ERROR",
        }
    )
    process.crawl(Bare)
    process.start()
    return taken


if __name__ == "__main__":
    sys.stdout.write(json.dumps(crawl(sys.argv[1], int(sys.argv[2]))) + "\n")
