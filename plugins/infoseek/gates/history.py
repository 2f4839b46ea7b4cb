"""The quality of each gated batch as one immutable object, and the index the dashboards read (DESIGN §5).

What lives here: the record, writing it with a gate commit, and reading the index. What may not: pages.
"""

from __future__ import annotations

import contextlib
from collections.abc import Mapping

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from infoseek.store.documents import read_document
from infoseek.store.manifests import read_head
from infoseek.store.objects import Conflict, ObjectMissing, ObjectStore

ZONE = "gated"
INDEX = f"{ZONE}/_quality/index.json"


class CheckCount(BaseModel):
    """How one check went over a batch."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    check: str
    title: str
    version: str
    passed: int = Field(ge=0)
    failed: int = Field(ge=0)
    waived: int = Field(ge=0)
    not_run: int = Field(ge=0)


class BatchQuality(BaseModel):
    """What the gate found in one batch; key is the gate manifest's.

    checks: in gate order. rejected: questions by the first check that failed. waivers: check → reason.
    distributions: of the accepted questions, name → value as text → questions; the names are kind, vertices,
    hops, answer_type, words (by tens), evidence_pages, identifying_subsets and predicate (a question counts
    once under each predicate of its clues).
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    batch_id: str
    key: str
    linked: str
    snapshot: str
    questions: int
    accepted: int
    quarantined: int
    checks: list[CheckCount]
    rejected: dict[str, int]
    waivers: dict[str, str]
    distributions: dict[str, dict[str, int]]


class _Index(BaseModel):
    """The current quality of every gated batch, by batch id."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    batches: dict[str, BatchQuality] = {}


def quality_history(store: ObjectStore) -> list[BatchQuality]:
    """The current quality of every gated batch, oldest first: one get of the compacted index, no listing.

    Empty where nothing was gated yet. Raises `BadInput` where the index cannot be read.
    """
    index, _ = _read_index(store)
    return [index.batches[batch] for batch in sorted(index.batches)]


def record_quality(store: ObjectStore, quality: BatchQuality) -> None:
    """Write a batch's quality once, and put it into the index unless the batch was gated anew since.

    Safe to repeat and to run beside other batches' commits. Raises `BadInput` where the index cannot be read.
    """
    with contextlib.suppress(Conflict):  # its key names what it was computed from: what is there is equal
        store.create(quality_path(quality.key), quality.model_dump_json().encode(), "application/json")
    while True:
        index, etag = _read_index(store)
        # Read after the index: whoever moves the head later writes the index later, so nothing newer is lost.
        current = read_head(store, ZONE).batches
        is_stale = current.get(quality.batch_id) != quality.key
        if is_stale or index.batches.get(quality.batch_id) == quality:
            return
        if not etag:
            index = _made_anew(store, current)
        moved = _Index(batches={**index.batches, quality.batch_id: quality})
        with contextlib.suppress(Conflict):
            _write_index(store, moved, etag)
            return


def is_recorded(store: ObjectStore, batch_id: str, key: str) -> bool:
    """Whether the index holds the quality of this gate run. Raises `BadInput` where it cannot be read."""
    found = _read_index(store)[0].batches.get(batch_id)
    return found is not None and found.key == key


def quality_path(key: str) -> str:
    """The object key of one gate run's quality."""
    return f"{ZONE}/_quality/{key}.json"


def _read_index(store: ObjectStore) -> tuple[_Index, str]:
    """The index and its ETag; an empty one and no ETag where there is none."""
    remedy = ": delete it, and the next gate commit makes it anew"
    return read_document(store, INDEX, _Index, "quality index", remedy)


def _made_anew(store: ObjectStore, current: Mapping[str, str]) -> _Index:
    """The index that the immutable objects of these gate runs (batch id → key) give; runs without one are left out."""
    found = {}
    for batch_id, key in current.items():
        with contextlib.suppress(ObjectMissing, ValidationError):
            found[batch_id] = BatchQuality.model_validate_json(store.get(quality_path(key)))
    return _Index(batches=found)


def _write_index(store: ObjectStore, index: _Index, etag: str) -> None:
    store.replace(INDEX, index.model_dump_json().encode(), etag)
