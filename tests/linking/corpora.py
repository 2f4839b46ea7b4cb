"""Little corpora for candidate sets: rows of entities and edges, and any of them by hypothesis."""

from __future__ import annotations

import math
from typing import Any

from hypothesis import strategies as st

from infoseek.linking.sets.candidates import CandidateIndex
from infoseek.tree.claim import Constraint

Row = dict[str, Any]


def entity(entity_id: str, type_noun: str = "novel", name: str = "", kind: str = "work") -> Row:
    return {
        "entity_id": entity_id,
        "name": name or f"The {entity_id}",
        "type_noun": type_noun,
        "kind": kind,
        "is_answerable": True,
    }


def edge(
    subject: str,
    predicate: str,
    value: str = "",
    object_id: str = "",
    low: float = math.nan,
    high: float = math.nan,
    closed: bool = False,
    **more: Any,
) -> Row:
    """An edge. more: further columns; without them it is sure and not volatile."""
    return {
        "edge_id": "|".join(
            map(str, [subject, predicate, value, object_id, low, high, closed, *more.values()])
        ),
        "subject_id": subject,
        "predicate": predicate,
        "object_id": object_id,
        "value": value,
        "low": low,
        "high": high,
        "is_functional": closed,
        "is_complete": False,
        **more,
    }


def index(entities: list[Row], edges: list[Row]) -> CandidateIndex:
    return CandidateIndex(entities, edges)


# How sure an edge is, and of what: most are plain.
SURENESS: list[Row] = [
    {},
    {},
    {},
    {"score": 0.8, "source": "sentence"},
    {"score": 0.8, "source": "row"},
    {"is_volatile": True, "as_of": ""},
    {"is_volatile": True, "as_of": "1990"},
]
NAMES = [f"e{n}" for n in range(6)]
WORDS = ["ada quill", "quill", "tom vane", "x", "y", "z", "oil on x"]
NOUNS = ["thing", "novel", "singer", "actor", "", "town", "village", "county", "river", "museum"]
RELATIONS = ["r", "s", "followed_by", "preceded_by", "spouse", "located_in", "birth_place"]


@st.composite
def indexes(draw: st.DrawFn) -> CandidateIndex:
    """Corpora of six entities with any edges of a few predicates, places well among them."""
    nouns = draw(st.sampled_from([NOUNS, ["town", "village", "county"]]))
    entities = [
        entity(
            name,
            draw(st.sampled_from(nouns)),
            draw(st.sampled_from(WORDS)),
            draw(st.sampled_from(["work", "person", "place", "list", "unknown"])),
        )
        for name in NAMES
    ]
    edges = [
        edge(
            draw(st.sampled_from(NAMES)),
            draw(st.sampled_from([*RELATIONS, "located_in", "v", "pages"])),
            draw(st.sampled_from([*WORDS, ""])),
            draw(st.sampled_from([*NAMES, ""])),
            low,
            low + draw(st.integers(0, 3)),
            draw(st.booleans()),
            **draw(st.sampled_from(SURENESS)),
        )
        for low in draw(st.lists(st.sampled_from([math.nan, 1.0, 2.0, 5.0]), max_size=16))
    ]
    return CandidateIndex(entities, edges)


CONSTRAINTS = st.one_of(
    st.builds(
        Constraint,
        form=st.sampled_from(["relation", "relation", "shared"]),
        predicate=st.sampled_from(RELATIONS),
        direction=st.sampled_from(["forward", "inverse"]),
    ),
    st.builds(Constraint, form=st.just("value"), predicate=st.just("v"), value=st.sampled_from(WORDS)),
    st.builds(
        lambda low, width: Constraint(form="range", predicate="pages", low=low, high=low + width),
        st.integers(0, 6),
        st.integers(0, 6),
    ),
)
TARGETS = st.frozensets(st.sampled_from(NAMES))

_THEMES = {
    ("r",): NOUNS,
    ("spouse",): NOUNS,
    ("followed_by", "preceded_by"): NOUNS,
    ("located_in",): ["town", "village", "county"],
    ("birth_place", "located_in"): ["town", "village", "county"],
    ("v",): NOUNS,
    ("pages",): NOUNS,
}


