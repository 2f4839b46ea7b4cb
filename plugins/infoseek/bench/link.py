"""How much of a world's truth linking finds, how much of what it finds is true, and how fast."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

from selectolax.lexbor import LexborHTMLParser

from infoseek.bench import link_anchors, link_names, link_rows
from infoseek.bench.crawl import reachable
from infoseek.bench.figure import Figure, at_least, ratio
from infoseek.bench.rehearsal import Rehearsal
from infoseek.bench.session import Session
from infoseek.bench.world_facts import INVERSES, span_of
from infoseek.linking.naming.names import fold_name
from infoseek.stages import LINK
from infoseek.store import schemas
from infoseek.store.manifests import required
from infoseek.store.tables import read_rows
from infoseek.world.truth import Fact, Page, World

LEAST_PRECISION = 0.95
LEAST_RECALL = 0.95

Statement = tuple[str, str, str]
"""Subject's page id, predicate, and the object's page id or the value."""


def run(session: Session) -> Iterator[Figure]:
    """Edges against the facts that the pages state; the Spark job is timed with its start-up."""
    rehearsal = session.rehearsal(LINK)
    linked = required(rehearsal.store, LINK.zone, rehearsal.batch_id)
    edges = read_rows(rehearsal.store, linked, schemas.EDGES)
    found = {statement_of(edge) for edge in edges}
    told = {fact: forms(rehearsal, fact) for fact in rehearsal.world.facts if fact.is_stated}
    true = set[Statement]().union(*told.values(), *(coarser(rehearsal, fact) for fact in told))
    known = sum(bool(wanted & found) for wanted in told.values())
    yield Figure("share of edges that are true", _true_share(found, true), "share", at_least(LEAST_PRECISION))
    yield Figure("share of stated facts found", ratio(known, len(told)), "share", at_least(LEAST_RECALL))
    yield Figure("share of other names known", _alias_share(rehearsal), "share", at_least(LEAST_RECALL))
    yield from link_anchors.figures(session)
    yield from link_names.figures(session)
    yield from link_rows.figures(session)
    pages = len(rehearsal.world.pages)
    yield Figure("time per 1,000 pages", rehearsal.run_of(LINK).elapsed_s * 1000 / pages, "s")


def statement_of(edge: dict[str, Any]) -> Statement:
    """What an edge states: an entity as its id, anything else as its written value, folded."""
    return edge["subject_id"], edge["predicate"], edge["object_id"] or fold_name(edge["value"])


def forms(rehearsal: Rehearsal, fact: Fact) -> set[Statement]:
    """The statements that say a fact: with the object's page or its name, and from the relation's other end."""
    subject, there = rehearsal.ids[fact.subject], rehearsal.ids.get(fact.object, "")
    found = {(subject, fact.predicate, there or fold_name(fact.value))}
    if there and fact.predicate in INVERSES:
        found.add((there, INVERSES[fact.predicate], subject))
    span = span_of(fact)
    if span is not None and span[0] == span[1]:
        found.add((subject, fact.predicate, fold_name(f"{span[0]:g}")))
    return found


def coarser(rehearsal: Rehearsal, fact: Fact) -> set[Statement]:
    """What a date's fact says less exactly: its year and month, its year."""
    if fact.value_type != "date":
        return set()
    parts = fact.value.split("-")
    subject = rehearsal.ids[fact.subject]
    return {(subject, fact.predicate, fold_name("-".join(parts[:length]))) for length in range(1, len(parts))}


def _true_share(found: set[Statement], true: set[Statement]) -> float | None:
    return ratio(len(found & true), len(found))


def _alias_share(rehearsal: Rehearsal) -> float | None:
    """Share of the other names that pages tell which are known to be the thing's.

    Other names are those of redirects; one is told where a link leads through it, or its page's text has it.
    """
    linked = required(rehearsal.store, LINK.zone, rehearsal.batch_id)
    rows = read_rows(rehearsal.store, linked, schemas.ALIASES, ["entity_id", "alias"])
    known = {(row["entity_id"], fold_name(row["alias"])) for row in rows}
    wanted = {
        (rehearsal.ids[path], name) for path, names in other_names(rehearsal.world).items() for name in names
    }
    return ratio(len(wanted & known), len(wanted))


def other_names(world: World) -> dict[str, set[str]]:
    """By path of a page: its redirects' names, folded, as far as some page tells them beside its title."""
    linked, found = reachable(world), defaultdict[str, set[str]](set)
    for path, target in world.redirects.items():
        name = unquote(path.rpartition("/")[2]).replace("_", " ")
        if target in linked and name and (path in linked or _tells(world.pages[target], name)):
            found[target].add(fold_name(name))
    return found


def _tells(page: Page, name: str) -> bool:
    """Whether a page's text has a name, as written, that is no part of its title."""
    body = LexborHTMLParser(page.html).body
    return body is not None and name in body.text(separator=" ") and name not in page.title
