"""Corpus snapshots: every live page up to a batch, as an immutable list of parts and tombstones (DESIGN §5)."""

from __future__ import annotations

import contextlib

import pyarrow as pa
from pydantic import BaseModel, ConfigDict, ValidationError

from infoseek.errors import BadInput
from infoseek.store.manifests import Part, content_hash
from infoseek.store.objects import Conflict, ObjectMissing, ObjectStore
from infoseek.store.schemas import PAGES
from infoseek.store.tables import read_parts


class Snapshot(BaseModel):
    """The corpus as of one batch.

    parts: page parts, oldest batch first; of one page's versions the last counts.
    tombstones: pages that are gone, or taken down.
    digest: hash of what the live pages say, wherever they are stored (see `digest_of`); it makes the id, so
    that the same corpus has the same id on any machine (DESIGN §6).
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    batch_id: str
    parts: list[Part]
    tombstones: list[str] = []
    digest: str = ""

    @property
    def snapshot_id(self) -> str:
        if not self.digest:
            return content_hash(self.model_dump())
        return content_hash([self.batch_id, self.digest, self.tombstones])


def snapshot_path(snapshot_id: str) -> str:
    return f"crawl/_snapshots/{snapshot_id}.json"


def write_snapshot(store: ObjectStore, snapshot: Snapshot) -> str:
    """Store the snapshot under its content's id, and return the id."""
    # The name is the content's hash: what is there already is equal.
    with contextlib.suppress(Conflict):
        store.create(
            snapshot_path(snapshot.snapshot_id), snapshot.model_dump_json().encode(), "application/json"
        )
    return snapshot.snapshot_id


def read_snapshot(store: ObjectStore, snapshot_id: str) -> Snapshot:
    """A stored snapshot. Raises `BadInput` where there is none."""
    path = snapshot_path(snapshot_id)
    try:
        return Snapshot.model_validate_json(store.get(path))
    except ObjectMissing:
        raise BadInput(f"There is no corpus snapshot {store.address(path)}.") from None
    except ValidationError as error:
        raise BadInput(
            f"{store.address(path)} is no corpus snapshot: {error.error_count()} errors."
        ) from error


def live_pages(store: ObjectStore, snapshot: Snapshot, columns: list[str] | None = None) -> pa.Table:
    """The live pages of a snapshot, one row a page, sorted by page_id."""
    wanted = None if columns is None else sorted({*columns, "page_id"}, key=PAGES.schema.names.index)
    table = read_parts(store, PAGES, snapshot.parts, wanted)
    last: dict[str, int] = {page: row for row, page in enumerate(table["page_id"].to_pylist())}
    gone = set(snapshot.tombstones)
    rows = [last[page] for page in sorted(last) if page not in gone]
    found = table.take(pa.array(rows, pa.int64()))
    return found if columns is None else found.select(columns)


def digest_of(store: ObjectStore, snapshot: Snapshot, reader_version: str) -> str:
    """Hash of the live pages' bytes and texts, and of the version of the reader that made the texts."""
    rows = live_pages(store, snapshot, ["page_id", "content_sha256", "text_sha256"]).to_pylist()
    return content_hash([reader_version, [list(row.values()) for row in rows]], 64)
