"""Sentences of a fictional web, measured against its truth: what they state is true, and told facts are found."""

from __future__ import annotations

from collections import defaultdict

import pytest

from infoseek.linking.kinds.entities import describe
from infoseek.linking.mentions import Mention, link_mentions
from infoseek.linking.naming.names import fold_name
from infoseek.linking.page import Page
from infoseek.linking.predicates.lexicon import INVERSES
from infoseek.linking.stating.sentence_edges import sentence_drafts
from infoseek.linking.stating.subject import subject_mentions
from infoseek.web.page.extract import extract
from infoseek.world.build import build_world
from infoseek.world.truth import Fact, World

SITE = "http://world.test"
Statement = tuple[str, str, str]


def statements(world: World) -> list[tuple[str, Statement]]:
    """(path of the evidence, statement) for all that sentences state; a statement's ends are paths or values."""
    paths = {SITE + path: target for path, target in ({p: p for p in world.pages} | world.redirects).items()}
    pages = {}
    for path, source in world.pages.items():
        read = extract(source.html.encode(), SITE + path)
        about = {"page_id": path, "url": SITE + path, "aliases_urls": [], "content_sha256": "x"}
        pages[path] = Page.from_row({**vars(read), **about})
    entities = {path: describe(page) for path, page in pages.items()}
    types = {path: entity.type_noun for path, entity in entities.items()}
    found = []
    for path, page in pages.items():
        links = [
            Mention(link.start, link.end, paths[link.target_url], "link", link.kind, 1.0)
            for link in link_mentions(page)
            if link.target_url in paths
        ]
        mentions = [*links, *subject_mentions(page, entities[path], path)]
        for draft in sentence_drafts(page, entities[path], path, mentions, types):
            ends = (draft.subject_id or path, draft.predicate, draft.object_id or draft.value)
            found.append((path, ends))
    return found


def statement(fact: Fact) -> Statement:
    value = fact.value if fact.value_type in ("date", "number") else fold_name(fact.value)
    return fact.subject, fact.predicate, fact.object or value


@pytest.mark.parametrize("seed", [7, 8, 9])
def test_sentences_state_the_truth_and_most_of_what_they_tell(seed: int) -> None:
    """At least 98 % of the statements are true, a year for a day too; 4 of 5 facts told in prose alone are found."""
    world = build_world(200, seed, in_prose=0.4)
    found = statements(world)
    true: dict[tuple[str, str], set[str]] = defaultdict(set)
    for fact in world.facts:
        subject, predicate, value = statement(fact)
        true[subject, predicate].add(value)
        if fact.object and predicate in INVERSES:
            true[fact.object, INVERSES[predicate]].add(subject)
    wrong = [
        (path, stated)
        for path, stated in found
        if not any(
            told == stated[2] or (told[0].isdigit() and told.startswith(stated[2]))
            for told in true[stated[:2]]
        )
    ]
    assert len(wrong) <= 0.02 * len(found), wrong[:5]
    known = {stated for _, stated in found}
    for place, least in (("here", 0.8), ("there", 0.9)):
        told_so = [fact for fact in world.facts if fact.told == place]
        assert len(told_so) > 30
        assert sum(statement(fact) in known for fact in told_so) >= least * len(told_so), place
    assert sum(path != stated[0] for path, stated in found) > 0.1 * len(found)
