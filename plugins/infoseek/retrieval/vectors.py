"""The vectors of an index's passages: stored beside it, row for row, and opened without copying.

What lives here: their document, making them, exact search. What may not: the endpoint that gives them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from infoseek.errors import BadInput, Unavailable
from infoseek.retrieval.build import ranges, work_folder
from infoseek.retrieval.local_copy import download, held_copy
from infoseek.retrieval.reference import FOLDER, IndexRef, PartRef
from infoseek.retrieval.spill import Spill, live_rows
from infoseek.settings import Settings
from infoseek.store.manifests import content_hash
from infoseek.store.objects import Conflict, ObjectMissing, ObjectStore
from infoseek.store.snapshots import read_snapshot

VECTORS = f"{FOLDER}/vectors"
_HASH_BYTES = 16

Embed = Callable[[Sequence[str]], NDArray[np.float32]]
"""Unit vectors of texts, a row each."""


class VectorsRef(BaseModel):
    """Stored vectors. index: key of the index they belong to. parts: in its passages' order."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    key: str
    index: str
    model: str
    dimensions: int = Field(ge=0)
    parts: list[PartRef]

    @property
    def content_id(self) -> str:
        return content_hash([part.sha256 for part in self.parts])


def vectors_key(index: str, model: str) -> str:
    return content_hash([index, model])


def read_vectors(store: ObjectStore, index: str, model: str) -> VectorsRef | None:
    """The vectors of an index by a model, if there are any. Raises `BadInput` where they cannot be read."""
    path = f"{VECTORS}/{vectors_key(index, model)}.json"
    try:
        return VectorsRef.model_validate_json(store.get(path))
    except ObjectMissing:
        return None
    except ValidationError as error:
        raise BadInput(
            f"{store.address(path)} names no vectors: delete it and link the batch again."
        ) from error


def build_vectors(
    store: ObjectStore, settings: Settings, ref: IndexRef, embed: Embed, known: Vectors | None = None
) -> VectorsRef:
    """The vectors of an index's passages: the stored ones, or new ones.

    known: vectors by the same model; a passage whose text they have is not asked for again. Raises what
    `embed` raises, and `Unavailable` where a take-down changed the passages meanwhile.
    """
    model = settings.retrieval.dense_model
    found = read_vectors(store, ref.key, model)
    if found is not None:
        return found
    parts = []
    dimensions = 0
    with work_folder(settings.scratch / "passages") as root:
        with Spill(root / "spill") as spill:
            for rows in live_rows(store, read_snapshot(store, ref.snapshot)):
                spill.add(rows, ref.passage_words)
        if spill.passages != ref.passages:
            raise Unavailable(
                f"The passages of index {ref.key} were changed while vectors were made of them."
            )
        for low, high in ranges(spill.passages, spill.chars):
            texts = spill.between(low, high)["indexed"].to_pylist()
            if texts:
                file = root / "part.arrow"
                dimensions = _write(file, texts, embed, settings.retrieval.dense_batch, known)
                parts.append(_stored(store, file, len(texts)))
    made = VectorsRef(
        key=vectors_key(ref.key, model), index=ref.key, model=model, dimensions=dimensions, parts=parts
    )
    try:
        store.create(
            f"{VECTORS}/{made.key}.json", made.model_dump_json(indent=1).encode(), "application/json"
        )
    except Conflict:
        return read_vectors(store, ref.key, model) or made
    return made


def _write(file: Path, texts: Sequence[str], embed: Embed, size: int, known: Vectors | None) -> int:
    """Write a part's vectors; how many dimensions they have."""
    hashes: list[bytes] = []
    columns: list[NDArray[np.float16]] = []
    for begin in range(0, len(texts), size):
        told = texts[begin : begin + size]
        marks = [hashlib.sha256(text.encode()).digest()[:_HASH_BYTES] for text in told]
        vectors = _vectors_of(told, marks, embed, known)
        if columns and vectors.shape[1] != columns[0].shape[1]:
            raise BadInput("The embeddings endpoint answers with vectors of different lengths.")
        hashes += marks
        columns.append(vectors.astype(np.float16))
    whole = np.concatenate(columns)
    dimensions = int(whole.shape[1])
    batch = pa.record_batch(
        {
            "text_hash": pa.array(hashes, pa.binary(_HASH_BYTES)),
            "vector": pa.FixedSizeListArray.from_arrays(pa.array(whole.reshape(-1)), dimensions),
        }
    )
    with pa.OSFile(str(file), "wb") as sink, pa.ipc.new_file(sink, batch.schema) as writer:
        writer.write_batch(batch)
    return dimensions


