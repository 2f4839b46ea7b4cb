"""A page as linking reads it: text with typed spans. What may not live here: what the spans mean."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import Any


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the page's text; kind is lead, prose or list, section the nearest heading above."""

    start: int
    end: int
    kind: str
    section: str


@dataclass(frozen=True, slots=True)
class Link:
    """A link in the page's text: text[start:end] is its anchor; kind is row, lead, prose or list."""

    start: int
    end: int
    target_url: str
    kind: str


@dataclass(frozen=True, slots=True)
class Row:
    """A row line of the page's text and its value's span; heading lines of a box have no label.

    group: the label of the row or heading this one is a part of ("Area" of "land: 180 sq km"), or "".
    """

    label: str
    start: int
    end: int
    value_start: int
    value_end: int
    box: int
    group: str = ""


@dataclass(frozen=True)
class Page:
    """The columns of crawl__pages that linking reads."""

    page_id: str
    url: str
    aliases_urls: tuple[str, ...]
    title: str
    text: str
    content_sha256: str
    sentences: tuple[Sentence, ...]
    links: tuple[Link, ...]
    rows: tuple[Row, ...]
    bold_names: tuple[str, ...]
    declared_names: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    language: str = ""

    @classmethod
    def from_row(cls, row: Mapping[str, Any]) -> Page:
        """The page of one crawl__pages row; null lists count as empty."""
        return cls(
            page_id=row["page_id"],
            url=row["url"],
            aliases_urls=tuple(row["aliases_urls"] or ()),
            title=row["title"] or "",
            text=row["text"] or "",
            content_sha256=row["content_sha256"],
            sentences=tuple(Sentence(**_picked(Sentence, item)) for item in row["sentences"] or ()),
            links=tuple(Link(**_picked(Link, item)) for item in row["links"] or ()),
            rows=tuple(Row(**_picked(Row, item)) for item in row["rows"] or ()),
            bold_names=tuple(row["bold_names"] or ()),
            declared_names=tuple(row.get("declared_names") or ()),
            categories=tuple(row.get("categories") or ()),
            language=row.get("language") or "",
        )

    @cached_property
    def _links_in_order(self) -> tuple[Link, ...]:
        return tuple(sorted(self.links, key=lambda link: (link.start, link.end)))

    def links_within(self, start: int, end: int) -> list[Link]:
        """The non-empty links that lie wholly in a span, in order, none overlapping another."""
        found: list[Link] = []
        for link in self._links_in_order:
            if link.start >= end:
                break
            if start <= link.start < link.end <= end and (not found or link.start >= found[-1].end):
                found.append(link)
        return found

    @cached_property
    def lead(self) -> Sentence | None:
        """The first sentence of the first paragraph."""
        return next((sentence for sentence in self.sentences if sentence.kind == "lead"), None)

    @cached_property
    def lead_text(self) -> str:
        return self.text[self.lead.start : self.lead.end] if self.lead else ""

    @cached_property
    def headings(self) -> dict[int, list[Row]]:
        """The heading lines of each box, in order."""
        unlabelled = sorted((row for row in self.rows if not row.label.strip()), key=lambda row: row.box)
        return {box: list(rows) for box, rows in groupby(unlabelled, key=lambda row: row.box)}


def _picked(kind: type[Sentence] | type[Link] | type[Row], item: Mapping[str, Any]) -> dict[str, Any]:
    return {name: item[name] for name in kind.__dataclass_fields__ if item.get(name) is not None}
