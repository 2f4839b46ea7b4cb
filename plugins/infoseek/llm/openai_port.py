"""The model port over the OpenAI HTTP API. The only module that imports openai.

What may not live here: retries, budgets, and what an answer means.
"""

from __future__ import annotations

import json
import math
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any, NoReturn
from urllib.parse import urlsplit

import aiohttp
import openai
from pydantic import BaseModel, Field, ValidationError

from infoseek.errors import BadInput
from infoseek.llm.call import LlmCall, Message, estimate_tokens
from infoseek.llm.port import Answer, Fault, Rejected, Retryable

if TYPE_CHECKING:
    from infoseek.settings import ModelSettings

MAX_RETRY_AFTER_S = 300.0
_DETAIL_CHARS = 300
_WAIT_AND_RETRY = {408, 409, 425}
_WRONG_SETTING = {401, 402, 403, 404, 405, 501}


class _Message(BaseModel):
    content: str | None = None
    refusal: str | None = None


class _Choice(BaseModel):
    message: _Message
    finish_reason: str | None = None


class _Usage(BaseModel):
    prompt_tokens: int = Field(ge=0)
    completion_tokens: int = Field(ge=0)


class _Completion(BaseModel):
    """The fields of a chat completion that are read; whatever else the endpoint sends is dropped."""

    model: str = ""
    choices: list[_Choice] = Field(min_length=1)
    usage: _Usage | None = None


class OpenAIPort:
    """Chat completions with a JSON schema over the official client, one request a `send`.

    The client runs on aiohttp, which keeps its pace at hundreds of requests in flight, and its own retries
    are off: every attempt must pass through the ledger.
    """

    def __init__(self, settings: ModelSettings) -> None:
        self._settings = settings
        self._client: openai.AsyncOpenAI | None = None

    @property
    def address(self) -> str:
        return self._settings.base_url

    async def open(self) -> None:
        """Make the client. Raises `BadInput` where address or key cannot be sent at all."""
        try:
            parts = urlsplit(self.address)
            is_usable = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
        except ValueError:
            is_usable = False
        if not is_usable:
            raise BadInput(
                f"The model endpoint {self.address!r} (INFOSEEK_MODEL__BASE_URL) is no http or https address."
            )
        key = self._settings.api_key
        if not key or not key.isascii() or not key.isprintable() or " " in key:
            raise BadInput(
                f"The key for the model endpoint {self.address} (INFOSEEK_MODEL__API_KEY) is empty "
                "or holds characters that no key has."
            )
        self._client = openai.AsyncOpenAI(
            base_url=self.address,
            api_key=key,
            timeout=self._settings.timeout_s,
            max_retries=0,
            http_client=openai.DefaultAioHttpClient(timeout=self._settings.timeout_s),
        )

    async def close(self) -> None:
        if self._client is not None:
            await self._client.close()
            self._client = None

    async def send(self, call: LlmCall, messages: Sequence[Message]) -> Answer:
        """One chat completion. Raises `Retryable`, `Rejected`, `BadInput`."""
        if self._client is None:
            raise RuntimeError("the port is not open")
        begun = time.monotonic()
        try:
            # The typed method walks the whole schema at every call, which costs more than all else it does.
            body = await self._client.post("/chat/completions", cast_to=str, body=_body(call, messages))
        except openai.APITimeoutError as error:
            unconnected = _connect_error(error)
            if unconnected is not None:
                raise Retryable("connection", _short(str(unconnected))) from error
            raise Retryable("timeout", f"no answer within {self._settings.timeout_s:g} s") from None
        except openai.APIStatusError as error:
            self._raise_for_status(error, call)
        except openai.APIConnectionError as error:
            raise Retryable("connection", _short(str(error.__cause__ or error))) from error
        except openai.APIError as error:
            raise Retryable("nonsense", _short(error.message)) from error
        return replace(self._answer(body, call, messages), elapsed_s=time.monotonic() - begun)

    def _raise_for_status(self, error: openai.APIStatusError, call: LlmCall) -> NoReturn:
        status, words = error.status_code, _words(error)
        wait_s = retry_after_s(error.response.headers)
        if status == 429 and error.code != "insufficient_quota":
            raise Retryable("rate_limited", words, wait_s) from error
        if status >= 500 and status not in _WRONG_SETTING:
            raise Retryable("server_error", f"{status}: {words}", wait_s) from error
        if status in _WAIT_AND_RETRY:
            raise Retryable("timeout", f"{status}: {words}", wait_s) from error
        if status in _WRONG_SETTING or status == 429 or status < 400:
            raise BadInput(
                f"The model endpoint {self.address} answered {status} for model {call.model!r}: {words}"
            ) from error
        raise Rejected("bad_request", f"{status}: {words}") from error

    def _answer(self, body: str, call: LlmCall, messages: Sequence[Message]) -> Answer:
        try:
            completion = _Completion.model_validate_json(body)
        except ValidationError:
            start = _short(body[:1000], 120)
            if not _is_json(body):
                raise BadInput(
                    f"The model endpoint {self.address} does not speak the OpenAI API: it answered {start!r}."
                ) from None
            raise Retryable("nonsense", f"an answer that is no chat completion: {start!r}") from None
        choice = completion.choices[0]
        content = choice.message.content or ""
        fault, detail = _fault(choice, content)
        usage = completion.usage or _estimated_usage(content, call, messages)
        return Answer(
            content=content,
            fault=fault,
            detail=detail,
            model=completion.model or call.model,
            prompt_tokens=usage.prompt_tokens,
            completion_tokens=usage.completion_tokens,
        )


