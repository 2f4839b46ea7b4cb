"""Cutting pages into passages."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infoseek.retrieval.passages import CHARS_PER_WORD, passage_id, passages_of
from tests.retrieval.corpora import HARBOUR, page, towns

WORDS = st.text("ab .\n漢", max_size=12)


@st.composite
def pages(draw: st.DrawFn) -> dict[str, Any]:
    """Any text with spans over it: in order or not, overlapping, beyond its end, empty."""
    text = " ".join(draw(st.lists(WORDS, max_size=40)))
    place = st.integers(0, len(text) + 3)
    spans = draw(st.lists(st.tuples(place, place, st.sampled_from(["", "Life", "Works"])), max_size=12))
    boxes = draw(st.lists(st.tuples(place, place, st.integers(0, 2)), max_size=6))
    return {
        "page_id": "p",
        "content_sha256": "c",
        "title": "t",
        "text": text,
        "sentences": [{"start": a, "end": b, "kind": "prose", "section": c} for a, b, c in spans],
        "rows": [{"start": a, "end": b, "box": c} for a, b, c in boxes],
    }


@given(pages(), st.integers(1, 20))
def test_passages_are_short_disjoint_and_in_order(row: dict[str, Any], words: int) -> None:
    """Whatever the spans: each passage has words, not too many of them nor of characters, and none overlaps another."""
    reached = 0
    for passage in passages_of(row, words):
        told = row["text"][passage.start : passage.end]
        assert reached <= passage.start < passage.end <= len(row["text"])
        assert 1 <= len(told.split()) <= words
        assert len(told) <= words * CHARS_PER_WORD
        assert passage.passage_id == passage_id("p", "c", passage.start, passage.end)
        reached = passage.end


@given(pages(), st.integers(1, 20))
def test_every_word_of_a_span_is_in_a_passage(row: dict[str, Any], words: int) -> None:
    """Nothing that a sentence or row line of the text holds is lost, spaces aside."""
    length = len(row["text"])
    spanned = {
        at
        for span in (*row["sentences"], *row["rows"])
        for at in range(span["start"], min(span["end"], length))
    }
    kept = {at for passage in passages_of(row, words) for at in range(passage.start, passage.end)}
    assert {at for at in spanned if not row["text"][at].isspace()} <= kept


def test_sentences_of_a_section_are_joined_while_they_fit() -> None:
    """A passage ends where its section ends, or the next sentence would be too much; rows are passages of their own."""
    row = towns()[0]
    found = [
        (passage.kind, passage.section, row["text"][passage.start : passage.end])
        for passage in passages_of(row, 100)
    ]
    assert found == [
        ("row", "", "Population: 4,120\nCounty: Aldmark"),
        ("text", "", f"Vell is a harbour town.\n{HARBOUR}"),
        ("text", "Trade", "Ropes were made in Vell."),
    ]
    assert len(passages_of(row, 13)) == 4


def test_only_a_sentence_that_alone_is_too_long_is_cut() -> None:
    """Its pieces end between words, and a word without end is cut too."""
    row = page("Long", {"": ["one two three four five", "x" * 100]})
    told = [row["text"][passage.start : passage.end] for passage in passages_of(row, 2)]
    assert told == ["one two", "three four", "five", *["x" * 24] * 4, "xxxx"]


@pytest.mark.parametrize("missing", ["text", "sentences", "rows", "content_sha256"])
def test_a_page_without_content_has_no_fault(missing: str) -> None:
    """Null columns count as empty."""
    found = passages_of({**towns()[1], missing: None}, 100)
    assert bool(found) == (missing in {"rows", "content_sha256"})


def test_another_version_of_a_page_has_other_passages() -> None:
    """The id depends on the content's hash and the span."""
    ids = {
        passage_id("p", "a", 0, 5),
        passage_id("p", "b", 0, 5),
        passage_id("p", "a", 0, 6),
        passage_id("q", "a", 0, 5),
    }
    assert len(ids) == 4
    assert all(len(each) == 20 for each in ids)
