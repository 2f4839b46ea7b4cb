"""Terms of texts and queries."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infoseek.retrieval.analysis import MOST_TERMS, analyser, prepared, query_terms


def terms(text: str) -> list[str]:
    return query_terms(text, lambda term: 1)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("École", "ecole"),
        ("ECOLE", "e\u0301cole"),
        ("İstanbul", "istanbul"),
        ("ﬁshing", "fished"),
        ("Quill's", "quill"),
        ("Straße", "strasse"),
        ("Bücher", "bucher"),
    ],
)
def test_spellings_of_a_word_are_one_term(one: str, other: str) -> None:
    """Case, diacritics, compatibility forms, possessives and English endings are folded."""
    assert terms(one) == terms(other)


def test_scripts_without_spaces_are_read_by_character() -> None:
    """A part of a Chinese sentence is found in it."""
    assert set(terms("東京都")) <= set(analyser().analyze(prepared("私は東京都に住んでいます")))


def test_words_of_grammar_count_only_where_there_are_no_others() -> None:
    """A band called The Who is still found."""
    assert terms("who was the novelist") == ["novelist"]
    assert terms("the who") == ["the", "who"]


def test_of_a_long_query_the_rarest_terms_are_kept() -> None:
    """In the query's order, as many as are looked for at most."""
    words = [f"w{number}x" for number in range(100)]
    found = query_terms(" ".join(words), lambda term: int(term[1:-1]))
    assert found == words[:MOST_TERMS]
    assert query_terms(" ".join(words), lambda term: -int(term[1:-1])) == words[-MOST_TERMS:]


@given(st.text())
def test_any_text_is_a_query(text: str) -> None:
    """Operators, control characters, surrogates and emoji are read, never an error; a term is looked for once."""
    found = terms(text)
    assert len(found) == len(set(found)) <= MOST_TERMS
