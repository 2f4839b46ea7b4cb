"""Canonical URLs and page ids."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infoseek.errors import BadInput
from infoseek.web import urls
from infoseek.web.urls import canonical_or_none, canonical_url, host_and_port, page_id, site_of

NASTY = "ab%2fFeE./?&=;#:@[]\\é +-_'\"(),!*$~<>|^`{}"
LINKS = st.one_of(
    st.text(),
    st.text(alphabet=NASTY).map(lambda text: f"http://h/{text}"),
    st.text(alphabet=NASTY).map(lambda text: f"http://h{text}"),
    st.text().map(lambda text: f"https://example.org/{text}"),
)


@pytest.mark.parametrize(
    ("given_url", "expected"),
    [
        ("HTTP://Example.COM:80/a/../b/./c%7ed%2f?b=2&a=1#f", "http://example.com/b/c~d%2F?a=1&b=2"),
        ("https://example.org:443", "https://example.org/"),
        ("http://example.org:8080/", "http://example.org:8080/"),
        ("http://example.org./a", "http://example.org/a"),
        ("http://h/R%26B_%28x%29", "http://h/R&B_(x)"),
        ("http://h/What%27d_I_Say", "http://h/What'd_I_Say"),
        ("http://h/100%", "http://h/100%25"),
        ("http://h/a%2523b", "http://h/a%2523b"),
        ("http://bücher.de/ü?q=é", "http://xn--bcher-kva.de/%C3%BC?q=%C3%A9"),
        ("http://h/a?utm_source=x&b=1&fbclid=2&PHPSESSID=3", "http://h/a?b=1"),
        ("http://h/a;jsessionid=9F", "http://h/a"),
        ("http://h/a\\b", "http://h/a/b"),
        ("  http://h/a\nb ", "http://h/ab"),
        ("http://127.1/", "http://127.0.0.1/"),
        ("http://0x7f000001/", "http://127.0.0.1/"),
        ("http://2130706433/", "http://127.0.0.1/"),
        ("http://[::0001]:80/", "http://[::1]/"),
    ],
)
def test_one_spelling_for_each_page(given_url: str, expected: str) -> None:
    """Spellings of the same address come out alike."""
    assert canonical_url(given_url) == expected


@pytest.mark.parametrize(
    "given_url",
    [
        "",
        "example.org",
        "ftp://h/",
        "javascript:alert(1)",
        "mailto:a@b.c",
        "http://",
        "http:///x",
        "http://[::1",
        "http://h:99999/",
        "http://user:pass@h/",
        "http://h%41/",
        "http://a b/",
        "http://1.2.3.4.5/",
        f"http://h/{'a' * 3000}",
    ],
)
def test_nonsense_is_refused_by_name(given_url: str) -> None:
    """What is no http(s) URL raises BadInput naming it, and gives None where links are read."""
    with pytest.raises(BadInput, match="URL"):
        canonical_url(given_url)
    assert canonical_or_none(given_url) is None


@pytest.mark.parametrize(
    ("href", "expected"),
    [
        ("B.html", "http://h/A/B.html"),
        ("../C", "http://h/C"),
        ("//other/x", "http://other/x"),
        ("?q=1", "http://h/A/page?q=1"),
        ("", "http://h/A/page"),
        ("#part", "http://h/A/page"),
        ("http://[bad", None),
    ],
)
def test_links_are_relative_to_their_page(href: str, expected: str | None) -> None:
    """A link is resolved against the page it stands on."""
    assert canonical_or_none(href, "http://h/A/page") == expected


@given(LINKS)
def test_canonical_is_final(text: str) -> None:
    """The canonical spelling of a canonical URL is itself, and nothing crashes."""
    found = canonical_or_none(text)
    if found is not None:
        assert canonical_url(found) == found
        assert found.isascii()
        assert not any(letter.isspace() for letter in found)


@given(st.text(alphabet="ab%2/.&=;:@é +-_'(),!*$~").map(lambda text: f"http://h/{text}"))
def test_the_short_way_agrees_with_the_long_one(text: str) -> None:
    """A path taken as it stands is what the library would have made of it."""
    found = canonical_or_none(text)
    if found is not None and "?" not in found:
        parts = urls.urlsplit(found)
        assert urls._normalised("http://h", parts) == found


@given(st.text(), st.text())
def test_ids_are_short_hex(left: str, right: str) -> None:
    """A page id is 20 hex digits, equal only for equal URLs."""
    assert len(page_id(left)) == 20
    assert set(page_id(left)) <= set("0123456789abcdef")
    assert (page_id(left) == page_id(right)) == (left == right)


def test_sites_name_host_and_port() -> None:
    """A site leaves out the default port; host_and_port spells it out."""
    assert site_of("http://127.0.0.1:8000/a") == "127.0.0.1:8000"
    assert site_of("https://example.org/a") == "example.org"
    assert host_and_port("https://example.org/a") == ("example.org", 443)
    assert host_and_port("http://[::1]:81/") == ("::1", 81)
