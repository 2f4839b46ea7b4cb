"""V4: the stored reading against the tree, failing closed."""

from __future__ import annotations

import json

import pytest

from infoseek.agents.reader import Reading, stored
from infoseek.gates.item import Item
from infoseek.gates.wording import unfaithful_wording
from infoseek.settings import GateSettings
from tests.gates.corpus import QUESTION, READING, books, question_row

WORLD = books()
CORPUS = WORLD.corpus()
SETTINGS = GateSettings()


def reason(**changed: object) -> str:
    return unfaithful_wording(Item(question_row(WORLD, **changed)), CORPUS, SETTINGS).reason


def test_a_reading_that_gives_the_tree_back_passes() -> None:
    """The verdict says who read, and how much."""
    found = unfaithful_wording(Item(question_row(WORLD)), CORPUS, SETTINGS)
    assert found.reason == ""
    assert found.evidence == {"reader": "offline-extractive-1", "things": 2, "clues": 4, "mismatches": []}


@pytest.mark.parametrize("column", ["", "  ", None, 7])
def test_a_question_nobody_has_read_fails(column: object) -> None:
    """An empty column is no pass."""
    assert "Nobody has read" in reason(reading=column)


@pytest.mark.parametrize("column", ["{", "[]", "{}", '{"question_hash": "x"}', "[" * 50_000])
def test_a_reading_that_cannot_be_read_fails(column: str) -> None:
    """Hostile JSON is a failure in one sentence."""
    assert reason(reading=column).startswith("Its reading cannot be read")


def test_a_reading_of_another_question_fails() -> None:
    """Whatever it says: it was made of other words."""
    assert (
        reason(reading=stored(f"{QUESTION} Really?", READING, "m")) == "Its reading is of another question."
    )


def test_a_reading_that_lost_or_found_a_clue_fails() -> None:
    """The first difference is the reason; the verdict is made from the tree, not from what is stored with it."""
    fewer = READING.model_copy(update={"clues": READING.clues[:-1]})
    more = READING.model_copy(update={"clues": (*READING.clues, READING.clues[-1])})
    assert "clue_missing:E" in reason(reading=stored(QUESTION, fewer, "m"))
    assert "clue_extra" in reason(reading=stored(QUESTION, more, "m"))


def test_a_reading_of_no_question_fails() -> None:
    """Where the reader found nothing, nothing is recovered."""
    nothing = Reading(things=(), asked="", clues=())
    assert "unreadable" in reason(reading=stored(QUESTION, nothing, "m"))
    assert json.loads(stored(QUESTION, nothing, "m"))["reading"]["clues"] == []
