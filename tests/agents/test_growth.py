"""Growing and wording trees over a fictional discography."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from infoseek.agents import browser
from infoseek.agents.blurring import Worded, blur_and_word
from infoseek.agents.growth import Growth
from infoseek.agents.preview import as_blurred, fault_of
from infoseek.agents.sizes import Sizes
from infoseek.linking.naming.names import fold_name
from infoseek.llm.call import LlmCall, LlmResult
from infoseek.settings import GrowthSettings, ModelSettings
from infoseek.tree import hcsp
from infoseek.tree.research_tree import ResearchTree
from tests.agents.discography import OfflineAsker, corpus

CORPUS = corpus()
GROWTH = GrowthSettings()
SIZES = Sizes(CORPUS, GROWTH)
MODEL = ModelSettings()


def grown(root: str, asker: Any = None, growth: GrowthSettings = GROWTH) -> ResearchTree:
    return asyncio.run(Growth(Sizes(CORPUS, growth), asker or OfflineAsker(), MODEL, root).grow())


@pytest.fixture(scope="module")
def finished() -> list[ResearchTree]:
    trees = [grown(key) for key in CORPUS.entities]
    return [tree for tree in trees if tree.status == "finished"]


@pytest.fixture(scope="module")
def worded(finished: list[ResearchTree]) -> list[Worded]:
    return [asyncio.run(blur_and_word(SIZES, OfflineAsker(), MODEL, tree)) for tree in finished]


def test_most_roots_give_a_tree(finished: list[ResearchTree]) -> None:
    """At least half of the albums become finished trees."""
    assert len(finished) >= 8


def test_finished_trees_have_the_shape(finished: list[ResearchTree]) -> None:
    """Five to nine vertices, a hidden inner vertex, no bare hidden vertex, no redundant branch."""
    for tree in finished:
        assert 5 <= len(tree.vertices) <= 9
        assert tree.hidden_inner
        assert all(tree.children(v.id) for v in tree.vertices if v.is_entity)
        assert fault_of(CORPUS, as_blurred(SIZES, tree)) is None


def test_claims_cite_their_page(finished: list[ResearchTree]) -> None:
    """Every claim's evidence is the text of its page at its offsets."""
    for tree in finished:
        for vertex in tree.vertices[1:]:
            for evidence in tree.claim(vertex.id).evidence:
                page = CORPUS.pages[evidence.page_id]
                assert page["text"][evidence.start : evidence.end] == evidence.text
                assert page["content_sha256"] == evidence.content_sha256


def test_growth_is_deterministic() -> None:
    """The same root and seed give the same edits."""
    assert grown("p03").edits == grown("p03").edits


def test_another_seed_grows_other_trees() -> None:
    """The seed changes what is grown."""
    other = GROWTH.model_copy(update={"seed": 7})
    assert any(grown(key).edits != grown(key, growth=other).edits for key in list(CORPUS.entities)[:5])


def test_blurred_trees_keep_their_answer(worded: list[Worded]) -> None:
    """After blurring the answer is stated, alone unrefuted, and no single clue identifies its vertex."""
    for item in worded:
        tree = item.tree
        assert tree.root.entity_id in hcsp.answers(tree, CORPUS.index.supported)
        assert hcsp.is_identified(tree, CORPUS.index.not_refuted)
        for vertex in tree.vertices:
            if not vertex.is_entity:
                assert len(hcsp.candidates(tree, CORPUS.index.supported, vertex.id)) >= 3


def test_questions_name_no_vertex(worded: list[Worded]) -> None:
    """Neither the question nor a sub-question holds the name of an album of the tree."""
    for item in worded:
        names = [fold_name(v.name) for v in item.tree.vertices if v.is_entity]
        texts = [item.question, *(step["question"] for step in item.sub_questions)]
        for text in texts:
            assert text.endswith("?")
            assert not any(f" {name} " in f" {fold_name(text)} " for name in names)


def test_every_hidden_vertex_has_its_step(worded: list[Worded]) -> None:
    """The intermediate steps ask for each hidden vertex once, deepest first."""
    for item in worded:
        steps = [step["vertex"] for step in item.sub_questions]
        assert sorted(steps) == sorted(v.id for v in item.tree.hidden_inner)
        depths = [item.tree.depth(vertex) for vertex in steps]
        assert depths == sorted(depths, reverse=True)


def test_shunned_entities_are_never_hidden() -> None:
    """What a root must not hide stands in no tree of it."""
    plain_tree = grown("p03")
    hidden = {v.entity_id for v in plain_tree.hidden_inner}
    tree = asyncio.run(Growth(SIZES, OfflineAsker(), MODEL, "p03", shunned=frozenset(hidden)).grow())
    assert hidden
    assert not hidden & {v.entity_id for v in tree.vertices}


class Liar(OfflineAsker):
    """A browser that cites lines that do not state its facts."""

    async def ask(self, call: LlmCall) -> LlmResult:
        result = await super().ask(call)
        if call.role != "browser":
            return result
        proposals = [{**p, "lines": ["r99"]} for p in result.parsed["proposals"]]
        return result.model_copy(update={"parsed": {"proposals": proposals}})


class Babbler(OfflineAsker):
    """A planner that answers nonsense."""

    async def ask(self, call: LlmCall) -> LlmResult:
        return (await super().ask(call)).model_copy(update={"parsed": {"action": "dance"}})


def test_a_claim_that_cites_what_is_not_there_is_refused() -> None:
    """With every citation false no claim enters the tree, and the reason is counted."""
    growth = Growth(SIZES, Liar(), MODEL, "p03")
    tree = asyncio.run(growth.grow())
    assert tree.status == "quit"
    assert len(tree.vertices) == 1
    assert growth.refused["no_such_line"] > 0


def test_nonsense_from_the_planner_quits_the_tree() -> None:
    """An answer of another shape ends this tree with a reason, without an exception."""
    tree = grown("p03", Babbler())
    assert (tree.status, tree.reason) == ("quit", "planner_nonsense")


def test_page_text_travels_as_data() -> None:
    """Page lines reach the browser inside a JSON value of the user message, never in the instructions."""
    asker = OfflineAsker()
    grown("p03", asker)
    for call in asker.calls:
        if call.role == "browser":
            assert call.messages[0].content == browser.PROMPT
            assert "Released: " in call.messages[1].content
