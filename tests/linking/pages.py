"""Builds crawl__pages rows for tests from a small markup: [[Target]] or [[Target|anchor]] is a link."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from typing import Any

from infoseek.linking.kinds.entities import Description, describe
from infoseek.linking.page import Page

_LINK = re.compile(r"\[\[([^|\]]+)(?:\|([^\]]+))?\]\]")


def url_of(title: str) -> str:
    return f"http://web.test/{title.replace(' ', '_')}"


def id_of(title: str) -> str:
    return hashlib.sha256(url_of(title).encode()).hexdigest()[:20]


def page_row(
    title: str,
    lead: str = "",
    rows: Sequence[tuple[str, str] | tuple[str, str, int]] = (),
    lists: Mapping[str, Sequence[str]] | None = None,
    bold: Sequence[str] = (),
    redirects: Sequence[str] = (),
) -> dict[str, Any]:
    """A page: rows are (label, value) or (label, value, box); lists are items by section heading."""
    text = ""
    links: list[dict[str, Any]] = []

    def add(marked: str, kind: str) -> tuple[int, int]:
        nonlocal text
        text += "\n" if text else ""
        start = len(text)
        last = 0
        for match in _LINK.finditer(marked):
            text += marked[last : match.start()]
            anchor = match[2] or match[1]
            links.append(
                {
                    "start": len(text),
                    "end": len(text) + len(anchor),
                    "target_url": url_of(match[1]),
                    "kind": kind,
                }
            )
            text += anchor
            last = match.end()
        text += marked[last:]
        return start, len(text)

    found_rows = []
    for label, value, *box in rows:
        prefix = f"{label}: " if label else ""
        start, end = add(prefix + value, "row")
        found_rows.append(
            {
                "label": label,
                "start": start,
                "end": end,
                "value_start": start + len(prefix),
                "value_end": end,
                "box": box[0] if box else 0,
            }
        )
    sentences = []
    if lead:
        start, end = add(lead, "lead")
        sentences.append({"start": start, "end": end, "kind": "lead", "section": ""})
    for section, items in (lists or {}).items():
        for item in items:
            start, end = add(item, "list")
            sentences.append({"start": start, "end": end, "kind": "list", "section": section})
    digest = hashlib.sha256(text.encode()).hexdigest()
    return {
        "page_id": id_of(title),
        "url": url_of(title),
        "seed_set": "web",
        "aliases_urls": [url_of(name) for name in redirects],
        "title": title,
        "text": text,
        "sentences": sentences,
        "links": links,
        "rows": found_rows,
        "bold_names": list(bold),
        "sections": [],
        "declared_names": [],
        "categories": [],
        "nav_urls": [],
        "nofollow_urls": [],
        "language": "en",
        "published": "",
        "modified": "",
        "etag": "",
        "last_modified": "",
        "fetched_at": "2026-11-05T02:00:00Z",
        "content_sha256": digest,
        "text_sha256": digest,
        "text_print": b"",
        "size_bytes": len(text),
        "warc_path": "raw/2026-11-05/a-0.warc.gz",
        "warc_offset": 0,
        "warc_length": 1,
        "batch_id": "2026-11-05",
    }


def page_of(title: str, *args: Any, **kwargs: Any) -> tuple[Page, Description]:
    """The page as linking reads it, and what it is about."""
    page = Page.from_row(page_row(title, *args, **kwargs))
    return page, describe(page)
