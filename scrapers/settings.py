"""Scrapy's settings, made from the platform's. What may not live here: values of a single site."""

from __future__ import annotations

from typing import Any

from infoseek.settings import CrawlSettings
from infoseek.web.addresses import AddressPolicy
from scrapers.guard import POLICY

MAX_CONCURRENCY = 256
RETRIES = 2


def scrapy_settings(crawl: CrawlSettings, policy: AddressPolicy, sites: int) -> dict[str, Any]:
    """The settings of one shard's crawl over so many sites.

    Redirects, duplicates, depth and scope are the frontier's, so Scrapy's own parts for them are off; a
    proxy would hide the addresses connected to, so none is used.
    """
    return {
        "BOT_NAME": "infoseek",
        "SPIDER_MODULES": ["scrapers.spiders"],
        "USER_AGENT": crawl.user_agent,
        "ROBOTSTXT_OBEY": True,
        "ROBOTSTXT_USER_AGENT": product_token(crawl.user_agent),
        "CONCURRENT_REQUESTS": min(MAX_CONCURRENCY, crawl.concurrency * max(1, sites)),
        "CONCURRENT_REQUESTS_PER_DOMAIN": crawl.concurrency,
        "DOWNLOAD_DELAY": crawl.delay_s,
        "DOWNLOAD_DELAY_JITTER": 0.0,
        "DOWNLOAD_TIMEOUT": crawl.timeout_s,
        "DOWNLOAD_MAXSIZE": crawl.max_page_bytes,
        "DOWNLOAD_WARNSIZE": 0,
        "RETRY_TIMES": RETRIES,
        "RETRY_GIVE_UP_LOG_LEVEL": "DEBUG",
        "HTTPERROR_ALLOW_ALL": True,
        "REDIRECT_ENABLED": False,
        "METAREFRESH_ENABLED": False,
        "COOKIES_ENABLED": False,
        "HTTPPROXY_ENABLED": False,
        "TELNETCONSOLE_ENABLED": False,
        "REMOTE_CONTROL_ENABLED": False,
        "DUPEFILTER_CLASS": "scrapy.dupefilters.BaseDupeFilter",
        "SCHEDULER_MEMORY_QUEUE": "scrapy.squeues.FifoMemoryQueue",
        "SPIDER_MIDDLEWARES": {
            "scrapy.spidermiddlewares.depth.DepthMiddleware": None,
            "scrapy.spidermiddlewares.referer.RefererMiddleware": None,
            "scrapy.spidermiddlewares.urllength.UrlLengthMiddleware": None,
        },
        "DOWNLOADER_MIDDLEWARES": {
            "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,
            "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
            "scrapers.guard.Guard": 50,
            "scrapers.robots.RobotsMiddleware": 100,
        },
        "TWISTED_DNS_RESOLVER": "scrapers.guard.GuardedResolver",
        POLICY: policy,
        "DEFAULT_REQUEST_HEADERS": {"Accept": "text/html,application/xhtml+xml", "Accept-Language": "en"},
        "LOG_LEVEL": "INFO",
        "LOG_FORMAT": "%(levelname)s %(name)s: %(message)s",
        "STATS_DUMP": False,
    }


def product_token(user_agent: str) -> str:
    """The name robots.txt is matched against: the user agent's first word without its version (RFC 9309 §2.2.1)."""
    return user_agent.split("/", 1)[0].split()[0]
