"""The pieces of `bench retrieval`."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from infoseek.bench.retrieval import questions, reciprocal_rank
from infoseek.store.schemas import PAGES
from tests.retrieval.corpora import page, towns


def test_the_rank_of_what_is_wanted_counts() -> None:
    """First 1, second a half, absent nothing."""
    assert reciprocal_rank([["a", "b"], ["b", "a"], ["b"], []], ["a"] * 4) == pytest.approx(1.5 / 4)
    assert reciprocal_rank([], []) is None


def test_questions_are_words_of_sentences(tmp_path: Path) -> None:
    """The same for the same pages; each names the page that its words are from; blank pages ask nothing."""
    rows = [*towns(), page("Blank", {})]
    pq.write_table(pa.Table.from_pylist(rows, schema=PAGES.schema), tmp_path / "pages.parquet")
    found = questions([tmp_path / "pages.parquet"], 50)
    texts = {row["page_id"]: row["text"].split() for row in rows}
    assert found == questions([tmp_path / "pages.parquet"], 50)
    assert all(each.words and set(each.words.split()) <= set(texts[each.page_id]) for each in found)
    assert len(found) == 3


def test_a_sentence_of_two_pages_asks_nothing(tmp_path: Path) -> None:
    """Nobody could say which of them is wanted."""
    told = "The harbour froze twice in the winter of her birth."
    rows = [
        page(name, {"": [told, f"Only {name} tells of the seven bridges and their keepers."]})
        for name in "ab"
    ]
    pq.write_table(pa.Table.from_pylist(rows, schema=PAGES.schema), tmp_path / "pages.parquet")
    found = questions([tmp_path / "pages.parquet"], 50)
    assert sorted(each.page_id for each in found) == sorted(row["page_id"] for row in rows)
    assert not any("harbour" in each.words for each in found)
