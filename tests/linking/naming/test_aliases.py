"""The names an entity goes by."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infoseek.linking.kinds.entities import describe
from infoseek.linking.naming.aliases import (
    MAX_ALIAS_CHARS,
    anchor_alias,
    is_generic,
    lookup_keys,
    name_of_url,
    own_aliases,
)
from infoseek.linking.naming.names import fold_name
from infoseek.linking.page import Page
from tests.linking.pages import page_of, page_row


def test_a_person_goes_by_title_bold_redirect_and_short_names() -> None:
    """Declared names, redirects, surname, long first name and nickname all count: a missed one is a leak."""
    page, entity = page_of(
        'David "Fathead" Newman',
        'David "Fathead" Newman was an American saxophonist.',
        bold=["David Newman, Jr."],
        redirects=["Fathead_Newman.html"],
    )
    found = dict(own_aliases(page, entity))
    assert found['David "Fathead" Newman'] in ("title", "name")
    assert found["David Newman, Jr."] == "bold"
    assert found["Fathead Newman"] == "redirect"
    assert {"David Newman", "Newman", "David", "Fathead"} <= {a for a, s in found.items() if s == "short"}


def test_a_short_first_name_is_no_alias() -> None:
    """First names of fewer than four letters are too common to look for."""
    page, entity = page_of("Ray Charles", "Ray Charles was an American singer.")
    aliases = [alias for alias, _ in own_aliases(page, entity)]
    assert {"Charles", "Charles, Ray", "R. Charles"} <= set(aliases)
    assert "Ray" not in aliases


def test_a_work_goes_by_its_name_without_article_and_subtitle() -> None:
    """Works are called without their article or what follows the colon."""
    page, entity = page_of("The Birth of Soul: Complete", "The Birth of Soul is an album.")
    short = {alias for alias, source in own_aliases(page, entity) if source == "short"}
    assert {"Birth of Soul: Complete", "The Birth of Soul"} <= short


@pytest.mark.parametrize(
    "anchor", ["album", "here", "the song", "1957", "live album", "See discography", "", "(film)"]
)
def test_a_generic_anchor_is_no_name(anchor: str) -> None:
    """Function words, type nouns and years name nothing."""
    assert anchor_alias(anchor) == ""


@pytest.mark.parametrize("anchor", ["Raelettes", "Let It Be", "What'd I Say", "Ray"])
def test_a_telling_anchor_is_a_name(anchor: str) -> None:
    """Anchors with a word of their own count."""
    assert anchor_alias(anchor) == anchor
    assert not is_generic(anchor)


def test_reads_a_name_from_a_redirects_address() -> None:
    """The last path segment, unquoted, without extension, underscores and bracket."""
    assert name_of_url("http://web.test/A/Bein%27_Green_(song).html") == "Bein' Green"


def test_namesakes_and_surnames_are_not_looked_up() -> None:
    """A title that needs a bracket, or a surname alone, means nobody in particular."""
    page, entity = page_of("Cry (1951 song)", '"Cry" is a song.', bold=["Cry"])
    assert lookup_keys(page, entity) == []
    page, entity = page_of("The Raelettes", "The Raelettes were a girl group.", bold=["Raelets"])
    assert lookup_keys(page, entity) == ["raelets", "raelettes"]
    page, entity = page_of("Paul Newman", "Paul Newman was an actor.", bold=["Newman"])
    assert lookup_keys(page, entity) == ["paul newman"]


def test_every_source_has_its_names() -> None:
    """Metadata, acronyms, other scripts and legal forms: each name once, under where it comes from."""
    row = page_row(
        "Northern Film Company Ltd", "The Northern Film Company Ltd (NFC; Russian: Север) is a company."
    )
    page = Page.from_row({**row, "declared_names": ["Northern Films"]})
    found = dict(own_aliases(page, describe(page)))
    assert found["Northern Films"] == found["Север"] == "declared"
    assert found["NFC"] == found["N.F.C."] == "acronym"
    assert found["Sever"] == "transliteration"
    assert found["Northern Film Company"] == "short"


def test_a_common_noun_has_its_plural() -> None:
    """Names written small are inflected, bands go by their members; a person, a place and a book are not."""
    assert ("sparklines", "inflected") in own_aliases(
        *page_of("Sparkline", "A sparkline is a tool.", bold=["sparkline"])
    )
    assert ("Raelette", "inflected") in own_aliases(
        *page_of("The Raelettes", "The Raelettes are a girl group.")
    )
    for title, noun in (
        ("Ray Charles", "singer"),
        ("Wells", "city"),
        ("Iron Tides", "novel"),
        ("Google Drive", "service"),
    ):
        sources = {source for _, source in own_aliases(*page_of(title, f"{title} is a {noun}."))}
        assert "inflected" not in sources


def test_a_sentence_in_bold_is_no_name() -> None:
    """What pages shout is not what they are called."""
    page, entity = page_of("Club", "Club is a meetup.", bold=["This event has been cancelled due to snow."])
    assert {source for _, source in own_aliases(page, entity)} <= {"title", "name", "inflected"}


def test_and_is_an_ampersand() -> None:
    """Both spellings of one name are known."""
    aliases = dict(own_aliases(*page_of("Genius & Friends", "Genius & Friends is an album.")))
    assert aliases["Genius and Friends"] == "short"


def test_initials_that_stand_nowhere_resolve_no_name() -> None:
    """Only what the page itself calls its subject is looked up in rows without links."""
    said, made = (
        page_of("Northern Film Company", f"The Northern Film Company{beside} is a company.")
        for beside in (" (NFC)", "")
    )
    assert "nfc" in lookup_keys(*said)
    assert "nfc" not in lookup_keys(*made)
    assert ("NFC", "acronym") in own_aliases(*made)


@given(st.text(max_size=60), st.text(max_size=120), st.lists(st.text(max_size=30), max_size=3))
def test_names_of_any_page(title: str, lead: str, bold: list[str]) -> None:
    """Every alias folds to something and stands once under its source; nothing raises."""
    found = own_aliases(*page_of(title, lead.replace("[", "("), bold=bold))
    assert len(set(found)) == len(found)
    assert all(fold_name(alias) and len(alias) <= MAX_ALIAS_CHARS for alias, _ in found)
