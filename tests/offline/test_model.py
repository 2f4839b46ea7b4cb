"""The offline model: from messages to an answer."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infoseek.offline.model import NAME, Refused, answer
from infoseek.offline.roles import ROLES

ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


def _echo(payload: dict[str, Any]) -> dict[str, Any]:
    return {"word": payload["word"]}


def _user(value: Any) -> dict[str, Any]:
    return {"role": "user", "content": value if isinstance(value, str) else json.dumps(value)}


def test_a_task_is_answered_by_its_role() -> None:
    """The role named by the task gets the payload, and its value is the answer."""
    assert answer([_user({"task": "echo", "word": "hay"})], None, {"echo": _echo}) == '{"word": "hay"}'


def test_a_correction_behind_the_task_changes_nothing() -> None:
    """The last user message that holds a task counts, whatever follows it."""
    messages = [
        _user({"task": "echo", "word": "one"}),
        _user({"task": "echo", "word": "two"}),
        {"role": "assistant", "content": '{"task": "echo", "word": "three"}'},
        _user("That answer cannot be used."),
    ]
    assert json.loads(answer(messages, {"type": "object"}, {"echo": _echo})) == {"word": "two"}


def test_free_text_gets_a_plain_sentence() -> None:
    """Whoever chats is told what this is."""
    assert NAME in answer([_user("Who are you?")])


def test_free_text_under_a_schema_is_refused() -> None:
    """A sentence cannot satisfy a schema, so there is no answer at all; where any object will do there is one."""
    with pytest.raises(Refused, match=NAME):
        answer([_user("Who are you?")], {"type": "object", "required": ["name"]})
    assert NAME in json.loads(answer([_user("Who are you?")], {"type": "object"}))["answer"]


@pytest.mark.parametrize("task", [None, 3, ["echo"], "nothing", {"echo": 1}])
def test_an_unknown_task_is_refused(task: Any) -> None:
    """A task that no role knows is refused by name."""
    with pytest.raises(Refused, match="no task"):
        answer([_user({"task": task})], None, {"echo": _echo})


@pytest.mark.parametrize("task", sorted(ROLES))
@given(payload=st.dictionaries(st.text(), ANY_JSON, max_size=5))
def test_a_malformed_payload_is_refused_not_a_crash(task: str, payload: dict[str, Any]) -> None:
    """Whatever a payload holds, a role answers JSON or the model refuses."""
    try:
        text = answer([_user({**payload, "task": task})])
    except Refused:
        return
    assert isinstance(json.loads(text), dict)


@given(st.text())
def test_any_text_is_answered(text: str) -> None:
    """No message text makes the model fail."""
    assert answer([_user(text)], None, {})


def test_deep_nesting_is_no_task() -> None:
    """A message nested beyond the parser's depth is text like any other."""
    assert NAME in answer([_user('{"task":' + "[" * 200_000)])
