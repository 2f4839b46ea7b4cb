"""The browser's rules."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from infoseek.offline.roles.browse import browse


def fact(number: int, predicate: str, **more: Any) -> dict[str, Any]:
    return {
        "fact": number,
        "action": "extend",
        "form": "relation",
        "predicate": predicate,
        "direction": "forward",
        "value": f"Thing {number}",
        "shown": f"Thing {number}",
        "target_type": "novelist",
        "lines": [f"r{number}"],
        "leaves": 4,
        "rivals": 3,
        "of_type": 40,
        **more,
    }


def asked(
    facts: list[dict[str, Any]], action: str = "extend", used: tuple[str, ...] = (), seed: int = 1
) -> list[int]:
    lines = [{"line": line, "text": "Label: value"} for f in facts for line in f["lines"]]
    payload = {
        "action": action,
        "vertex": "A",
        "type": "novel",
        "subject": "Opal Engine",
        "used_predicates": list(used),
        "seed": seed,
        "page": {"title": "Opal Engine", "lines": lines, "facts": facts},
    }
    return [proposal["fact"] for proposal in browse(payload)["proposals"]]


@given(st.integers(0, 500))
def test_only_facts_of_the_wanted_action_are_proposed(seed: int) -> None:
    """A clue is no child, and a child no clue."""
    facts = [fact(1, "author"), fact(2, "pages", action="constrain", form="range", shown="213")]
    assert asked(facts, "extend", seed=seed) == [1]
    assert asked(facts, "blur_parent", seed=seed) == [2]


def test_a_fact_whose_line_is_not_shown_or_that_has_no_words_is_left_out() -> None:
    """What stands on no line of the page is not claimed, nor what cannot be said."""
    facts = [fact(1, "author"), fact(2, "publisher"), fact(3, "invented")]
    lines = [{"line": "r1", "text": "Author: Thing 1"}, {"line": "r3", "text": "Invented: Thing 3"}]
    payload = {"action": "extend", "type": "novel", "subject": "X", "used_predicates": [], "seed": 0}
    found = browse({**payload, "page": {"title": "X", "lines": lines, "facts": facts}})["proposals"]
    assert [proposal["claim"] for proposal in found] == ["X was written by Thing 1."]


def test_predicates_not_used_yet_come_first() -> None:
    """Over many seeds the relation that the tree has already is seldom the first choice."""
    facts = [fact(1, "publisher"), fact(2, "author")]
    first = [asked(facts, used=("author", "author"), seed=seed)[0] for seed in range(60)]
    assert first.count(1) > 45


def test_a_child_of_another_kind_comes_first() -> None:
    """Over many seeds the person behind a work is preferred to the next work."""
    facts = [fact(1, "author"), fact(2, "followed_by", target_type="novel")]
    first = [asked(facts, seed=seed)[0] for seed in range(60)]
    assert first.count(1) > 40
    assert first.count(2) > 0


@given(st.integers(0, 500))
def test_the_clue_that_leaves_fewest_rivals_comes_first(seed: int) -> None:
    """Among attributes the number of rivals decides."""
    clue = {"action": "constrain", "form": "range", "shown": "213"}
    facts = [fact(1, "pages", **clue, rivals=40), fact(2, "published", **clue, rivals=2)]
    assert asked(facts, "blur_parent", seed=seed) == [2, 1]
