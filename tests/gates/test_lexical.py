"""L2 and L3: names that stand where they must not, in whatever spelling."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infoseek.gates.corpus import Alias
from infoseek.gates.item import Item
from infoseek.gates.lexical import Text, answer_leak, fold, intermediate_leak, leaks, spellings
from infoseek.settings import GateSettings
from infoseek.store.schemas import ALIASES
from infoseek.tree.edits import Blur
from tests.gates.corpus import QUESTION, World, blurred, books, good_edits, question_row, ranged
from tests.store.blank import blank

SETTINGS = GateSettings()
WORLD = books()
CORPUS = WORLD.corpus()


def asked(question: str, **changed: Any) -> Item:
    return Item(question_row(WORLD, question=question, **changed))


@pytest.mark.parametrize(
    "question",
    [
        QUESTION,
        "Which novel of salted fish and ledgers lists its debts?",
        "Which saltledger of the 1930s is meant?".replace("saltledger", "saltledgerless"),
        "Which novel has 200 to 300 pages and a registered seal?",
    ],
)
def test_a_question_without_the_answers_names_passes(question: str) -> None:
    """Words that merely contain a name, or share letters with it, are no leak."""
    assert answer_leak(asked(question), CORPUS, SETTINGS).reason == ""


@pytest.mark.parametrize(
    ("question", "how"),
    [
        ("Is it THE SALT LEDGER?", "alias"),
        ("Is it the Sált Lédger?", "alias"),
        ("Is it Salt Ledger?", "alias"),
        ("What is Salt Ledger's first line?", "alias"),
        ("What is Salt Ledgerʼs first line?", "alias"),
        ("Is it “The Salt-Ledger”?", "alias"),
        ("Is it the Salt\u200b Led\u00adger?", "alias"),
        ("Is it ｔｈｅ Ｓａｌｔ Ｌｅｄｇｅｒ?", "alias"),
        ("Is it the saltledger?", "spelling"),
        ("Is it the S alt Led ger?", "spelling"),
        ("Is it le registre du sel?", "alias"),
        ("Which ledger was published in the 1930s?", "token"),
        ("Which registre was published in the 1930s?", "token"),
    ],
)
def test_a_name_of_the_answer_is_found_in_any_spelling(question: str, how: str) -> None:
    """Case, diacritics, punctuation, width, invisible characters, word breaks and telling words do not hide it."""
    found = answer_leak(asked(question), CORPUS, SETTINGS)
    assert found.evidence["leaks"][0]["how"] == how
    assert "names the answer" in found.reason


def test_answers_that_count_as_right_are_looked_for() -> None:
    """An alias that stands only in the row counts too."""
    item = asked("Is it the Grey Book by that writer?", answer_aliases=["Grey Book"])
    assert 'answer: its name "Grey Book"' in answer_leak(item, CORPUS, SETTINGS).reason


def test_an_ordinary_word_as_a_links_text_is_no_leak() -> None:
    """ "novel" links to the answer somewhere, yet a question may say novel; a page's own title may not be skipped."""
    assert answer_leak(asked("Which novel of the 1930s is it?"), CORPUS, SETTINGS).reason == ""
    world = books()
    world.aliases.append(blank(ALIASES, entity_id="salt", alias="Novel", source="bold", count=1))
    corpus = world.corpus()
    assert answer_leak(asked("Which novel of the 1930s is it?"), corpus, SETTINGS).reason != ""


@pytest.mark.parametrize(
    ("question", "leaks_it"),
    [("Which novel by Brown is it?", True), ("Which novel with a brown cover is it?", False)],
)
def test_a_surname_that_is_a_word_counts_with_its_capital(question: str, leaks_it: bool) -> None:
    """ "Brown" names the writer, "brown" is a colour once pages write it so."""
    world = books()
    world.aliases.append(blank(ALIASES, entity_id="quill", alias="Brown", source="short", count=1))
    for page in ("tides", "copper", "glass"):
        world.texts[page] += "\nIn a brown coat."
    assert bool(intermediate_leak(asked(question), world.corpus(), SETTINGS).reason) is leaks_it


def test_a_word_that_pages_write_in_lower_case_is_not_telling() -> None:
    """A word of the answer's name tells nothing once three pages use it as a common word."""
    question = asked("Which ledger was published in the 1930s?")
    assert answer_leak(question, CORPUS, SETTINGS).reason != ""
    world = books()
    for page in ("tides", "copper", "glass"):
        world.texts[page] += "\nHe kept a ledger."
    assert answer_leak(question, world.corpus(), SETTINGS).reason == ""


def test_a_word_another_entity_has_too_is_not_telling() -> None:
    """A word of two entities' names points at neither; the whole name still leaks."""
    world = books()
    world.entity("ledger2", "The Ledger of Winds", "novel")
    world.entity("salt2", "Salt Flats", "novel")
    corpus = world.corpus()
    assert answer_leak(asked("Which ledger is it?"), corpus, SETTINGS).reason == ""
    assert answer_leak(asked("Is it Salt Ledger?"), corpus, SETTINGS).reason != ""