def retry_after_s(headers: Mapping[str, str]) -> float | None:
    """Seconds an endpoint asks to wait (RFC 9110 §10.2.3, and `retry-after-ms`), at most five minutes.

    None where it does not say, or says something else.
    """
    for name, unit_s in (("retry-after-ms", 0.001), ("retry-after", 1.0)):
        try:
            seconds = float(headers[name]) * unit_s
        except (KeyError, ValueError):
            continue
        if math.isfinite(seconds):
            return min(max(seconds, 0.0), MAX_RETRY_AFTER_S)
    try:
        until = parsedate_to_datetime(headers["retry-after"])
        now = parsedate_to_datetime(headers["date"]) if "date" in headers else datetime.now(UTC)
        return min(max((until - now).total_seconds(), 0.0), MAX_RETRY_AFTER_S)
    except (KeyError, ValueError, TypeError):
        return None


def _connect_error(error: BaseException) -> BaseException | None:
    """The connection that could not be made, which the transport reports as a timeout."""
    link: BaseException | None = error
    while link is not None:
        if isinstance(link, aiohttp.ClientConnectorError | aiohttp.ConnectionTimeoutError):
            return link
        link = link.__cause__
    return None


def _body(call: LlmCall, messages: Sequence[Message]) -> dict[str, Any]:
    """The request as the API has it. `sample` only tells calls apart and is not sent."""
    json_schema = {"name": call.schema_name, "schema": call.response_schema, "strict": True}
    body: dict[str, Any] = {
        "model": call.model,
        "messages": [{"role": message.role, "content": message.content} for message in messages],
        "response_format": {"type": "json_schema", "json_schema": json_schema},
    }
    if call.temperature is not None:
        body["temperature"] = call.temperature
    if call.max_tokens is not None:
        body["max_completion_tokens"] = call.max_tokens
    return body


def _fault(choice: _Choice, content: str) -> tuple[Fault, str]:
    if choice.message.refusal:
        return "refused", _short(choice.message.refusal)
    if choice.finish_reason == "content_filter":
        return "refused", "the endpoint's content filter withheld the answer"
    if choice.finish_reason == "length":
        return "cut_off", "the answer reached its limit of tokens"
    if not content.strip():
        return "empty", "the answer is empty"
    return "", ""


def _estimated_usage(content: str, call: LlmCall, messages: Sequence[Message]) -> _Usage:
    """Usage for endpoints that report none: an unreported call is not a free one."""
    prompt = sum(estimate_tokens(message.content) for message in messages)
    return _Usage(
        prompt_tokens=prompt + call.schema_tokens,
        completion_tokens=estimate_tokens(content),
    )


def _is_json(body: str) -> bool:
    try:
        json.loads(body)
    except (ValueError, RecursionError):
        return False
    return True


def _words(error: openai.APIStatusError) -> str:
    """The endpoint's message: the error object's, else the start of the body."""
    body: Any = error.body
    if isinstance(body, dict) and isinstance(body.get("message"), str):
        return _short(body["message"])
    return _short(error.response.text or error.message, 120)


def _short(text: str, limit: int = _DETAIL_CHARS) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= limit else flat[: limit - 1] + "…"