def _vectors_of(
    texts: Sequence[str], marks: Sequence[bytes], embed: Embed, known: Vectors | None
) -> NDArray[np.float32]:
    """Vectors of texts: the known ones, and those of the others asked for in one request."""
    had = [None if known is None else known.of_text(mark) for mark in marks]
    wanted = [text for text, vector in zip(texts, had, strict=True) if vector is None]
    fresh = iter(embed(wanted)) if wanted else iter(())
    return np.stack([next(fresh) if vector is None else vector for vector in had]).astype(np.float32)


def _stored(store: ObjectStore, file: Path, passages: int) -> PartRef:
    body = file.read_bytes()
    sha256 = hashlib.sha256(body).hexdigest()
    path = f"{VECTORS}/parts/{sha256[:32]}.arrow"
    store.put(path, body)
    return PartRef(path=path, size_bytes=len(body), sha256=sha256, passages=passages)


class Vectors:
    """Opened vectors; the arrays are the mapped files."""

    def __init__(self, ref: VectorsRef, files: Sequence[Path]) -> None:
        self.ref = ref
        self._parts: list[NDArray[np.float16]] = []
        self._hashes: list[pa.Array] = []
        for file in files:
            with pa.memory_map(str(file)) as source:
                batch = pa.ipc.open_file(source).get_batch(0)
            values = batch["vector"].values.to_numpy(zero_copy_only=True)
            self._parts.append(values.reshape(len(batch), ref.dimensions))
            self._hashes.append(batch["text_hash"])
        self._places: dict[bytes, tuple[int, int]] | None = None

    def nearest(self, vector: NDArray[np.float32], k: int) -> Iterator[tuple[int, float]]:
        """Row over all parts and cosine of the nearest, best first; equal ones by row. Every vector is compared."""
        from usearch.compiled import MetricKind
        from usearch.index import search

        found: list[tuple[float, int]] = []
        offset = 0
        for part in self._parts:
            matches = search(part, vector.astype(np.float16), min(k, len(part)), MetricKind.IP, exact=True)
            found += [
                (float(distance), offset + int(row))
                for row, distance in zip(matches.keys, matches.distances, strict=True)
            ]
            offset += len(part)
        for distance, row in sorted(found)[:k]:
            yield row, 1.0 - distance

    def of_text(self, mark: bytes) -> NDArray[np.float16] | None:
        """The vector of a text by its hash, if it is here."""
        if self._places is None:
            self._places = {
                each: (number, row)
                for number, hashes in enumerate(self._hashes)
                for row, each in enumerate(hashes.to_pylist())
            }
        place = self._places.get(mark)
        return None if place is None else self._parts[place[0]][place[1]]


def open_vectors(store: ObjectStore, scratch: Path, ref: VectorsRef) -> Vectors:
    """Stored vectors, through files in scratch that every process on the machine shares. Raises as `open_index`."""

    def fill(work: Path) -> None:
        for number, part in enumerate(ref.parts):
            download(store, part, work / f"{number:04d}.arrow")

    with held_copy(scratch, ref.key, ref.content_id, fill) as copy:
        return Vectors(ref, sorted(copy.glob("*.arrow")))


def drop_vectors(store: ObjectStore, index: str) -> None:
    """Delete all vectors of an index, by whichever model: the document last, so that a second try finds the parts."""
    for path in [path for path in store.keys(f"{VECTORS}/") if path.endswith(".json")]:
        try:
            ref = VectorsRef.model_validate_json(store.get(path))
        except ObjectMissing:
            continue
        if ref.index == index:
            for part in ref.parts:
                store.delete(part.path)
            store.delete(path)
