"""Values on their way into a page."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from infoseek.ui.rendering import MOST_CHARS, cleaned, web_address


@given(st.text(max_size=200))
def test_cleaned_text_can_be_sent_and_turns_nothing(text: str) -> None:
    """No control character, no mark of direction and no half of a pair is left, and the length stays."""
    found = cleaned(text)
    found.encode()
    assert len(found) == len(text)
    assert not set(found) & {"\x00", "\x1b", "\u202e", "\u2066", "\u200f"}


def test_long_text_is_cut_and_markup_is_left_alone() -> None:
    """Only text is cleaned; None is nothing."""
    assert len(cleaned("x" * 10**6)) == MOST_CHARS + 1
    assert cleaned(Markup("<b>x</b>")) == "<b>x</b>"
    assert cleaned(None) == ""
    assert cleaned(3) == 3


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        " javascript:alert(1)",
        "JAVASCRIPT:alert(1)",
        "java\nscript:alert(1)",
        "data:text/html,x",
        "//elsewhere.example/",
        "/relative",
        "http://",
        "http:///nohost",
        "https://host.example/\\..",
        "https://host.example/a b",
        "http://[::1",
        "https://host.example/" + "x" * 3000,
        "",
    ],
)
def test_only_web_addresses_become_links(url: str) -> None:
    """Another scheme, no host, spaces or no end: no link."""
    assert web_address(url) == ""


def test_a_web_address_stays_as_it_is() -> None:
    """Ports, paths and queries belong to it."""
    for url in ("https://host.example/a?b=c", "http://127.0.0.1:8000/A/Ray_Charles.html"):
        assert web_address(url) == url
