"""The corpus snapshot of a batch: the one before, what its shards found on top, and what is gone taken out.

What may not live here: what counts as gone (vanished.py), and the commit (stage.py).
"""

from __future__ import annotations

import logging

from infoseek.errors import BadInput, Unavailable
from infoseek.store.manifests import Manifest, Part, Plan, Receipt
from infoseek.store.objects import ObjectStore
from infoseek.store.schemas import CRAWL_FAILURES, CRAWL_REPORT, PAGES
from infoseek.store.snapshots import Snapshot, read_snapshot, survey
from infoseek.store.tables import part_path, read_parts
from infoseek.web.crawl import checkpoints
from infoseek.web.crawl.harvest import attempt_prefix
from infoseek.web.crawl.job import is_offline
from infoseek.web.crawl.takedowns import read_takedowns

log = logging.getLogger("infoseek.crawl")


def in_order(receipts: list[Receipt]) -> list[Receipt]:
    """Stored files first, so that of a page which is crawled too the crawl's version is the last."""
    return sorted(receipts, key=lambda receipt: (not is_offline(receipt.shard), receipt.shard))


def names_of(receipts: list[Receipt], name: str) -> set[str]:
    """What all receipts have under a name."""
    return {each for receipt in receipts for each in receipt.names.get(name, [])}


def corpus_of(
    store: ObjectStore, plan: Plan, receipts: list[Receipt], reader_version: str
) -> tuple[Snapshot, int]:
    """The snapshot of a batch, and how many live pages it has. Raises what the store raises.

    receipts: in order, the later ones' versions counting.
    """
    before = _before(store, plan)
    fresh = [part for receipt in receipts for part in receipt.tables.get(PAGES.name, [])]
    stored, taken_down = _stored(store, fresh)
    gone = (names_of(receipts, "gone") | names_of(receipts, "moved")) - stored
    buried = (set(before.tombstones) | gone | taken_down) - (stored - taken_down)
    made = Snapshot(
        batch_id=plan.batch_id,
        parts=[*before.parts, *fresh],
        tombstones=sorted(buried),
        missing=_missing(before, receipts, stored | buried),
    )
    found = survey(store, made, reader_version)
    return made.model_copy(update={"parts": found.parts, "digest": found.digest}), found.pages


def _before(store: ObjectStore, plan: Plan) -> Snapshot:
    pinned = plan.inputs["snapshot"]
    return read_snapshot(store, pinned) if pinned else Snapshot(batch_id=plan.batch_id, parts=[])


def _stored(store: ObjectStore, parts: list[Part]) -> tuple[set[str], set[str]]:
    """The pages of new parts, and those among them that were taken down while they were crawled."""
    takedowns = read_takedowns(store)
    stored: set[str] = set()
    taken_down: set[str] = set()
    for part in parts:
        rows = read_parts(store, PAGES, [part], ["page_id", "url"])
        for page, url in zip(rows["page_id"].to_pylist(), rows["url"].to_pylist(), strict=True):
            stored.add(page)
            if takedowns.covers(url) is not None:
                taken_down.add(page)
    return stored, taken_down


def _missing(before: Snapshot, receipts: list[Receipt], settled: set[str]) -> dict[str, int]:
    """In how many batches in a row each page answered 404; none of a page that answered, is new or buried."""
    missing = names_of(receipts, "missing")
    over = settled | names_of(receipts, "answered")
    counts = {page: before.missing.get(page, 0) + (page in missing) for page in {*before.missing, *missing}}
    return {page: counts[page] for page in sorted(counts) if page not in over}


def sweep(store: ObjectStore, plan: Plan, manifest: Manifest, segments: set[str]) -> None:
    """Remove what only a killed crawl would have needed: checkpoints, parts and segments of no further use.

    What cannot be removed is logged and stays: nothing names it.
    """
    named = {part.path for parts in manifest.tables.values() for part in parts} | segments
    tables = [part_path(table, attempt_prefix(plan), 0) for table in (PAGES, CRAWL_FAILURES, CRAWL_REPORT)]
    prefixes = [f"raw/{plan.batch_id}/{attempt_prefix(plan)}"]
    prefixes += [path.rpartition("-00000")[0] for path in tables]
    try:
        for prefix in prefixes:
            for key in [key for key in store.keys(prefix) if key not in named]:
                store.delete(key)
        checkpoints.clear(store, plan)
    except (BadInput, Unavailable) as error:
        log.warning("What the crawl of batch %s leaves over was not removed: %s", plan.batch_id, error)
