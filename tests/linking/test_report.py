"""The measures of a linking, on rows with known figures."""

from __future__ import annotations

from typing import Any

import pyarrow as pa

from infoseek.linking.report import COLUMNS, MEANINGS, Linked, measures
from infoseek.store.schemas import ALIASES, EDGES, ENTITIES, MENTIONS, Table
from tests.store.blank import blank


def table(kind: Table, rows: list[dict[str, Any]]) -> pa.Table:
    made = pa.Table.from_pylist([blank(kind, **row) for row in rows], schema=kind.schema)
    return made.select(COLUMNS[kind])


def linked(things: int = 3, **changed: list[dict[str, Any]]) -> Linked:
    """Novels e0, e1, …, an untyped French page and a list; e1 is named on e0's page, "vell" is shared."""
    novels = [
        {"entity_id": f"e{n}", "kind": "work", "type_noun": "novel", "type_source": "lead", "language": "en"}
        for n in range(things)
    ]
    others = [
        {"entity_id": "fr", "kind": "unknown", "language": "fr"},
        {"entity_id": "list", "kind": "list", "language": "en", "is_disambiguation": True},
    ]
    rows: dict[str, list[dict[str, Any]]] = {
        "entities": [*novels, *others],
        "aliases": [
            {"entity_id": "e0", "folded": "vell", "source": "title"},
            {"entity_id": "e1", "folded": "vell", "source": "short"},
            {"entity_id": "e1", "folded": "the vell", "source": "title"},
        ],
        "mentions": [
            {"page_id": "e0", "entity_id": "e1", "source": "link", "start": 0, "end": 4},
            {"page_id": "e0", "entity_id": "e0", "source": "subject", "start": 5, "end": 7},
        ],
        "edges": [
            {"subject_id": "e0", "page_id": "e0", "predicate": "author", "statement_id": "s", "source": "row"},
            {"subject_id": "e0", "page_id": "e1", "predicate": "author", "statement_id": "s", "source": "sentence"},
            {"subject_id": "e1", "page_id": "e1", "predicate": "pages", "statement_id": "t", "source": "row"},
        ],
    }  # fmt: skip
    rows |= changed
    kinds = {"entities": ENTITIES, "aliases": ALIASES, "mentions": MENTIONS, "edges": EDGES}
    return Linked(**{name: table(kinds[name], found) for name, found in rows.items()})


def report(
    found: Linked, stats: dict[str, float] | None = None, before: dict[tuple[str, str], float] | None = None
) -> dict[tuple[str, str], float]:
    return {(m.measure, m.key): m.value for m in measures(found, stats or {}, before or {})}


def test_shares_are_of_what_they_say() -> None:
    """Lists have no type and are no orphans, a page in another language is not expected to have a type."""
    found = report(linked())
    assert found[("typed", "")] == 1.0
    assert found[("orphans", "")] == 3 / 4
    assert found[("ambiguous", "")] == 1 / 2
    assert found[("most_shared", "vell")] == 2
    assert found[("mentions_per_page", "")] == 2 / 5
    assert (found[("entities", "work")], found[("entities", "disambiguation")]) == (3, 1)
    assert (found[("names", "title")], found[("mentions", "link")]) == (2, 1)


def test_the_evidence_of_one_statement_is_counted_once() -> None:
    """Two rows that state the same thing are one statement, here also stated on another page."""
    found = report(linked())
    assert (found[("edges", "author")], found[("statements", "")]) == (2, 2)
    assert found[("stated_elsewhere", "")] == 1 / 2


def test_dangling_rows_are_counted_where_they_are() -> None:
    """A mention of nobody and an edge to nobody each show under their table and column."""
    mentions = [{"page_id": "e0", "entity_id": "gone", "source": "name", "start": 3, "end": 3}]
    edges = [{"subject_id": "e0", "page_id": "e0", "object_id": "gone", "statement_id": "s"}]
    broken = {
        key: value
        for (name, key), value in report(linked(mentions=mentions, edges=edges)).items()
        if name == "broken" and value
    }
    assert broken == {"mentions.entity_id": 1, "mentions.span": 1, "edges.object_id": 1}


def test_links_held_back_give_accuracy_and_precision() -> None:
    """Of ten links eight were linked again, six as they were."""
    found = report(linked(), {"held_back": 10, "held_back_linked": 8, "held_back_right": 6})
    assert (found[("accuracy", "")], found[("unsure", "")], found[("precision", "")]) == (0.6, 0.2, 0.75)


def test_drift_is_told_of_corpora_that_say_something() -> None:
    """Half the mentions a page is a drift of one half; of a handful of pages nothing is told."""
    before = report(linked(things=100))
    assert not [name for name, _ in report(linked(), before=before) if name == "drift"]
    twice = {key: value * 2 if key[0] == "mentions_per_page" else value for key, value in before.items()}
    assert report(linked(things=100), before=twice)[("drift", "mentions_per_page")] == 0.5


def test_an_empty_corpus_has_a_report() -> None:
    """Counts of nothing, and no shares."""
    empty = linked(things=0, entities=[], aliases=[], mentions=[], edges=[])
    found = report(empty)
    assert found[("statements", "")] == 0
    assert not {"typed", "orphans", "ambiguous"} & {name for name, _ in found}


def test_every_measure_has_a_meaning() -> None:
    """What the report shows can be explained."""
    before = report(linked(things=100))
    found = report(
        linked(things=100), {"held_back": 10, "held_back_linked": 8, "unread label: tribe": 4}, before
    )
    assert found[("unread_labels", "tribe")] == 4
    assert {name for name, _ in found} == set(MEANINGS)
