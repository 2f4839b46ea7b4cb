"""Growth by diffusion and retrospection."""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from typing import Any

import pytest

from infoseek.agents.diffusion import Diffusion
from infoseek.agents.preview import as_blurred
from infoseek.agents.retrospection import Retrospection
from infoseek.agents.sizes import Sizes
from infoseek.agents.starts import Start, by_diffusion
from infoseek.agents.steps import Key
from infoseek.llm.call import LlmCall, LlmResult
from infoseek.settings import GrowthSettings
from infoseek.tree import hcsp
from infoseek.tree.edits import Constrain, Extend
from tests.agents.discography import OfflineAsker, corpus
from tests.agents.starting import grown, growth_of, start_of

CORPUS = corpus()
SIZES = Sizes(CORPUS, GrowthSettings())
ROOTS = ("p03", "p05", "p08")


def spread(asker: Any, pages: int = 4) -> tuple[Diffusion, list[str]]:
    sizes = Sizes(CORPUS, GrowthSettings(diffusion_pages=pages))
    diffusion = Diffusion(sizes, asker, "m", 1, Counter())
    graph = asyncio.run(diffusion.spread("p05"))
    return diffusion, graph.entities


def test_a_graph_spreads_from_its_seed_page_by_both_operators() -> None:
    """The nearest pages are read, as many as are allowed, and give attributes and linked children."""
    asker = OfflineAsker()
    diffusion, entities = spread(asker)
    assert entities[0] == "p05"
    assert len(entities) == len(set(entities)) == 4
    forms = {key[1] for key in diffusion.graph.keys}
    assert {"relation", "range"} <= forms
    assert len(asker.calls) <= 2 * len(entities)


def test_a_claim_between_two_pages_is_found_from_both() -> None:
    """A relation proposed on one page is known of the other with the same sentence and call."""
    graph = spread(OfflineAsker())[0].graph
    for key in graph.keys:
        if key[1] == "relation":
            turned: Key = (key[4], key[1], key[2], "inverse" if key[3] == "forward" else "forward", key[0])
            assert graph.get(turned) == graph.get(key)


@pytest.mark.parametrize("root", ROOTS)
def test_a_retrospective_tree_is_unique_and_of_its_shape(root: str) -> None:
    """It finishes under the checks of recursive growth, its claims carrying the browser calls that proposed them."""
    asker = OfflineAsker()
    tree = grown(SIZES, root, asker, Retrospection)
    assert tree.status == "finished"
    assert len(tree.vertices) == start_of(SIZES, root).shape.vertices
    assert hcsp.is_identified(as_blurred(SIZES, tree), CORPUS.index.not_refuted)
    asked = {call.key: call.role for call in asker.calls}
    for edit in tree.edits:
        if isinstance(edit, Extend | Constrain):
            assert asked[edit.call_key] == "browser"
            assert edit.left_after is not None
    assert set(asked.values()) == {"browser"}


def test_claims_of_the_graph_are_used() -> None:
    """Fewer calls come after the diffusion than the tree has claims."""
    for root in ROOTS:
        asker = OfflineAsker()
        tree = grown(SIZES, root, asker, Retrospection)
        used = {edit.call_key for edit in tree.edits if isinstance(edit, Extend | Constrain)}
        assert len(asker.calls) - 2 * SIZES.settings.diffusion_pages < len(tree.vertices) - 1
        assert len(used) < len(asker.calls)


def test_it_is_deterministic() -> None:
    """The same root and seed give the same edits."""
    one, other = (grown(SIZES, "p05", OfflineAsker(), Retrospection) for _ in range(2))
    assert one.edits == other.edits


class Forger(OfflineAsker):
    """A browser that cites lines that are not there."""

    async def ask(self, call: LlmCall) -> LlmResult:
        result = await super().ask(call)
        false = [{**p, "lines": ["s99"]} for p in result.parsed["proposals"]]
        return result.model_copy(update={"parsed": {"proposals": false}})


def test_false_citations_leave_the_graph_empty() -> None:
    """Nothing false enters graph or tree; the tree is given up, with what was refused counted."""
    diffusion, entities = spread(Forger())
    assert entities == ["p05"]
    assert diffusion.graph.keys == frozenset()
    growth = growth_of(SIZES, "p05", Forger(), Retrospection)
    tree = asyncio.run(growth.grow())
    assert (tree.status, len(tree.vertices)) == ("quit", 1)
    assert growth.refused["no_such_line"] > 0


def test_half_of_the_roots_diffuse_where_both_modes_are_wanted() -> None:
    """By seed about half go each way; one mode alone takes all."""
    start = start_of(SIZES, "p05")
    starts = [Start(f"root {n}", start.shape, start.ways) for n in range(200)]

    def share(mode: str) -> float:
        sizes = Sizes(CORPUS, GrowthSettings(mode=mode))  # type: ignore[arg-type]
        return sum(by_diffusion(sizes, each) for each in starts) / len(starts)

    assert share("recursive") == 0
    assert share("diffusion") == 1
    assert 0.35 < share("both") < 0.65


def test_pages_travel_as_data() -> None:
    """The payload of a diffusion call holds one page and its facts, and no tree."""
    asker = OfflineAsker()
    spread(asker, pages=2)
    for call in asker.calls:
        payload = json.loads(call.messages[-1].content)
        assert payload["task"] == "browse"
        assert payload["page"]["facts"]
