"""Small corpora of pages as crawl__pages rows, stored as snapshots. What may not live here: assertions."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from infoseek.retrieval.build import build_index
from infoseek.retrieval.index import PassageIndex, open_index
from infoseek.settings import Settings
from infoseek.store.objects import ObjectStore
from infoseek.store.schemas import PAGES
from infoseek.store.snapshots import Snapshot, write_snapshot
from infoseek.store.tables import new_attempt, write_part

DAY = "2026-11-05"
HARBOUR = "The harbour of Vell froze twice in the winter that she left it."


def page(name: str, sections: Mapping[str, Sequence[str]], rows: Sequence[str] = ()) -> dict[str, Any]:
    """A page: row lines, then its sections' sentences, each a line of its text."""
    row: dict[str, Any] = {field.name: None for field in PAGES.schema}
    lines, sentences, boxes, at = [], [], [], 0
    for line in rows:
        boxes.append({"label": "", "start": at, "end": at + len(line), "value_start": at, "value_end": at + len(line),
                      "box": 0, "group": ""})  # fmt: skip
        lines.append(line)
        at += len(line) + 1
    for section, told in sections.items():
        for sentence in told:
            sentences.append({"start": at, "end": at + len(sentence), "kind": "prose", "section": section})
            lines.append(sentence)
            at += len(sentence) + 1
    text = "\n".join(lines)
    digest = hashlib.sha256(text.encode()).hexdigest()
    return {
        **row,
        "page_id": hashlib.sha256(name.encode()).hexdigest()[:20],
        "url": f"http://books.example/{name}",
        "title": name,
        "text": text,
        "sentences": sentences,
        "rows": boxes,
        "content_sha256": digest,
        "text_sha256": digest,
        "batch_id": DAY,
    }


def towns() -> list[dict[str, Any]]:
    """Three pages that share words."""
    return [
        page("Vell", {"": ["Vell is a harbour town.", HARBOUR], "Trade": ["Ropes were made in Vell."]},
             ["Population: 4,120", "County: Aldmark"]),
        page("Aldmark", {"": ["Aldmark is a county of bees and ropes."]}),
        page("Ada Quill", {"": ["Ada Quill was a novelist who left Vell."], "Works": ["She wrote Tidebound."]}),
    ]  # fmt: skip


def snapshot_of(
    store: ObjectStore, *parts: Sequence[Mapping[str, Any]], gone: Sequence[str] = (), digest: str = ""
) -> str:
    """The id of a snapshot of these parts' pages."""
    written = [part for rows in parts for part in write_part(store, PAGES, rows, new_attempt())]
    return write_snapshot(store, Snapshot(batch_id=DAY, parts=written, tombstones=list(gone), digest=digest))


def indexed(store: ObjectStore, scratch: Path, *parts: Sequence[Mapping[str, Any]]) -> PassageIndex:
    """The opened index of these parts' pages."""
    settings = Settings(s3=store.settings, scratch=scratch)
    return open_index(store, scratch, build_index(store, settings, snapshot_of(store, *parts)))
