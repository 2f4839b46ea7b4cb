"""Link targets of a page."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from infoseek.web.page.targets import Targets, base_of, page_links
from infoseek.web.urls import canonical_or_none

HREFS = st.lists(
    st.sampled_from(
        ["http://", "https://", "HTTP:", "//", "/", "..", ".", "a", "b c", "?", "x=1", "&", "#", "h:80", ":", "é", "%",
         "%2f", "\\", "\t", "\n", ";p", "mailto:", "utm_a=1", " ", "[", "@", "h/"]
    ),
    max_size=7,
).map("".join)  # fmt: skip


@given(HREFS, st.sampled_from(["http://h/", "https://h:8/a/b", "http://h/a/b/?q=1", "http://h/a/x;y"]))
def test_targets_are_canonical_urls(href: str, base: str) -> None:
    """A target is what the rules of canonical URLs make of it, and nothing within the page itself."""
    expected = None if href.strip().startswith("#") else canonical_or_none(href, base)
    assert Targets(base).of(href) == expected


def test_links_of_a_page() -> None:
    """All links count, wherever they stand; one that may be followed outweighs one that may not."""
    html = '<base href="/w/"><a href=a>x</a><area href=b rel=nofollow><nav><a href=a rel="nofollow">y</a></nav><a href=#c>z</a>'
    tree = LexborHTMLParser(html)
    assert base_of(tree, "http://h/p/q") == "http://h/w/"
    found = page_links(tree, Targets("http://h/w/"))
    assert (found.all, found.unfollowed) == ({"http://h/w/a", "http://h/w/b"}, {"http://h/w/b"})
