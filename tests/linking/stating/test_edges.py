"""All drafts of a page together, on hostile input."""

from __future__ import annotations

import time

from hypothesis import given
from hypothesis import strategies as st

from infoseek.linking.naming.aliases import lookup_keys, own_aliases
from infoseek.linking.predicates.labels import LABELS
from infoseek.linking.predicates.lexicon import PREDICATES
from infoseek.linking.stating.edges import page_drafts
from tests.linking.pages import page_of

_WORDS = st.text(
    alphabet=st.sampled_from("aB1 ,;:|/\"'()&.–-é\u200b\U0001f3b5") | st.characters(codec="utf-8"),
    max_size=60,
)
_LABELS = st.sampled_from([*LABELS, "X chronology", "X track listing", ""])


@given(
    _WORDS,
    _WORDS,
    st.lists(st.tuples(_LABELS, _WORDS, st.integers(0, 2)), max_size=6),
    st.lists(_WORDS, max_size=3),
)
def test_any_page_gives_drafts_that_cite_it(
    title: str, lead: str, rows: list[tuple[str, str, int]], items: list[str]
) -> None:
    """Whatever a page says, each draft's text is its span, its range is no inversion, its predicate known."""
    lead = f"{title or 'X'} is a 1960 album by {lead}"
    page, entity = page_of(title, lead, rows, {"Track listing": items}, bold=[title])
    own_aliases(page, entity)
    lookup_keys(page, entity)
    for draft in page_drafts(page, entity):
        assert draft.text == page.text[draft.start : draft.end]
        assert draft.value
        assert draft.predicate in PREDICATES
        assert not draft.low > draft.high


def test_a_page_made_to_be_slow_is_read_in_time() -> None:
    """Long runs of separators, names, digits and brackets cost no more than their length."""
    hostile = [
        "A and " * 20_000,
        "1950 " * 20_000,
        '"' * 50_000,
        "(" * 50_000,
        "a:1:" * 20_000,
        "Aa " * 30_000,
    ]
    rows = [
        (label, text, 0) for label in ("Writer", "Released", "Length", "", "X chronology") for text in hostile
    ]
    start = time.perf_counter()
    for text in hostile:
        page, entity = page_of(
            "Yes", f"Yes is an album written by {text}", rows, {"Tracks": hostile}, bold=hostile
        )
        own_aliases(page, entity)
        page_drafts(page, entity)
    assert time.perf_counter() - start < 20


def test_a_list_page_states_nothing() -> None:
    """What can be no answer makes no edges."""
    page, entity = page_of("List of songs", "This is a list of songs.", [("Released", "1959")])
    assert page_drafts(page, entity) == []


def test_a_value_of_one_span_counts_once() -> None:
    """A side that is the single itself is no statement, and a name twice in a row is one."""
    rows = [("A-side", '"Yes"'), ("Writer", "Ray Charles; Ray Charles")]
    page, entity = page_of("Yes", '"Yes" is a song.', rows)
    assert [(d.predicate, d.value) for d in page_drafts(page, entity)] == [("written_by", "ray charles")]
