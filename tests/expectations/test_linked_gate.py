"""The gate of a batch's linking, by Great Expectations on a real store."""

from __future__ import annotations

from typing import Any

import pyarrow as pa
import pytest

from expectations import linked_gate
from expectations.linked_gate import sampled
from infoseek.gates.verdict import GateBlocked
from infoseek.settings import LinkSettings, S3Settings, Settings
from infoseek.store import manifests
from infoseek.store.manifests import Plan, Receipt, read_receipts, receipt_path, write_receipt
from infoseek.store.objects import ObjectStore
from infoseek.store.schemas import ALIASES, EDGES, ENTITIES, LINK_REPORT, MENTIONS, Table
from infoseek.store.tables import read_parts
from tests.gates.corpus import BATCH, Row, books
from tests.gates.stored import written
from tests.store.blank import blank

pytestmark = pytest.mark.service

STATS = {"held_back": 200.0, "held_back_linked": 190.0, "held_back_right": 180.0}


def linked_books() -> dict[Table, list[Row]]:
    """The books' tables, each row as the gate wants it."""
    found = books()
    mention = blank(MENTIONS, page_id="salt", entity_id="quill", source="link", kind="row", end=3, score=1.0)
    return {
        ENTITIES: [{**row, "page_rank": 1.0} for row in found.entities.values()],
        ALIASES: [{**row, "prior": 1.0, "folded": row["folded"] or "x"} for row in found.aliases],
        MENTIONS: [mention],
        EDGES: found.edge_rows(),
    }


def received(
    store: ObjectStore, tables: dict[Table, list[Row]], stats: dict[str, float] | None = None
) -> Plan:
    """The receipt of a job that wrote these tables."""
    plan = manifests.plan(store, "linked", BATCH, stage_version="test", settings={}, inputs={"snapshot": "s"})
    parts = {table.name: written(store, table, rows) for table, rows in tables.items()}
    write_receipt(store, plan, Receipt(shard="all", tables=parts, stats=STATS if stats is None else stats))
    return plan


def judge(store: ObjectStore, plan: Plan, **changed: Any) -> Receipt:
    link = LinkSettings(**{"most_orphans": 1.0, **changed})
    settings = Settings(s3=S3Settings(**vars(store.settings)), link=link)
    linked_gate.run(settings, plan, "all")
    return read_receipts(store, [receipt_path(plan, "all")])[0]


def test_a_good_linking_gets_its_report(store: ObjectStore) -> None:
    """The receipt names the report beside the tables, and results and data docs are on S3."""
    plan = received(store, linked_books())
    receipt = judge(store, plan)
    rows = read_parts(store, LINK_REPORT, receipt.tables["report"]).to_pylist()
    assert {row["batch_id"] for row in rows} == {BATCH}
    assert {row["value"] for row in rows if row["measure"] == "accuracy"} == {0.9}
    assert set(receipt.tables) == {"entities", "aliases", "mentions", "edges", "report"}
    assert any("linked" in key for key in store.keys("docs/validations/"))
    assert store.exists("docs/site/index.html")


def test_judging_again_replaces_the_report(store: ObjectStore) -> None:
    """A second try of the task names one report, not two."""
    plan = received(store, linked_books())
    judge(store, plan)
    assert len(judge(store, plan).tables["report"]) == 1


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"least_accuracy": 0.95}, "accuracy.*at least 0.95: it is 0.9"),
        ({"most_orphans": 0.5}, "orphans.*at most 0.5"),
    ],
)
def test_out_of_bounds_blocks(store: ObjectStore, changed: dict[str, float], said: str) -> None:
    """The sentence names batch, measure, bound and value; the receipt stays without a report."""
    plan = received(store, linked_books())
    with pytest.raises(GateBlocked, match=f"batch {BATCH} is blocked.*{said}"):
        judge(store, plan, **changed)
    assert "report" not in read_receipts(store, [receipt_path(plan, "all")])[0].tables


@pytest.mark.parametrize(
    ("table", "column", "value", "said"),
    [
        (ENTITIES, "kind", "gizmo", "an entity is of a known kind"),
        (ALIASES, "prior", 1.5, "a prior is a probability"),
        (MENTIONS, "end", 0, "a mention spans something"),
        (MENTIONS, "entity_id", "nobody", "broken"),
        (EDGES, "predicate", "resembles", "a predicate stands in the lexicon"),
    ],
)
def test_a_row_that_cannot_be_blocks(
    store: ObjectStore, table: Table, column: str, value: Any, said: str
) -> None:
    """One bad row in any table is named, and nothing goes on."""
    tables = linked_books()
    tables[table][0][column] = value
    with pytest.raises(GateBlocked, match=said):
        judge(store, received(store, tables))


def test_a_small_corpus_without_links_is_not_judged_by_shares(store: ObjectStore) -> None:
    """Where no link was held back, nothing is said of accuracy, and nothing blocks."""
    receipt = judge(store, received(store, linked_books(), {}))
    measures = read_parts(store, LINK_REPORT, receipt.tables["report"])["measure"].to_pylist()
    assert "accuracy" not in measures


def test_an_empty_corpus_passes(store: ObjectStore) -> None:
    """Tables without a row have nothing against them."""
    receipt = judge(store, received(store, {}, {}))
    assert receipt.tables["report"]


def test_a_large_table_is_seen_at_even_steps() -> None:
    """From its beginning to its end, at most so many rows."""
    rows = pa.table({"n": list(range(10))})
    assert sampled(rows, 4)["n"].to_pylist() == [0, 3, 6, 9]
    assert sampled(rows, 10) is rows
    assert sampled(rows.slice(0, 0), 4).num_rows == 0
