"""Chat completions: from a request's bytes to the API's answer, faults included.

What lives here: the life of one completion. What may not: HTTP routes, files, batches.
"""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import SchemaError, best_match
from pydantic import ValidationError
from referencing import Registry
from referencing.exceptions import Unresolvable

from infoseek.offline import model, strict_schema
from infoseek.offline.api_errors import error, not_understood, unknown_model, unsupported
from infoseek.offline.faults import REFUSAL, http_fault, server_error, spoilt
from infoseek.offline.roles import ROLES
from infoseek.offline.switches import Draws, Fault, Switches
from infoseek.offline.wire import (
    CONTEXT_TOKENS,
    CREATED,
    ChatRequest,
    Reply,
    count_tokens,
    cut_to_tokens,
    prompt_tokens,
    usage,
)

UNSUPPORTED = (
    "tools", "tool_choice", "functions", "function_call", "logprobs", "top_logprobs", "audio", "prediction",
    "web_search_options", "moderation",
)  # fmt: skip
"""Parameters of the API that would change an answer in a way this model cannot."""

log = logging.getLogger(__name__)
_FINGERPRINT = f"fp_{hashlib.sha256(model.NAME.encode()).hexdigest()[:10]}"


class Completions:
    """Answers completion requests with the offline model.

    requests: completions asked for so far, faults included. answers: those that carried an answer.
    """

    def __init__(self, roles: Mapping[str, model.Role] = ROLES) -> None:
        self._roles = roles
        self._draws = Draws()
        self._last: Reply | None = None
        self.requests = 0
        self.answers = 0

    def parse(self, body: bytes) -> ChatRequest | Reply:
        """The request, or the error it deserves: 400 for a bad body, 404 for an unknown model."""
        try:
            request = ChatRequest.model_validate_json(body)
        except ValidationError as problem:
            return not_understood(problem)
        return _refusal(request) or request

    def complete(self, request: ChatRequest, switches: Switches) -> Reply:
        """The chat completion, or the fault that the switches have in store."""
        self.requests += 1
        digest = hashlib.sha256(request.model_dump_json().encode()).hexdigest()
        fault = self._draws.fault(switches, digest)
        failed = http_fault(fault, switches)
        if failed is not None:
            return replace(failed, fault=fault)
        try:
            content, refusal = self._answer(request)
        except Exception:
            # A rule with a bug fails its own request, and a batch goes on with the next row.
            log.exception("The model failed at request %s.", digest[:24])
            return server_error()
        self.answers += 1
        reply = _completion(request, digest, content, refusal, fault)
        last = self._last
        if fault == "rate_other_request" and last is not None and last.body["id"] != reply.body["id"]:
            return replace(last, fault=fault)
        if fault is None:
            self._last = reply
        return reply

    def _answer(self, request: ChatRequest) -> tuple[str | None, str | None]:
        """Content or refusal. Content satisfies the request's schema."""
        schema = request.schema_body
        messages = [{"role": message.role, "content": message.content} for message in request.messages]
        try:
            content = model.answer(messages, schema, self._roles)
            if schema is not None:
                _check(content, schema)
        except model.Refused as refusal:
            return None, str(refusal)
        return content, None


def _refusal(request: ChatRequest) -> Reply | None:
    """The error for a request of the right shape that cannot be answered all the same."""
    if request.model != model.NAME:
        return unknown_model(request.model)
    for name in UNSUPPORTED:
        if getattr(request, name) not in (None, False, [], 0):
            return unsupported(name)
    if request.modalities not in (None, ["text"]):
        return unsupported("modalities")
    if request.stream_options is not None and not request.stream:
        message = "The 'stream_options' parameter is only allowed when 'stream' is enabled."
        return error(400, message, param="stream_options")
    if request.max_tokens is not None and request.max_completion_tokens is not None:
        message = "Setting 'max_tokens' and 'max_completion_tokens' at the same time is not supported."
        return error(400, message, param="max_tokens", code="invalid_parameter_combination")
    tokens = prompt_tokens(request.messages)
    if tokens > CONTEXT_TOKENS:
        message = (
            f"This model's maximum context length is {CONTEXT_TOKENS} tokens. However, your messages resulted "
            f"in {tokens} tokens. Please reduce the length of the messages."
        )
        return error(400, message, param="messages", code="context_length_exceeded")
    return _form_refusal(request)


