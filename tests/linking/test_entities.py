"""What a page is about, by its lead sentence and its box."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infoseek.linking.entities import is_plain_title
from infoseek.linking.predicate_phrase import predicate_phrase
from tests.linking.pages import page_of


@pytest.mark.parametrize(
    ("title", "lead", "noun", "kind"),
    [
        ("Have a Smile", "Have a Smile is a 1964 album by Ray Charles.", "album", "work"),
        ("Bye", '"Bye" is a popular song written by Felice and Boudleaux Bryant.', "song", "work"),
        ("Grand", '"Grand" is the fourth and final single released off Joel\'s album.', "song", "work"),
        ("Moving", '"Moving" is a 1950 country standard written by Hank Snow.', "song", "work"),
        ("Cry", '"Cry" is the title of a 1951 popular song written by Kohlman.', "song", "work"),
        ("Live", "Live is a live album by Ray Charles.", "live album", "work"),
        ("Soul", "Soul: All of It is a 3-CD box set compilation by Ray.", "compilation album", "work"),
        ("Great", "Great is Ray Charles' second studio album for Atlantic.", "album", "work"),
        ("Hard", "Hard is a 1996 American spy comedy film parody starring A B.", "film", "work"),
        (
            "Nanny",
            "The Nanny is an American television sitcom originally aired on CBS.",
            "television sitcom",
            "work",
        ),
        (
            "Betty",
            "Betty (May 16, 1929 – September 26, 1998) was an American jazz singer known.",
            "singer",
            "person",
        ),
        (
            "Hank",
            "Hank was an American R&B, hard bop, soul jazz alto saxophonist and songwriter.",
            "saxophonist",
            "person",
        ),
        (
            "Q",
            "Q (born 1933) is an American record producer, conductor and composer.",
            "record producer",
            "person",
        ),
        ("The R", "The R were an American girl group in the 1950s.", "girl group", "organisation"),
        ("Ash", "Ash is a 1931 novel by Ilse Brandt.", "novel", "work"),
        ("Vik", "Vik is a small coastal town in the county of Sogn.", "town", "place"),
        (
            "Haar",
            "Haar is a publishing house founded by Ole Lund in 1890.",
            "publisher",
            "organisation",
        ),
        ("Beetle", "Beetle is a mineral of the zeolite group.", "mineral", "thing"),
    ],
)
def test_reads_the_type_from_the_lead(title: str, lead: str, noun: str, kind: str) -> None:
    """The head noun of "X is a …" is the type, without nationality, year and adjectives."""
    _, entity = page_of(title, lead)
    assert (entity.type_noun, entity.kind, entity.is_answerable) == (noun, kind, True)


@pytest.mark.parametrize(
    ("title", "lead"),
    [
        ("List of songs", "This is a list of songs by Ray Charles."),
        ("Ray discography", "This is a discography of American musician Ray Charles."),
        ("Cry (disambiguation)", "Cry may refer to: several songs."),
        ("Mercury", "Mercury may refer to several things."),
        ("Thailand", "A unified kingdom was established in the 14th century."),
        ("Task", "Another thing is a song by somebody else."),
        ("Nothing", ""),
    ],
)
def test_no_answer_without_a_type_of_its_own(title: str, lead: str) -> None:
    """Lists, disambiguation pages and pages whose lead speaks of something else can be no answer."""
    assert not page_of(title, lead)[1].is_answerable


def test_the_box_refines_and_replaces_a_vague_type() -> None:
    """A box's description line tells a live album from an album, and what a "hit" or "release" is."""
    live = [("", "Live album by Ray Charles")]
    assert page_of("Live", "Live is an album by Ray Charles.", live)[1].type_noun == "live album"
    single = [("", "Single by Ray Charles")]
    assert page_of("Mess", '"Mess" was one of Ray Charles’ first hits.', single)[1].type_noun == "song"


def test_the_name_is_the_title_without_its_bracket() -> None:
    """A disambiguating bracket is no part of the name; one of more than a type marks namesakes."""
    assert page_of("Cry (1951 song)", "Cry is a song.")[1].name == "Cry"
    assert is_plain_title("Unchain My Heart (song)")
    assert not is_plain_title("Cry (1951 song)")


def test_an_is_inside_the_name_is_not_the_verb() -> None:
    """The copula is looked for behind the subject's own names."""
    phrase = predicate_phrase("What is Love is a song by X.", ["What is Love"])
    assert phrase is not None
    assert phrase.head == "song"


@given(st.text(max_size=120), st.text(max_size=40))
def test_describes_any_page(lead: str, title: str) -> None:
    """Nonsense gives a description, never an error, and no answer without a type."""
    _, entity = page_of(title, lead.replace("[", "("))
    assert entity.is_answerable <= bool(entity.type_noun)
