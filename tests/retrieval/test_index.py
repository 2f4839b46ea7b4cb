"""Searching an index, and that its answers depend on the corpus alone."""

from __future__ import annotations

import concurrent.futures
import math
import multiprocessing
import random
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from infoseek.retrieval import build
from infoseek.retrieval.analysis import analyser, prepared, query_terms
from infoseek.retrieval.build import build_index
from infoseek.retrieval.index import Hit, open_index
from infoseek.retrieval.passages import passages_of
from infoseek.retrieval.reference import IndexRef
from infoseek.settings import S3Settings, Settings
from infoseek.store.objects import ObjectStore
from tests.retrieval.corpora import HARBOUR, indexed, page, snapshot_of, towns

pytestmark = pytest.mark.service

WORDS = [
    f"{one}{two}" for one in ("rope", "quay", "bee", "tide", "mast") for two in ("", "craft", "work", "house")
]


def many(count: int, seed: int = 1) -> list[dict[str, Any]]:
    """Pages of few words, so that scores tie."""
    draw = random.Random(seed)
    return [
        page(
            f"page {number}",
            {"": [" ".join(draw.choices(WORDS, k=4)) + "."], "More": [draw.choice(WORDS) + "."]},
        )
        for number in range(count)
    ]


def queries(count: int = 60) -> list[str]:
    draw = random.Random(2)
    return [" ".join(draw.choices(WORDS, k=draw.randint(1, 4))) for _ in range(count)]


def test_a_sentence_finds_its_passage(store: ObjectStore, tmp_path: Path) -> None:
    """The hit's span is the passage in its page's text; titles and sections are searched with it."""
    pages = towns()
    index = indexed(store, tmp_path, pages)
    best = index.search("In which winter did the harbour freeze?", 3)[0]
    assert best.page_id == pages[0]["page_id"]
    assert HARBOUR in pages[0]["text"][best.start : best.end]
    works = index.search("works by Ada Quill", 1)[0]
    assert pages[2]["text"][works.start : works.end] == "She wrote Tidebound."
    rows = index.search("county population", 1)[0]
    assert pages[0]["text"][rows.start : rows.end].startswith("Population")


def test_each_page_is_found_once(store: ObjectStore, tmp_path: Path) -> None:
    """Of a page the best passage stands for it, however many of its passages are better than other pages' best."""
    pages = [page("Ropes", {f"Ropes {n}": ["Ropes, ropes and ropes."] for n in range(30)}), *towns()]
    index = indexed(store, tmp_path, pages)
    hits = index.search_pages("ropes", 3)
    assert hits[0] == index.search("ropes", 1)[0]
    assert {hit.page_id for hit in hits} == {row["page_id"] for row in pages[:3]}
    assert {hit.page_id for hit in index.search("ropes", 9)} == {pages[0]["page_id"]}
    assert index.search_many(["ropes", "bees"], 2) == [index.search("ropes", 2), index.search("bees", 2)]


def reference(pages: Sequence[dict[str, Any]], query: str, k: int) -> list[tuple[str, float]]:
    """BM25 (k1 1.2, b 0.75) by its formula, with exact lengths: passage ids with scores."""
    documents = {
        passage.passage_id: analyser().analyze(
            prepared(f"{row['title']}\n{passage.section}\n{row['text'][passage.start : passage.end]}")
        )
        for row in pages
        for passage in passages_of(row, 100)
    }
    mean = sum(map(len, documents.values())) / len(documents)
    scores: dict[str, float] = {}
    for term in query_terms(query, lambda term: 0):
        holding = {key: Counter(words)[term] for key, words in documents.items() if term in words}
        rarity = math.log(1 + (len(documents) - len(holding) + 0.5) / (len(holding) + 0.5))
        for key, times in holding.items():
            length = 1.2 * (0.25 + 0.75 * len(documents[key]) / mean)
            scores[key] = scores.get(key, 0.0) + rarity * 2.2 * times / (times + length)
    return sorted(scores.items(), key=lambda found: (-round(found[1], 4), found[0]))[:k]


def test_scores_are_bm25_and_ties_go_to_the_smaller_id(store: ObjectStore, tmp_path: Path) -> None:
    """The order is that of the formula, ties broken by the passages' ids."""
    pages = many(120)
    index = indexed(store, tmp_path, pages)
    for query in queries(20):
        found, wanted = index.search(query, 15), reference(pages, query, 15)
        assert [hit.score for hit in found] == pytest.approx([score for _, score in wanted], rel=1e-4)
        assert [hit.passage_id for hit in found] == [key for key, _ in wanted]


