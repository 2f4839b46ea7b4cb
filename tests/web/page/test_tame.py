"""Defusing markup that is made to cost."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from infoseek.web.page.tame import LONG_TAG, MAX_ATTRIBUTES, MAX_DEPTH, MAX_OPEN_FORMATS, tamed

MANY = " ".join(f"a{n}" for n in range(MAX_ATTRIBUTES + 1))


@given(
    st.lists(
        st.sampled_from(["<div>", "</div>", "<b>", "</b>", "<a b='", '"', "'", ">", "<", "x", "<!--", "-->"])
    )
)
def test_common_markup_stays_as_it_is(pieces: list[str]) -> None:
    """Nothing that is not absurdly much of something is changed."""
    html = "".join(pieces)
    assert tamed(html) == html


def test_long_tags_that_people_write_stay() -> None:
    """A picture within the page is one long attribute, not many."""
    html = f'<img src="data:image/png;base64,{"A/b+" * LONG_TAG}"><p>x'
    assert tamed(html) == html


def test_absurd_numbers_are_cut() -> None:
    """Attributes without number go, those in what looks like a quote too; so do levels without end."""
    assert tamed(f"<div {MANY}>x") == "<div>x"
    assert tamed(f"<!-- <i b=' --> <div {MANY}> <i c=''>x") == "<!-- <i b=' --> <div> <i c=''>x"
    assert "<div" not in tamed("<div>" * (MAX_DEPTH + 1))
    assert "<b" not in tamed("<b>" * (MAX_OPEN_FORMATS + 1))
    assert tamed("<b>x</b>" * 1000) == "<b>x</b>" * 1000
