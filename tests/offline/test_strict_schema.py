"""Which schemas structured output takes."""

from __future__ import annotations

from typing import Any

import pytest

from infoseek.offline.strict_schema import DEEPEST, fault

TEXT = {"type": "string"}


def _object(**properties: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _nested(levels: int) -> dict[str, Any]:
    schema = _object(a=TEXT)
    for _ in range(levels - 2):
        schema = _object(a=schema)
    return schema


@pytest.mark.parametrize(
    "schema",
    [
        _object(a=TEXT, b={"type": ["number", "null"]}, c={"type": "array", "items": _object(d=TEXT)}),
        _object(a={"anyOf": [TEXT, _object(b=TEXT)]}),
        {**_object(a={"$ref": "#/$defs/node"}), "$defs": {"node": _object(next={"$ref": "#/$defs/node"})}},
        _nested(DEEPEST),
    ],
)
def test_the_subset_is_taken(schema: dict[str, Any]) -> None:
    """Closed objects with all properties required, arrays with items, unions below the root, definitions."""
    assert fault(schema) is None


@pytest.mark.parametrize(
    ("schema", "words"),
    [
        ({"type": "array", "items": TEXT}, 'type: "object"'),
        ({"anyOf": [_object(a=TEXT)]}, 'type: "object"'),
        ({**_object(a=TEXT), "additionalProperties": True}, "'additionalProperties' is required"),
        (
            {"type": "object", "properties": {"a": TEXT}, "required": ["a"]},
            "'additionalProperties' is required",
        ),
        ({**_object(a=TEXT, b=TEXT), "required": ["a"]}, "Missing 'b'"),
        (_object(a={"type": "array"}), "context=('properties', 'a'), array schema missing items"),
        (_object(a={"allOf": [TEXT]}), "'allOf' is not permitted"),
        (_object(a=_object(b={"type": "object"})), "('properties', 'a', 'properties', 'b')"),
        (_nested(DEEPEST + 1), "nested more than"),
        (_object(**{f"p{n}": TEXT for n in range(5_001)}), "more than 5000 properties"),
    ],
)
def test_what_is_outside_the_subset_is_named(schema: dict[str, Any], words: str) -> None:
    """The sentence says what is wrong and where."""
    assert words in (fault(schema) or "")
