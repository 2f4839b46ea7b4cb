"""What the linking of a batch came to and how good it is, as measures over its tables (linked__report).

What lives here: counting and shares. What may not: which values are good enough (expectations), showing them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from infoseek.store.schemas import ALIASES, EDGES, ENTITIES, MENTIONS, Table

READ_LANGUAGES = ("en", "")
"""Languages whose grammar and labels are read; of pages in others the names and links are."""

COLUMNS: dict[Table, list[str]] = {
    ENTITIES: ["entity_id", "kind", "type_noun", "type_source", "language", "in_links", "is_disambiguation"],
    ALIASES: ["entity_id", "folded", "source"],
    MENTIONS: ["page_id", "entity_id", "source", "start", "end"],
    EDGES: ["subject_id", "object_id", "predicate", "source", "page_id", "statement_id", "is_volatile"],
}
"""The columns of each linked table that the measures are made of."""

MEANINGS: dict[str, str] = {
    "entities": "entities by kind",
    "languages": "entities by the language of their page",
    "types": "entities by type noun, the most frequent ones",
    "typed_by": "entities by what stated their type",
    "typed": "share of the entities, lists apart, in a language that is read which have a type",
    "orphans": "share of the entities, lists apart, that no other page links to or names",
    "names": "names by source",
    "ambiguous": "share of the names, folded, that may stand for several entities",
    "most_shared": "how many entities the most shared names may stand for",
    "mentions": "mentions by source",
    "mentions_per_page": "mentions a page",
    "edges": "edges by predicate",
    "edges_by_source": "edges by where they were read",
    "statements": "statements, all evidence of one counted once",
    "statements_per_entity": "statements an entity",
    "stated_elsewhere": "share of the statements with evidence on a page other than their subject's",
    "unread_labels": "labels of rows that state nothing known, the most frequent ones",
    "volatile": "edges that change by nature",
    "broken": "rows that point to an entity or page that is not there",
    "held_back": "links held back from the batch and linked again",
    "accuracy": "share of the links held back that were linked again as they were",
    "unsure": "share of the links held back whose choice stayed below the least score",
    "precision": "share of those linked again that were linked as they were",
    "drift": "change of a measure against the batch before, as a share of it",
}
"""What each measure says."""

DRIFTING = ("typed", "orphans", "ambiguous", "mentions_per_page", "statements_per_entity", "accuracy")
"""Measures compared with the batch before."""

UNREAD_LABEL = "unread label: "
"""Begins the name of the receipt's counter of a row label that states nothing known."""

LEAST_ENTITIES = 50
"""Below this many entities a share says little: nothing is compared or bounded."""

_MOST_KEYS = 30


class Measure(NamedTuple):
    """One figure of the report. key: what of, where a measure has several values, else ""."""

    measure: str
    key: str
    value: float


@dataclass(frozen=True)
class Linked:
    """The four linked tables with `COLUMNS` at least."""

    entities: pa.Table
    aliases: pa.Table
    mentions: pa.Table
    edges: pa.Table


def measures(
    linked: Linked, stats: Mapping[str, float], before: Mapping[tuple[str, str], float]
) -> list[Measure]:
    """The report of a linking. stats: the counters of its job's receipt. before: the earlier batch's report."""
    found = [
        *_of_entities(linked),
        *_of_names(linked.aliases),
        *_of_mentions(linked),
        *_of_edges(linked),
        *_of_references(linked),
        *_of_links_held_back(stats),
        *_of_unread_labels(stats),
    ]
    return found + list(_drift({(m.measure, m.key): m.value for m in found}, before))


def _of_entities(linked: Linked) -> Iterator[Measure]:
    entities = linked.entities
    yield from _counts("entities", entities["kind"])
    yield from _counts("languages", entities["language"])
    yield Measure("entities", "disambiguation", float(pc.sum(entities["is_disambiguation"]).as_py() or 0))
    things = entities.filter(pc.not_equal(entities["kind"], "list"))
    typed = things.filter(pc.not_equal(things["type_noun"], ""))
    yield from _counts("types", typed["type_noun"])
    yield from _counts("typed_by", typed["type_source"])
    languages = pa.array(READ_LANGUAGES)
    read, read_typed = (table.filter(pc.is_in(table["language"], languages)) for table in (things, typed))
    yield from _share("typed", read_typed.num_rows, read.num_rows)
    elsewhere = linked.mentions.filter(pc.not_equal(linked.mentions["page_id"], linked.mentions["entity_id"]))
    named = pc.is_in(things["entity_id"], pc.unique(elsewhere["entity_id"]))
    yield from _share("orphans", things.num_rows - (pc.sum(named).as_py() or 0), things.num_rows)


