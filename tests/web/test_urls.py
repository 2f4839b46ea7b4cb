"""Canonical URLs and page ids."""

from __future__ import annotations

import contextlib
from random import Random
from urllib.parse import parse_qsl, urlencode, urlsplit

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
        ("http://0300.1/", "http://192.0.0.1/"),
        ("http://1.2.3/", "http://1.2.0.3/"),
        ("http://[::FFFF:1.2.3.4]/", "http://[::ffff:1.2.3.4]/"),
        ("http:\\\\h\\a\\b", "http://h/a/b"),
        ("http:/h/a", "http://h/a"),
        ("http:h/a", "http://h/a"),
        ("http:///h/a", "http://h/a"),
        ("ht\ttp://h/\r\na", "http://h/a"),
        ("http://h", "http://h/"),
        ("http://h?", "http://h/"),
        ("http://h?a=1", "http://h/?a=1"),
        ("http://h#f", "http://h/"),
        ("http://h:/", "http://h/"),
        ("http://h:0080/", "http://h/"),
        ("http://h/a/%2e%2E/b", "http://h/b"),
        ("http://h/a/b/../../../c", "http://h/c"),
        ("http://h/a/..", "http://h/"),
        ("http://h/a//b", "http://h/a//b"),
        ("http://h/a%20b", "http://h/a%20b"),
        ("http://h/%7Ex%41", "http://h/~xA"),
        ("http://h/a%2Fb%3Fc%23d", "http://h/a%2Fb%3Fc%23d"),
        ("http://h/%E9", "http://h/%E9"),
        ("http://h/a\x00b", "http://h/a%00b"),
        ("http://h/?b=2&&a=1&", "http://h/?a=1&b=2"),
        ("http://h/?a&b=&c=d", "http://h/?a&b=&c=d"),
        ("http://h/wiki.pl?HomePage", "http://h/wiki.pl?HomePage"),
        ("http://h/?q=a%20b+c", "http://h/?q=a+b+c"),
        ("http://h/?q=%zz", "http://h/?q=%25zz"),
        ("http://h/?q=a%26b%3Dc", "http://h/?q=a%26b%3Dc"),
        ("http://h/?A=1&a=2", "http://h/?A=1&a=2"),
        ("http://\uff27\uff2f.com/", "http://go.com/"),
        ("http://\u65e5\u672c\u8a9e\u3002jp/", "http://xn--wgv71a119e.jp/"),
        ("http://h/index.php?title=A&sid=0a1&_ga=2.3&CFID=4", "http://h/index.php?sid=0a1&title=A"),
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
        ("\\\\other\\x", "http://other/x"),
        ("///other/x", "http://other/x"),
        ("\\x", "http://h/x"),
        ("a\\..\\b", "http://h/A/b"),
        ("http:B", "http://h/A/B"),
        ("http:/B", "http://h/B"),
        ("https:other/B", "https://other/B"),
        ("?", "http://h/A/page"),
        ("?#f", "http://h/A/page"),
        ("?a\\b", "http://h/A/page?a%5Cb"),
        (".", "http://h/A/"),
        ("../../..", "http://h/"),
        ("1x:y", "http://h/A/1x:y"),
        ("javascript:alert(1)", None),
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
        parts = urlsplit(found)
        assert urls._normalised("http://h", parts) == found


ANY_TEXT = st.text(st.characters())
NAMES = st.sampled_from(["a", "b", "c", "\u00fc", "x y", "A", "q&"])


@given(ANY_TEXT, st.one_of(st.none(), ANY_TEXT, st.just("http://h/a?b#c")))
def test_any_text_is_a_url_or_bad_input(text: str, base: str | None) -> None:
    """Whatever stands in a link, surrogates and control characters too, is read or refused, never a crash."""
    with contextlib.suppress(BadInput):
        canonical_url(text, base)
    found = canonical_or_none(f"http://h/{text}", base)
    assert found is None or found.startswith(("http://", "https://"))


@pytest.mark.parametrize("letter", ["a", "/", "?", "&a=", "%", "\\", "[", "../", "\ud800", "\u00e9"])
def test_endless_text_is_refused_soon(letter: str) -> None:
    """A URL of 100 KB is refused, whatever it is made of, or shortens to a real one."""
    found = canonical_or_none("http://h/" + letter * (100_000 // len(letter)))
    assert found is None or len(found) <= urls.MAX_URL_LENGTH


@given(st.lists(st.tuples(NAMES, NAMES), max_size=6), st.randoms(use_true_random=False))
def test_the_order_of_parameters_is_no_matter(pairs: list[tuple[str, str]], random: Random) -> None:
    """Queries that are permutations of one another are one URL, and hold the same pairs as before."""
    shuffled = list(pairs)
    random.shuffle(shuffled)
    one, other = (canonical_url(f"http://h/?{urlencode(given)}") for given in (pairs, shuffled))
    assert one == other
    assert sorted(parse_qsl(urlsplit(one).query)) == sorted(pairs)


@given(st.lists(st.sampled_from(["a", "B", "..", ".", "%C3%BC", "x y", ""]), max_size=6).map("/".join))
def test_scheme_host_and_port_are_written_in_one_way(path: str) -> None:
    """Case of scheme and host, the default port and a fragment make no other URL."""
    one = canonical_url(f"http://example.org/{path}")
    assert canonical_url(f"HTTP://EXAMPLE.org:80/{path}#part") == one
    assert canonical_url(f"http://example.org./{path}") == one


@given(
    st.lists(st.sampled_from(["a", "b.html", "..", ".", "\u00fc", "x y"]), min_size=1, max_size=6).map(
        "/".join
    ),
    st.sampled_from(["", "?q=1", "?b&a", "?"]),
)
def test_a_relative_link_is_its_absolute_one(path: str, query: str) -> None:
    """A link taken from its page is the same URL as the absolute one."""
    base = "http://h/A/B/page.html?x=1"
    assert canonical_url(f"{path}{query}", base) == canonical_url(f"http://h/A/B/{path}{query}")
    assert canonical_url(f"/{path}{query}", base) == canonical_url(f"http://h/{path}{query}")


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
