"""Answers that belong to another request."""

from __future__ import annotations

from infoseek.llm.answer_ids import AnswerIds
from infoseek.llm.port import Answer
from tests.llm.calls import echo


def _answer(answer_id: str, content: str = "{}", prompt_tokens: int = 5) -> Answer:
    return Answer(content, "", "", "m", prompt_tokens, 1, id=answer_id)


def test_a_completion_is_of_one_request() -> None:
    """The second request that is given it has another's; the first may have it again."""
    ids, first, second = AnswerIds(), echo(1), echo(2)
    assert not ids.is_of_another(first, first.messages, _answer("a"))
    assert not ids.is_of_another(second, second.messages, _answer("b"))
    assert ids.is_of_another(second, second.messages, _answer("a"))
    assert ids.is_of_another(second, second.messages, _answer("a"))
    assert not ids.is_of_another(first, first.messages, _answer("a"))


def test_an_independent_sample_is_the_same_request() -> None:
    """What is never sent tells no requests apart."""
    ids = AnswerIds()
    for sample in range(3):
        call = echo(1, sample=sample)
        assert not ids.is_of_another(call, call.messages, _answer("a"))


def test_servers_that_number_carelessly_are_left_alone() -> None:
    """No id, one id for all, or an id that comes again with another content is no mix-up."""
    ids = AnswerIds()
    for number in range(5):
        call = echo(number)
        assert not ids.is_of_another(call, call.messages, _answer(""))
        assert not ids.is_of_another(call, call.messages, _answer("same"))
    other = AnswerIds()
    for number, name in enumerate(["x", "y", "x", "y"]):
        call = echo(number)
        assert not other.is_of_another(call, call.messages, _answer(name, f'{{"n":{number}}}'))
