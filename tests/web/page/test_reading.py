"""A response read as a page: what its headers add to what it says itself."""

from __future__ import annotations

import pytest

from infoseek.web.page import reading
from infoseek.web.page.extract import Extracted
from infoseek.web.page.headers import product_token
from infoseek.web.page.reading import Unreadable, read_page

URL = "http://a.org/x"
BODY = b'<html><body><p>Caf\xe9 and <a href="/y">more</a>.</p></body></html>'


def test_headers_say_character_set_language_and_canonical_url() -> None:
    """What only the headers declare is the page's."""
    headers = (
        ("content-type", "text/html; charset=latin1"),
        ("Content-Language", "fr"),
        ("Link", '</main>; rel="canonical"'),
    )
    page = read_page(BODY, URL, headers, "Bot")
    assert (page.text, page.language, page.canonical) == ("Caf\xe9 and more.", "fr", "http://a.org/main")
    assert not page.is_noindex


def test_robots_rules_of_headers_are_the_pages() -> None:
    """noindex is told, and nofollow keeps every link from being followed later on."""
    page = read_page(BODY, URL, (("X-Robots-Tag", "noindex, nofollow"),), "Bot")
    assert page.is_noindex
    assert page.nofollow_urls == ["http://a.org/y"]
    other = read_page(BODY, URL, (("X-Robots-Tag", "otherbot: noindex, nofollow"),), "Bot")
    assert (other.is_noindex, other.nofollow_urls) == (False, [])


def test_a_page_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading ends at the limit of processor time, with its reason."""

    def endless(*arguments: object) -> Extracted:
        while True:
            pass

    monkeypatch.setattr(reading, "extract", endless)
    monkeypatch.setattr(reading, "PAGE_CPU_S", 0.05)
    with pytest.raises(Unreadable, match="processor time") as told:
        read_page(BODY, URL, (), "Bot")
    assert told.value.reason == "too_slow"


def test_a_page_that_breaks_the_reader_is_a_failure_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is raised is told with its name."""

    def broken(*arguments: object) -> Extracted:
        raise RecursionError("too deep")

    monkeypatch.setattr(reading, "extract", broken)
    with pytest.raises(Unreadable, match="RecursionError: too deep") as told:
        read_page(BODY, URL, (), "Bot")
    assert told.value.reason == "error"


@pytest.mark.parametrize(
    "user_agent", ["InfoSeekBot", "InfoSeekBot/0.1", "InfoSeekBot/0.1 (+mailto:a@b.org)"]
)
def test_the_product_token(user_agent: str) -> None:
    """Robots rules are matched against the name without version and contact."""
    assert product_token(user_agent) == "InfoSeekBot"
