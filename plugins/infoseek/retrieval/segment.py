"""One segment of an index: some passages as tantivy's files beside a column file, packed as one archive.

What lives here: the bytes of a part, equal for equal passages. What may not: which passages, and storage.
"""

from __future__ import annotations

import hashlib
import json
import tarfile
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pyarrow as pa
import tantivy

from infoseek.retrieval.analysis import ANALYSER, analyser, prepared

INDEX_VERSION = f"1, tantivy {version('tantivy')}"
"""Of the files and of what is in them; an index of another version is not opened."""

TEXT = "text"
"""The one indexed field: title, section and words of a passage. As fields of their own they found less, slower."""

COLUMNS = "passages.arrow"
META = "meta.json"

ID_BYTES = 10
PASSAGE_SCHEMA = pa.schema(
    [
        ("passage_id", pa.binary(ID_BYTES)),
        ("page_id", pa.dictionary(pa.int32(), pa.string())),
        ("start", pa.uint32()),
        ("end", pa.uint32()),
        ("is_row", pa.bool_()),
    ]
)
"""What is known of a passage beside its terms; in the order of tantivy's documents."""

# A ceiling, not what is taken: below it the writer closes no segment by itself, which keeps parts equal.
_WRITER_BYTES = 4_000_000_000
_EPOCH = 0


def schema() -> tantivy.Schema:
    """Counts of terms are kept, positions are not: BM25 asks for no more."""
    builder = tantivy.SchemaBuilder()
    builder.add_text_field(TEXT, tokenizer_name=ANALYSER, index_option="freq")
    return builder.build()


def write_segment(folder: Path, passages: pa.Table) -> Path:
    """Index passages in their order; the archive, in the folder, which is empty before.

    passages: the columns of PASSAGE_SCHEMA and `indexed`, the text that is searched.
    """
    work = folder / "work"
    work.mkdir(parents=True)
    _index(work, passages)
    _write_columns(work / COLUMNS, passages.select(PASSAGE_SCHEMA.names).cast(PASSAGE_SCHEMA))
    archive = folder / "part.tar"
    with tarfile.open(archive, "w", format=tarfile.USTAR_FORMAT) as tar:
        for path in _named_by_content(work, passages):
            tar.add(path, path.name, filter=_plain)
    return archive


def _index(work: Path, passages: pa.Table) -> None:
    index = tantivy.Index(schema(), path=str(work))
    index.register_tokenizer(ANALYSER, analyser())
    writer = index.writer(_WRITER_BYTES, 1)
    for text in _texts(passages):
        writer.add_document(tantivy.Document(text=prepared(text)))
    writer.commit()
    writer.wait_merging_threads()


def _texts(passages: pa.Table) -> Iterator[str]:
    for batch in passages.select(["indexed"]).to_batches(max_chunksize=10_000):
        yield from batch.column(0).to_pylist()


def _write_columns(path: Path, columns: pa.Table) -> None:
    (batch,) = columns.combine_chunks().unify_dictionaries().to_batches() or [_no_rows()]
    with pa.OSFile(str(path), "wb") as sink, pa.ipc.new_file(sink, PASSAGE_SCHEMA) as writer:
        writer.write_batch(batch)


def _no_rows() -> pa.RecordBatch:
    return pa.RecordBatch.from_pylist([], schema=PASSAGE_SCHEMA)


def _named_by_content(work: Path, passages: pa.Table) -> list[Path]:
    """Rename the segment, which tantivy names at random, by its passages; the files that make the part, in order."""
    meta = json.loads((work / META).read_text())
    (segment,) = meta["segments"]
    if segment["max_doc"] != passages.num_rows:
        raise RuntimeError(f"tantivy wrote {segment['max_doc']} of {passages.num_rows} passages to a segment")
    old = segment["segment_id"].replace("-", "")
    new = _segment_id(passages)
    found = [path.rename(work / path.name.replace(old, new)) for path in work.glob(f"{old}.*")]
    segment["segment_id"] = new
    (work / META).write_text(json.dumps({**meta, "opstamp": _EPOCH}, sort_keys=True))
    return sorted([*found, work / META, work / COLUMNS])


def _segment_id(passages: pa.Table) -> str:
    digest = hashlib.sha256()
    for batch in passages.select(["passage_id", "indexed"]).to_batches():
        for row in zip(*(column.to_pylist() for column in batch.columns), strict=True):
            digest.update(row[0] + hashlib.sha256(row[1].encode()).digest())
    return digest.hexdigest()[:32]


def _plain(member: tarfile.TarInfo) -> tarfile.TarInfo:
    """A member without what differs between machines: times, owners, modes."""
    member.mtime = _EPOCH
    member.uid = member.gid = 0
    member.uname = member.gname = ""
    member.mode = 0o644
    return member


def joined_meta(metas: list[dict[str, Any]]) -> str:
    """The meta.json of an index of these segments, in this order; at least one."""
    segments = [segment for meta in metas for segment in meta["segments"]]
    return json.dumps({**metas[0], "segments": segments})
