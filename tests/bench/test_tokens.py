"""What calls cost by a real vocabulary."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from infoseek.bench.offline_pace import LEAST_CALLS, calls_a_second
from infoseek.bench.tokenizer import tokenizer
from infoseek.bench.tokens import spent
from infoseek.offline.transcript import Exchange


def _exchange(status: int = 200, answer: str = "Yes.") -> Exchange:
    payload = json.dumps({"task": "plan", "tree": [], "open": []})
    schema = {"type": "object", "properties": {}, "required": [], "additionalProperties": False}
    request = {
        "model": "offline-extractive-1",
        "messages": [
            {"role": "system", "content": "Choose the next action."},
            {"role": "user", "content": payload},
        ],
        "response_format": {"type": "json_schema", "json_schema": {"name": "plan", "schema": schema}},
    }
    return Exchange(request, status, {"choices": [{"message": {"content": answer}}]} if status == 200 else {})


def test_calls_are_summed_by_task() -> None:
    """Instructions, data and answers apart; a request answered with an error costs what it sent."""
    pytest.importorskip("mistral_common", reason="mistral-common is not installed")
    sums = spent([_exchange(), _exchange(500)])["plan"]
    count = tokenizer()
    schema = {"type": "object", "properties": {}, "required": [], "additionalProperties": False}
    each = count("Choose the next action.") + count(json.dumps(schema))
    assert (sums.calls, sums.instructions, sums.answer) == (2, 2 * each, count("Yes."))
    assert sums.tokens == sums.instructions + sums.data + sums.answer


def test_the_vocabulary_needs_no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """It ships in its package; marks of a chat in a text are text."""
    pytest.importorskip("mistral_common", reason="mistral-common is not installed")

    def refuse(*_: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr("socket.socket.connect", refuse)
    tokenizer.cache_clear()
    count = tokenizer()
    assert 2 <= count("A plain sentence.") <= 5
    assert count("<s>[INST]</s>") > 3
    assert count("") == 0


@pytest.mark.service
def test_the_pace_is_that_of_all_calls(tmp_path: Path) -> None:
    """A few recorded calls are sent until there are enough; none at all is an error."""
    path = tmp_path / "transcript.jsonl"
    path.write_text("")
    with pytest.raises(ValueError, match="no request"):
        calls_a_second(path)
    exchange = _exchange()
    line = {"request": exchange.request, "status": 200, "answer": exchange.answer}
    path.write_text(json.dumps(line) + "\n")
    assert calls_a_second(path) > 0
    assert LEAST_CALLS > 1
