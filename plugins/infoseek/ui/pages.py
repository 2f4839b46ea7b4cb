"""The pages' routes: batches, one batch with its items, its crawl, its linking, one item, one tree.

What lives here: which data goes into which template. What may not: reading tables, markup.
"""

from __future__ import annotations

import re
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request, Response

from infoseek.linking.report import MEANINGS
from infoseek.quality.batches import NoSuchBatch, batch_record, batch_records
from infoseek.quality.crawl_report import OUTCOMES, crawl_report, outcomes_by_batch
from infoseek.quality.item_rows import STATUSES, item_rows
from infoseek.quality.items import read_item
from infoseek.quality.link_report import link_report, shares_by_batch
from infoseek.quality.lost_trees import lost_trees
from infoseek.quality.trees import read_tree
from infoseek.store.objects import ObjectStore
from infoseek.ui import charts
from infoseek.ui.claims import claim_views
from infoseek.ui.rendering import rendered
from infoseek.ui.replaying import reading_view, step_views
from infoseek.ui.tree_picture import picture

router = APIRouter()

MOST_BATCHES = 60
"""Batches shown at once: two months of nights."""

MOST_CARDS = 4
MOST_KEYS = 12
PAGE_ITEMS = 50
MOST_LOST = 100
"""Trees without a question that are listed; the counts stand in the funnel."""

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")

Text = Annotated[str, Query(max_length=64)]


@router.get("/")
def batches(request: Request) -> Response:
    """The newest batches, with charts over all that are shown."""
    records = batch_records(_store(request), MOST_BATCHES)
    shown = next((record.quality for record in records if record.quality and record.quality.accepted), None)
    return rendered(
        request,
        "batches.html",
        has_charts=True,
        records=records,
        cards=records[:MOST_CARDS],
        newest=shown,
        figures=charts.over_batches(records),
        parts=charts.distributions(shown),
    )


@router.get("/batches/{batch_id}")
def batch(
    request: Request,
    batch_id: str,
    status: Literal["", "accepted", "quarantined", "waiting", "retracted"] = "",
    check: Text = "",
    page: Annotated[int, Query(ge=1, le=100_000)] = 1,
) -> Response:
    """One batch: its funnel, its checks, its items by status and first failed check."""
    store, batch_id = _store(request), _checked(batch_id)
    record = batch_record(store, batch_id)
    rows = item_rows(store, batch_id, record.keys)
    found = [row for row in rows if status in ("", row.status) and check in ("", row.check)]
    pages = max(1, -(-len(found) // PAGE_ITEMS))
    page = min(page, pages)
    return rendered(
        request,
        "batch.html",
        has_charts=True,
        record=record,
        parts=charts.distributions(record.quality),
        rows=found[(page - 1) * PAGE_ITEMS : page * PAGE_ITEMS],
        found=len(found),
        total=len(rows),
        statuses=[name for name in STATUSES if any(row.status == name for row in rows)],
        checks=sorted({row.check for row in rows} - {""}),
        status=status,
        check=check,
        page=page,
        pages=pages,
        lost=lost_trees(store, batch_id, record.keys),
        most_lost=MOST_LOST,
    )


@router.get("/batches/{batch_id}/crawl")
def crawl(request: Request, batch_id: str) -> Response:
    """The crawl of one batch: what was asked for, what became of it, by seed set and host."""
    store = _store(request)
    report = crawl_report(store, _checked(batch_id))
    return rendered(
        request,
        "crawl.html",
        has_charts=True,
        report=report,
        outcomes=OUTCOMES,
        reasons=report.reasons,
        figures=charts.of_crawls(outcomes_by_batch(store, MOST_BATCHES), report.total.refused),
    )


@router.get("/batches/{batch_id}/linking")
def linking(request: Request, batch_id: str) -> Response:
    """The linking of one batch: entities, names, mentions and statements, and how good they are."""
    store = _store(request)
    report = link_report(store, _checked(batch_id))
    steps = [(name, report.sum(name)) for name in ("entities", "names", "mentions", "statements")]
    return rendered(
        request,
        "linking.html",
        has_charts=True,
        report=report,
        steps=steps,
        meanings=MEANINGS,
        most_keys=MOST_KEYS,
        figures=charts.of_linkings(shares_by_batch(store, MOST_BATCHES), report.values.get("edges", {})),
    )


@router.get("/items/{question_id}")
def item(request: Request, question_id: str, batch: Text = "") -> Response:
    """One item, with everything that is known of it."""
    view = read_item(_store(request), question_id, batch or None)
    return rendered(
        request,
        "item.html",
        item=view,
        claims=claim_views(view),
        picture=picture(view.tree) if view.tree else None,
        steps=step_views(view.replay.steps),
        reading=reading_view(view.reading),
    )


@router.get("/trees/{tree_id}")
def tree(request: Request, tree_id: str, batch: Text = "") -> Response:
    """One tree with its steps, whether a question came of it or not."""
    view = read_tree(_store(request), tree_id, batch or None)
    return rendered(
        request,
        "grown.html",
        tree=view,
        picture=picture(view.tree) if view.tree and view.tree.vertices else None,
        steps=step_views(view.replay.steps),
    )


def _checked(batch_id: str) -> str:
    if not _DATE.fullmatch(batch_id):
        raise NoSuchBatch(f"{batch_id[:40]!r} is no batch: a batch is a date of the form YYYY-MM-DD.")
    return batch_id


def _store(request: Request) -> ObjectStore:
    store: ObjectStore = request.app.state.store()
    return store
