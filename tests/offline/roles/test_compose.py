"""The composer's sentences."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from infoseek.offline.roles.compose import compose


def vertex(name: str, parent: str | None, kind: str, type_noun: str, clause: str | None) -> dict[str, Any]:
    return {
        "vertex": name,
        "parent": parent,
        "kind": kind,
        "type": type_noun,
        "visibility": "hidden" if kind == "entity" else "given",
        "clause": clause,
    }


def tree(root: str = "song", child: str = "album") -> list[dict[str, Any]]:
    return [
        vertex("A", None, "entity", root, None),
        vertex("B", "A", "entity", child, "is one of the tracks on {child}"),
        vertex("C", "B", "attribute", "", "was recorded in the 1950s"),
        vertex("D", "B", "attribute", "", "came out in the 1950s"),
        vertex("E", "A", "attribute", "", "runs for less than 3 minutes"),
    ]


def questions(vertices: list[dict[str, Any]], seed: int) -> list[str]:
    return [wording["question"] for wording in compose({"vertices": vertices, "seed": seed})["wordings"]]


@given(st.integers(0, 10_000))
def test_things_of_different_types_keep_their_nouns(seed: int) -> None:
    """A song and an album are told apart by their nouns, and every clue is told once."""
    for text in questions(tree(), seed):
        assert text.endswith("?")
        assert "second" not in text
        assert "{child}" not in text
        for clue in ("tracks on", "recorded", "less than 3 minutes"):
            assert text.count(clue) == 1


@given(st.integers(0, 10_000))
def test_things_of_one_type_are_counted(seed: int) -> None:
    """Two songs are never both "that song"."""
    for text in questions(tree(child="song"), seed):
        assert "that song" not in text
        assert "second song" in text or "other song" in text


@given(st.integers(0, 10_000))
def test_clues_of_one_period_are_joined(seed: int) -> None:
    """Two clauses with the same period name it once."""
    for text in questions(tree(), seed):
        assert text.count("1950s") == 1


def test_sub_questions_ask_for_the_child_alone() -> None:
    """The sub-question holds the child's clues and none of the root's."""
    (sub,) = compose({"vertices": tree(), "seed": 3})["wordings"][0]["sub_questions"]
    assert sub["vertex"] == "B"
    assert "1950s" in sub["question"]
    assert "minutes" not in sub["question"]


def test_persons_are_asked_for_with_who() -> None:
    """A person is a who, at the end and in relative clauses."""
    vertices = tree(root="novelist", child="novel")
    vertices[1]["clause"] = "wrote {child}"
    texts = [text for seed in range(30) for text in questions(vertices, seed)]
    assert any("Who is that novelist?" in text for text in texts)
    assert not any("novelist that" in text or "novelist called" in text for text in texts)


def test_wording_is_deterministic() -> None:
    """The same tree and seed are worded alike."""
    assert questions(tree(), 5) == questions(tree(), 5)
