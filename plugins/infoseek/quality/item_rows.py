"""The questions of a batch as rows of a list, with what became of each.

What lives here: reading, filtering and ordering. What may not: one item's details (items.py), markup.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from infoseek.release.retraction import read_retractions
from infoseek.stages import BLUR, GATE
from infoseek.store.manifests import Manifest, read_manifest
from infoseek.store.objects import ObjectStore
from infoseek.store.schemas import ACCEPTED, BLURRED_QUESTIONS, QUARANTINED, Table
from infoseek.store.tables import read_rows

STATUSES = ("accepted", "quarantined", "waiting", "retracted")
"""waiting: worded, and not gated yet. retracted: taken back after the gate; only why is left of it."""

_COLUMNS = ["question_id", "question", "answer", "kind", "vertices", "hops"]


@dataclass(frozen=True)
class ItemRow:
    """One question in a list. check: the first that failed, else empty. reason: why it was retracted, else empty."""

    question_id: str
    question: str
    answer: str
    kind: str
    vertices: int
    hops: int
    status: str
    check: str = ""
    reason: str = ""


def item_rows(store: ObjectStore, batch_id: str, keys: Mapping[str, str]) -> list[ItemRow]:
    """The questions of a batch, accepted ones first, retracted ones last, each group by id.

    keys: the batch's manifest keys by zone. Before the gate its questions are waiting.
    """
    retracted = {entry.question_id: entry.why for entry in read_retractions(store, batch_id)}
    left = [
        row
        for row in _rows(store, keys.get(BLUR.zone, ""), keys.get(GATE.zone, ""))
        if row.question_id not in retracted
    ]
    return left + [
        ItemRow(key, "", "", "", 0, 0, "retracted", reason=why) for key, why in sorted(retracted.items())
    ]


@lru_cache(maxsize=16)
def _rows(store: ObjectStore, blurred: str, gated: str) -> tuple[ItemRow, ...]:
    if gated:
        manifest = read_manifest(store, GATE.zone, gated)
        return (
            *_read(store, manifest, ACCEPTED, "accepted"),
            *_read(store, manifest, QUARANTINED, "quarantined"),
        )
    if blurred:
        return tuple(_read(store, read_manifest(store, BLUR.zone, blurred), BLURRED_QUESTIONS, "waiting"))
    return ()


def _read(store: ObjectStore, manifest: Manifest, table: Table, status: str) -> list[ItemRow]:
    columns = [*_COLUMNS, "check"] if table is QUARANTINED else _COLUMNS
    found = [ItemRow(status=status, **row) for row in read_rows(store, manifest, table, columns)]
    return sorted(found, key=lambda row: str(row.question_id))