def _form_refusal(request: ChatRequest) -> Reply | None:
    """The error for a form of answer that cannot be had."""
    form = request.response_format
    if form is None or form.type == "text":
        return None
    if form.type == "json_object":
        if any("json" in message.content.lower() for message in request.messages):
            return None
        message = (
            "'messages' must contain the word 'json' in some form, to use 'response_format' of type "
            "'json_object'."
        )
        return error(400, message, param="messages")
    if form.json_schema is None:
        where = "response_format.json_schema"
        message = f"Missing required parameter: '{where}'."
        return error(400, message, param=where, code="missing_required_parameter")
    found = _schema_fault(json.dumps(form.json_schema.schema_), request.is_strict)
    if found is None:
        return None
    message = f"Invalid schema for response_format '{form.json_schema.name}': {found}"
    return error(400, message, param="response_format")


def _completion(
    request: ChatRequest, digest: str, content: str | None, refusal: str | None, fault: Fault | None
) -> Reply:
    if fault == "rate_refusal":
        content, refusal = None, REFUSAL
    finish = "stop"
    if content is not None:
        content = _before_stop(spoilt(content, fault), request.stop or [])
        limit = count_tokens(content) // 2 if fault == "rate_cut_off" else request.token_limit
        if limit is not None and count_tokens(content) > limit:
            content, finish = cut_to_tokens(content, limit), "length"
    message: dict[str, Any] = {"role": "assistant", "content": content, "refusal": refusal, "annotations": []}
    number = request.n or 1
    choices = [
        {"index": index, "message": message, "logprobs": None, "finish_reason": finish}
        for index in range(number)
    ]
    text = content if content is not None else refusal or ""
    body = {
        "id": f"chatcmpl-{digest[:24]}",
        "object": "chat.completion",
        "created": CREATED,
        "model": model.NAME,
        "choices": choices,
        "usage": usage(request.messages, [text] * number),
        "service_tier": "default",
        "system_fingerprint": _FINGERPRINT,
    }
    return Reply(200, body, fault=fault)


def _before_stop(content: str, stops: list[str]) -> str:
    """The content up to the first of the sequences it has to stop at."""
    ends = [content.find(stop) for stop in stops if stop]
    return content[: min((end for end in ends if end >= 0), default=len(content))]


def _check(content: str, schema: Mapping[str, Any]) -> None:
    """Raises `Refused` where an answer breaks the schema it was asked to satisfy."""
    try:
        fault = best_match(_validator(json.dumps(schema)).iter_errors(json.loads(content)))
    except (Unresolvable, RecursionError) as problem:
        raise model.Refused(f"The schema refers to what is not in it: {problem!s:.200}") from problem
    if fault is not None:
        raise model.Refused(
            f"My answer does not satisfy the schema at {fault.json_path}: {fault.message:.200}"
        )


@lru_cache(maxsize=256)
def _schema_fault(schema: str, is_strict: bool) -> str | None:
    """What is wrong with a schema, if anything."""
    try:
        _validator(schema)
    except SchemaError as problem:
        return f"{problem.message:.200}"
    except RecursionError:
        return "it is nested too deeply."
    return strict_schema.fault(json.loads(schema)) if is_strict else None


@lru_cache(maxsize=64)
def _validator(schema: str) -> Draft202012Validator:
    """A validator that fetches no references. Raises `SchemaError`."""
    body = json.loads(schema)
    Draft202012Validator.check_schema(body)
    return Draft202012Validator(body, registry=Registry())
