"""Words for predicates."""

from __future__ import annotations

import pytest

from infoseek.linking.predicates.lexicon import INVERSES, PREDICATES
from infoseek.offline.roles import phrases, vocabulary
from infoseek.offline.roles.vocabulary import ByNoun


def ways(table: ByNoun) -> list[str]:
    return [way for group in table.values() for way in group]


def test_every_relation_has_exactly_one_slot() -> None:
    """Each clause of a relation names the child once, in both directions."""
    tables = [table for pair in vocabulary.RELATIONS.values() for table in pair]
    for table in (*tables, *vocabulary.SHARED.values()):
        assert [way for way in ways(table) if way.count(phrases.SLOT) != 1] == []


def test_every_dated_or_measured_way_has_exactly_one_place_for_its_value() -> None:
    """A date or measure is filled in once."""
    for table in (*vocabulary.DATED.values(), *vocabulary.MEASURED.values()):
        assert [way for way in ways(table) if way.count("{}") != 1] == []


def test_every_predicate_of_the_lexicon_has_words_or_is_left_out_on_purpose() -> None:
    """A predicate the links can state is either worded here or known to say too little."""
    worded = {
        *vocabulary.DATED,
        *vocabulary.MEASURED,
        *vocabulary.TERMS,
        *vocabulary.RELATIONS,
        "followed_by",
        "preceded_by",
    }
    volatile = {name for name, predicate in PREDICATES.items() if predicate.is_volatile}
    assert set(PREDICATES) - worded - volatile == vocabulary.UNSAID
    assert worded <= set(PREDICATES)
    assert set(vocabulary.SHARED) <= set(PREDICATES)


@pytest.mark.parametrize("luck", range(4))
def test_a_sequence_reads_the_same_from_both_ends(luck: int) -> None:
    """x preceded by y and y followed by x put x after y."""
    forward = phrases.relation("preceded_by", "forward", "relation", "album", "album", luck)
    assert forward == phrases.relation("followed_by", "inverse", "relation", "album", "album", luck)
    assert forward != phrases.relation("followed_by", "forward", "relation", "album", "album", luck)


@pytest.mark.parametrize(
    ("direction", "parent", "child", "words"),
    [
        ("forward", "painting", "museum", "hangs in {child}"),
        ("inverse", "museum", "painting", "has {child} on its walls"),
        ("forward", "battle", "castle", "was fought at {child}"),
        ("forward", "studio", "town", "is located in {child}"),
    ],
)
def test_the_subject_of_a_relation_decides_its_words(
    direction: str, parent: str, child: str, words: str
) -> None:
    """A painting hangs where a battle was fought: the predicate's subject picks the verb, at either end."""
    assert phrases.relation("located_in", direction, "relation", parent, child) == words


@pytest.mark.parametrize(
    ("type_noun", "words"),
    [
        ("village", "lies more than 200 metres above the sea"),
        ("lighthouse", "is more than 200 metres tall"),
        ("tower", "is more than 200 metres high"),
    ],
)
def test_a_height_is_said_by_what_is_high(type_noun: str, words: str) -> None:
    """A settlement lies above the sea, a building is high."""
    assert phrases.measured("height_m", type_noun, 200, None) == words


@pytest.mark.parametrize(
    ("predicate", "value", "type_noun", "words"),
    [
        ("genre", "historical novel", "novel", "is a historical novel"),
        ("genre", "gothic fiction", "novel", "is a work of gothic fiction"),
        ("genre", "thriller", "film", "is a thriller"),
        ("genre", "jazz", "studio album", "is a jazz album"),
        ("genre", "jazz", "band", "played jazz"),
        ("instrument", "violin", "composer", "played the violin"),
        ("instrument", "vocals", "singer", "sang"),
        ("language", "low kessian", "opera", "is sung in Low Kessian"),
        ("medium", "oil on canvas", "painting", "was painted in oil on canvas"),
        ("occupation", "engraver", "painter", "worked as an engraver"),
        ("genre", "", "novel", None),
        ("mascot", "badger", "club", None),
        ("studio", "abbey road", "album", "was cut at Abbey Road"),
    ],
)
def test_terms(predicate: str, value: str, type_noun: str, words: str | None) -> None:
    """A term is said as its thing has it; without a value or words there is no clause."""
    assert phrases.term(predicate, value, type_noun) == words


def test_pages_are_fewer_and_minutes_are_less() -> None:
    """What is counted is fewer."""
    assert phrases.measured("pages", "novel", None, 200) == "has fewer than 200 pages"
    assert phrases.measured("length", "song", None, 3) == "runs for less than three minutes"
    assert phrases.measured("length", "song", 1, None) == "runs for more than one minute"
    assert phrases.measured("deaths", "battle", 1, None) == "cost more than one life"
    assert (
        phrases.measured("area_km2", "county", 1000, 2000)
        == "covers between 1,000 and 2,000 square kilometres"
    )


def test_an_unknown_predicate_has_no_words() -> None:
    """What the vocabulary does not know is left out, not improvised."""
    assert phrases.relation("invented", "forward", "relation", "novel", "novelist") is None
    assert phrases.dated("invented", "novel", 1950, 1959) is None
    assert phrases.measured("invented", "novel", 1, 2) is None
    assert phrases.stated("invented", "novel", "12") is None


def test_a_stated_value_is_claimed_as_its_page_has_it() -> None:
    """Before blurring a claim gives the value of the page."""
    assert phrases.stated("pages", "novel", "213") == "has 213 pages"
    assert phrases.stated("length", "song", "3:12") == "runs for 3:12"
    assert phrases.stated("born", "novelist", "3 May 1871") == "was born (3 May 1871)"


def _meaning(predicate: str, is_inverse: bool) -> tuple[str, bool]:
    """One name for a relation and the end it is told from, whichever of its two names is used."""
    other = INVERSES.get(predicate, predicate)
    return (predicate, is_inverse) if predicate <= other else (other, not is_inverse)


def test_a_clause_says_which_relation_it_is() -> None:
    """No two relations share a way where their subjects could be of one type, but the two names of one relation."""
    found: dict[tuple[str, str], set[tuple[str, bool]]] = {}
    for predicate, tables in vocabulary.RELATIONS.items():
        for is_inverse, table in enumerate(tables):
            for noun, group in table.items():
                for way in group:
                    found.setdefault((way, noun), set()).add(_meaning(predicate, bool(is_inverse)))
    symmetric = {name for name, other in INVERSES.items() if name == other} | {"relative"}
    shared = {
        way: meanings
        for way, meanings in found.items()
        if len(meanings) > 1 and not {name for name, _ in meanings} <= symmetric
    }
    # Having been a member is told from both ends of two predicates.
    allowed = {frozenset({("member_of", True), ("past_member", False)}), frozenset({("member_of", False), ("past_member", True)})}  # fmt: skip
    assert {way: m for way, m in shared.items() if frozenset(m) not in allowed} == {}
