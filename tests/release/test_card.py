"""The card: figures counted from rows, and a text that hostile values cannot break."""

from __future__ import annotations

import json
from typing import Any

import pytest

from infoseek.gates.catalogue import CHECKS, OTHER_CHECKS
from infoseek.release.card import Facts, computed, render


def accepted(kind: str, vertices: int, answer_type: str, pages: int) -> Any:
    return {
        "kind": kind,
        "vertices": vertices,
        "hops": 2,
        "tree": json.dumps({"vertex": {"type_noun": answer_type}}),
        "certificate": json.dumps({"evidence_pages": pages}),
    }


def facts(**changed: Any) -> Facts:
    given: dict[str, Any] = {
        "accepted": [
            accepted("HCSP", 7, "novel", 3),
            accepted("CSP", 5, "album", 2),
            accepted("HCSP", 7, "novel", 2),
        ],
        "quarantined": [{"check": "S5"}, {"check": "S5"}, {"check": "L2"}],
        "name": "books",
        "license_name": "CC-BY-SA-4.0",
        "version": 4,
        "batch_id": "2026-11-05",
        "waivers": {},
        "models": {"planner": "m-1"},
        "cost": {"calls": 30, "cost_usd": 0.3},
        "corpus": {"linked": "k", "snapshot": "s", "pages": 85},
        **changed,
    }
    rows, quarantined = given.pop("accepted"), given.pop("quarantined")
    return computed(rows, quarantined, **given)


EXAMPLE = {"question": "Which?", "answer": "It", "kind": "HCSP", "vertices": 7, "hops": 2}


def test_counts_come_from_the_rows() -> None:
    """Kinds, sizes, types, pages, rejections and dollars a question are counted, not given."""
    found = facts()
    assert found.kinds == {"CSP": 1, "HCSP": 2}
    assert found.vertices == {"5": 1, "7": 2}
    assert found.answer_types == {"album": 1, "novel": 2}
    assert found.evidence_pages == {"min": 2, "mean": 2.33, "max": 3}
    assert found.rejected == {"L2": 1, "S5": 2}
    assert found.cost["usd_per_question"] == pytest.approx(0.1)


def test_numbers_are_written_out() -> None:
    """Counts keep all their digits, dollars six places, and an empty quarantine is said."""
    text = render(facts(cost={"prompt_tokens": 10_431_443, "cost_usd": 0.5}, quarantined=[]), EXAMPLE)
    assert "| prompt_tokens | 10,431,443 |" in text
    assert "| cost_usd | 0.500000 |" in text
    assert "Quarantined: none." in text


def test_every_check_is_either_run_or_named_as_not_run() -> None:
    """The card lists each check of the field once: run, or honestly not."""
    found = facts()
    assert set(found.checks) == set(CHECKS)
    assert not set(CHECKS) & set(OTHER_CHECKS)
    assert len(CHECKS) + len(OTHER_CHECKS) == 28
    text = render(found, EXAMPLE)
    assert all(f"{check} {title}" in text for check, title in OTHER_CHECKS.items())


def test_a_waiver_shows_and_never_as_passed() -> None:
    """A waived check stands on the card with its reason."""
    text = render(facts(waivers={"S5": "no judge yet"}), EXAMPLE)
    (line,) = [line for line in text.splitlines() if line.startswith("- S5")]
    assert "waived" in line
    assert "no judge yet" in line
    assert "passed" not in line
    assert "only entity" not in text
    assert "only entity of the corpus" in render(facts(), EXAMPLE)


def test_a_check_that_is_not_run_may_be_waived_too() -> None:
    """Its reason stands beside its name, and it is still said that nothing is claimed."""
    text = render(facts(waivers={"L1": "the model has no prior"}), EXAMPLE)
    (line,) = [line for line in text.splitlines() if line.startswith("Not run on this release")]
    assert "L1 closed book (waived: the model has no prior), " in line
    assert "L6 prior binding, " in line


def test_the_front_matter_is_yaml() -> None:
    """The card opens with front matter a hub can read, whatever the licence is called."""
    from ruamel.yaml import YAML

    text = render(facts(license_name='odd: "licence" # one'), EXAMPLE)
    front = YAML(typ="safe").load(text.split("---\n")[1])
    assert front["license"] == 'odd: "licence" # one'
    assert front["size_categories"] == ["n<1K"]
    assert front["configs"][0]["data_files"] == [{"split": "train", "path": "train.parquet"}]


def test_hostile_values_stay_in_their_place() -> None:
    """A type noun or question full of markup breaks neither a table nor the example's fence."""
    hostile = "novel | <script>\n```\n# x"
    text = render(
        facts(accepted=[accepted("CSP", 5, hostile, 1)]), {**EXAMPLE, "question": "```\n# owned\n<script>"}
    )
    assert "<script>\n" not in text
    assert "\n# owned" not in text
    assert text.count("\n```") == 2
