"""Which pages may be linked otherwise than before, by the words, names and links that stand on them."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from infoseek.bench.world_corpus import page_rows
from infoseek.linking.disambiguation.defaults import default_model
from infoseek.linking.disambiguation.linker import Linker
from infoseek.linking.disambiguation.pack import Pack
from infoseek.linking.disambiguation.pack_changes import Changes, pack_changes
from infoseek.linking.page import Page
from infoseek.linking.page_linking import LinkedPage, linked_page
from infoseek.world.build import build_world
from spark_jobs.readings import word_hash, word_hashes
from spark_jobs.touched import having, resting_on
from tests.linking.packs import Corpus
from tests.linking.pages import page_row

TEXTS = {
    "whole": "He sang Lonely Avenue twice.",
    "parted": "Lonely is the avenue.",
    "half": "He was lonely.",
    "owner": "It was Genius’s cover.",
    "none": "Nothing is named.",
}


def kept(names: list[str]) -> set[str]:
    """The titles of the pages that may have one of the names."""
    rows = [Page.from_row(page_row(title, text)) for title, text in TEXTS.items()]
    batch = pa.RecordBatch.from_arrays(
        [pa.array([row.title for row in rows]), pa.array(map(word_hashes, rows), pa.list_(pa.int32()))],
        ["page_id", "words"],
    )
    parts = [batch.slice(0, 2), batch.slice(2)]
    return {page for found in having(names)(iter(parts)) for page in found["page_id"].to_pylist()}


def test_a_page_that_has_all_words_of_a_name_may_name_it() -> None:
    """In whatever order: a page too many is linked again, none too few."""
    assert kept(["lonely avenue"]) == {"whole", "parted"}


def test_a_possessive_form_is_a_name_too() -> None:
    """What owns something is named with an ending of its own."""
    assert kept(["genius"]) == {"owner"}


def test_without_names_no_page_is_kept() -> None:
    """Nothing changed, nothing touched."""
    assert kept([]) == set()


DAYS = (0, 6, 12)
PAGES = 45
LEAST_SCORE = 0.01
"""So low that most names are linked: the more may differ."""


@cache
def versions(day: int) -> dict[str, dict[str, Any]]:
    """A world's pages of a day, by id; three in four of their links are plain names, which must be linked again."""
    world = build_world(PAGES, 5, day=day)
    rows = page_rows(world, list(world.pages))
    return {
        row["page_id"]: {**row, "links": [link for link in row["links"] if _is_kept(link)]} for row in rows
    }


def _is_kept(link: dict[str, Any]) -> bool:
    return word_hash(f"{link['target_url']} {link['start']}") % 4 == 0


def mixed(days: Sequence[int | None]) -> Corpus:
    """Of each page the version of a day; None for none."""
    ids = sorted(set().union(*map(versions, DAYS)))
    chosen = [0] * (len(ids) - len(days)) + list(days)
    rows = (versions(day).get(key) for key, day in zip(ids, chosen, strict=False) if day is not None)
    return Corpus(row for row in rows if row is not None)


def linked(corpus: Corpus, pack: Pack) -> dict[str, LinkedPage]:
    linker = Linker(pack, default_model(), LEAST_SCORE)
    return {key: linked_page(linker, page, corpus.links[key]) for key, page in corpus.pages.items()}


def touched(changes: Changes, before: dict[str, LinkedPage], now: Corpus) -> set[str]:
    """Of the pages of both, those that the changes touch."""
    rows = [
        {
            "page_id": key,
            "names": None if found.names is None else [word_hash(name) for name in found.names],
            "is_settled": found.is_settled,
            "words": word_hashes(now.pages[key]),
        }
        for key, found in before.items()
        if key in now.pages
    ]
    batch = pa.RecordBatch.from_pylist(rows, pa.schema(
        [("page_id", pa.string()), ("names", pa.list_(pa.int32())), ("is_settled", pa.bool_()), ("words", pa.list_(pa.int32()))]
    ))  # fmt: skip
    kept = [having(sorted(changes.new)), resting_on(changes)]
    found = {page for keep in kept for part in keep(iter([batch])) for page in part["page_id"].to_pylist()}
    for key, links in now.links.items():
        meant = {link.entity_id for link in links}
        if meant & changes.types or (meant & changes.near and key in before and not before[key].is_settled):
            found.add(key)
    return found


@given(
    st.lists(st.sampled_from([0, 0, 0, 6, None]), min_size=40, max_size=40),
    st.lists(st.sampled_from([None, "same", "same", "same", "same", "same", 12]), min_size=40, max_size=40),
)
@settings(max_examples=8, deadline=None)
def test_what_is_not_touched_is_linked_as_before(days: list[int | None], changed: list[Any]) -> None:
    """Whatever comes, goes and changes: a page that changed neither itself nor its links gives what it gave."""
    one = mixed(days)
    two = mixed([day if change == "same" else change for day, change in zip(days, changed, strict=True)])
    with tempfile.TemporaryDirectory() as folder:
        settled = mixed([]).pack(Path(folder) / "settled")
        packs = [
            corpus.pack(Path(folder) / f"{number}", settled=settled)
            for number, corpus in enumerate((one, two))
        ]
        before, now = linked(one, packs[0]), linked(two, packs[1])
        found = touched(pack_changes(*packs), before, two)
    same = {
        key
        for key in one.pages.keys() & two.pages.keys()
        if one.pages[key] == two.pages[key] and one.links[key] == two.links[key]
    }
    wrong = {
        key
        for key in same - found
        if (before[key].mentions, before[key].drafts) != (now[key].mentions, now[key].drafts)
    }
    assert wrong == set()


def resting(changes: Changes) -> set[str]:
    """Which of three pages rest on the changes: one that names others too, one that names itself, a page of too many names."""
    rows = [
        {"page_id": "open", "names": [word_hash("genius"), word_hash("cry")], "is_settled": False},
        {"page_id": "settled", "names": [word_hash("genius")], "is_settled": True},
        {"page_id": "huge", "names": None, "is_settled": False},
    ]
    schema = pa.schema(
        [("page_id", pa.string()), ("names", pa.list_(pa.int32())), ("is_settled", pa.bool_())]
    )
    (found,) = resting_on(changes)(iter([pa.RecordBatch.from_pylist(rows, schema)]))
    return set(found["page_id"].to_pylist())


def test_what_rests_on_a_name_and_its_bearers() -> None:
    """A page that names others rests on how its names are told apart, one that names itself on who is called so."""
    names, nothing = frozenset({"genius"}), frozenset[str]()
    assert resting(Changes(nothing, names, nothing, nothing, nothing, {})) == {"open", "huge"}
    assert resting(Changes(nothing, names, names, nothing, nothing, {})) == {"open", "settled", "huge"}
    assert resting(Changes(nothing, nothing, nothing, nothing, nothing, {})) == set()


def test_who_links_to_a_page_counts_where_it_may_name_them() -> None:
    """Names of its own linkers alone, and of no other page's."""
    nothing = frozenset[str]()
    linkers = {"open": frozenset({"cry"}), "settled": frozenset({"genius"})}
    assert resting(Changes(nothing, nothing, nothing, nothing, nothing, linkers)) == {"open", "huge"}
    other = {"open": frozenset({"hit"})}
    assert resting(Changes(nothing, nothing, nothing, nothing, nothing, other)) == {"huge"}
