"""S⁺ measured against a fictional web's truth: whatever is true must not be refuted, stated or not."""

from __future__ import annotations

import math
from typing import Any

import pytest

from infoseek.linking.kinds.entities import describe
from infoseek.linking.naming.names import fold_name
from infoseek.linking.page import Page
from infoseek.linking.sets.candidates import CandidateIndex
from infoseek.linking.stating.edges import page_drafts
from infoseek.linking.values.dates import dates_in
from infoseek.tree.claim import Constraint
from infoseek.web.page.extract import extract
from infoseek.web.urls import page_id
from infoseek.world.build import build_world
from infoseek.world.truth import Fact, World

SITE = "http://world.test"


def linked(world: World) -> CandidateIndex:
    """The index over a world's pages; links decide what a name means."""
    known = {path: path for path in world.pages} | world.redirects
    ids = {SITE + path: page_id(SITE + target) for path, target in known.items()}
    entities: list[dict[str, Any]] = []
    edges: list[dict[str, Any]] = []
    for path, source in world.pages.items():
        url = SITE + path
        read = extract(source.html.encode(), url)
        row = {**vars(read), "page_id": ids[url], "url": url, "aliases_urls": [], "content_sha256": "x"}
        page = Page.from_row(row)
        entity = describe(page)
        entities.append({"entity_id": ids[url], "page_id": ids[url], **vars(entity)})
        for draft in page_drafts(page, entity):
            fields: dict[str, Any] = {name: getattr(draft, name) for name in draft.__dataclass_fields__}
            about = {"subject_id": ids[url], "object_id": ids.get(draft.target_url, "")}
            place = {"page_id": ids[url], "url": url, "content_sha256": "x"}
            edges.append({**fields, **about, **place, "edge_id": str(len(edges))})
    return CandidateIndex(entities, edges)


def constraint_of(fact: Fact) -> Constraint:
    """What a clue of the fact demands at its sharpest."""
    if fact.object:
        return Constraint(form="relation", predicate=fact.predicate)
    dates = dates_in(fact.value) if fact.value_type == "date" else []
    if dates:
        return Constraint(form="range", predicate=fact.predicate, low=dates[0].low, high=dates[0].high)
    if fact.value_type == "number":
        number = float(fact.value)
        return Constraint(form="range", predicate=fact.predicate, low=number, high=number)
    return Constraint(form="value", predicate=fact.predicate, value=fold_name(fact.value))


@pytest.mark.parametrize("left_out", [0.0, 0.3])
def test_no_truth_is_refuted(left_out: float) -> None:
    """A true fact keeps its subject in S⁺, also where no page states it; a stated one in S⁻ too.

    Left aside are rows that leave out one of several values: to take such a row for whole is the risk that
    `complete_for` takes.
    """
    world = build_world(300, 5, left_out)
    found = linked(world)
    stated = {(fact.subject, fact.predicate) for fact in world.facts if fact.is_stated}
    for fact in world.facts:
        if not fact.is_stated and (fact.subject, fact.predicate) in stated:
            continue
        subject, constraint = page_id(SITE + fact.subject), constraint_of(fact)
        target = frozenset({page_id(SITE + fact.object)})
        for reading in (found.not_refuted, *([found.supported] if fact.is_stated else [])):
            sets = reading.related(constraint, target) if fact.object else reading.satisfying(constraint)
            assert subject in sets, fact


def test_closed_rows_refute_most_of_what_is_false() -> None:
    """A clue by author, painter or county leaves few of the things that have another one."""
    world = build_world(300, 5)
    found = linked(world)
    for predicate, kind in (("author", "novel"), ("painted_by", "painting"), ("birth_place", "painter")):
        of_kind = {page_id(SITE + path) for path, page in world.pages.items() if page.kind == kind}
        targets = {page_id(SITE + f.object) for f in world.facts if f.predicate == predicate and f.object}
        clue = Constraint(form="relation", predicate=predicate)
        left = [len(found.not_refuted.related(clue, frozenset({z})) & of_kind) for z in targets]
        assert math.fsum(left) < 0.5 * len(targets) * len(of_kind)
