"""What a take-down falls on: pages, the items that cite them, the shards of models that saw them.

What lives here: reading every stored part, those of commits that were replaced among them. What may not:
changing anything.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from infoseek.release.retraction import cited
from infoseek.store.objects import ObjectStore
from infoseek.store.redaction import part_rows
from infoseek.store.schemas import (
    ACCEPTED,
    BLURRED_QUESTIONS,
    BLURRED_TREES,
    EDGES,
    ENTITIES,
    GROWN_TREES,
    PAGES,
    QUARANTINED,
    Table,
    failures,
)
from infoseek.web.crawl.takedowns import Takedown, Takedowns

Shard = tuple[str, str, str]
"""Batch, stage and shard, as `llm/cache` names them; "" for all shards of the stage."""


@dataclass(frozen=True)
class Found:
    """What falls. urls: of the pages, with what leads to them. names: of pages and their entities.

    items: question id and batch; equal questions of two batches are two. trees: grown and blurred ones. shards: whose models were shown a page.
    """

    page_ids: frozenset[str]
    urls: frozenset[str]
    names: frozenset[str]
    items: frozenset[tuple[str, str]]
    trees: frozenset[str]
    shards: frozenset[Shard]


@dataclass
class _Pages:
    ids: set[str]
    urls: set[str]
    names: set[str]


def find(store: ObjectStore, entry: Takedown) -> Found:
    """Everything stored that an entry falls on."""
    pages = _pages(store, entry)
    ids = frozenset(pages.ids)
    for row in _rows(store, ENTITIES, "page_id", "name", "title"):
        if row["page_id"] in ids:
            pages.names |= {row["name"], row["title"]}
    shown = ids | _shown_with(store, ids)
    trees: set[str] = set()
    shards: set[Shard] = set()
    for table, stage in ((GROWN_TREES, "grown"), (BLURRED_TREES, "blurred")):
        for row in _rows(store, table, "tree_id", "batch_id", "shard", "root_id", "edits"):
            about = {row["root_id"], *cited(row["edits"], "page_id", "entity_id")}
            if about & ids:
                trees.add(row["tree_id"])
            if about & shown:
                shards.add((row["batch_id"], stage, str(row["shard"])))
    for row in _rows(store, failures("grown"), "item", "batch_id"):
        if row["item"] in shown:
            shards.add((row["batch_id"], "grown", ""))
    for row in _rows(store, failures("blurred"), "item", "batch_id"):
        if row["item"] in trees:
            shards.add((row["batch_id"], "blurred", ""))
    return Found(
        ids,
        frozenset(pages.urls),
        frozenset(pages.names),
        _items(store, ids),
        frozenset(trees),
        frozenset(shards),
    )


def _pages(store: ObjectStore, entry: Takedown) -> _Pages:
    """The pages an entry covers; of a URL also those that it leads to, and those with the very same text."""
    listed, found = Takedowns([entry]), _Pages(set(), set(), set())
    texts: set[str] = set()

    def take(row: dict[str, Any]) -> None:
        found.ids.add(row["page_id"])
        found.urls.add(row["url"])
        found.names.add(row["title"])
        if entry.is_url:
            found.urls.update(row["aliases_urls"] or [])
            texts.add(row["text_sha256"])

    columns = ("page_id", "url", "aliases_urls", "title", "text", "text_sha256")
    for row in _rows(store, PAGES, *columns[:4], "text_sha256"):
        leads = entry.is_url and any(map(listed.covers, row["aliases_urls"] or []))
        if leads or listed.covers(row["url"]):
            take(row)
    known = len(found.ids), len(texts)
    while texts:
        for row in _rows(store, PAGES, *columns):
            if row["page_id"] in found.ids or (row["text"] and row["text_sha256"] in texts):
                take(row)
        if known == (len(found.ids), len(texts)):
            break
        known = len(found.ids), len(texts)
    return found


def _shown_with(store: ObjectStore, ids: frozenset[str]) -> set[str]:
    """Entities whose facts stand on these pages: a model that looked at them was shown lines of them."""
    return {
        key
        for row in _rows(store, EDGES, "subject_id", "object_id", "page_id")
        if row["page_id"] in ids
        for key in (row["subject_id"], row["object_id"])
        if key
    }


def _items(store: ObjectStore, ids: frozenset[str]) -> frozenset[tuple[str, str]]:
    """The questions whose trees cite these pages or have them as vertices, in any state, each with its batch."""
    return frozenset(
        (row["question_id"], row["batch_id"])
        for table in (BLURRED_QUESTIONS, ACCEPTED, QUARANTINED)
        for row in _rows(store, table, "question_id", "batch_id", "answer_id", "edits")
        if ids & {row["answer_id"], *cited(row["edits"], "page_id", "entity_id")}
    )


def _rows(store: ObjectStore, table: Table, *columns: str) -> Iterator[dict[str, Any]]:
    empty = dict.fromkeys(columns)
    for part in part_rows(store, table, columns):
        for row in part.to_pylist():
            yield {**empty, **row}
