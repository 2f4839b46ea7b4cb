"""The composer's sentences."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from infoseek.offline.roles.compose import compose
from infoseek.offline.roles.vocabulary import SHARED


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
def test_things_of_one_type_are_told_apart(seed: int) -> None:
    """Of two songs the later one is introduced as another, and both are counted from then on."""
    for text in questions(tree(child="song"), seed):
        assert "another song" in text or "other song" in text
        assert "that song" not in text.partition("nother song")[2]


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
    assert any("Who is" in text for text in texts)
    assert not any("novelist that" in text for text in texts)


# Clauses by type: of attributes, and of relations with the type each leads to.
ATTRIBUTES = {
    "novel": (
        "is a historical novel",
        "was written in Vellish",
        "came out in the 1950s",
        "has fewer than 200 pages",
    ),
    "novelist": ("was born in the 1920s", "died in the first half of the 1980s", "worked as a teacher"),
    "town": ("was founded in the 1680s", "lies more than 200 metres above the sea"),
}
RELATIONS = {
    "novel": (("was written by {child}", "novelist"), ("directly followed {child} in its series", "novel")),
    "novelist": (
        ("was born in {child}", "town"),
        ("wrote {child}", "novel"),
        ("was married to {child}", "novelist"),
    ),
    "town": (("is the birthplace of {child}", "novelist"),),
}
FORBIDDEN = re.compile(r"\bsome(?:thing|one)\b|associated with|\bwhich\b[^.?]*\bwhich\b", re.IGNORECASE)
SMALL = {"a", "is", "was", "has", "in", "of", "the", "by"}


@st.composite
def trees(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Trees of up to nine vertices, each thing below the root with a clue of its own."""
    vertices = [vertex("A", None, "entity", draw(st.sampled_from(sorted(ATTRIBUTES))), None)]
    bare = [vertices[0]]

    def add(parent: dict[str, Any], kind: str, type_noun: str, clause: str) -> dict[str, Any]:
        vertices.append(vertex(chr(ord("A") + len(vertices)), parent["vertex"], kind, type_noun, clause))
        return vertices[-1]

    while bare and len(vertices) < 9:
        parent = bare.pop(0)
        for clause in draw(st.lists(st.sampled_from(ATTRIBUTES[parent["type"]]), unique=True, min_size=1)):
            add(parent, "attribute", "", clause)
        if parent["vertex"] == "A" or draw(st.booleans()):
            for clause, child in draw(st.lists(st.sampled_from(RELATIONS[parent["type"]]), max_size=2)):
                bare.append(add(parent, "entity", child, clause))
    for thing in bare:
        add(thing, "attribute", "", draw(st.sampled_from(ATTRIBUTES[thing["type"]])))
    return vertices


@given(trees(), st.integers(0, 1000))
@settings(deadline=None)
def test_every_clue_of_every_tree_is_told(vertices: list[dict[str, Any]], seed: int) -> None:
    """Whatever the tree, each wording holds the words of each clause and each type, is well set and asks once."""
    for text in questions(vertices, seed):
        said = set(re.findall(r"[\w-]+", text.lower()))
        for clause in (v["clause"] for v in vertices if v["clause"]):
            assert set(re.findall(r"[\w-]+", clause.replace("{child}", "").lower())) - SMALL <= said
        assert {v["type"] for v in vertices if v["type"]} <= said
        assert not FORBIDDEN.search(text)
        assert not re.search(r"  | [,.?]|,[,.?]|\.\.|[{}]|\b(a a|an an|the the|and and)\b", text)
        assert text.endswith("?")
        assert text.count("?") == 1
        assert all(part[:1].isupper() for part in re.split(r"[.?] ", text))


@given(trees(), st.integers(0, 1000))
@settings(deadline=None)
def test_every_hidden_thing_has_its_sub_question(vertices: list[dict[str, Any]], seed: int) -> None:
    """Each wording asks for every thing below the root that has clues, and for nothing else."""
    inner = {v["parent"] for v in vertices if v["parent"]} - {"A"}
    for wording in compose({"vertices": vertices, "seed": seed})["wordings"]:
        assert {sub["vertex"] for sub in wording["sub_questions"]} == inner
        assert all(sub["question"].count("?") == 1 for sub in wording["sub_questions"])


def test_openings_vary() -> None:
    """Over many seeds questions begin in many ways, and some are a single sentence."""
    texts = [text for seed in range(40) for text in questions(tree(root="novel", child="novelist"), seed)]
    assert len({" ".join(text.split()[:2]) for text in texts}) >= 8
    assert any(". " not in text and text.endswith("?") for text in texts)


def test_shapes_vary_beyond_the_words_of_the_clues() -> None:
    """Of one tree, its clues and nouns masked, no shape is told in more than a twentieth of 200 tellings."""
    vertices = [
        *tree(),
        vertex("F", "A", "attribute", "", "came out in the 1960s"),
        vertex("G", "B", "entity", "singer", "was taped by {child}"),
        vertex("H", "G", "attribute", "", "played the organ"),
    ]
    shapes = Counter(masked(questions(vertices, seed)[0]) for seed in range(200))
    assert max(shapes.values()) <= 10


