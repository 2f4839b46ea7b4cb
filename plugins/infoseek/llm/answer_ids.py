"""Whether an answer is another request's: the same completion, id and all, that a different request was given.

What lives here: telling them apart. What may not: what is done about it.
"""

from __future__ import annotations

from collections.abc import Sequence

from infoseek.llm.call import LlmCall, Message
from infoseek.llm.port import Answer


class AnswerIds:
    """The completions that an endpoint has handed out, and for which requests.

    Ids count only once the endpoint gave two different ones: some servers have one for all. Equal ids with unequal
    contents or token counts are such a server's carelessness, and no mix-up.
    """

    def __init__(self) -> None:
        self._holders: dict[int, int] = {}
        self._first_id = ""
        self._are_told_apart = False

    def is_of_another(self, call: LlmCall, messages: Sequence[Message], answer: Answer) -> bool:
        """Whether another request was given this completion before."""
        if not answer.id:
            return False
        self._first_id = self._first_id or answer.id
        self._are_told_apart = self._are_told_apart or answer.id != self._first_id
        completion = hash((answer.id, answer.content, answer.prompt_tokens, answer.completion_tokens))
        request = hash((call.model, call.schema_text, tuple((each.role, each.content) for each in messages)))
        return self._holders.setdefault(completion, request) != request and self._are_told_apart
