"""A linked corpus opened from its tables is the one its rows make."""

from __future__ import annotations

from typing import Any

import pyarrow as pa
import pytest

from infoseek.linking.corpus import LinkedCorpus, read_linked, with_dictionaries
from infoseek.store.manifests import Manifest
from infoseek.store.objects import ObjectStore
from infoseek.store.schemas import EDGES
from infoseek.store.tables import new_attempt, write_part
from infoseek.tree.claim import Constraint
from tests.linking.corpora import edge, entity
from tests.store.blank import blank

THINGS = [entity("a", name="Ash"), entity("quill", "novelist", "Ada Quill", "person")]
STATED = [
    {**blank(EDGES), **edge("a", "author", "ada quill", "quill", closed=True), "page_id": "a", "score": 1.0},
    {**blank(EDGES), **edge("a", "pages", "240", low=240, high=240, closed=True), "score": 1.0},
]
NAMES = [
    {"entity_id": "quill", "alias": name, "folded": name.casefold(), "source": source}
    for name, source in (("Ada Quill", "title"), ("Quill", "short"), ("A. Quill", "redirect"))
]
PAGES = {"a": {"rows": [{"start": 0, "end": 4, "box": 1}]}, "quill": {"rows": []}}


def corpus(made: Any) -> LinkedCorpus:
    return LinkedCorpus("key", made(THINGS), made(STATED), made(NAMES), PAGES)


def _table(rows: list[dict[str, Any]]) -> pa.Table:
    return with_dictionaries(pa.Table.from_pylist(rows))


@pytest.mark.parametrize("made", [list, _table], ids=["rows", "table"])
def test_a_corpus_is_read_by_entity(made: Any) -> None:
    """Names with and without those that the site declares, edges from both ends, folded names, boxes."""
    found = corpus(made)
    assert found.aliases["quill"] == ["Ada Quill", "Quill", "A. Quill"]
    assert found.strong_aliases["quill"] == ["Ada Quill", "A. Quill"]
    assert (found.aliases["a"], found.boxes("a"), found.size) == ([], {(0, 4): 1}, 2)
    assert [row["predicate"] for row in found.index.edges_of["a"]] == ["author", "pages"]
    assert [row["subject_id"] for row in found.index.edges_to["quill"]] == ["a"]
    assert found.index.edges_of["nobody"] == []
    assert dict(found.index.folded) == {"a": "ash", "quill": "ada quill"}
    assert found.index.names["quill"] == {"ada quill", "quill", "a. quill"}
    assert found.index.word_owners("quill") == {"quill"}
    assert found.index.supported.related(Constraint(form="relation", predicate="author"), {"quill"}) == {"a"}


@pytest.mark.service
def test_parts_are_read_as_one_table(store: ObjectStore) -> None:
    """Every part adds its own texts; a table without parts is empty."""
    attempt = new_attempt()
    parts = [
        part for number, row in enumerate(STATED) for part in write_part(store, EDGES, [row], attempt, number)
    ]
    manifest = Manifest.model_construct(tables={EDGES.name: parts})
    read = read_linked(store, manifest, EDGES)
    assert read["predicate"].to_pylist() == ["author", "pages"]
    assert LinkedCorpus("key", THINGS, read, [], {}).index.edges_of["a"][1]["value"] == "240"
    assert read_linked(store, Manifest.model_construct(tables={}), EDGES).num_rows == 0
