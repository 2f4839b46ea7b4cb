"""Which rows of each table go with a page, and which say too much of it.

What lives here: one rule a table. What may not: how parts are rewritten (store/redaction.py).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from infoseek.store.redaction import Redact
from infoseek.store.schemas import (
    ACCEPTED,
    ALIASES,
    BLURRED_AUDIT,
    BLURRED_QUESTIONS,
    BLURRED_TREES,
    CRAWL_FAILURES,
    EDGES,
    ENTITIES,
    GROWN_TREES,
    MENTIONS,
    PAGE_MENTIONS,
    PAGES,
    QUARANTINED,
    READINGS,
    VERDICTS,
    Table,
    failures,
)
from infoseek.takedown.finding import Found
from infoseek.takedown.traces import Traces, scrubbed
from infoseek.web.crawl.takedowns import REASON, Takedowns


def redactions(found: Found, traces: Traces, listed: Takedowns) -> list[tuple[Table, Redact]]:
    """Every table with its rule, from the end of the chain to its beginning.

    So that a take-down that was killed still finds by the pages what is left of it further on.
    """
    pages, items, trees = found.page_ids, frozenset(key for key, _ in found.items), found.trees
    return [
        (VERDICTS, _without({"question_id": items}, traces)),
        (QUARANTINED, _without({"question_id": items}, traces)),
        (ACCEPTED, _without({"question_id": items})),
        (failures("blurred"), _without({"item": trees}, traces)),
        (BLURRED_QUESTIONS, _without({"question_id": items})),
        (BLURRED_AUDIT, _without({"tree_id": trees})),
        (BLURRED_TREES, _without({"tree_id": trees})),
        (failures("grown"), _without({"item": pages}, traces)),
        (GROWN_TREES, _without({"tree_id": trees})),
        (EDGES, _without({"subject_id": pages, "object_id": pages, "page_id": pages})),
        (MENTIONS, _without({"page_id": pages, "entity_id": pages})),
        (ALIASES, _without({"entity_id": pages})),
        (ENTITIES, _without({"page_id": pages})),
        (PAGE_MENTIONS, _without_mentions(pages)),
        (READINGS, _without({"page_id": pages})),
        (CRAWL_FAILURES, _failures(listed)),
        (PAGES, _without({"page_id": pages})),
    ]


def _without(gone: Mapping[str, frozenset[str]], traces: Traces | None = None) -> Redact:
    """Leaves out the rows that have one of these values; with traces, also what the others say of them."""
    values = {column: pa.array(sorted(keys), pa.string()) for column, keys in gone.items()}

    def redact(rows: pa.Table) -> pa.Table | None:
        is_gone = pa.array([False] * rows.num_rows)
        for column, keys in values.items():
            is_gone = pc.or_(is_gone, pc.fill_null(pc.is_in(rows[column], keys), False))
        kept = rows.filter(pc.invert(is_gone)) if pc.any(is_gone).as_py() else rows
        if traces is not None:
            kept = _changed(kept, lambda row: scrubbed(row, traces))
        return None if kept is rows else kept

    return redact


def _without_mentions(pages: frozenset[str]) -> Redact:
    """Leaves out the pages that mention one of these, and themselves: the next batch looks for mentions anew."""
    gone = pa.array(sorted(pages), pa.string())

    def redact(rows: pa.Table) -> pa.Table | None:
        mentions = rows["mentions"].combine_chunks()
        named = pc.is_in(pc.struct_field(mentions.flatten(), "entity_id"), gone)
        mentioning = pc.list_parent_indices(mentions).filter(named)
        numbers = pa.array(range(rows.num_rows), pa.int64())
        is_gone = pc.or_(pc.is_in(rows["page_id"], gone), pc.is_in(numbers, mentioning))
        return rows.filter(pc.invert(is_gone)) if pc.any(is_gone).as_py() else None

    return redact


def _changed(rows: pa.Table, change: Callable[[dict[str, Any]], dict[str, Any]]) -> pa.Table:
    """The rows with a change made to each; the very table where that changes nothing."""
    before = rows.to_pylist()
    after = [change(row) for row in before]
    return rows if after == before else pa.Table.from_pylist(after, schema=rows.schema)


def _failures(listed: Takedowns) -> Redact:
    """Leaves out what was asked for and is covered; that it was refused for the take-down stays said."""

    def redact(rows: pa.Table) -> pa.Table | None:
        told = zip(rows["url"].to_pylist(), rows["reason"].to_pylist(), strict=True)
        kept = [reason == REASON or not listed.covers(url) for url, reason in told]
        return None if all(kept) else rows.filter(pa.array(kept))

    return redact
