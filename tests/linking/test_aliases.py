"""The names an entity goes by."""

from __future__ import annotations

import pytest

from infoseek.linking.aliases import anchor_alias, is_generic, lookup_keys, name_of_url, own_aliases
from tests.linking.pages import page_of


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
    assert "Charles" in aliases
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
