"""A page that answered, and its row in crawl__pages.

What may not live here: what becomes of it (harvest.py).
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any

from infoseek.store.schemas import PAGES
from infoseek.web.crawl.copies import text_print
from infoseek.web.crawl.taken import Taken
from infoseek.web.page.extract import Extracted
from infoseek.web.urls import page_id, site_of
from infoseek.web.warc import Place, Response, utc_now

if TYPE_CHECKING:
    from infoseek.web.crawl.frontier import Ask
    from infoseek.web.crawl.known import KnownPage

_OF_THE_PAGE = [field.name for field in fields(Extracted) if field.name in PAGES.schema.names]


@dataclass(frozen=True)
class Answer:
    """A page with what its bytes and text come to. known: its live version, where there is one."""

    ask: Ask
    response: Response
    page: Extracted
    known: KnownPage | None
    content_sha256: str
    text_sha256: str
    text_print: bytes

    @property
    def url(self) -> str:
        return self.ask.url

    def taken(self, outcome: str, place: Place, part: int) -> Taken:
        """Its entry in the table of pages taken in. place: of the record that holds its bytes."""
        return Taken(
            url=self.url,
            host=site_of(self.url),
            seed_set=self.ask.seed_set,
            outcome=outcome,
            is_known=outcome == "unchanged",
            part=part,
            canonical=self.page.canonical,
            text_sha256=self.text_sha256,
            content_sha256=self.content_sha256,
            fetched_at=self.response.fetched_at,
            warc_path=place.path,
            warc_offset=place.offset,
            warc_length=place.length,
        )

    def row(self, place: Place, fetched_at: str, batch_id: str) -> dict[str, Any]:
        """Its row, without aliases. place, fetched_at: of the record that holds its bytes."""
        return {
            **{name: getattr(self.page, name) for name in _OF_THE_PAGE},
            "page_id": page_id(self.url),
            "url": self.url,
            "aliases_urls": [],
            "seed_set": self.ask.seed_set,
            "etag": self.response.header("ETag"),
            "last_modified": self.response.header("Last-Modified"),
            "fetched_at": fetched_at,
            "content_sha256": self.content_sha256,
            "text_sha256": self.text_sha256,
            "text_print": self.text_print,
            "size_bytes": len(self.response.body),
            "warc_path": place.path,
            "warc_offset": place.offset,
            "warc_length": place.length,
            "batch_id": batch_id,
        }


def answer_of(ask: Ask, response: Response, page: Extracted, known: KnownPage | None) -> Answer:
    """The answer to an ask. A response that does not say when it came came now."""
    return Answer(
        ask,
        response if response.fetched_at else replace(response, fetched_at=utc_now()),
        page,
        known,
        hashlib.sha256(response.body).hexdigest(),
        hashlib.sha256(page.text.encode(errors="replace")).hexdigest(),
        text_print(page.text),
    )
