"""Readings held against trees: what agrees, and what is said of what does not."""

from __future__ import annotations

from typing import Any

import pytest

from infoseek.agents.period_rungs import day_of
from infoseek.agents.reader import Reading
from infoseek.agents.reading_match import mismatches
from infoseek.tree.claim import Claim, Constraint, Evidence
from infoseek.tree.edits import AddRoot, Constrain, Edit, Extend, Finish
from infoseek.tree.research_tree import ResearchTree
from infoseek.tree.vertex import Vertex

_EVIDENCE = (Evidence(page_id="p", url="u", content_sha256="h", start=0, end=4, text="Text"),)
_EMPTY = {
    "direction": "forward",
    "to": "",
    "value": "",
    "low": None,
    "high": None,
    "unit": "",
    "other": "",
    "through": "",
}


def thing(vertex_id: str, type_noun: str) -> Vertex:
    return Vertex(
        id=vertex_id,
        kind="entity",
        name=f"Name {vertex_id}",
        entity_id=f"e{vertex_id}",
        type_noun=type_noun,
        visibility="hidden",
    )


def fact(vertex_id: str) -> Vertex:
    return Vertex(id=vertex_id, kind="attribute", name="value", visibility="given")


def claim(text: str, **parts: Any) -> Claim:
    return Claim(text=text, constraint=Constraint(**parts), evidence=_EVIDENCE)


def years(predicate: str, first: int, last: int) -> dict[str, Any]:
    return {"form": "range", "predicate": predicate, "low": day_of(first), "high": day_of(last + 1) - 1}


def tree(*claims: tuple[str, Vertex, Claim], root: str = "novel") -> ResearchTree:
    """A finished tree. claims: (parent, child, claim), parents first."""
    edits: list[Edit] = [AddRoot(vertex=thing("A", root))]
    for parent, vertex, one in claims:
        kind = Extend if vertex.is_entity else Constrain
        edits.append(kind(parent=parent, vertex=vertex, claim=one, candidates=3))
    return ResearchTree.replay([*edits, Finish()])


BOOKS = tree(
    ("A", thing("B", "novelist"), claim("A was written by B", form="relation", predicate="author")),
    ("A", thing("C", "historical novel"), claim("A directly followed C", form="relation", predicate="preceded_by")),
    ("A", fact("D"), claim("A was published in the 1930s", **years("published", 1930, 1939))),
    ("B", fact("E"), claim("B was born in the 1890s", **years("born", 1890, 1899))),
    ("C", fact("F"), claim("C has more than 200 pages", form="range", predicate="pages", low=200.000001, high=1e12)),
)  # fmt: skip
TYPES = {"a": "novel", "b": "novelist", "c": "historical novel"}
CLUES: list[dict[str, Any]] = [
    {"thing": "a", "form": "relation", "predicate": "author", "to": "b"},
    {"thing": "a", "form": "relation", "predicate": "preceded_by", "to": "c"},
    {"thing": "a", "form": "range", "predicate": "published", "low": 1930, "high": 1939, "unit": "years"},
    {"thing": "b", "form": "range", "predicate": "born", "low": 1890, "high": 1899, "unit": "years"},
    {"thing": "c", "form": "range", "predicate": "pages", "low": 200, "unit": "count"},
]


def reading(
    clues: list[dict[str, Any]] | None = None, types: dict[str, str] | None = None, asked: str = "a"
) -> Reading:
    return Reading.model_validate(
        {
            "things": [
                {"id": one, "type": noun} for one, noun in (TYPES if types is None else types).items()
            ],
            "asked": asked,
            "clues": [{**_EMPTY, **clue} for clue in (CLUES if clues is None else clues)],
        }
    )


def with_clue(at: int, **changed: Any) -> list[dict[str, Any]]:
    return [{**clue, **changed} if number == at else clue for number, clue in enumerate(CLUES)]


def codes(found: list[str]) -> set[str]:
    return {reason.split(": ")[0] for reason in found}


def test_a_reading_of_every_claim_agrees() -> None:
    """Ids and the order of clues do not matter, nor a noun that is its head alone."""
    assert mismatches(reading(), BOOKS) == []
    assert mismatches(reading(CLUES[::-1]), BOOKS) == []
    assert mismatches(reading(types={**TYPES, "c": "novel"}), BOOKS) == []


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        (CLUES[:-1], "clue_missing:F"),
        ([*CLUES, CLUES[2]], "clue_extra"),
        ([*CLUES, {**CLUES[2], "predicate": "written"}], "clue_extra"),
        ([*CLUES, {**CLUES[2], "predicate": ""}], "clue_extra"),
        (with_clue(2, thing="c"), "clue_misattached:D"),
        (with_clue(2, high=1934), "clue_missing:D"),
        (with_clue(2, unit="count"), "clue_missing:D"),
        (with_clue(3, predicate="died"), "clue_missing:E"),
        (with_clue(4, low=None, high=200), "clue_missing:F"),
        (with_clue(4, high=300), "clue_missing:F"),
        (with_clue(0, direction="inverse"), "clue_misattached:B"),
        (with_clue(1, predicate="followed_by"), "clue_misattached:C"),
        (with_clue(1, thing="b"), "clue_misattached:C"),
        (with_clue(1, to=""), "clue_extra"),
        (with_clue(1, to="a"), "clue_extra"),
        (with_clue(1, to="nowhere"), "clue_extra"),
        (with_clue(2, thing="nowhere"), "clue_extra"),
    ],
)
def test_what_differs_is_named(changed: list[dict[str, Any]], code: str) -> None:
    """A clue lost, moved, doubled, turned round or changed, each under its code with the vertex it is about."""
    assert code in codes(mismatches(reading(changed), BOOKS))


