"""Edges of a fictional web, measured against its truth."""

from __future__ import annotations

from collections import defaultdict

import pytest

from infoseek.linking.kinds.entities import describe
from infoseek.linking.kinds.types import head_noun
from infoseek.linking.naming.names import fold_name
from infoseek.linking.page import Page
from infoseek.linking.predicates.lexicon import predicate_of
from infoseek.linking.stating.edges import page_drafts
from infoseek.web.page.extract import extract
from infoseek.web.urls import page_id
from infoseek.world.build import build_world
from infoseek.world.kinds import FAMILY_OF, ROWS
from infoseek.world.truth import Fact, World

SITE = "http://world.test"
Stated = dict[tuple[str, str], set[str]]


def normal(fact: Fact) -> str:
    """An object's address, a date or number as it is, a name or term folded."""
    if fact.object:
        return SITE + fact.object
    return fact.value if fact.value_type in ("date", "number") else fold_name(fact.value)


def found_in(world: World) -> Stated:
    """Targets or values of the drafts of every page; each article is read as its kind, the other pages as none."""
    found: Stated = defaultdict(set)
    for path, source in world.pages.items():
        url = SITE + path
        read = extract(source.html.encode(), url)
        row = {**vars(read), "page_id": page_id(url), "url": url, "aliases_urls": [], "content_sha256": "x"}
        page = Page.from_row(row)
        entity = describe(page)
        assert entity.is_answerable == (source.kind in FAMILY_OF), path
        if entity.is_answerable:
            assert head_noun(entity.type_noun) == head_noun(source.kind), path
        for draft in page_drafts(page, entity):
            found[path, draft.predicate].add(draft.target_url or draft.value)
    return found


def test_the_lexicon_knows_every_row_of_a_world() -> None:
    """Each label of the world's boxes states the predicate the world means by it."""
    for kind, rows in ROWS.items():
        for label, predicate in rows:
            found = predicate_of(label, kind)
            assert found is not None, label
            assert found.name == predicate, label


@pytest.mark.parametrize(("seed", "left_out"), [(7, 0.0), (8, 0.3)])
def test_every_stated_fact_is_found_and_nothing_else(seed: int, left_out: float) -> None:
    """All stated facts become edges, and every edge is a stated fact, at most told more coarsely."""
    world = build_world(400, seed, left_out)
    stated: Stated = defaultdict(set)
    for fact in world.facts:
        if fact.is_stated:
            stated[fact.subject, fact.predicate].add(normal(fact))
    found = found_in(world)
    assert not {key: values - found[key] for key, values in stated.items() if values - found[key]}
    for key, values in found.items():
        assert all(
            any(value == told or (told[0].isdigit() and told.startswith(value)) for told in stated[key])
            for value in values
        ), key
