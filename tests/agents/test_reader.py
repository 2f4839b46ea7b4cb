"""What the reader is asked, and how its answer is kept."""

from __future__ import annotations

import json

import pytest
from pydantic import ValidationError

from infoseek.agents import reader
from infoseek.agents.reader import Reading, StoredReading, question_hash, stored, vocabulary
from infoseek.linking.predicates.lexicon import PREDICATES
from infoseek.offline.roles import ROLES

QUESTION = "Which novel, published in the 1930s, has more than 200 pages?"


def test_the_call_carries_the_question_and_the_vocabulary_alone() -> None:
    """No tree, no name, no type: the payload has the question, the seed and the words for relations."""
    call = reader.ask(QUESTION, 7, "some-model")
    payload = json.loads(call.messages[-1].content)
    assert set(payload) == {"task", "seed", "predicates", "question"}
    assert (payload["question"], payload["seed"], call.role, call.model) == (
        QUESTION,
        7,
        "reader",
        "some-model",
    )
    assert call.response_schema == reader.SCHEMA


def test_the_vocabulary_has_every_lasting_predicate_once() -> None:
    """What changes by nature makes no clue."""
    names = [name for some in vocabulary().values() for name in some.split()]
    assert sorted(names) == sorted(name for name, one in PREDICATES.items() if not one.is_volatile)


def test_the_offline_model_answers_the_call() -> None:
    """Its answer is a reading of the schema."""
    payload = json.loads(reader.ask(QUESTION, 7, "m").messages[-1].content)
    reading = Reading.model_validate(ROLES[payload["task"]](payload))
    assert [thing.type for thing in reading.things] == ["novel"]
    assert [clue.predicate for clue in reading.clues] == ["published", "pages"]


def test_a_stored_reading_says_which_question_it_is_of() -> None:
    """Its hash is that of the question, whatever space stands around it, and of no other."""
    reading = Reading(things=(), asked="", clues=())
    kept = StoredReading.model_validate_json(stored(f" {QUESTION}\n", reading, "m"))
    assert (kept.reading, kept.model) == (reading, "m")
    assert kept.question_hash == question_hash(QUESTION) != question_hash(QUESTION.lower())


@pytest.mark.parametrize(
    "changed",
    [{"things": [{"id": "x" * 90, "type": "novel"}]}, {"clues": [{}]}, {"asked": None}, {"more": 1}],
)
def test_an_answer_of_another_shape_is_no_reading(changed: dict[str, object]) -> None:
    """Long ids, empty clues, a missing thing, further keys are refused."""
    with pytest.raises(ValidationError):
        Reading.model_validate({"things": [], "asked": "", "clues": [], **changed})


def test_a_number_that_is_none_is_refused() -> None:
    """Infinity and NaN bound nothing."""
    clue = dict.fromkeys(("thing", "predicate", "to", "value", "unit", "other", "through"), "")
    with pytest.raises(ValidationError):
        Reading.model_validate(
            {
                "things": [],
                "asked": "",
                "clues": [
                    {**clue, "form": "range", "direction": "forward", "low": float("inf"), "high": None}
                ],
            }
        )
