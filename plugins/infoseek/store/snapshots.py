"""Corpus snapshots: every live page up to a batch, as an immutable list of parts and tombstones (DESIGN §5)."""

from __future__ import annotations

import contextlib
import hashlib
from dataclasses import dataclass

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
    digest: hash of what the live pages say, wherever they are stored (see `survey`); it makes the id, so
    that the same corpus has the same id on any machine (DESIGN §6).
    missing: batches in a row in which a live page answered 404, by page_id.
    redacted: ids of the take-downs that took rows out of the parts since; id and digest stay as they were.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    batch_id: str
    parts: list[Part]
    tombstones: list[str] = []
    digest: str = ""
    missing: dict[str, int] = {}
    redacted: list[str] = []

    @property
    def snapshot_id(self) -> str:
        if not self.digest:
            return content_hash(self.model_dump(exclude={"redacted"}))
        return content_hash([self.batch_id, self.digest, self.tombstones, self.missing])


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


@dataclass(frozen=True)
class Survey:
    """A corpus as one reading of it finds it. parts: those with a live row. pages: live ones."""

    parts: list[Part]
    pages: int
    digest: str


def survey(store: ObjectStore, snapshot: Snapshot, reader_version: str) -> Survey:
    """Count and hash the live pages: their bytes and texts, and the version of the reader that made the texts.

    One part is in memory at a time; of the pages in other parts, their ids. The digest is the sum of the
    pages' hashes (Bellare and Micciancio 1997, AdHASH), so that it does not depend on where pages lie.
    """
    seen = {page.encode() for page in snapshot.tombstones}
    gone = len(seen)
    found = int(content_hash(reader_version, 64), 16)
    parts: list[Part] = []
    for part in reversed(snapshot.parts):
        before = len(seen)
        rows = read_parts(store, PAGES, [part], ["page_id", "content_sha256", "text_sha256"])
        for row in reversed(list(zip(*(column.to_pylist() for column in rows.columns), strict=True))):
            page = row[0].encode()
            if page not in seen:
                seen.add(page)
                found += int.from_bytes(hashlib.sha256("".join(row).encode()).digest())
        if len(seen) > before:
            parts.append(part)
    return Survey(parts[::-1], len(seen) - gone, f"{found % (1 << 256):064x}")
