"""Edges of a fictional web, measured against its truth."""

from __future__ import annotations

from collections import defaultdict

from infoseek.linking.edges import page_drafts
from infoseek.linking.entities import describe
from infoseek.linking.names import fold_name
from infoseek.linking.page import Page
from infoseek.web.extract import extract
from infoseek.web.urls import page_id
from infoseek.world.build import build_world
from infoseek.world.truth import Fact

SITE = "http://world.test"


def normal(fact: Fact) -> str:
    return fact.value if fact.value_type in ("date", "number") else fold_name(fact.value)


def test_every_fact_is_found_and_nothing_else() -> None:
    """All facts of all boxes become edges, and every edge is a fact, at most stated more coarsely."""
    world = build_world(120, 7)
    truth: dict[tuple[str, str], set[str]] = defaultdict(set)
    for fact in world.facts:
        truth[fact.subject, fact.predicate].add(normal(fact))
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for path, source in world.pages.items():
        url = SITE + path
        read = extract(source.html.encode(), url)
        row = {**vars(read), "page_id": page_id(url), "url": url, "aliases_urls": [], "content_sha256": "x"}
        page = Page.from_row(row)
        entity = describe(page)
        assert entity.is_answerable == (source.kind not in ("list", "disambiguation"))
        for draft in page_drafts(page, entity):
            found[path, draft.predicate].add(draft.value)
    assert not {key: values - found[key] for key, values in truth.items() if values - found[key]}
    for key, values in found.items():
        assert all(any(stated.startswith(value) for stated in truth[key]) for value in values), key
