"""The document that names a stored index's parts, under a key made from what the index is of.

What lives here: its shape, reading and writing it. What may not: building, opening.
"""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from infoseek.errors import BadInput
from infoseek.retrieval.segment import INDEX_VERSION
from infoseek.store.manifests import content_hash
from infoseek.store.objects import Conflict, ObjectMissing, ObjectStore
from infoseek.store.snapshots import Snapshot

FOLDER = "linked/_passages"


class PartRef(BaseModel):
    """One archive of an index, named by its bytes. passages: how many it holds."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    path: str
    size_bytes: int = Field(ge=0)
    sha256: str
    passages: int = Field(ge=0)


class IndexRef(BaseModel):
    """One stored index.

    version: of its files. corpus: digest of the pages it is of. snapshot: a snapshot of that digest.
    passage_words: the setting it was cut by. pages, passages: how many it holds. parts: in the order of
    their passages' ids. replaced: parts that a take-down put others in the place of, and has yet to erase.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    key: str
    version: str
    corpus: str
    snapshot: str
    passage_words: int
    pages: int = Field(ge=0)
    passages: int = Field(ge=0)
    parts: list[PartRef]
    replaced: list[str] = []

    @property
    def size_bytes(self) -> int:
        return sum(part.size_bytes for part in self.parts)

    @property
    def content_id(self) -> str:
        """Tells apart what the key stood for at different times: a take-down replaces parts."""
        return content_hash([part.sha256 for part in self.parts])


def index_key(snapshot: Snapshot, passage_words: int) -> str:
    """The key of the index of a snapshot's pages: the same for the same pages, whichever batch has them."""
    corpus = snapshot.digest or snapshot.snapshot_id
    return content_hash([INDEX_VERSION, corpus, passage_words])


def ref_path(key: str) -> str:
    return f"{FOLDER}/{key}.json"


def part_path(sha256: str) -> str:
    return f"{FOLDER}/parts/{sha256[:32]}.tar"


def ref_keys(store: ObjectStore) -> list[str]:
    """The keys of all stored indexes."""
    prefix = f"{FOLDER}/"
    found = (path.removeprefix(prefix) for path in store.keys(prefix))
    return [path.removesuffix(".json") for path in found if "/" not in path and path.endswith(".json")]


def find_ref(store: ObjectStore, key: str) -> tuple[IndexRef | None, str]:
    """A stored index and its document's ETag; None and "" where there is none. Raises `BadInput`."""
    path = ref_path(key)
    try:
        body, etag = store.get_with_etag(path)
        return IndexRef.model_validate_json(body), etag
    except ObjectMissing:
        return None, ""
    except ValidationError as error:
        raise BadInput(
            f"{store.address(path)} is no passage index ({error.error_count()} errors): delete it and link the batch again."
        ) from error


def read_ref(store: ObjectStore, key: str) -> IndexRef:
    """A stored index that can be opened. Raises `BadInput` where there is none, or one of another version."""
    found, _ = find_ref(store, key)
    if found is None:
        raise BadInput(f"There is no passage index {store.address(ref_path(key))}: link the batch again.")
    if found.version != INDEX_VERSION:
        raise BadInput(
            f"The passage index {store.address(ref_path(key))} is of version {found.version!r}, and this code reads "
            f"{INDEX_VERSION!r}: link the batch again."
        )
    return found


def write_ref(store: ObjectStore, ref: IndexRef, etag: str = "") -> IndexRef:
    """Store an index's document, in place of the one of this ETag; what is stored now.

    Whoever else built it meanwhile built the same. Raises `Conflict` where the one to replace has changed.
    """
    body = ref.model_dump_json(indent=1).encode()
    try:
        store.replace(ref_path(ref.key), body, etag)
    except Conflict:
        if etag:
            raise
        return read_ref(store, ref.key)
    return ref
