"""What a page is about, by its lead sentence and its box."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infoseek.linking.kinds.entities import describe, is_plain_title
from infoseek.linking.kinds.predicate_phrase import predicate_phrase
from infoseek.linking.naming.aliases import own_aliases
from infoseek.linking.page import Page
from tests.linking.pages import page_of, page_row


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
        ("Knot", "The knot is a species of bird in the family Scolopacidae.", "bird", "thing"),
        ("Sul Light", "Sul Light was a lighthouse on the island of Ral.", "lighthouse", "place"),
        ("Third", "Third is the 3rd album by Portishead.", "album", "work"),
        (
            "Indie Auth",
            "Indie Auth is a federated login protocol for signing in to websites.",
            "protocol",
            "thing",
        ),
        (
            "Rab",
            "Rab is a scalable and reliable Open Source message broker that is fast.",
            "message broker",
            "thing",
        ),
        (
            "Gen",
            "Gen is an open source static site generator developed by A.",
            "static site generator",
            "thing",
        ),
        ("Dmz", "Dmz was a free open directory website, historically known as ODP.", "website", "thing"),
        ("Arctic", "The Arctic is the smallest of the world's five oceans.", "ocean", "place"),
        ("Tags", "Tags are protocols with three parts.", "protocol", "thing"),
        ("Yam", "Yam is a data serialization standard that some use.", "standard", "thing"),
        ("Zog", "Zog is a gizmo for opening tins.", "gizmo", "thing"),
        ("Api", "Api is an open source API that returns data.", "api", "thing"),
        ("Gift", "Gift was an evening pop-up on the second floor.", "pop-up", "thing"),
        ("Keep", "Keep (formerly Store) is a blob based storage system written in Go.", "system", "thing"),
        ("Wall", "Wall is a common building block on homepages.", "building block", "thing"),
        ("Ropes", "Ropes is a company based in Vell.", "company", "organisation"),
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
        ("Ethiopia", "note: Ethiopia is the oldest country in Africa."),
        ("Posse", "Posse is an abbreviation for Publish Own Site."),
        ("Way", "Way is a way of doing things."),
        ("Smith", "Smith is a surname."),
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


def test_the_box_speaks_where_the_lead_does_not() -> None:
    """Rows of a country, an occupation or a species tell the type; they overrule a lead about something else."""
    rows = [
        ("Country name", "x"),
        ("Capital", "Dublin"),
        ("Legal system", "common law"),
        ("Suffrage", "18 years"),
    ]
    country = page_of("Ireland", "Celtic tribes arrived on the island.", rows)[1]
    assert (country.type_noun, country.kind, country.type_source) == ("country", "place", "box")
    confused = page_of("Ireland", "Ireland is a novel by Leon Uris.", rows)[1]
    assert (confused.type_noun, confused.type_source) == ("country", "box")
    singer = page_of("Ann Lee", "", [("Born", "1933"), ("Occupation", "Singer, actress")])[1]
    assert (singer.type_noun, singer.kind, singer.type_source) == ("singer", "person", "box")


@pytest.mark.parametrize(
    ("title", "categories", "noun", "source"),
    [
        ("Ann Lee", ["1933 births", "Living people", "American singers"], "person", "category"),
        ("Cry", ["1951 songs", "Songs written by Ann Lee"], "song", "category"),
        ("events/2020", ["Events", "stubs"], "event", "category"),
        ("Love Affair (1994 film)", [], "film", "title"),
        ("Wake Island", [], "island", "title"),
        ("Music", ["Music", "Video"], "", ""),
    ],
)
def test_categories_and_titles_speak_last(title: str, categories: list[str], noun: str, source: str) -> None:
    """A plural class or a bracket names the type; a topic does not."""
    row = {**page_row(title, "Some words."), "categories": categories}
    entity = describe(Page.from_row(row))
    assert (entity.type_noun, entity.type_source) == (noun, source)


def test_the_lead_speaks_first() -> None:
    """A type read from the lead says so."""
    assert page_of("Ash", "Ash is a 1931 novel by Ilse Brandt.")[1].type_source == "lead"


@pytest.mark.parametrize(
    ("language", "title", "lead"),
    [
        ("fr", "Facepile", "Le Facepile est un élément de design popularisé par Facebook."),
        ("ru", "Рай", "Рай — роман."),
        ("ja", "東京", "東京は日本の首都です。"),
    ],
)
def test_a_page_in_another_language_has_no_type(language: str, title: str, lead: str) -> None:
    """Nothing is guessed from a sentence that is not in English; the names are read all the same."""
    row = {**page_row(title, lead, bold=[title]), "language": language}
    page = Page.from_row(row)
    entity = describe(page)
    assert (entity.name, entity.type_noun, entity.is_answerable) == (title, "", False)
    assert (title, "bold") in own_aliases(page, entity)
