"""What a batch came to: counting from tables, and printing."""

from __future__ import annotations

from typing import Any

import pytest
from rich.console import Console, RenderableType

from infoseek.embedded.drawing import draw_question
from infoseek.embedded.report import cost_line, waiver_lines, yield_table
from infoseek.errors import BadInput
from infoseek.quality.funnel import Funnel, funnel
from infoseek.store import manifests, schemas
from infoseek.store.manifests import Manifest, Receipt
from infoseek.store.objects import ObjectStore
from infoseek.store.schemas import Table
from infoseek.store.tables import new_attempt, write_part
from infoseek.tree.claim import Claim, Constraint, Evidence
from infoseek.tree.edits import AddRoot, Constrain, Extend, Finish
from infoseek.tree.research_tree import ResearchTree
from infoseek.tree.vertex import Vertex

BATCH = "2026-11-05"


def printed(*what: RenderableType) -> str:
    console = Console(width=120, record=True, file=None, quiet=False)
    with console.capture() as capture:
        for item in what:
            console.print(item)
    return capture.get()


def row(table: Table, **values: Any) -> dict[str, Any]:
    empty = {"string": "", "int64": 0, "double": 0.0, "bool": False, "binary": b""}
    return {column.name: values.get(column.name, empty.get(str(column.type), [])) for column in table.columns}


def commit(store: ObjectStore, zone: str, tables: dict[Table, list[dict[str, Any]]], **stats: float) -> None:
    plan = manifests.plan(store, zone, BATCH, stage_version="1", settings={}, inputs={})
    parts = {table.name: write_part(store, table, rows, new_attempt()) for table, rows in tables.items()}
    receipt = Receipt(shard="0", tables=parts, stats=stats)
    manifests.commit(store, plan, [receipt], stage_version="1", settings={}, code_revision="r")


@pytest.mark.service
def test_the_funnel_counts_the_tables(store: ObjectStore) -> None:
    """Each step is the rows of its table; losses are counted by their reason, the most frequent first."""
    trees = [row(schemas.GROWN_TREES, status="finished")] * 3
    trees += [
        row(schemas.GROWN_TREES, status="quit", reason=reason) for reason in ("stuck", "small", "stuck")
    ]
    questions = [row(schemas.BLURRED_QUESTIONS)] * 3
    rejected = [row(schemas.QUARANTINED, check=check) for check in ("S5", "L2", "S5")]
    commit(store, "crawl", {schemas.PAGES: [row(schemas.PAGES)] * 4}, unchanged=2)
    commit(store, "linked", {schemas.ENTITIES: [row(schemas.ENTITIES)] * 5})
    commit(store, "grown", {schemas.GROWN_TREES: trees})
    commit(store, "blurred", {schemas.BLURRED_QUESTIONS: questions})
    with pytest.raises(BadInput, match="gated"):
        funnel(store, BATCH)
    commit(store, "gated", {schemas.QUARANTINED: rejected, schemas.ACCEPTED: [row(schemas.ACCEPTED)]})
    assert funnel(store, BATCH) == Funnel(
        pages=6,
        failed_urls=0,
        entities=5,
        edges=0,
        trees=6,
        finished=3,
        quits={"stuck": 2, "small": 1},
        unworded={},
        questions=3,
        rejected={"S5": 2, "L2": 1},
        accepted=1,
    )


def test_the_yield_is_printed_step_by_step() -> None:
    """Every step has its number, with what was lost there beside it."""
    counts = Funnel(40, 3, 38, 300, 20, 12, {"stuck": 8}, {"leak": 2}, 10, {"S5": 3, "L2": 1}, 6)
    text = printed(yield_table(counts, 6))
    for line in ("40  pages", "3 failed URLs", "8 stuck", "2 leak", "rejected by 3 S5, 1 L2", "6  published"):
        assert line in text


def test_cost_is_told_per_published_question() -> None:
    """Dollars are divided by what was published, and by nothing where nothing was."""
    sums = {
        "calls": 9,
        "attempts": 10,
        "failed": 1,
        "cached": 2,
        "prompt_tokens": 700,
        "completion_tokens": 50,
    }
    spent: Any = {**sums, "cached_tokens": 0, "cost_usd": 0.5, "roles": {}}
    assert "10 calls sent, 1 failed, 2 from cache; 700 + 50 tokens; 0.5000 USD (0.1000" in cost_line(spent, 5)
    assert cost_line(spent, 0).endswith("0.5000 USD.")


def test_waivers_are_named_with_their_reason() -> None:
    """One line a waived check, by id, whatever stands in the reason; none where nothing was waived."""
    gated = Manifest(
        zone="gated",
        batch_id=BATCH,
        key="k",
        code_revision="r",
        stage_version="1",
        settings={},
        inputs={},
        tables={},
        stats={},
        notes={"waivers": {"S9": "[bold]mended\x1b[2J soon", "L1": "no prior"}},
    )
    assert printed(*waiver_lines(gated)) == "Waived: L1 — no prior\nWaived: S9 — [bold]mended\ufffd[2J soon\n"
    assert waiver_lines(gated.model_copy(update={"notes": {}})) == []


def evidence(url: str) -> tuple[Evidence, ...]:
    return (Evidence(page_id="p", url=url, content_sha256="0", start=0, end=4, text="text"),)


def test_a_tree_is_drawn_with_claims_and_pages() -> None:
    """Each vertex stands below its parent, hidden or given, with its claim and the page that supports it."""
    author = Constraint(form="relation", predicate="author")
    born = Constraint(form="range", predicate="born", low=0, high=9)
    root = Vertex(
        id="A", kind="entity", name="Iron Tides", entity_id="e1", type_noun="novel", visibility="hidden"
    )
    writer = Vertex(
        id="B", kind="entity", name="Ada Holt", entity_id="e2", type_noun="novelist", visibility="hidden"
    )
    year = Vertex(id="C", kind="attribute", name="1899", visibility="given")
    tree = ResearchTree.replay(
        [
            AddRoot(vertex=root),
            Extend(
                parent="A",
                vertex=writer,
                claim=Claim(
                    text="Its author is Ada Holt.", constraint=author, evidence=evidence("http://x/1")
                ),
                candidates=4,
            ),
            Constrain(
                parent="B",
                vertex=year,
                claim=Claim(
                    text="Ada Holt was born in [1899].", constraint=born, evidence=evidence("http://x/2")
                ),
                candidates=4,
            ),
            Finish(),
        ]
    )
    lines = printed(draw_question("Which novel …?", tree)).splitlines()
    text = "\n".join(lines)
    assert lines[0] == "Which novel …?"
    assert "answer A Iron Tides (novel)" in lines[1]
    assert (
        text.index("hidden B Ada Holt (novelist)")
        < text.index("page   http://x/1")
        < text.index("given  C 1899")
    )
    assert "claim  Ada Holt was born in [1899]." in text
    assert "page   http://x/2" in text
