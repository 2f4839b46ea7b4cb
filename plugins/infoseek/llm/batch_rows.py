"""The lines of a provider batch: a request for each call, and what became of each (OpenAI Batch API).

What lives here: pure functions over the two files. What may not: sending, storing, paying.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from infoseek.llm.answer_check import Malformed, parse, validator
from infoseek.llm.call import LlmCall
from infoseek.llm.completion import completion_of, request_body
from infoseek.llm.port import Answer

ENDPOINT = "/v1/chat/completions"
_DETAIL_CHARS = 300


@dataclass(frozen=True)
class Outcome:
    """The one end of a call in a batch.

    reason: "" where it was answered; else why it must be sent concurrently: expired, cancelled, missing (no line
    names it), batch_failed, rate_limited, server_error, bad_request, nonsense, or what is wrong with the answer.
    answer: what the endpoint answered and counted, usable or not. parsed: the usable answer's JSON value.
    """

    call: LlmCall
    reason: str
    detail: str = ""
    answer: Answer | None = None
    parsed: Any = None


def request_lines(calls: Sequence[LlmCall]) -> bytes:
    """The input file: one request a call, its key as `custom_id`."""
    return b"".join(request_line(call) for call in calls)


def request_line(call: LlmCall) -> bytes:
    """One line of the input file."""
    body = request_body(call, call.messages)
    line = {"custom_id": call.key, "method": "POST", "url": ENDPOINT, "body": body}
    return json.dumps(line, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def outcomes_of(
    calls: Sequence[LlmCall], files: Sequence[bytes], ended_as: str, detail: str = ""
) -> tuple[list[Outcome], Counter[str]]:
    """What became of each call, in order, and what else the files held: strangers, repeated and broken lines.

    files: output and errors. ended_as: the reason for a call that no line names. Of several lines that name one
    call the first counts.
    """
    wanted = {call.key for call in calls}
    found: dict[str, dict[str, Any]] = {}
    oddities: Counter[str] = Counter()
    for line in _lines(files):
        key = line.get("custom_id") if line is not None else None
        if line is None or not isinstance(key, str):
            oddities["broken"] += 1
        elif key not in wanted:
            oddities["strangers"] += 1
        elif key in found:
            oddities["repeated"] += 1
        else:
            found[key] = line
    return [_outcome(call, found.get(call.key), ended_as, detail) for call in calls], oddities


def _lines(files: Sequence[bytes]) -> Iterator[dict[str, Any] | None]:
    for file in files:
        for raw in file.split(b"\n"):
            if not raw.strip():
                continue
            try:
                line = json.loads(raw)
            except (ValueError, RecursionError):
                line = None
            yield line if isinstance(line, dict) else None


def _outcome(call: LlmCall, line: dict[str, Any] | None, ended_as: str, detail: str) -> Outcome:
    if line is None:
        return Outcome(call, ended_as, detail)
    response = line.get("response")
    if not isinstance(response, dict):
        return Outcome(call, *_error(line.get("error")))
    status, body = response.get("status_code"), response.get("body")
    if status != 200:
        reason = "rate_limited" if status == 429 else "bad_request"
        is_servers = isinstance(status, int) and status >= 500
        words = json.dumps(body, ensure_ascii=False)[:_DETAIL_CHARS]
        return Outcome(call, "server_error" if is_servers else reason, f"{status}: {words}")
    answer = completion_of(json.dumps(body), call, call.messages)
    if answer is None:
        return Outcome(call, "nonsense", "the answer is no chat completion")
    if answer.fault:
        return Outcome(call, answer.fault, answer.detail, answer)
    try:
        return Outcome(call, "", "", answer, parse(answer.content, validator(call.schema_text)))
    except Malformed as error:
        return Outcome(call, error.reason, error.detail, answer)


def _error(error: object) -> tuple[str, str]:
    """Reason and words of a request that was not carried out."""
    known = error if isinstance(error, dict) else {}
    code = str(known.get("code", ""))
    reason = {"batch_expired": "expired", "batch_cancelled": "cancelled"}.get(code, "not_carried_out")
    return reason, str(known.get("message", ""))[:_DETAIL_CHARS]
