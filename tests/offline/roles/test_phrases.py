"""Words for predicates."""

from __future__ import annotations

import pytest

from infoseek.linking.lexicon import PREDICATES
from infoseek.offline.roles import phrases


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (1960, 1964, "in the first half of the 1960s"),
        (1965, 1969, "in the second half of the 1960s"),
        (1950, 1959, "in the 1950s"),
        (1950, 1974, "between 1950 and 1974"),
    ],
)
def test_periods(first: int, last: int, words: str) -> None:
    """Half-decades and decades are said as people say them, other periods by their bounds."""
    assert phrases.period(first, last) == words


@pytest.mark.parametrize(
    ("bounds", "words"),
    [
        ((None, 3), "less than 3 minutes"),
        ((40, None), "more than 40 minutes"),
        ((30, 40), "between 30 and 40 minutes"),
    ],
)
def test_measures(bounds: tuple[int | None, int | None], words: str) -> None:
    """One-sided bounds and bands."""
    assert phrases.measure(*bounds, "minutes") == words


def test_articles_follow_the_sound() -> None:
    """An before a vowel's sound, a otherwise."""
    assert [phrases.with_article(n) for n in ("album", "song", "university", "opera")] == [
        "an album",
        "a song",
        "a university",
        "an opera",
    ]


def test_every_relation_has_exactly_one_slot() -> None:
    """Each clause of a relation names the child once, in both directions."""
    for pair in phrases.RELATIONS.values():
        assert [clause.count(phrases.SLOT) for clause in pair] == [1, 1]
    assert all(clause.count(phrases.SLOT) == 1 for clause in phrases.SHARED.values())


def test_a_sequence_reads_the_same_from_both_ends() -> None:
    """x preceded by y and y followed by x put x after y."""
    forward = phrases.relation("preceded_by", "forward", "relation", "album")
    assert forward == phrases.relation("followed_by", "inverse", "relation", "album")
    assert forward != phrases.relation("followed_by", "forward", "relation", "album")


def test_every_predicate_of_the_lexicon_has_words_or_is_left_out_on_purpose() -> None:
    """A predicate the links can state is either worded here or known to say too little."""
    worded = {
        *phrases.DATED,
        *phrases.MEASURED,
        *phrases.TERMS,
        *phrases.RELATIONS,
        "followed_by",
        "preceded_by",
    }
    silent = {"format", "country", "language", "studio", "associated_act"}
    assert set(PREDICATES) - worded == silent
