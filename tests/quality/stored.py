"""Gated and published batches of the fictional corpus. What may not live here: assertions."""

from __future__ import annotations

from infoseek.gates.history import record_quality
from infoseek.gates.quality import batch_quality
from infoseek.release import stage as release_stage
from infoseek.settings import S3Settings, Settings
from infoseek.store import manifests
from infoseek.store.manifests import Manifest
from infoseek.store.objects import ObjectStore
from infoseek.store.schemas import CRAWL_FAILURES, CRAWL_REPORT, GROWN_TREES, LINK_REPORT, PAGES
from tests.gates.corpus import BATCH, Row, World, books, question_row
from tests.gates.stored import commit_rows, commit_world
from tests.release.test_stage import gate_rows

HOSTILE = '<script>alert(1)</script>"><img src=x onerror=alert(2)>'
"""A name that would act where a page is not escaped."""

OVERRIDE = "\u202e"
"""Turns the direction of all text behind it."""

LEAK = "Is it not The Salt Ledger, by that writer?"


def questions(world: World) -> list[Row]:
    """One good question, and one that names its answer."""
    good = question_row(world)
    return [good, {**good, "question_id": "zz", "question": LEAK}]


def gated(
    store: ObjectStore, batch_id: str = BATCH, world: World | None = None, rows: list[Row] | None = None
) -> Manifest:
    """A batch as far as the gate, with its quality in the index; the gate's manifest."""
    world = world or books()
    rows = questions(world) if rows is None else rows
    blurred = commit_world(store, world, rows, batch_id)
    linked = manifests.read_manifest(store, "linked", blurred.inputs["linked"])
    inputs = {
        "blurred": blurred.key,
        "linked": linked.key,
        "snapshot": linked.inputs["snapshot"],
    }
    found = commit_rows(store, "gated", inputs, gate_rows(rows), batch_id)
    record_quality(store, batch_quality(store, found))
    return found


def published(s3: S3Settings, batch_id: str = BATCH) -> Manifest:
    """The batch's release."""
    settings = Settings(s3=s3)
    return release_stage.commit(settings, release_stage.plan(settings, batch_id), [])


def crawled(store: ObjectStore, batch_id: str = BATCH) -> Manifest:
    """A crawl with two failures and nothing after it."""
    url = "http://books.example/gone"
    gone = {"url": url, "seed_set": "books", "reason": "http_404", "detail": "", "batch_id": batch_id}
    tables = {PAGES: books().page_rows(), CRAWL_FAILURES: [gone, gone], CRAWL_REPORT: report_rows(batch_id)}
    return commit_rows(store, "crawl", {}, tables, batch_id)


def linked(store: ObjectStore, batch_id: str = BATCH) -> Manifest:
    """A linking with a report and no tables."""
    measures = (
        ("entities", "work", 25), ("entities", "person", 15), ("entities", "disambiguation", 2),
        ("types", "novel", 20), ("types", "[bold]x", 7), ("names", "title", 50), ("names", "anchor", 40),
        ("mentions", "link", 120), ("statements", "", 70), ("edges", "author", 60), ("edges", "born", 30),
        ("accuracy", "", 0.9), ("typed", "", 0.8), ("drift", "typed", 0.1), ("broken", "edges.object_id", 2),
        ("broken", "edges.page_id", 0),
    )  # fmt: skip
    rows = [
        {"batch_id": batch_id, "measure": name, "key": key, "value": float(value)}
        for name, key, value in measures
    ]
    return commit_rows(store, "linked", {}, {LINK_REPORT: rows}, batch_id)


def report_rows(batch_id: str = BATCH, host: str = "books.example", scale: int = 1) -> list[Row]:
    """What the crawl of one host came to."""
    counts = (
        ("requests", "", 14),
        ("status", "200", 9),
        ("status", "http_404", 2),
        ("status", "timeout", 1),
        ("bytes", "", 120_000),
        ("pages", "new", 3),
        ("pages", "changed", 1),
        ("pages", "not_modified", 4),
        ("pages", "copy", 1),
        ("pages", "gone", 2),
        ("refused", "out_of_scope", 30),
        ("refused", "robots", 2),
        ("queue_left", "", 5),
    )
    rows = [(measure, key, value * scale) for measure, key, value in counts]
    rows += [("first_s", "", 1_000.0), ("last_s", "", 1_002.0 + scale)]
    return [
        {
            "batch_id": batch_id,
            "seed_set": "books",
            "host": host,
            "measure": measure,
            "key": key,
            "value": float(value),
        }
        for measure, key, value in rows
    ]


def grown(store: ObjectStore, batch_id: str = BATCH) -> Manifest:
    """One tree that was finished and two that were given up."""
    empty: Row = {column.name: 0 if column.name in _NUMBERS else "" for column in GROWN_TREES.columns}
    states = [("finished", ""), ("quit", "too_small"), ("quit", "too_small")]
    rows = [{**empty, "status": status, "reason": reason} for status, reason in states]
    return commit_rows(store, "grown", {"note": "grown"}, {GROWN_TREES: rows}, batch_id)


_NUMBERS = {"shard", "vertices", "hidden"}


def hostile_books() -> World:
    """The books, with a writer whose name is markup and whose page's address is a script."""
    world = World()
    world.entity("quill", f"{HOSTILE}{OVERRIDE}", "novelist")
    world.entity("salt", "The Salt Ledger", "novel")
    world.entities["quill"]["url"] = "javascript:alert(3)"
    world.born("quill", "1893-04-02")
    world.author("salt", "quill")
    world.year("salt", 1931)
    world.number("salt", "pages", 240)
    return world