def _of_names(aliases: pa.Table) -> Iterator[Measure]:
    yield from _counts("names", aliases["source"])
    pairs = aliases.group_by(["folded", "entity_id"]).aggregate([])
    owners = (
        pairs.group_by("folded")
        .aggregate([("entity_id", "count")])
        .sort_by([("entity_id_count", "descending"), ("folded", "ascending")])
    )
    shared = owners.filter(pc.greater(owners["entity_id_count"], 1))
    yield from _share("ambiguous", shared.num_rows, owners.num_rows)
    for row in shared.slice(0, _MOST_KEYS).to_pylist():
        yield Measure("most_shared", row["folded"], float(row["entity_id_count"]))


def _of_mentions(linked: Linked) -> Iterator[Measure]:
    yield from _counts("mentions", linked.mentions["source"])
    yield from _share("mentions_per_page", linked.mentions.num_rows, linked.entities.num_rows)


def _of_edges(linked: Linked) -> Iterator[Measure]:
    edges = linked.edges
    yield from _counts("edges", edges["predicate"], None)
    yield from _counts("edges_by_source", edges["source"])
    yield Measure("volatile", "", float(pc.sum(edges["is_volatile"]).as_py() or 0))
    statements = len(pc.unique(edges["statement_id"]))
    yield Measure("statements", "", float(statements))
    yield from _share("statements_per_entity", statements, linked.entities.num_rows)
    elsewhere = edges.filter(pc.not_equal(edges["page_id"], edges["subject_id"]))
    yield from _share("stated_elsewhere", len(pc.unique(elsewhere["statement_id"])), statements)


def _of_references(linked: Linked) -> Iterator[Measure]:
    """Counts of dangling references, by table and column; all are 0 where the job works."""
    ids = linked.entities["entity_id"]
    columns: list[tuple[str, pa.Table, str]] = [
        ("aliases", linked.aliases, "entity_id"),
        ("mentions", linked.mentions, "entity_id"),
        ("mentions", linked.mentions, "page_id"),
        ("edges", linked.edges, "subject_id"),
        ("edges", linked.edges, "page_id"),
        ("edges", linked.edges.filter(pc.not_equal(linked.edges["object_id"], "")), "object_id"),
    ]
    for name, table, column in columns:
        known = pc.sum(pc.is_in(table[column], ids)).as_py() or 0
        yield Measure("broken", f"{name}.{column}", float(table.num_rows - known))
    spans = linked.mentions
    yield Measure(
        "broken", "mentions.span", float(pc.sum(pc.less_equal(spans["end"], spans["start"])).as_py() or 0)
    )
    yield Measure("broken", "entities.entity_id", float(linked.entities.num_rows - len(pc.unique(ids))))


def _of_links_held_back(stats: Mapping[str, float]) -> Iterator[Measure]:
    """stats: `held_back` links, of which `held_back_linked` were linked again, `held_back_right` as they were."""
    total, linked = stats.get("held_back", 0.0), stats.get("held_back_linked", 0.0)
    right = stats.get("held_back_right", 0.0)
    yield Measure("held_back", "", total)
    yield from _share("accuracy", right, total)
    yield from _share("unsure", total - linked, total)
    yield from _share("precision", right, linked)


def _of_unread_labels(stats: Mapping[str, float]) -> Iterator[Measure]:
    counts = {
        name.removeprefix(UNREAD_LABEL): count
        for name, count in stats.items()
        if name.startswith(UNREAD_LABEL)
    }
    for label, count in sorted(counts.items(), key=lambda entry: (-entry[1], entry[0])):
        yield Measure("unread_labels", label, count)


def _drift(
    now: Mapping[tuple[str, str], float], before: Mapping[tuple[str, str], float]
) -> Iterator[Measure]:
    if min(_entities(now), _entities(before)) < LEAST_ENTITIES:
        return
    for name in DRIFTING:
        was, found = before.get((name, "")), now.get((name, ""))
        if was and found is not None:
            yield Measure("drift", name, abs(found - was) / was)


def _entities(found: Mapping[tuple[str, str], float]) -> float:
    return sum(
        value for (name, key), value in found.items() if name == "entities" and key != "disambiguation"
    )


def _counts(measure: str, column: pa.ChunkedArray, most: int | None = _MOST_KEYS) -> Iterator[Measure]:
    """How often each value stands in a column, the most frequent first."""
    counted = [(str(entry["values"] or ""), entry["counts"]) for entry in pc.value_counts(column).to_pylist()]
    for value, count in sorted(counted, key=lambda entry: (-entry[1], entry[0]))[:most]:
        yield Measure(measure, value, float(count))


def _share(measure: str, part: float, whole: float) -> Iterator[Measure]:
    """A share, or nothing where there is no whole."""
    if whole:
        yield Measure(measure, "", part / whole)
