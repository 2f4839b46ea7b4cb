"""Weakening the claims of a grown tree: the least blur, what goes back, what is dropped, what is written down."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from infoseek.agents.blurring import NotBlurred, Worded, blur_and_word
from infoseek.agents.offering import offers
from infoseek.agents.sizes import Sizes
from infoseek.agents.weakening import Weakening, weakened
from infoseek.llm.call import LlmCall, LlmResult
from infoseek.settings import GrowthSettings, ModelSettings
from infoseek.tree import hcsp
from infoseek.tree.edits import Blur, Constrain, DropClaim
from infoseek.tree.research_tree import ResearchTree
from tests.agents.discography import OfflineAsker, corpus
from tests.agents.starting import grown

SIZES = Sizes(corpus(), GrowthSettings())
MODEL = ModelSettings()
Answer = Callable[[dict[str, Any], dict[str, Any]], Any]


def finished() -> list[ResearchTree]:
    trees = []
    for root in sorted(SIZES.corpus.entities):
        with suppress(StopIteration):
            trees.append(grown(SIZES, root))
    return [tree for tree in trees if tree.status == "finished"]


TREES = finished()


class Bending(OfflineAsker):
    """A blurrer whose answers are bent. bend: (payload, answer) -> the answer given instead; times: how often."""

    def __init__(self, bend: Answer, times: int = 99) -> None:
        super().__init__()
        self.bend, self.left, self.payloads = bend, times, list[dict[str, Any]]()

    async def ask(self, call: LlmCall) -> LlmResult:
        result = await super().ask(call)
        if call.role != "blurrer":
            return result
        payload = json.loads(call.messages[-1].content)
        self.payloads.append(payload)
        if not self.left:
            return result
        self.left -= 1
        return result.model_copy(update={"parsed": self.bend(payload, result.parsed)})


def weaken(tree: ResearchTree, asker: OfflineAsker | None = None) -> Weakening:
    names = [v.name for v in tree.vertices if v.is_entity]
    return asyncio.run(weakened(SIZES, asker or OfflineAsker(), MODEL, tree, names, 1))


def weaken_or_not(tree: ResearchTree, asker: OfflineAsker) -> Weakening | NotBlurred:
    try:
        return weaken(tree, asker)
    except NotBlurred as error:
        return error


def worded(tree: ResearchTree, asker: OfflineAsker) -> Worded:
    return asyncio.run(blur_and_word(SIZES, asker, MODEL, tree))


def first_changed(**changes: Any) -> Answer:
    """Change the clause of the first attribute that is told."""

    def bend(payload: dict[str, Any], answer: dict[str, Any]) -> dict[str, Any]:
        attributes = {claim["child"] for claim in payload["claims"] if claim["form"] == "range"}
        chosen = next(one["child"] for one in answer["claims"] if one["child"] in attributes)
        return {"claims": [{**one, **changes} if one["child"] == chosen else one for one in answer["claims"]]}

    return bend


def test_there_are_trees_to_weaken() -> None:
    """The fictional discography grows trees, some with several hidden albums."""
    assert len(TREES) >= 4


def test_every_claim_is_blurred_once_and_stays_true_and_sound() -> None:
    """Each blurred constraint is supported of its vertex, none identifies it alone, and the tree is still unique."""
    support = SIZES.corpus.index.supported
    for tree in TREES:
        found = weaken(tree)
        blurred = [edit for edit in found.tree.edits if isinstance(edit, Blur)]
        assert sorted(edit.child for edit in blurred) == sorted(v.id for v in found.tree.vertices[1:])
        assert hcsp.is_identified(found.tree, SIZES.corpus.index.not_refuted)
        for edit in blurred:
            parent = found.tree.vertex(found.tree.parent(edit.child) or "A")
            assert edit.left_before is not None
            assert edit.left_after is not None
            assert edit.left_before <= edit.left_after
            if not edit.constraint.needs_child:
                assert parent.entity_id in support.satisfying(edit.constraint)
                assert edit.after >= 3
                assert edit.before <= edit.after


def test_the_rung_taken_is_the_least_that_passes() -> None:
    """Every stronger rung of a claim is written down with the reason why it was not taken."""
    for tree in TREES:
        found = weaken(tree)
        for row in found.audit:
            assert all(one.reason for one in row.refused)
            if row.strategy not in ("sub_question", "term"):
                ladder = SIZES.rungs_of(tree, row.child)
                stronger = [rung.bounds for rung, left in ladder if left < row.candidates_after]
                assert {one.bounds for one in row.refused} >= set(stronger)


def test_the_audit_has_each_claim_before_and_after() -> None:
    """A row a claim: the words of growth, the words of the question, the rung, and what it leaves."""
    tree = TREES[0]
    found = weaken(tree)
    assert {row.child for row in found.audit} == {v.id for v in tree.vertices[1:]}
    for row in found.audit:
        assert row.before == tree.claim(row.child).text
        assert row.after == found.tree.claim(row.child).text
        stored = row.row("t", "2026-01-01")
        assert json.loads(stored["refused"]) == [one.model_dump(mode="json") for one in row.refused]


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"rung": 40}, "no_such_rung"),
        ({"clause": "came out in 1961 exactly"}, "exact_number"),
        ({"clause": "is Opal Engine by any name"}, None),
        ({"clause": "came out in the 1960s\x00"}, "not_a_clause"),
        ({"clause": "came out after {child}"}, "child_slot_missing"),
        ({"clause": "x" * 9000}, "claim_not_worded"),
        ({"child": "Q"}, "claim_not_worded"),
        ({"child": 7}, "claim_not_worded"),
    ],
)
def test_a_refused_clause_goes_back_once_with_its_reason(changes: dict[str, Any], reason: str | None) -> None:
    """Another rung, a number, a name, endless words, another vertex: the claim alone is asked for again."""
    tree = TREES[0]
    if reason is None:
        changes, reason = {"clause": f"is {tree.root.name} by any name"}, "names_a_vertex"
    asker = Bending(first_changed(**changes), times=1)
    found = weaken(tree, asker)
    first, second = asker.payloads
    assert [one["reason"] for one in second["refused"]] == [reason]
    assert [claim["child"] for claim in second["claims"]] == [one["child"] for one in second["refused"]]
    assert len(first["claims"]) == len(tree.vertices) - 1
    child = second["refused"][0]["child"]
    assert found.clauses[child]
    assert reason in {one.reason for row in found.audit if row.child == child for one in row.refused}
    calls = {edit.child: edit.call_key for edit in found.tree.edits if isinstance(edit, Blur)}
    assert len(set(calls.values())) == 2


def test_a_claim_that_is_never_told_is_dropped_or_ends_the_tree() -> None:
    """Where the tree is sound without the claim it goes with its reason, else the tree is given up; both are audited."""
    outcomes = set()
    for tree in TREES:
        for vertex in tree.vertices[1:]:

            def bend(_: dict[str, Any], answer: dict[str, Any], child: str = vertex.id) -> dict[str, Any]:
                return {"claims": [one for one in answer["claims"] if one["child"] != child]}

            found = weaken_or_not(tree, Bending(bend))
            outcomes.add(type(found))
            audited = {row.child: row.strategy for row in found.audit}
            assert audited[vertex.id] == "dropped"
            if isinstance(found, NotBlurred):
                assert found.reason == "claim_not_worded"
                assert audited.keys() == {v.id for v in tree.vertices[1:]}
                continue
            drops = [edit for edit in found.tree.edits if isinstance(edit, DropClaim)]
            assert vertex.id in {edit.child for edit in drops}
            assert {edit.reason for edit in drops if edit.left_after is not None} == {"claim_not_worded"}
            assert all(v.id != vertex.id for v in found.tree.vertices)
            assert hcsp.is_identified(found.tree, SIZES.corpus.index.not_refuted)
            assert len(found.tree.vertices) >= SIZES.settings.min_vertices
    assert NotBlurred in outcomes


def test_a_weaker_rung_that_loses_the_answer_is_taken_back() -> None:
    """A model that always takes the weakest rung ends with a sound tree or none; what it lost goes back by reason."""

    def weakest(payload: dict[str, Any], answer: dict[str, Any]) -> dict[str, Any]:
        last = {claim["child"]: len(claim["rungs"]) - 1 for claim in payload["claims"]}
        return {
            "claims": [{**one, "rung": last[one["child"]], "clause": _said(one)} for one in answer["claims"]]
        }

    def _said(one: dict[str, Any]) -> str:
        return "came before {child}" if "{child}" in one["clause"] else "was like so many"

    reasons = set()
    for tree in TREES:
        asker = Bending(weakest, times=1)
        found = weaken_or_not(tree, asker)
        if isinstance(found, Weakening):
            assert hcsp.is_identified(found.tree, SIZES.corpus.index.not_refuted)
        for payload in asker.payloads[1:]:
            reasons |= {one["reason"] for one in payload["refused"]}
            assert all(len(claim["rungs"]) == 1 for claim in payload["claims"] if claim["form"] == "range")
    assert reasons <= {"joint_answer_lost", "redundant_branch", "loose_hop"}
    assert reasons


@settings(max_examples=60, deadline=None)
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=20),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(st.sampled_from(["claims", "child", "rung", "clause", "x"]), inner, max_size=3)
        ),
        max_leaves=8,
    )
)
def test_a_blurrer_that_answers_anything_never_breaks_a_tree(answer: Any) -> None:
    """Whatever the model answers, the tree comes out sound or is given up with a reason."""
    found = weaken_or_not(TREES[0], Bending(lambda payload, good: answer))
    assert isinstance(found, Weakening) or found.reason in ("blurrer_nonsense", "claim_not_worded")


def test_a_claim_that_its_page_does_not_state_has_no_rung() -> None:
    """A constraint that no statement of the cited line gives is offered nothing, and the tree does not pass."""
    tree = ResearchTree.replay(TREES[0].edits)
    edits = list(tree.edits)
    at = next(
        n
        for n, edit in enumerate(edits)
        if isinstance(edit, Constrain) and edit.claim.constraint.form == "range"
    )
    edit = edits[at]
    assert isinstance(edit, Constrain)
    far = edit.claim.constraint.model_copy(update={"low": 1.0, "high": 2.0})
    edits[at] = edit.model_copy(update={"claim": edit.claim.model_copy(update={"constraint": far})})
    forged = ResearchTree.replay(edits)
    offered, _ = offers(SIZES, forged)
    assert edit.vertex.id not in offered


class Misreading(OfflineAsker):
    """A reader that finds nothing in a question."""

    async def ask(self, call: LlmCall) -> LlmResult:
        result = await super().ask(call)
        if call.role != "reader":
            return result
        return result.model_copy(update={"parsed": {"things": [], "asked": "", "clues": []}})


def test_a_wording_that_cannot_be_read_back_is_not_taken() -> None:
    """Every wording is read by itself; where none gives the tree back, the tree is given up, its audit kept."""
    with pytest.raises(NotBlurred) as error:
        worded(TREES[0], Misreading())
    assert error.value.reason.startswith("misread_")
    assert error.value.audit


def test_the_reading_of_the_taken_wording_is_kept() -> None:
    """The question comes with what its reader found in it."""
    found = worded(TREES[0], OfflineAsker())
    stored = json.loads(found.reading)
    assert len(stored["reading"]["things"]) == sum(v.is_entity for v in found.tree.vertices)