@st.composite
def cases(draw: st.DrawFn) -> tuple[CandidateIndex, Constraint, frozenset[str]]:
    """A corpus dense with statements of one predicate, a constraint on that predicate, and targets."""
    theme = draw(st.sampled_from(sorted(_THEMES)))
    names = NAMES[: draw(st.integers(2, 5))]
    texts = st.sampled_from(["ada quill", "quill", "tom vane", "oil on quill", ""])
    kinds = st.sampled_from(["work", "work", "work", "list"])
    entities = [
        entity(name, draw(st.sampled_from(_THEMES[theme])), draw(texts), draw(kinds)) for name in names
    ]
    edges = []
    for _ in range(draw(st.integers(1, 8))):
        low = draw(st.sampled_from([1.0, 2.0, 3.0, math.nan]))
        edges.append(
            edge(
                draw(st.sampled_from(names)),
                draw(st.sampled_from(theme)),
                draw(texts),
                draw(st.sampled_from([*names, *names, ""])) if theme[0] not in ("v", "pages") else "",
                low,
                low + draw(st.integers(0, 3)),
                draw(st.sampled_from([True, True, False])),
                **draw(st.sampled_from(SURENESS)),
            )
        )
    predicate = draw(st.sampled_from(theme))
    if predicate == "v":
        constraint = Constraint(form="value", predicate="v", value=draw(texts.filter(bool)))
    elif predicate == "pages":
        low = draw(st.integers(0, 4))
        constraint = Constraint(form="range", predicate="pages", low=low, high=low + draw(st.integers(0, 3)))
    else:
        constraint = Constraint(
            form=draw(st.sampled_from(["relation", "relation", "shared"])),
            predicate=predicate,
            direction=draw(st.sampled_from(["forward", "inverse"])),
        )
    return CandidateIndex(entities, edges), constraint, draw(st.frozensets(st.sampled_from(names)))


_JOINED = ["author", "spouse", "followed_by", "preceded_by", "located_in", "parent", "child"]
_CHAINED = ["birth_place", "located_in", "set_in"]


@st.composite
def derived_cases(draw: st.DrawFn) -> tuple[CandidateIndex, Constraint]:
    """A corpus dense with statements that one derived constraint rests on, and that constraint."""
    form = draw(st.sampled_from(["gap", "count", "within"]))
    joined = draw(st.sampled_from(_CHAINED if form == "within" else _JOINED))
    names = NAMES[: draw(st.integers(2, 6))]
    texts = st.sampled_from(["ada quill", "quill", "ada", "tom vane", "vane", "oil on quill", ""])
    nouns = ["town", "county", "county", "museum"] if form == "within" else NOUNS
    entities = [
        entity(
            name, draw(st.sampled_from(nouns)), draw(texts), draw(st.sampled_from(["work"] * 6 + ["list"]))
        )
        for name in names
    ]
    plain = st.sampled_from([{}] * 9 + SURENESS)
    is_closed = st.sampled_from([True] * 5 + [False])
    edges = []
    for name in names if form == "gap" else ():
        for predicate in ("pages", "seasons"):
            for low in draw(st.lists(st.sampled_from([1.0, 2.0, 4.0, 4.0, math.nan]), max_size=2)):
                high = low + draw(st.sampled_from([0, 0, 1]))
                edges.append(edge(name, predicate, low=low, high=high, closed=draw(is_closed), **draw(plain)))
    there = st.sampled_from(names * 4 + ["outsider", ""] * (form != "within"))
    stated = st.sampled_from([joined, "located_in"] if form == "within" else [joined])
    for _ in range(draw(st.integers(1, 9))):
        ends = draw(st.sampled_from(names)), draw(stated), draw(texts), draw(there)
        edges.append(edge(*ends, closed=draw(is_closed), **draw(plain)))
    direction = draw(st.sampled_from(["forward", "forward", "inverse"]))
    if form == "within":
        constraint = Constraint(form="within", predicate=joined, value=draw(st.sampled_from(names)))
    elif form == "count":
        constraint = Constraint(
            form="count", predicate=joined, direction=direction, low=draw(st.integers(2, 4))
        )
    else:
        low = draw(st.integers(-5, 4))
        constraint = Constraint(
            form="gap",
            predicate="pages",
            other=draw(st.sampled_from(["seasons", "seasons", "pages"])),
            through=draw(st.sampled_from([joined, joined, ""])),
            direction=direction,
            low=low,
            high=low + draw(st.integers(0, 4)),
        )
    return CandidateIndex(entities, edges), constraint
