"""One record a batch: how far it came, what was lost at each step, what it cost, what was published.

What lives here: reading by heads, manifests and the quality index. What may not: listing a bucket's data,
markup.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from infoseek.errors import BadInput
from infoseek.gates.history import BatchQuality, quality_history
from infoseek.llm.ledger import totals
from infoseek.quality.funnel import Funnel, by_count, counted
from infoseek.stages import BLUR, CHAIN, CRAWL, GATE, GROW, LINK, PUBLISH
from infoseek.store import schemas
from infoseek.store.manifests import Manifest, read_head, read_manifest
from infoseek.store.objects import ObjectStore
from infoseek.store.tables import read_rows

Keys = tuple[tuple[str, str], ...]


class NoSuchBatch(BadInput):
    """No stage has committed anything for a batch of this name."""


@dataclass(frozen=True)
class Step:
    """One step of the funnel. count: None where its stage is not committed. lost: items by reason."""

    name: str
    count: int | None
    lost: Mapping[str, int]


@dataclass(frozen=True)
class PublishedRelease:
    """The release of a batch. prefix: below which its files lie."""

    version: int
    prefix: str
    address: str
    questions: int
    size_bytes: int


@dataclass(frozen=True)
class BatchRecord:
    """What is committed of one batch.

    keys: manifest key by zone. quality: None before the gate. release: None before publishing.
    cost: sums of the model calls (`llm.ledger.Sums`); of a published batch as its release states them.
    """

    batch_id: str
    keys: Mapping[str, str]
    steps: list[Step]
    counts: Funnel
    cost: Mapping[str, Any]
    release: PublishedRelease | None
    quality: BatchQuality | None

    @property
    def reached(self) -> str:
        """Title of the last stage that is committed."""
        return [stage.title for stage in CHAIN if stage.zone in self.keys][-1]

    @property
    def usd_per_question(self) -> float | None:
        """Cost of a published question, in US dollars; None where none is published."""
        if self.release is None or not self.release.questions:
            return None
        return float(self.cost.get("cost_usd", 0.0)) / self.release.questions


def batch_records(store: ObjectStore, most: int | None = None) -> list[BatchRecord]:
    """The newest batches, newest first; `most` of them at most."""
    committed = _committed(store)
    chosen = sorted(committed, reverse=True)[:most]
    quality = {found.batch_id: found for found in quality_history(store)}
    return [_record(store, batch_id, committed[batch_id], quality.get(batch_id)) for batch_id in chosen]


def batch_record(store: ObjectStore, batch_id: str) -> BatchRecord:
    """One batch. Raises `NoSuchBatch` where nothing of it is committed."""
    keys = _committed(store).get(batch_id)
    if keys is None:
        raise NoSuchBatch(f"There is no batch {batch_id[:40]!r}: no stage has committed anything for it.")
    quality = next((found for found in quality_history(store) if found.batch_id == batch_id), None)
    return _record(store, batch_id, keys, quality)


def _committed(store: ObjectStore) -> dict[str, dict[str, str]]:
    """Manifest keys by batch and zone."""
    found: dict[str, dict[str, str]] = {}
    for stage in CHAIN:
        for batch_id, key in read_head(store, stage.zone).batches.items():
            found.setdefault(batch_id, {})[stage.zone] = key
    return found


def _record(
    store: ObjectStore, batch_id: str, keys: dict[str, str], quality: BatchQuality | None
) -> BatchRecord:
    counts, steps, cost, release = _read(store, batch_id, tuple(sorted(keys.items())))
    # The index may still speak of the gate run before.
    current = quality if quality is not None and quality.key == keys.get(GATE.zone) else None
    return BatchRecord(batch_id, keys, steps, counts, cost, release, current)


@lru_cache(maxsize=1024)
def _read(
    store: ObjectStore, batch_id: str, keys: Keys
) -> tuple[Funnel, list[Step], Mapping[str, Any], PublishedRelease | None]:
    """What these manifests hold: immutable, so counted once."""
    manifests = {zone: read_manifest(store, zone, key) for zone, key in keys}
    counts = counted(store, manifests)
    published = manifests.get(PUBLISH.zone)
    release = _release(store, published) if published else None
    cost = _stated_cost(store, release) if release else totals(store, batch_id)
    return counts, _steps(store, manifests, counts, release), cost, release


def _steps(
    store: ObjectStore,
    manifests: Mapping[str, Manifest],
    counts: Funnel,
    release: PublishedRelease | None,
) -> list[Step]:
    failed: dict[str, int] = {}
    if CRAWL.zone in manifests:
        rows = read_rows(store, manifests[CRAWL.zone], schemas.CRAWL_FAILURES, ["reason"])
        failed = by_count(str(row["reason"]) for row in rows)
    told: tuple[tuple[str, str, int, Mapping[str, int]], ...] = (
        ("pages", CRAWL.zone, counts.pages, failed),
        ("entities", LINK.zone, counts.entities, {}),
        ("trees started", GROW.zone, counts.trees, counts.quits),
        ("trees finished", GROW.zone, counts.finished, counts.unworded),
        ("questions", BLUR.zone, counts.questions, counts.rejected),
        ("accepted", GATE.zone, counts.accepted, {}),
        ("published", PUBLISH.zone, release.questions if release else 0, {}),
    )
    return [Step(name, count if zone in manifests else None, lost) for name, zone, count, lost in told]


def _release(store: ObjectStore, manifest: Manifest) -> PublishedRelease:
    prefix = str(manifest.notes["prefix"])
    return PublishedRelease(
        version=int(manifest.notes["version"]),
        prefix=prefix,
        address=store.address(prefix),
        questions=int(manifest.stats["questions"]),
        size_bytes=int(manifest.stats["size_bytes"]),
    )


def _stated_cost(store: ObjectStore, release: PublishedRelease) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(store.get(f"{release.prefix}/release.json"))["cost"]
    return found
