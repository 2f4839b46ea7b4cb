"""Definition lists of facts."""

from __future__ import annotations

import pytest

from tests.web.page.layouts.reading import page, rows


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<dl><dt>Born</dt><dd>1990</dd><dt>Died:</dt><dd>2001</dd></dl>", [("", "Born", "1990"), ("", "Died", "2001")]),
        ("<dl><dt>Homes</dt><dd>Rome</dd><dd>Paris</dd></dl>", [("", "Homes", "Rome; Paris")]),
        ("<dl><dt>Born</dt><dt>Baptised</dt><dd>1990</dd></dl>", [("", "Born", "1990"), ("", "Baptised", "1990")]),
        ("<dl><div><dt>Born</dt><dd>1990</dd></div><div><dt>Died</dt><dd>2001</dd></div></dl>",
         [("", "Born", "1990"), ("", "Died", "2001")]),
        ("<dl><dt>Area</dt><dd><dl><dt>land</dt><dd>9 km</dd><dt>water</dt><dd>1 km</dd></dl></dd></dl>",
         [("", "", "Area"), ("Area", "land", "9 km"), ("Area", "water", "1 km")]),
        ("<dl><dt>Home</dt><dd>a<br>b</dd></dl>", [("", "Home", "a; b")]),
    ],
)  # fmt: skip
def test_definition_lists_of_facts(html: str, expected: list[tuple[str, str, str]]) -> None:
    """Terms and descriptions are rows: several of either, groups of them, lists within."""
    assert rows(html) == expected


@pytest.mark.parametrize(
    "html",
    [
        "<dl><dd>only set in</dd></dl>",
        "<dl><dt>Only a term</dt></dl>",
        "<dl><dt>Word</dt><dd>A word is what people say when they want to be heard.</dd>"
        "<dt>Line</dt><dd>A line is what people write when they want to be read.</dd></dl>",
        "<dl><dt>Menu</dt>" + "".join(f'<dd><a href="{n}">page {n}</a></dd>' for n in range(9)) + "</dl>",
        "<dl><dt>" + "long " * 40 + "</dt><dd>1990</dd></dl>",
        "<dl><dt>Much</dt><dd>" + "word " * 3000 + "</dd></dl>",
        "<dl>" + "<dt>a</dt>" * 50 + "<dd>b</dd></dl>",
    ],
)
def test_other_definition_lists_are_text(html: str) -> None:
    """Indents, glossaries, menus and terms without end give no rows, and their words stay in the text."""
    assert rows(html) == []
    assert page(html).text


def test_lists_nested_without_end_are_read() -> None:
    """Definition lists in one another, hundreds deep, are bounded work."""
    html = "<dl><dt>a</dt><dd>" * 500 + "word" + "</dd></dl>" * 500
    assert "word" in page(html).text
