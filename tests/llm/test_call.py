"""The identity of a call."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from infoseek.llm.call import LlmCall, Message, estimate_tokens
from tests.llm.calls import echo

SCHEMAS = st.dictionaries(
    st.text(max_size=8),
    st.integers() | st.text(max_size=8) | st.dictionaries(st.text(max_size=4), st.booleans(), max_size=3),
    max_size=4,
)


def _reversed(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _reversed(value[key]) for key in reversed(list(value))}
    return value


@settings(max_examples=50)
@given(SCHEMAS, st.text(), st.floats(0, 2), st.integers(0, 9))
def test_the_key_depends_on_the_values_alone(
    schema: dict[str, Any], text: str, temperature: float, sample: int
) -> None:
    """Key order, the role and a trip through JSON change nothing."""
    call = LlmCall(
        role="planner",
        model="m",
        messages=[Message(role="user", content=text)],
        schema_name="s",
        response_schema=schema,
        temperature=temperature,
        sample=sample,
    )
    same = call.model_copy(update={"response_schema": _reversed(schema), "role": "browser"})
    assert same.key == call.key
    assert LlmCall.model_validate(json.loads(call.model_dump_json())).key == call.key


@pytest.mark.parametrize(
    "change",
    [
        {"model": "other"},
        {"messages": [{"role": "user", "content": "other"}]},
        {"messages": [{"role": "system", "content": json.dumps({"task": "echo", "number": 1})}]},
        {"schema_name": "other"},
        {"response_schema": {"type": "object"}},
        {"temperature": 0.5},
        {"temperature": None},
        {"max_tokens": 100},
        {"sample": 1},
    ],
)
def test_whatever_changes_the_request_changes_the_key(change: dict[str, Any]) -> None:
    """Model, messages, schema, parameters and sample are part of the key."""
    assert echo(1, **change).key != echo(1).key


def test_the_key_is_the_same_on_every_machine() -> None:
    """A known call has a known key: a cache outlives the process that wrote it."""
    assert echo(1).key == "ba47056f7d2da5613ac1beaea89cd2a1"


@given(st.text(st.characters(categories=["Cs", "Lu", "So"]), max_size=20))
def test_lone_surrogates_are_replaced(text: str) -> None:
    """Text that no UTF-8 request could carry becomes one that can be sent and hashed."""
    call = echo(1, messages=[{"role": "user", "content": text}])
    call.messages[0].content.encode()
    assert len(call.key) == 32


@pytest.mark.parametrize(
    "wrong", [{"messages": []}, {"temperature": 3}, {"max_tokens": 0}, {"sample": -1}, {"extra": 1}]
)
def test_impossible_calls_are_refused(wrong: dict[str, Any]) -> None:
    """A call nobody could answer cannot be made."""
    with pytest.raises(ValidationError):
        echo(1, **wrong)


@given(st.text(), st.text())
def test_estimates_grow_with_the_text(one: str, other: str) -> None:
    """More text is never estimated at fewer tokens."""
    assert estimate_tokens(one + other) >= estimate_tokens(one)
