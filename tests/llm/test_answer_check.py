"""Hostile answers."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infoseek.llm.answer_check import MAX_ANSWER_CHARS, Malformed, parse, validator, with_correction
from infoseek.llm.call import Message
from tests.llm.calls import NUMBER

CHECKS = validator(json.dumps(NUMBER))
ANYTHING = validator("{}")


def test_a_valid_answer_is_its_value() -> None:
    """An answer that satisfies the schema is parsed."""
    assert parse(' {"number": 4}\n', CHECKS) == {"number": 4}


@pytest.mark.parametrize(
    ("content", "reason", "words"),
    [
        ("", "malformed", "no JSON"),
        ('{"number": 4', "malformed", "no JSON"),
        ('```json\n{"number": 4}\n```', "malformed", "no JSON"),
        ('{"number": NaN}', "malformed", "NaN"),
        ('{"number": 1' + "0" * 5000 + "}", "malformed", "no JSON"),
        ("[" * 100_000, "malformed", "nested"),
        ('"\\ud800"', "malformed", "surrogate"),
        (" " * (MAX_ANSWER_CHARS + 1), "malformed", "more than"),
        ('{"number": "4"}', "invalid", "$.number"),
        ('{"number": 4, "more": 1}', "invalid", "more"),
        ("[]", "invalid", "$"),
    ],
)
def test_an_unusable_answer_is_named(content: str, reason: str, words: str) -> None:
    """What is no JSON is malformed, what breaks the schema is invalid, and the detail says where."""
    with pytest.raises(Malformed) as caught:
        parse(content, CHECKS)
    assert caught.value.reason == reason
    assert words in caught.value.detail
    assert len(caught.value.detail) <= 300


@given(st.text() | st.binary().map(lambda body: body.decode("latin-1")))
def test_any_text_parses_or_is_malformed(content: str) -> None:
    """No text makes the check fail otherwise, and what parses can be stored as UTF-8."""
    try:
        value = parse(content, ANYTHING)
    except Malformed:
        return
    json.dumps(value, ensure_ascii=False).encode()


def test_a_schema_fetches_nothing() -> None:
    """A reference to another address is an error, not a request."""
    from referencing.exceptions import Unresolvable

    with pytest.raises(Unresolvable):
        parse("{}", validator('{"$ref": "http://127.0.0.1:9/schema.json"}'))


def test_a_schema_that_is_none_is_refused() -> None:
    """A broken schema is a programming error, said at once."""
    with pytest.raises(ValueError, match="no JSON schema"):
        validator('{"type": 7}')


def test_a_correction_shows_answer_and_error() -> None:
    """The conversation goes on behind the request, with a bounded piece of the answer."""
    asked = (Message(role="user", content="count"),)
    corrected = with_correction(asked, "x" * 100_000, Malformed("malformed", "the answer is no JSON"))
    assert corrected[:1] == asked
    assert [message.role for message in corrected[1:]] == ["assistant", "user"]
    assert "no JSON" in corrected[-1].content
    assert sum(len(message.content) for message in corrected) < 5000