@pytest.mark.parametrize(
    ("types", "asked", "code"),
    [
        ({**TYPES, "b": "painter"}, "a", "type_unknown:B"),
        ({**TYPES, "c": "long historical novel"}, "a", "type_unknown:C"),
        (TYPES, "b", "asked_other"),
        (TYPES, "x", "unreadable"),
        ({}, "", "unreadable"),
        ({**TYPES, "d": "film"}, "a", "clue_extra"),
    ],
)
def test_things_are_the_trees_vertices(types: dict[str, str], asked: str, code: str) -> None:
    """Each of its type, none more, the root asked for."""
    clues = [clue for clue in CLUES if clue["thing"] in types and clue.get("to", "") in {"", *types}]
    assert code in codes(mismatches(reading(clues, types, asked), BOOKS))


@pytest.mark.parametrize(
    "turned",
    [
        {"thing": "c", "to": "a", "predicate": "followed_by"},
        {"thing": "c", "to": "a", "predicate": "preceded_by", "direction": "inverse"},
        {"predicate": "followed_by", "direction": "inverse"},
    ],
)
def test_a_relation_may_be_told_from_its_other_end(turned: dict[str, Any]) -> None:
    """What follows is preceded; the same fact, whichever of the two things is its subject."""
    assert mismatches(reading(with_clue(1, **turned)), BOOKS) == []


def test_predicates_worded_alike_are_taken_for_one_another_and_no_others() -> None:
    """English has one word for an author and a writer, and for what came out; a recording is no release."""
    assert mismatches(reading(with_clue(0, predicate="written_by")), BOOKS) == []
    assert mismatches(reading(with_clue(2, predicate="released")), BOOKS) == []
    assert mismatches(reading(with_clue(2, predicate="recorded")), BOOKS) != []
    assert mismatches(reading(with_clue(0, predicate="lyrics_by")), BOOKS) != []


def test_a_term_may_stand_before_its_noun() -> None:
    """ "A gothic novel" tells the genre, as a clue of its own does; not both, and no other word."""
    gothic = tree(
        ("A", fact("B"), claim("A is a gothic novel", form="value", predicate="genre", value="gothic novel"))
    )
    told = {"thing": "a", "form": "value", "predicate": "genre", "value": "gothic"}
    assert mismatches(reading([], {"a": "gothic novel"}), gothic) == []
    assert mismatches(reading([told], {"a": "novel"}), gothic) == []
    assert codes(mismatches(reading([told], {"a": "gothic novel"}), gothic)) == {"clue_extra"}
    assert "type_unknown:A" in codes(mismatches(reading([], {"a": "comic novel"}), gothic))
    assert codes(mismatches(reading([], {"a": "novel"}), gothic)) == {"clue_missing:B"}


def test_two_of_a_kind_are_told_apart_by_their_own_clues() -> None:
    """Of two actors each must have the clue of its vertex; which of them is met first does not matter."""
    actors = tree(
        ("A", thing("B", "actor"), claim("A stars B", form="relation", predicate="starring")),
        ("A", thing("C", "actor"), claim("A stars C", form="relation", predicate="starring")),
        ("B", fact("D"), claim("B was born in the 1890s", **years("born", 1890, 1899))),
        ("C", fact("E"), claim("C died in the 1950s", **years("died", 1950, 1959))),
        root="film",
    )
    stars: list[dict[str, Any]] = [
        {"thing": "f", "form": "relation", "predicate": "starring", "to": to} for to in ("x", "y")
    ]
    born = {"form": "range", "predicate": "born", "low": 1890, "high": 1899, "unit": "years"}
    died = {"form": "range", "predicate": "died", "low": 1950, "high": 1959, "unit": "years"}
    types = {"f": "film", "x": "actor", "y": "actor"}
    right = [*stars, {"thing": "y", **born}, {"thing": "x", **died}]
    merged = [*stars, {"thing": "x", **born}, {"thing": "x", **died}]
    assert mismatches(reading(right, types, "f"), actors) == []
    assert mismatches(reading(merged, types, "f"), actors) != []


GAP = {"form": "gap", "predicate": "published", "other": "born", "through": "author", "unit": "years"}


