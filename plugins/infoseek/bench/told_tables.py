"""The linked tables as a world's own facts make them, each told by a row and by a sentence.

What lives here: entities, aliases and edges of a world as Arrow tables. What may not: measuring on them.
"""

from __future__ import annotations

import hashlib
import math
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import unquote

import pyarrow as pa

from infoseek.bench.world_facts import ids_of, span_of
from infoseek.linking.naming.names import fold_name
from infoseek.linking.predicates.lexicon import PREDICATES
from infoseek.store.schemas import ALIASES, EDGES, ENTITIES, Table
from infoseek.world.truth import Fact, World

_LISTS = frozenset({"list", "disambiguation", "home"})
_BLANK = {pa.string(): "", pa.int64(): 0, pa.float64(): math.nan, pa.bool_(): False}
_ROWS_AT_ONCE = 50_000


def told_tables(world: World, site: str) -> tuple[pa.Table, pa.Table, pa.Table]:
    """linked__entities, linked__edges and linked__aliases of a world. site: without a slash at its end."""
    ids = ids_of(world, site)
    links = Counter(fact.object for fact in world.facts if fact.is_stated)
    return (
        _table(ENTITIES, _entities(world, site, ids, links)),
        _table(EDGES, _edges(world, site, ids)),
        _table(ALIASES, _aliases(world, ids)),
    )


def _table(table: Table, rows: Iterable[dict[str, Any]]) -> pa.Table:
    blank = {field.name: _BLANK[field.type] for field in table.schema}
    made, waiting = [table.schema.empty_table()], []
    for row in rows:
        waiting.append({**blank, **row})
        if len(waiting) == _ROWS_AT_ONCE:
            made.append(pa.Table.from_pylist(waiting, table.schema))
            waiting = []
    made.append(pa.Table.from_pylist(waiting, table.schema))
    return pa.concat_tables(made)


def _entities(world: World, site: str, ids: dict[str, str], links: Counter[str]) -> Iterator[dict[str, Any]]:
    for path, page in world.pages.items():
        is_list = page.kind in _LISTS
        yield {
            "entity_id": ids[path],
            "page_id": ids[path],
            "url": site + path,
            "name": page.title.partition(" (")[0],
            "title": page.title,
            "type_noun": "" if is_list else page.kind,
            "kind": "list" if is_list else "thing",
            "is_answerable": not is_list,
            "in_links": links[path],
            "page_rank": 1.0,
        }


def _aliases(world: World, ids: dict[str, str]) -> Iterator[dict[str, Any]]:
    named = [(path, page.title, "title") for path, page in world.pages.items()]
    named += [
        (target, unquote(path.rpartition("/")[2]).replace("_", " "), "redirect")
        for path, target in world.redirects.items()
    ]
    for path, name, source in named:
        yield {
            "entity_id": ids[path],
            "alias": name,
            "folded": fold_name(name),
            "source": source,
            "count": 1,
            "prior": 1.0,
        }


def _edges(world: World, site: str, ids: dict[str, str]) -> Iterator[dict[str, Any]]:
    for number, fact in enumerate(fact for fact in world.facts if fact.is_stated):
        if fact.predicate not in PREDICATES or fact.subject not in ids:
            continue
        for source in ("row", "sentence"):
            edge = _edge(world, site, ids, fact, source)
            yield {**edge, "start": number, "end": number + len(edge["text"])}


def _edge(world: World, site: str, ids: dict[str, str], fact: Fact, source: str) -> dict[str, Any]:
    kind, predicate = world.pages[fact.subject].kind, PREDICATES[fact.predicate]
    low, high = span_of(fact) or (math.nan, math.nan)
    there = ids.get(fact.object, "")
    text = f"{fact.predicate}: {fact.value}"
    return {
        "edge_id": _hash(source, fact),
        "statement_id": _hash(fact.subject, fact.predicate, there or fact.value),
        "subject_id": ids[fact.subject],
        "predicate": fact.predicate,
        "object_id": there,
        "subject_type": kind,
        "object_type": world.pages[fact.object].kind if there else fact.value_type,
        "value_type": "entity" if there else fact.value_type,
        "value": fold_name(fact.value) if fact.value_type not in ("date", "number") else fact.value,
        "low": low,
        "high": high,
        "is_functional": predicate.is_functional,
        "is_complete": predicate.is_complete_for(kind),
        "source": source,
        "score": 1.0,
        "label": fact.predicate,
        "page_id": ids[fact.subject],
        "url": site + fact.subject,
        "content_sha256": _hash(fact.subject) * 3,
        "text": text,
    }


def _hash(*parts: object) -> str:
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:20]
