"""The bytes of an index's part."""

from __future__ import annotations

import hashlib
import json
import tarfile
from pathlib import Path

import pyarrow as pa
import pytest
import tantivy

from infoseek.retrieval.segment import COLUMNS, META, PASSAGE_SCHEMA, TEXT, joined_meta, schema, write_segment


def table(texts: list[str]) -> pa.Table:
    ids = [hashlib.sha256(text.encode()).digest()[:10] for text in texts]
    count = len(texts)
    return pa.table(
        {
            "passage_id": pa.array(ids, pa.binary(10)),
            "page_id": ["p"] * count,
            "start": pa.array([0] * count, pa.uint32()),
            "end": pa.array([9] * count, pa.uint32()),
            "is_row": [False] * count,
            "indexed": texts,
        }
    )


def test_equal_passages_make_equal_bytes(tmp_path: Path) -> None:
    """Neither time, place nor tantivy's random names are in a part; another text is."""
    texts = [f"harbour {number}" for number in range(500)]
    one, same, other = (
        write_segment(tmp_path / name, table(told)).read_bytes()
        for name, told in (("one", texts), ("same", texts), ("other", [*texts[:-1], "quay"]))
    )
    assert one == same
    assert one != other


def test_parts_join_to_one_index(tmp_path: Path) -> None:
    """Documents keep their order, and how rare a term is counts over all parts: the layout tantivy has is the one joined."""
    folder = tmp_path / "joined"
    metas = []
    for name, texts in (("a", ["rope", "rope and bees"]), ("b", ["rope", "quay"])):
        with tarfile.open(write_segment(tmp_path / name, table([f"{text} {name}" for text in texts]))) as tar:
            tar.extractall(folder, filter="data")
        metas.append(json.loads((folder / META).read_text()))
        assert pa.ipc.open_file(folder / COLUMNS).schema == PASSAGE_SCHEMA
    (folder / META).write_text(joined_meta(metas))
    searcher = tantivy.Index.open(str(folder)).searcher()
    assert (searcher.num_docs, searcher.doc_freq(TEXT, "rope")) == (4, 3)
    hits = searcher.search(tantivy.Query.term_query(schema(), TEXT, "rope", "freq")).hits
    assert [(place.segment_ord, place.doc) for _, place in hits] == [(0, 0), (1, 0), (0, 1)]
    assert hits[0][0] == pytest.approx(hits[1][0])