@pytest.mark.parametrize(
    ("constraint", "clue", "agrees"),
    [
        ({"low": 0.0, "high": 10957.0}, {**GAP, "low": 0, "high": 30}, True),
        ({"low": 0.0, "high": 10957.0}, {**GAP, "high": 30}, True),
        ({"low": 0.0, "high": 10957.0}, {**GAP, "high": 31}, False),
        ({"low": 0.0, "high": 10957.0}, {**GAP, "low": 30}, False),
        ({"low": 10957.0, "high": 1e12}, {**GAP, "low": 30}, True),
        ({"low": 10957.0, "high": 1e12}, {**GAP, "low": 30, "high": 90}, False),
        ({"low": 0.0, "high": 10957.0}, {**GAP, "low": 0, "high": 30, "through": ""}, False),
        ({"low": 0.0, "high": 10957.0}, {**GAP, "low": 0, "high": 30, "through": "illustrator"}, False),
        ({"low": 0.0, "high": 10957.0}, {**GAP, "low": 0, "high": 30, "other": "died"}, False),
    ],
)
def test_spans_of_years_agree_to_the_year(
    constraint: dict[str, float], clue: dict[str, Any], agrees: bool
) -> None:
    """The dates, the way between them and both bounds."""
    one = claim(
        "A appeared early", form="gap", predicate="published", other="born", through="author", **constraint
    )
    found = mismatches(reading([{"thing": "a", **clue}], {"a": "novel"}), tree(("A", fact("B"), one)))
    assert (found == []) is agrees


@pytest.mark.parametrize(
    ("parts", "clue", "agrees"),
    [
        ({"form": "count", "predicate": "has_track", "low": 5}, {"predicate": "has_track", "low": 5}, True),
        ({"form": "count", "predicate": "has_track", "low": 5}, {"predicate": "has_track", "low": 6}, False),
        ({"form": "count", "predicate": "has_track", "low": 5}, {"predicate": "has_track", "low": 5, "high": 9}, False),
        (
            {"form": "count", "predicate": "has_track", "low": 5},
            {"predicate": "from_album", "direction": "inverse", "low": 5},
            True,
        ),
        ({"form": "count", "predicate": "has_track", "low": 5}, {"predicate": "from_album", "low": 5}, False),
        ({"form": "within", "predicate": "origin", "value": "e9"}, {"predicate": "origin", "value": "Upper Bavaria"}, True),
        ({"form": "within", "predicate": "origin", "value": "e9"}, {"predicate": "origin", "value": "Bavaria"}, False),
        ({"form": "within", "predicate": "origin", "value": "e9"}, {"predicate": "origin", "value": "Saxony"}, False),
        ({"form": "within", "predicate": "origin", "value": "e9"}, {"predicate": "origin", "value": ""}, False),
    ],
)  # fmt: skip
def test_counts_and_regions(parts: dict[str, Any], clue: dict[str, Any], agrees: bool) -> None:
    """The same number of the same things; the region by the name that the claim's words end in."""
    one = claim("A comes from Upper Bavaria", **parts)
    clues = [{"thing": "a", "form": parts["form"], **clue}]
    found = mismatches(reading(clues, {"a": "album"}), tree(("A", fact("B"), one), root="album"))
    assert (found == []) is agrees


def test_what_could_be_taken_in_too_many_ways_is_unreadable() -> None:
    """Many things of one kind in a ring of relations: an answer within bounded work, and no pass."""
    ids = [f"t{number}" for number in range(20)]
    nouns = dict.fromkeys(ids, "actor") | {"f": "film"}
    children = [thing(chr(ord("B") + number), "actor") for number in range(20)]
    stars = [
        ("A", child, claim(f"A stars {child.id}", form="relation", predicate="starring"))
        for child in children
    ]
    clues = [{"thing": "f", "form": "relation", "predicate": "starring", "to": one} for one in ids]
    wrong = [*clues[:-1], {**clues[-1], "predicate": "produced_by"}]
    assert mismatches(reading(clues, nouns, "f"), tree(*stars, root="film")) == []
    assert mismatches(reading(wrong, nouns, "f"), tree(*stars, root="film")) != []


def test_how_long_something_lasted_is_told_by_its_end() -> None:
    """ "Stood for" does not say whether it was built or opened before; "was in use for" is another end."""
    one = claim(
        "A stood for less than thirty years",
        form="gap",
        predicate="demolished",
        other="opened",
        low=0.0,
        high=10957.0,
    )
    stood = tree(("A", fact("B"), one), root="pier")
    told = {"thing": "a", "form": "gap", "predicate": "demolished", "other": "built", "low": 0, "high": 30}
    assert mismatches(reading([told], {"a": "pier"}), stood) == []
    assert mismatches(reading([{**told, "predicate": "closed"}], {"a": "pier"}), stood) != []
    assert mismatches(reading([{**told, "other": "renovated"}], {"a": "pier"}), stood) != []
