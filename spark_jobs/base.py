"""The earlier batch that a run builds upon: its readings and mentions, as far as they are there.

What lives here: finding them. What may not: deciding what of them still holds (pages.py, touched.py).
"""

from __future__ import annotations

import logging
from dataclasses import dataclass

from infoseek.store.manifests import Manifest, Part, Plan, read_manifest
from infoseek.store.objects import ObjectStore
from infoseek.store.schemas import Table

log = logging.getLogger("infoseek.linking")


@dataclass(frozen=True)
class Base:
    """manifest: of the batch before, None where there is none to build upon."""

    manifest: Manifest | None = None

    def kept(self, table: Table) -> list[Part]:
        """The parts of one of its tables."""
        return self.manifest.tables.get(table.name, []) if self.manifest else []

    def note(self, name: str) -> str:
        """What its commit noted under a name, or ""."""
        return str(self.manifest.notes.get(name, "")) if self.manifest else ""


def open_base(store: ObjectStore, plan: Plan) -> Base:
    """The batch that a plan names as its base. Raises `BadInput` where it is missing."""
    key = plan.inputs.get("base", "")
    return Base(read_manifest(store, plan.zone, key)) if key else Base()
