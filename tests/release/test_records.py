"""Records of a release: the train record and the InfoSeek format."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from infoseek.release.records import TRAIN_SCHEMA, flat, infoseek_record, train_record
from tests.gates.corpus import books, question_row

EXAMPLES = Path(__file__).parents[3] / "shared" / "benchmarks" / "infoseek_examples.jsonl"


def accepted() -> dict[str, Any]:
    return {**question_row(books()), "certificate": json.dumps({"evidence_pages": 2})}


def shape(node: dict[str, Any]) -> set[tuple[str, ...]]:
    """The key sets of a node and all below it."""
    return {tuple(sorted(node))}.union(*(shape(child) for child in node["children"]))


def test_a_train_record_holds_what_the_design_names() -> None:
    """Fields of DESIGN §9, nested ones as objects, and flat rows fit the Parquet schema."""
    record = train_record(accepted())
    assert list(record) == TRAIN_SCHEMA.names
    assert record["tree"]["vertex"]["name"] == "The Salt Ledger"
    assert [span["vertex"] for span in record["evidence"]] == ["B", "C", "D", "E"]
    assert json.loads(flat(record)["certificate"]) == {"evidence_pages": 2}


def test_the_infoseek_record_nests_claims_and_children() -> None:
    """Claims name their target, inner vertices nest, attributes are called None."""
    root = infoseek_record(accepted())["root"]
    assert root["entity"] == "The Salt Ledger"
    assert [claim["target_id"] for claim in root["claims"]] == ["B", "D", "E"]
    (writer, published, _) = root["children"]
    assert (writer["entity"], writer["children"][0]["id"]) == ("Ada Quill", "C")
    assert (published["entity"], published["claims"], published["children"]) == ("None", [], [])


def test_the_infoseek_record_has_the_shape_of_the_published_examples() -> None:
    """Keys of root and nodes are those of the reference's own records."""
    if not EXAMPLES.exists():
        pytest.skip("the reference's examples are not beside this checkout")
    ours = infoseek_record(accepted())["root"]
    for line in EXAMPLES.read_text().splitlines():
        theirs = json.loads(line)["root"]
        assert set(ours) == set(theirs)
        assert shape(ours) == shape(theirs)
