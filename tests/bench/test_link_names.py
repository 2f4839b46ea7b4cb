"""What counts as a told name, and how the shares come about."""

from __future__ import annotations

from infoseek.bench.link_names import LEAST_RECALL, names_of_pages, shares_known, told_names
from infoseek.world.build import build_world
from infoseek.world.truth import OtherName, Page, World


def web(text: str, anchor: str) -> World:
    """One page that links another under a name."""
    pages = {
        "/a": Page("/a", "A", "list", lambda: f"<body><a href='/b'>{anchor}</a></body>"),
        "/b": Page("/b", "Ada Holt", "novelist", lambda: f"<body>{text}</body>"),
    }
    names = {"/b": (OtherName("A. Holt", "initials"), OtherName("Holt", "surname"))}
    return World(start="/a", pages=pages, redirects={}, dead=frozenset(), facts=(), names=names)


def test_a_name_is_told_by_an_anchor_or_beside_the_title() -> None:
    """The surname within the full name is not told by it."""
    assert told_names(web("Ada Holt is a novelist.", "Ada Holt")) == {}
    assert told_names(web("Ada Holt is a novelist.", "A. Holt")) == {("/b", "A. Holt"): "initials"}
    assert told_names(web("Ada Holt is a novelist. Holt wrote.", "")) == {("/b", "Holt"): "surname"}


def test_shares_are_of_all_and_by_manner() -> None:
    """A name is known by its folded form."""
    told = {("/b", "A. Holt"): "initials", ("/b", "Holt"): "surname"}
    assert shares_known(told, {"/b": {"holt"}}) == {"": 0.5, "initials": 0.0, "surname": 1.0}


def test_a_worlds_names_are_known_by_their_pages_alone() -> None:
    """What pages tell of names, their aliases have, anchors aside."""
    world = build_world(400, 3)
    share = shares_known(told_names(world), names_of_pages(world))[""]
    assert share is not None
    assert share >= LEAST_RECALL
