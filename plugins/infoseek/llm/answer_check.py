"""Is a model's answer JSON that satisfies its schema, and what to tell the model if it is not.

What lives here: pure functions over hostile text. What may not: sending or storing.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, NoReturn

from jsonschema import Draft202012Validator
from jsonschema.exceptions import SchemaError, best_match
from referencing import Registry

from infoseek.llm.call import Message

MAX_ANSWER_CHARS = 1_000_000
_SHOWN_CHARS = 4000
_DETAIL_CHARS = 300


class Malformed(ValueError):
    """The answer is no JSON, or JSON that does not satisfy the schema; the message says where."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason
        self.detail = detail[:_DETAIL_CHARS]


@lru_cache(maxsize=64)
def validator(schema_text: str) -> Draft202012Validator:
    """A validator of draft 2020-12 that fetches no references. Raises ValueError for a schema that is none."""
    schema = json.loads(schema_text)
    try:
        Draft202012Validator.check_schema(schema)
    except SchemaError as error:
        raise ValueError(f"the response schema is no JSON schema: {error.message}") from error
    return Draft202012Validator(schema, registry=Registry())


def parse(content: str, checks: Draft202012Validator) -> Any:
    """The answer as a JSON value that satisfies the schema.

    Raises `Malformed` with reason `malformed` (no JSON, too long, not representable) or `invalid` (schema).
    """
    if len(content) > MAX_ANSWER_CHARS:
        raise Malformed("malformed", f"the answer has more than {MAX_ANSWER_CHARS} characters")
    try:
        value = json.loads(content, parse_constant=_no_constant)
        json.dumps(value, ensure_ascii=False).encode()
    except RecursionError:
        raise Malformed("malformed", "the answer is nested too deeply") from None
    except UnicodeEncodeError:
        raise Malformed("malformed", "the answer holds half a surrogate pair") from None
    except ValueError as error:
        raise Malformed("malformed", f"the answer is no JSON: {error}") from None
    fault = best_match(checks.iter_errors(value))
    if fault is not None:
        raise Malformed("invalid", f"at {fault.json_path}: {fault.message}")
    return value


def with_correction(messages: Sequence[Message], content: str, error: Malformed) -> tuple[Message, ...]:
    """The conversation with the unusable answer and what is wrong with it behind it."""
    request = f"That answer cannot be used: {error.detail}. Answer again, with JSON that satisfies the schema and nothing else."
    return (
        *messages,
        Message(role="assistant", content=content[:_SHOWN_CHARS] or "(empty)"),
        Message(role="user", content=request),
    )


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON number")
