"""Whether the model endpoint can be used at all, asked before a batch is begun.

What lives here: one small question a model. What may not: the ledger, since no batch pays for it.
"""

from __future__ import annotations

import asyncio

from infoseek.errors import BadInput
from infoseek.llm.call import LlmCall, Message
from infoseek.llm.openai_port import OpenAIPort
from infoseek.llm.port import Answer, Rejected, Retryable
from infoseek.settings import ModelSettings

LIMIT_S = 20.0
"""Time limit of one question (seconds); the endpoint's own where that is shorter."""

_SCHEMA = {
    "type": "object",
    "properties": {"ready": {"type": "boolean"}},
    "required": ["ready"],
    "additionalProperties": False,
}


def probe(settings: ModelSettings) -> dict[str, Answer]:
    """Ask every model that a role uses one question with a JSON schema; the answers by model.

    A rate limit and a failure of the server may pass, so they are no answer and no error.
    Raises `BadInput` where address, key or model are wrong, nobody answers in time, or what answers does not
    speak the API.
    """
    limited = settings.model_copy(update={"timeout_s": min(settings.timeout_s, LIMIT_S)})
    models = sorted(
        {settings.planner, settings.browser, settings.blurrer, settings.composer, settings.reader}
    )
    return asyncio.run(_asked(limited, models))


async def _asked(settings: ModelSettings, models: list[str]) -> dict[str, Answer]:
    port = OpenAIPort(settings)
    await port.open()
    try:
        answers = {model: await _ask(port, model) for model in models}
    finally:
        await port.close()
    return {model: answer for model, answer in answers.items() if answer is not None}


async def _ask(port: OpenAIPort, model: str) -> Answer | None:
    question = Message(role="user", content='Are you ready? Answer with {"ready": true}.')
    call = LlmCall(
        role="probe", model=model, messages=(question,), schema_name="ready", response_schema=_SCHEMA
    )
    try:
        return await port.send(call, call.messages)
    except Rejected as error:
        raise BadInput(
            f"The model endpoint {port.address} refuses requests with a JSON schema for model {model!r}: {error}."
        ) from error
    except Retryable as error:
        if error.reason in ("rate_limited", "server_error"):
            return None
        raise BadInput(
            f"The model endpoint {port.address} (INFOSEEK_MODEL__BASE_URL) cannot be used: {error.detail}."
        ) from error
