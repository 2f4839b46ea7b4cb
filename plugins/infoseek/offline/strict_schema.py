"""Which JSON schemas the API takes for structured output with `strict`.

What lives here: the subset, by OpenAI's guide to structured outputs. What may not: validating an answer.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

DEEPEST = 10
"""Levels of objects and arrays in one another, at most."""

MOST_PROPERTIES = 5_000
_UNSUPPORTED = (
    "allOf", "not", "oneOf", "dependentRequired", "dependentSchemas", "if", "then", "else", "patternProperties",
    "unevaluatedProperties", "propertyNames", "minProperties", "maxProperties", "unevaluatedItems", "contains",
    "uniqueItems",
)  # fmt: skip


def fault(schema: dict[str, Any]) -> str | None:
    """What the API would not take in a strict schema, and where; None where it takes it."""
    if schema.get("type") != "object":
        return "In context=(), schema must be a JSON Schema of 'type: \"object\"'."
    properties = 0
    for context, part, depth in _parts(schema):
        if depth > DEEPEST:
            return f"In context={context}, the schema is nested more than {DEEPEST} levels deep."
        found = _fault_here(part)
        if found is not None:
            return f"In context={context}, {found}"
        properties += len(part.get("properties") or {})
        if properties > MOST_PROPERTIES:
            return f"The schema has more than {MOST_PROPERTIES} properties."
    return None


def _fault_here(part: dict[str, Any]) -> str | None:
    for name in _UNSUPPORTED:
        if name in part:
            return f"'{name}' is not permitted."
    kinds = part.get("type")
    if kinds == "array" and "items" not in part:
        return "array schema missing items."
    if kinds != "object" and "properties" not in part:
        return None
    if part.get("additionalProperties") is not False:
        return "'additionalProperties' is required to be supplied and to be false."
    missing = [name for name in part.get("properties") or {} if name not in (part.get("required") or [])]
    if missing:
        return (
            "'required' is required to be supplied and to be an array including every key in properties. "
            f"Missing '{missing[0]:.100}'."
        )
    return None


def _parts(schema: dict[str, Any]) -> Iterator[tuple[tuple[str, ...], dict[str, Any], int]]:
    """Every schema in the schema with its place and its depth, the outer ones first."""
    waiting: list[tuple[tuple[str, ...], Any, int]] = [((), schema, 1)]
    while waiting:
        context, part, depth = waiting.pop(0)
        if not isinstance(part, dict):
            continue
        yield context, part, depth
        if depth > DEEPEST:
            continue
        for name in ("properties", "$defs", "definitions"):
            for key, inner in (part.get(name) or {}).items():
                # A definition starts anew: it is as deep as what refers to it.
                below = depth + 1 if name == "properties" else 1
                waiting.append(((*context, name, str(key)), inner, below))
        if isinstance(part.get("items"), dict):
            waiting.append(((*context, "items"), part["items"], depth + 1))
        for number, inner in enumerate(part.get("anyOf") or []):
            waiting.append(((*context, "anyOf", str(number)), inner, depth))
