"""A hand-made world of three novels and their novelists, and trees over it. What may not live here: assertions."""

from __future__ import annotations

from collections.abc import Iterable

from infoseek.bench.world_facts import ids_of
from infoseek.tree.claim import Constraint
from infoseek.tree.edits import Edit, Finish
from infoseek.tree.research_tree import ResearchTree
from infoseek.world.truth import Fact, Page, World
from tests.tree.trees import constrain, entity, extend, root

SITE = "http://world.example"
KINDS = {
    "/ash": "novel",
    "/brim": "novel",
    "/crow": "novel",
    "/dale": "novelist",
    "/elm": "novelist",
    "/fern": "film company",
    "/gorse": "town",
}
FACTS = (
    Fact("/ash", "author", "entity", "Dale", "/dale"),
    Fact("/brim", "author", "entity", "Dale", "/dale"),
    Fact("/crow", "author", "entity", "Elm", "/elm"),
    Fact("/ash", "genre", "term", "Gothic"),
    Fact("/crow", "genre", "term", "Gothic"),
    Fact("/ash", "published", "date", "1921-03-04"),
    Fact("/brim", "published", "date", "1921"),
    Fact("/crow", "published", "date", "1950-06"),
    Fact("/ash", "pages", "number", "310"),
    Fact("/ash", "followed_by", "entity", "Brim", "/brim"),
    Fact("/dale", "occupation", "term", "Novelist"),
    Fact("/dale", "occupation", "term", "Composer"),
    Fact("/dale", "spouse", "entity", "Elm", "/elm"),
)


def world(extra: Iterable[Fact] = ()) -> World:
    """The world, with further facts."""
    pages = {
        path: Page(path, path[1:].title(), kind, lambda: "<title>A page</title>")
        for path, kind in KINDS.items()
    }
    return World(start="/ash", pages=pages, redirects={}, dead=frozenset(), facts=(*FACTS, *extra))


IDS = ids_of(world(), SITE)


def of(*paths: str) -> set[str]:
    """The ids of these pages."""
    return {IDS[path] for path in paths}


def relation(predicate: str, direction: str = "forward", form: str = "relation") -> Constraint:
    return Constraint.model_validate({"form": form, "predicate": predicate, "direction": direction})


def genre(term: str = "gothic") -> Constraint:
    return Constraint(form="value", predicate="genre", value=term)


def novel_by_dale() -> ResearchTree:
    """Which Gothic novel is by the novelist who is also a composer? By the world's facts: Ash alone."""
    edits: list[Edit] = [
        root(IDS["/ash"]).model_copy(update={"vertex": entity("A", IDS["/ash"], type_noun="novel")}),
        extend("A", entity("B", IDS["/dale"], type_noun="novelist"), relation("author")),
        constrain("A", "C", genre()),
        constrain("B", "D", Constraint(form="value", predicate="occupation", value="composer")),
        Finish(),
    ]
    return ResearchTree.replay(edits)
