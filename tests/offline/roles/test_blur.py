"""The blurrer's rules."""

from __future__ import annotations

from typing import Any

import pytest

from infoseek.offline.roles.blur import blur


def claim(
    child: str, predicate: str, rungs: list[tuple[str, int | None, int | None]], **more: Any
) -> dict[str, Any]:
    return {
        "child": child,
        "claim": "It is so.",
        "form": "range",
        "predicate": predicate,
        "direction": "forward",
        "parent_type": "novel",
        "child_type": "",
        "value": None,
        "rungs": [
            {"rung": number, "strategy": "x", "unit": unit, "bounds": [low, high], "leaves": 5}
            for number, (unit, low, high) in enumerate(rungs)
        ],
        **more,
    }


def answered(*claims: dict[str, Any], seed: int = 1) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = blur({"task": "blur", "seed": seed, "claims": list(claims)})["claims"]
    return found


def test_the_least_blur_is_taken() -> None:
    """The first rung offered is worded."""
    (answer,) = answered(claim("B", "pages", [("count", 200, 300), ("count", None, 400)]))
    assert answer["rung"] == 0
    assert answer["clause"].endswith("between 200 and 300 pages")


@pytest.mark.parametrize(
    ("asked", "clause"),
    [
        (claim("B", "born", [("years", 1860, 1869)], parent_type="novelist"), "was born in the 1860s"),
        (claim("B", "length", [("minutes", 3, None)], parent_type="song"), "more than three minutes"),
        (
            claim("B", "instrument", [("term", None, None)], form="value", value="violin", parent_type="composer"),
            "played the violin",
        ),
        (
            claim("B", "located_in", [("entity", None, None)], form="relation", parent_type="town", child_type="castle",
                  direction="inverse"),
            "is the site of {child}",
        ),
        (
            claim("B", "architect", [("entity", None, None)], form="shared", parent_type="bridge", child_type="bridge"),
            "{child}",
        ),
    ],
)  # fmt: skip
def test_each_form_has_its_words(asked: dict[str, Any], clause: str) -> None:
    """Periods, bounds, terms, relations from either end and shared values are worded."""
    (answer,) = answered(asked)
    assert clause in answer["clause"]


def test_a_claim_without_words_is_left_out() -> None:
    """What the vocabulary does not know is not improvised."""
    assert answered(claim("B", "invented", [("years", 1860, 1869)])) == []


def test_wordings_vary_with_the_seed_and_stay_for_one_seed() -> None:
    """The same seed gives the same clause, other seeds other ones."""
    asked = claim("B", "published", [("years", 1860, 1869)])
    assert answered(asked, seed=4) == answered(asked, seed=4)
    assert len({answered(asked, seed=seed)[0]["clause"] for seed in range(20)}) > 1
