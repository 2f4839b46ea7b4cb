"""D1: a question beside those that stay."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infoseek.gates.duplicates import KeptQuestions, duplicate, entities_of, generic_answer, shingles_of
from infoseek.gates.item import Item
from infoseek.gates.verdict import Finding
from infoseek.settings import GateSettings
from infoseek.tree.edits import AddRoot, Edit
from tests.gates.corpus import BATCH, QUESTION, books, good_edits, question_row

SETTINGS = GateSettings()
WORLD = books()
CORPUS = WORLD.corpus()
OTHER_WORDS = (
    "Somebody of the last century's nineties wrote it; what is the name of that book of the thirties?"
)


def item(**changed: Any) -> Item:
    return Item(question_row(WORLD, **changed))


def of_other_entities(**changed: Any) -> Item:
    """As the good item, its root and writer being others."""
    tree = question_row(WORLD)["tree"].replace('"salt"', '"glass"').replace('"quill"', '"sol"')
    edits = question_row(WORLD)["edits"].replace('"salt"', '"glass"').replace('"quill"', '"sol"')
    return item(tree=tree, edits=edits, answer="Glass Orchard", question_id="other", **changed)


def beside(one: Item, kept: list[Item], settings: GateSettings = SETTINGS, earlier: Any = ()) -> Finding:
    stay = KeptQuestions(settings, earlier)
    for other in kept:
        stay.add(other)
    return duplicate(one, CORPUS, settings, stay)


def test_a_question_alone_passes() -> None:
    """Beside none, and beside one of other words, entities and answer."""
    assert beside(item(), []).reason == ""
    found = beside(item(), [of_other_entities(question=OTHER_WORDS)])
    assert found.reason == ""
    assert found.evidence == {"compared": 1, "nearest": 0.0}


@pytest.mark.parametrize(
    "wording",
    [
        QUESTION,
        QUESTION.upper().replace(".", " -"),
        QUESTION.replace("is by that novelist", "is by that author"),
    ],
)
def test_the_same_words_or_nearly_the_same_fail(wording: str) -> None:
    """Case, punctuation and a changed word make no other question, whatever it is about."""
    settings = GateSettings(near_duplicate=0.7)
    found = beside(of_other_entities(question=wording), [item()], settings)
    assert f"{item().question_id} of batch {BATCH} is worded alike" in found.reason
    assert found.evidence["jaccard"] >= 0.7


def test_the_threshold_is_the_settings() -> None:
    """The exact likeness decides, not its estimate."""
    wording = QUESTION.replace("published in the 1930s", "printed in the 1930s")
    one, other = shingles_of(QUESTION), shingles_of(wording)
    likeness = len(one & other) / len(one | other)
    for threshold, is_duplicate in ((likeness - 0.01, True), (likeness + 0.01, False)):
        settings = GateSettings(near_duplicate=threshold)
        found = beside(of_other_entities(question=wording), [item()], settings)
        assert bool(found.reason) == is_duplicate


def test_a_tree_of_the_same_entities_fails() -> None:
    """Other words about the same things, the same way round or not, are no other question."""
    found = beside(item(question=OTHER_WORDS, question_id="x"), [item()])
    assert found.reason.endswith("has a tree of the same 2 entities.")
    assert found.evidence["entities"] == ["quill", "salt"]


def test_an_answer_over_its_cap_fails() -> None:
    """A second question for one name, though about another thing, needs a higher cap."""
    one = of_other_entities(question=OTHER_WORDS, answer_aliases=["x"])
    same_name = Item({**one.row, "answer": "The Salt Ledger"})
    assert beside(same_name, [item()]).reason == '1 kept question asks for "The Salt Ledger" already.'
    assert beside(same_name, [item()], GateSettings(answer_cap=2)).reason == ""


def earlier(**changed: Any) -> dict[str, Any]:
    row = question_row(WORLD, **changed)
    return {name: row[name] for name in ("question_id", "question", "tree")} | {"batch_id": "2026-11-04"}


def test_earlier_batches_count_by_words_and_tree_but_not_by_answer() -> None:
    """What was asked before is not asked again; its answer may be, of a page that has changed."""
    assert "of batch 2026-11-04 is worded alike" in beside(item(), [], earlier=[earlier()]).reason
    assert "same 2 entities" in beside(item(), [], earlier=[earlier(question=OTHER_WORDS)]).reason
    other_tree = earlier(question=OTHER_WORDS, tree=json.dumps({"vertex": {"entity_id": "salt"}}))
    assert beside(item(), [], earlier=[other_tree]).reason == ""


@pytest.mark.parametrize(
    "answer",
    ["Yes", "no.", "It", "Unknown", "1931", "1,240", "nineteen eighty-four", "Novel", "lighthouse", "?!"],
)
def test_a_generic_answer_fails(answer: str) -> None:
    """Yes and no, pronouns, bare numbers and bare types name nothing."""
    assert beside(item(answer=answer), []).reason.startswith(f'The answer "{answer}" is ')


@pytest.mark.parametrize("answer", ["Seven Samurai", "The Salt Ledger", "Novel on Yellow Paper", "Yesterday"])
def test_a_name_is_no_generic_answer(answer: str) -> None:
    """A name with an ordinary word or a number in it is a name."""
    assert generic_answer(item(answer=answer)) == ""


def test_a_root_of_an_odd_type_cannot_be_answered_with_it() -> None:
    """The type noun of the very tree counts, known elsewhere or not."""
    first, *rest = good_edits(WORLD)
    assert isinstance(first, AddRoot)
    odd: list[Edit] = [AddRoot(vertex=first.vertex.model_copy(update={"type_noun": "gramophone"})), *rest]
    assert generic_answer(Item(question_row(WORLD, odd, answer="Gramophone"))) == "a bare type"


WORDS = st.lists(
    st.sampled_from("salt tide ferry glass rain copper orchard night".split()), min_size=8, max_size=40
)


@given(WORDS, st.integers(0, 39))
def test_near_copies_are_always_found(words: list[str], place: int) -> None:
    """One changed word of a text: the index proposes the pair whenever its true likeness is over the threshold."""
    settings = GateSettings(near_duplicate=0.5)
    other = [*words]
    other[place % len(words)] = "harbour"
    one, two = shingles_of(" ".join(words)), shingles_of(" ".join(other))
    stay = KeptQuestions(settings)
    stay.add(item(question=" ".join(words)))
    if len(one & two) / len(one | two) >= 0.5:
        assert stay.nearest(" ".join(other)) is not None


JSON = st.recursive(
    st.none() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["vertex", "children"]), inner)
    ),
    max_leaves=8,
)


@given(JSON)
def test_any_stored_tree_has_a_signature(tree: Any) -> None:
    """Whatever JSON is stored, reading its entities does not fail."""
    assert isinstance(entities_of(tree), frozenset)
