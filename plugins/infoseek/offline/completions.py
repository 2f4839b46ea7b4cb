"""Chat completions: from a request's bytes to the API's answer, faults included.

What lives here: the life of one completion. What may not: HTTP routes, files, batches.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import SchemaError, best_match
from pydantic import ValidationError
from referencing import Registry
from referencing.exceptions import Unresolvable

from infoseek.offline import model
from infoseek.offline.roles import ROLES
from infoseek.offline.switches import Draws, Fault, Switches
from infoseek.offline.wire import (
    CREATED,
    ChatRequest,
    Reply,
    count_tokens,
    cut_to_tokens,
    error,
    usage,
)

_FAULT_REFUSAL = "I'm sorry, I can't help with that."


class Completions:
    """Answers completion requests with the offline model.

    requests: completions asked for so far, faults included. answers: those that carried an answer.
    """

    def __init__(self, roles: Mapping[str, model.Role] = ROLES) -> None:
        self._roles = roles
        self._draws = Draws()
        self.requests = 0
        self.answers = 0

    def parse(self, body: bytes) -> ChatRequest | Reply:
        """The request, or the error it deserves: 400 for a bad body, 404 for an unknown model."""
        try:
            request = ChatRequest.model_validate_json(body)
        except ValidationError as problem:
            first = problem.errors(include_url=False)[0]
            where = ".".join(str(step) for step in first["loc"]) or "body"
            return error(400, f"Invalid request at {where}: {first['msg']}.")
        if request.model != model.NAME:
            return error(404, f"The model {request.model!r:.100} does not exist.", code="model_not_found")
        form = request.response_format
        if form is not None and form.type == "json_schema" and form.json_schema is None:
            return error(400, "Invalid request at response_format.json_schema: it is missing.")
        if request.schema_body is not None:
            try:
                _validator(json.dumps(request.schema_body))
            except SchemaError as problem:
                return error(400, f"Invalid schema for response_format: {problem.message:.200}")
        return request

    def complete(self, request: ChatRequest, switches: Switches) -> Reply:
        """The chat completion, or the fault that the switches have in store."""
        self.requests += 1
        digest = hashlib.sha256(request.model_dump_json().encode()).hexdigest()
        fault = self._draws.fault(switches, digest)
        if fault == "rate_429":
            reply = error(429, "Rate limit reached.", kind="rate_limit_error", code="rate_limit_exceeded")
            return Reply(reply.status, reply.body, {"retry-after": f"{switches.retry_after_s:g}"})
        if fault == "rate_500":
            return error(500, "The server had an error.", kind="server_error")
        self.answers += 1
        content, refusal = self._answer(request)
        return _completion(request, digest, content, refusal, fault)

    def _answer(self, request: ChatRequest) -> tuple[str | None, str | None]:
        """Content or refusal. Content satisfies the request's schema."""
        schema = request.schema_body
        try:
            content = model.answer([m.model_dump() for m in request.messages], schema, self._roles)
            if schema is not None:
                _check(content, schema)
        except model.Refused as refusal:
            return None, str(refusal)
        return content, None


def _completion(
    request: ChatRequest, digest: str, content: str | None, refusal: str | None, fault: Fault | None
) -> Reply:
    if fault == "rate_refusal":
        content, refusal = None, _FAULT_REFUSAL
    if fault == "rate_malformed" and content is not None:
        content = content[:-1] + ' "'
    finish, limit = "stop", request.token_limit
    if content is not None:
        if fault == "rate_cut_off":
            limit = count_tokens(content) // 2
        if limit is not None and count_tokens(content) > limit:
            content, finish = cut_to_tokens(content, limit), "length"
    message = {"role": "assistant", "content": content, "refusal": refusal}
    choices = [
        {"index": index, "message": message, "finish_reason": finish, "logprobs": None}
        for index in range(request.n)
    ]
    text = content if content is not None else refusal or ""
    return Reply(
        200,
        {
            "id": f"chatcmpl-{digest[:24]}",
            "object": "chat.completion",
            "created": CREATED,
            "model": model.NAME,
            "choices": choices,
            "usage": usage(request.messages, [text] * request.n),
        },
    )


def _check(content: str, schema: Mapping[str, Any]) -> None:
    """Raises `Refused` where an answer breaks the schema it was asked to satisfy."""
    try:
        fault = best_match(_validator(json.dumps(schema)).iter_errors(json.loads(content)))
    except Unresolvable as problem:
        raise model.Refused(f"The schema refers to what is not in it: {problem!s:.200}") from problem
    if fault is not None:
        raise model.Refused(
            f"My answer does not satisfy the schema at {fault.json_path}: {fault.message:.200}"
        )


@lru_cache(maxsize=64)
def _validator(schema: str) -> Draft202012Validator:
    """A validator that fetches no references. Raises `SchemaError`."""
    body = json.loads(schema)
    Draft202012Validator.check_schema(body)
    return Draft202012Validator(body, registry=Registry())
