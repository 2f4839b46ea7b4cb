"""What the linking of a batch came to, by measure, and its leading figures over the batches.

What lives here: reading the report table. What may not: computing a measure (infoseek.linking.report), markup.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from infoseek.linking.report import MEANINGS
from infoseek.quality.batches import NoSuchBatch
from infoseek.stages import LINK
from infoseek.store.manifests import read_head, read_manifest
from infoseek.store.objects import ObjectStore
from infoseek.store.schemas import LINK_REPORT
from infoseek.store.tables import read_rows

LEADING = ("accuracy", "precision", "typed", "orphans", "ambiguous", "stated_elsewhere")
"""Shares that tell most of a linking."""

COUNTED = (
    "entities", "types", "typed_by", "languages", "names", "most_shared", "mentions", "edges", "edges_by_source",
    "unread_labels",
)  # fmt: skip
"""Measures that are counts by key, in the order of reading."""


@dataclass(frozen=True)
class LinkReport:
    """One batch's linking. values: by measure and key; "" is the key of a measure with one value."""

    batch_id: str
    values: Mapping[str, Mapping[str, float]]

    def value(self, measure: str, key: str = "") -> float | None:
        """One figure, None where there is none."""
        return self.values.get(measure, {}).get(key)

    def sum(self, measure: str) -> float:
        """What the counts of a measure add up to; a disambiguation page is an entity of kind list already."""
        return sum(value for key, value in self.values.get(measure, {}).items() if key != "disambiguation")

    @property
    def shares(self) -> dict[str, float]:
        """The leading shares that could be computed, in their order."""
        found = {name: self.value(name) for name in LEADING}
        return {name: value for name, value in found.items() if value is not None}

    @property
    def counts(self) -> dict[str, Mapping[str, float]]:
        """The measures that are counts by key, those without any left out."""
        return {name: self.values[name] for name in COUNTED if self.values.get(name)}

    @property
    def faults(self) -> dict[str, float]:
        """What must be 0 and is not: dangling rows by table and column."""
        return {key: value for key, value in self.values.get("broken", {}).items() if value}

    @property
    def meanings(self) -> dict[str, str]:
        """What each measure says."""
        return {name: MEANINGS[name] for name in self.values if name in MEANINGS}


def link_report(store: ObjectStore, batch_id: str) -> LinkReport:
    """The report of a batch's linking. Raises `NoSuchBatch` where its linking is not committed."""
    key = read_head(store, LINK.zone).batches.get(batch_id)
    if key is None:
        raise NoSuchBatch(f"There is no linking of a batch {batch_id[:40]!r}.")
    return LinkReport(batch_id, _values(store, key))


def newest_linking(store: ObjectStore) -> str | None:
    """The newest batch whose linking is committed, or None."""
    return max(read_head(store, LINK.zone).batches, default=None)


def shares_by_batch(store: ObjectStore, most: int) -> dict[str, dict[str, float]]:
    """The leading shares of the newest batches, oldest first; `most` of them at most."""
    heads = read_head(store, LINK.zone).batches
    chosen = sorted(heads, reverse=True)[:most]
    return {day: LinkReport(day, _values(store, heads[day])).shares for day in reversed(chosen)}


@lru_cache(maxsize=256)
def _values(store: ObjectStore, key: str) -> Mapping[str, Mapping[str, float]]:
    found: dict[str, dict[str, float]] = {}
    for row in read_rows(store, read_manifest(store, LINK.zone, key), LINK_REPORT):
        found.setdefault(str(row["measure"]), {})[str(row["key"] or "")] = float(row["value"])
    return found
