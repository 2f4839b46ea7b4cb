"""The model port over the OpenAI HTTP API. The only module that imports openai.

What may not live here: retries, budgets, and what an answer means.
"""

from __future__ import annotations

import asyncio
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

from infoseek.errors import BadInput
from infoseek.llm.call import LlmCall, Message
from infoseek.llm.completion import completion_of, request_body, short
from infoseek.llm.port import Answer, NoApi, Rejected, Retryable

if TYPE_CHECKING:
    from infoseek.settings import ModelSettings

MAX_RETRY_AFTER_S = 300.0
_GRACE_S = 0.5
_WAIT_AND_RETRY = {408, 409, 425}
_WRONG_SETTING = {401, 402, 403, 404, 405, 501}


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
            # The client's own limit is one of silence: an endpoint that drips byte after byte never meets it.
            async with asyncio.timeout(self._settings.timeout_s + _GRACE_S):
                body = await self._post(self._client, call, messages)
        except TimeoutError:
            raise Retryable("timeout", f"no answer within {self._settings.timeout_s:g} s") from None
        return replace(self._answer(body, call, messages), elapsed_s=time.monotonic() - begun)

    async def _post(self, client: openai.AsyncOpenAI, call: LlmCall, messages: Sequence[Message]) -> str:
        try:
            # The typed method walks the whole schema at every call, which costs more than all else it does.
            return await client.post("/chat/completions", cast_to=str, body=request_body(call, messages))
        except openai.APITimeoutError as error:
            unconnected = _connect_error(error)
            if unconnected is not None:
                raise Retryable("connection", short(str(unconnected))) from error
            raise Retryable("timeout", f"no answer within {self._settings.timeout_s:g} s") from None
        except openai.APIStatusError as error:
            self._raise_for_status(error, call)
        except openai.APIConnectionError as error:
            raise Retryable("connection", short(str(error.__cause__ or error))) from error
        except openai.APIError as error:
            raise Retryable("nonsense", short(error.message)) from error

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
        answer = completion_of(body, call, messages)
        if answer is not None:
            return answer
        start = short(body[:1000], 120)
        if not _is_json(body):
            raise NoApi(
                f"The model endpoint {self.address} does not speak the OpenAI API: it answered {start!r}."
            )
        raise Retryable("nonsense", f"an answer that is no chat completion: {start!r}")


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
        return short(body["message"])
    return short(error.response.text or error.message, 120)