def masked(text: str) -> str:
    """The text without the words of the clauses above and without its nouns."""
    for words in ("is one of the tracks on", "runs for less than 3 minutes", "played the organ", "taped by"):
        text = text.replace(words, "~")
    text = re.sub(r"(?:came out|recorded|and|was| )+in the 19[56]0s", "~", text)
    return re.sub(r"\b(?:song|album|singer)\b", "#", text)


def test_who_made_it_is_told_by_possession_where_the_noun_says_so() -> None:
    """A composer who composed is "its composer" in some wordings, and told outright in the last."""
    vertices = [
        vertex("A", None, "entity", "opera", None),
        vertex("B", "A", "entity", "composer", "was composed by {child}"),
        vertex("C", "A", "attribute", "", "is sung in Low Kessian"),
        vertex("D", "B", "attribute", "", "played the organ"),
        vertex("E", "B", "attribute", "", "worked as a teacher"),
    ]
    asked = [questions(vertices, seed) for seed in range(40)]
    told = [text for texts in asked for text in texts]
    assert any("Its composer " in text or "opera's composer " in text for text in told)
    assert all("composed by" in texts[-1].lower() for texts in asked)


def test_clauses_of_a_thing_described_where_it_stands_have_their_own_pronouns() -> None:
    """A clause behind the described thing cannot be taken for one of the sentence around it."""
    texts = [text for seed in range(200) for text in questions(tree(), seed)]
    inline = [
        text for text in texts if "tracks on an album that" in text or "tracks on an album recorded" in text
    ]
    assert inline
    assert not any(re.search(r"album that [^.?]* and (?!that|was recorded|came)", text) for text in inline)


@given(st.recursive(st.none() | st.integers() | st.text(max_size=8), st.lists, max_leaves=5))
def test_a_hostile_seed_is_only_a_seed(seed: object) -> None:
    """Whatever stands in the seed's place, the answer is a wording of the tree."""
    for wording in compose({"vertices": tree(), "seed": seed})["wordings"]:
        assert wording["question"].count("?") == 1


def test_a_thing_with_nothing_but_its_kind_is_asked_for_by_it() -> None:
    """A sub-question whose only clue adds to the type is asked with it."""
    vertices = tree(root="novelist", child="novel")[:2]
    vertices[1]["clause"] = "wrote {child}"
    vertices.append(vertex("C", "B", "attribute", "", "is a historical novel"))
    for wording in compose({"vertices": vertices, "seed": 1})["wordings"]:
        assert [sub["question"] for sub in wording["sub_questions"]] == [
            "What is the title of the historical novel?"
        ]
        assert "historical novel" in wording["question"]


def test_clauses_of_one_period_never_make_a_false_participle() -> None:
    """ "was recorded" and "came out" are never told as "recorded and came out"."""
    for seed in range(40):
        for text in questions(tree(), seed):
            assert "ecorded and came" not in text.replace("was recorded", "")
            assert "came out and was recorded in the 1950s" in text


def test_three_things_under_one_wording_are_all_told() -> None:
    """Clauses in the same words are told once with all their things, or each by itself."""
    vertices = tree(root="album", child="song")[:1]
    for number, clause in enumerate(["includes {child}", "came directly before {child} in the list"] * 3, 1):
        vertices.append(vertex(chr(ord("A") + number), "A", "entity", "song", clause))
        vertices.append(
            vertex(
                chr(ord("G") + number), vertices[-1]["vertex"], "attribute", "", f"was cut in part {number}"
            )
        )
    for text in questions(vertices, 3):
        assert text.count("directly before") == 3
        assert text.count("includes") == 1
        assert all(f"part {number}" in text for number in range(1, 7))


@pytest.mark.parametrize(
    "clause", [way for table in SHARED.values() for ways in table.values() for way in ways]
)
def test_what_two_things_have_in_common_with_a_third_is_told_apart(clause: str) -> None:
    """Sharing a writer with one song and with another may be by two writers: neither is told of both at once."""
    vertices = tree(root="song")[:1]
    for name in "BC":
        vertices.append(vertex(name, "A", "entity", "song", clause))
    vertices.append(vertex("D", "B", "attribute", "", "came out in the 1950s"))
    vertices.append(vertex("E", "C", "attribute", "", "came out in the 1960s"))
    start = clause.partition("{child}")[0].strip().removeprefix("was ")
    for text in questions(vertices, 2):
        assert text.lower().count(start) == 2


def test_two_clauses_of_one_verb_are_one() -> None:
    """ "was written in Vellish" and "was written by" become one, in this order."""
    vertices = tree(root="novel", child="novelist")[:2]
    vertices[1]["clause"] = "was written by {child}"
    vertices.append(vertex("C", "A", "attribute", "", "was written in Vellish"))
    vertices.append(vertex("D", "B", "attribute", "", "died in the 1950s"))
    texts = [text for seed in range(10) for text in questions(vertices, seed)]
    assert any("written in Vellish by" in text for text in texts)
    assert not any(
        "by the novelist in Vellish" in text or "written by a novelist in" in text for text in texts
    )


def test_wording_is_deterministic() -> None:
    """The same tree and seed are worded alike."""
    assert questions(tree(), 5) == questions(tree(), 5)