def test_short_aliases_are_not_looked_for() -> None:
    """An alias below the minimum length is no leak; at the minimum it is."""
    world = books()
    world.aliases.append(blank(ALIASES, entity_id="salt", alias="SL", source="redirect", count=1))
    question = asked("Which sl of the 1930s is it?")
    assert answer_leak(question, world.corpus(), SETTINGS).reason == ""
    assert answer_leak(question, world.corpus(), GateSettings(min_alias_chars=2)).reason != ""


@pytest.mark.parametrize(
    "question",
    ["Which novel did Ada Quill write?", "Which novel is by QUILL?", "Which novel of A. M. Quill's is it?"],
)
def test_a_hidden_vertex_is_not_named(question: str) -> None:
    """Name, surname and redirect of a hidden vertex leak it."""
    found = intermediate_leak(asked(question), CORPUS, SETTINGS)
    assert "hidden vertex B" in found.reason


def reworded(child: str, text: str) -> Item:
    """The good item with one clue worded anew."""
    edits = good_edits(WORLD)
    old = next(edit for edit in edits if isinstance(edit, Blur) and edit.child == child)
    return Item(question_row(WORLD, [*edits, old.model_copy(update={"text": text})]))


@pytest.mark.parametrize(
    ("child", "text", "above"),
    [
        ("C", "Ada Quill was born in the 1890s", "B"),
        ("C", "the author of Le Registre du Sel was born in the 1890s", "A"),
        ("D", "The Salt Ledger was published in the 1930s", "A"),
    ],
)
def test_a_clue_does_not_name_an_ancestor(child: str, text: str, above: str) -> None:
    """The stored clue names neither its parent nor the root."""
    found = intermediate_leak(reworded(child, text), CORPUS, SETTINGS)
    assert f"clue of {child} names its ancestor {above}" in found.reason


def test_a_clue_in_words_of_its_own_passes() -> None:
    """Letters and descriptions name nobody."""
    assert (
        intermediate_leak(reworded("C", "B, a writer, was born in the 1890s"), CORPUS, SETTINGS).reason == ""
    )
    assert intermediate_leak(asked(QUESTION), CORPUS, SETTINGS).reason == ""


@pytest.mark.parametrize(
    ("question", "named"),
    [("When was Quill born?", "B"), ("Who wrote The Salt Ledger?", "A"), ("Who wrote the saltledger?", "A")],
)
def test_a_sub_question_names_neither_its_answer_nor_the_root(question: str, named: str) -> None:
    """An intermediate step must not give away what it asks for, nor the end."""
    sub = json.dumps([{"vertex": "B", "question": question, "answer": "Ada Quill"}])
    found = intermediate_leak(asked(QUESTION, sub_questions=sub), CORPUS, SETTINGS)
    assert f"sub-question for B names {named}" in found.reason


NAMES = st.text(st.characters(categories=["Lu", "Ll"], max_codepoint=0x24F), min_size=3, max_size=12)
FRAME = st.sampled_from(["Which {} is it?", "{}!", "Is it\u200b {}, then?", "It is «{}».", "{}'s first"])


@given(NAMES, FRAME, st.sampled_from([str.upper, str.lower, str.title, str]))
def test_no_frame_and_no_case_hides_a_name(name: str, frame: str, case: Any) -> None:
    """Whatever stands around a name and however it is cased, it is found."""
    if len(fold(name)) < 3 or fold(case(name)) != fold(name):
        return
    found = leaks(Text(frame.format(case(name))), [Alias(name, "title")], CORPUS, SETTINGS)
    assert found


@given(st.text(max_size=200), st.text(max_size=20))
def test_matching_survives_any_text(text: str, name: str) -> None:
    """Hostile text and names give an answer, never an exception."""
    leaks(Text(text), [Alias(name, "title")], CORPUS, SETTINGS)


def test_spellings_drop_bracket_and_article() -> None:
    """A disambiguating bracket and a leading article are no part of what gives a name away."""
    assert spellings("The Salt Ledger (novel)") == {
        "the salt ledger novel",
        "salt ledger novel",
        "the salt ledger",
        "salt ledger",
    }


def test_a_world_keeps_exact_offsets() -> None:
    """The shared corpus builder cites what stands on its pages."""
    world: World = books()
    for edge in world.edge_rows():
        assert world.texts[edge["page_id"]][edge["start"] : edge["end"]] == edge["text"]
    assert blurred("C", ranged("born", 0, 1), "x").strategy == "band"


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("Which tool of old lutes is meant?", []),
        ("Is the TOOL meant?", ["TOOL"]),
        ("Which novel of the sea is meant?", []),
        ("Is Novel Of The Sea meant?", ["Novel Of The Sea"]),
    ],
)
def test_weak_names_of_ordinary_words_count_as_written(question: str, names: list[str]) -> None:
    """Initials, and short forms all of whose words are ordinary, leak only with their capitals."""
    aliases = [Alias("TOOL", "acronym"), Alias("Novel Of The Sea", "short")]
    assert [leak.name for leak in leaks(Text(question), aliases, CORPUS, SETTINGS)] == names


def test_a_declared_name_is_the_entitys_own() -> None:
    """What a page declares of itself is looked for whatever its case."""
    aliases = [Alias("Novel Sea", "declared")]
    assert leaks(Text("Is it the novel sea?"), aliases, CORPUS, SETTINGS)