def test_the_same_corpus_gives_the_same_hits(
    store: ObjectStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However its pages are stored, with versions that count no more: the parts are equal to the last bit."""
    pages = many(300)
    monkeypatch.setattr(build, "PASSAGES_PER_PART", 150)
    settings = Settings(s3=store.settings, scratch=tmp_path)
    whole = build_index(store, settings, snapshot_of(store, pages))
    old = [{**row, "text": "Nothing any more."} for row in pages[:50]]
    gone = page("Gone", {"": ["Ropes."]})
    spread = snapshot_of(store, [*old, gone], pages[200:][::-1], pages[:200][::-1], gone=[gone["page_id"]])
    again = build_index(store, settings, spread)
    assert len(whole.parts) == 4
    assert whole.key != again.key
    assert (whole.parts, whole.passages, whole.pages) == (again.parts, again.passages, 300)


def test_ties_are_broken_across_parts(
    store: ObjectStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where equal scores stand in several parts, and more of them than are asked for, the smallest ids come."""
    pages = [page(f"page {number}", {"": ["Ropes."]}) for number in range(200)]
    monkeypatch.setattr(build, "PASSAGES_PER_PART", 60)
    index = indexed(store, tmp_path, pages)
    ids = sorted(passage.passage_id for row in pages for passage in passages_of(row, 100))
    assert len(index.ref.parts) == 4
    assert [hit.passage_id for hit in index.search("ropes", 20)] == ids[:20]


@pytest.mark.parametrize(
    "query",
    [
        "",
        " ",
        "yourselves",
        'title:"Vell" AND (harbour OR -ropes)^3 ~2 *',
        "\0\x1b[31m\ud800 harbour",
        "🎉🪢",
        "harbour " * 150_000,
        "a b c " + "x" * 1_000_000,
        "{}[]\\/:+-!&|^~?",
    ],
)
def test_hostile_queries_are_words(store: ObjectStore, tmp_path: Path, query: str) -> None:
    """No text is an error, and none is more than its words."""
    index = indexed(store, tmp_path, towns())
    assert bool(index.search(query, 10)) == bool(index.search_pages(query, 2)) == ("harbour" in query)


def test_odd_numbers_of_hits_are_bounded(store: ObjectStore, tmp_path: Path) -> None:
    """None or fewer gives none; a million gives what there is."""
    index = indexed(store, tmp_path, towns())
    assert (index.search("vell", 0), index.search("vell", -1), index.search_pages("vell", 0)) == ([], [], [])
    assert len(index.search("vell", 1_000_000)) == 4


def test_an_empty_corpus_answers_nothing(store: ObjectStore, tmp_path: Path) -> None:
    """No pages, or pages without text, make an index that can be opened and finds nothing."""
    assert indexed(store, tmp_path).search("vell", 5) == []
    blank = indexed(store, tmp_path, [page("Blank", {})])
    assert (blank.ref.pages, blank.ref.parts, blank.search_pages("blank", 5)) == (1, [], [])


def test_numbers_of_passages_run_through_the_parts(
    store: ObjectStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Counted from the smallest id up."""
    monkeypatch.setattr(build, "PASSAGES_PER_PART", 60)
    index = indexed(store, tmp_path, many(100))
    hits = index.passages_at(range(index.ref.passages), [0.0] * index.ref.passages)
    assert [hit.passage_id for hit in hits] == sorted(hit.passage_id for hit in hits)
    assert len(hits) == 200


def test_processes_share_one_copy(store: ObjectStore, tmp_path: Path) -> None:
    """Three at once download once, and answer as this one does."""
    index = indexed(store, tmp_path, many(200))
    wanted = index.search_many(queries(), 10)
    other = tmp_path / "other"
    context = multiprocessing.get_context("spawn")
    with concurrent.futures.ProcessPoolExecutor(3, context) as pool:
        found = [pool.submit(_answers, store.settings, other, index.ref) for _ in range(3)]
        assert [future.result() for future in found] == [wanted] * 3
    assert len(list((other / "passages").glob("copy-*"))) == 1


def _answers(s3: S3Settings, scratch: Path, ref: IndexRef) -> list[list[Hit]]:
    return open_index(ObjectStore(s3), scratch, ref).search_many(queries(), 10)
