"""Infoboxes and label/value tables."""

from __future__ import annotations

import pytest

from tests.web.page.layouts.reading import page, rows


@pytest.mark.parametrize(
    "html",
    [
        "<table><tr><th>Born</th><td>1990</td></tr><tr><th>Died</th><td>2001</td></tr></table>",
        "<table><tr><td>Born:</td><td>1990</td></tr><tr><td>Died:</td><td>2001</td></tr></table>",
        "<table><tr><td><b>Born</b></td><td>1990</td></tr><tr><td><b>Died</b></td><td>2001</td></tr></table>",
        '<table><tr><td class="field-label">Born</td><td>1990</td></tr>'
        '<tr><td class="field-label">Died</td><td>2001</td></tr></table>',
        "<table><tr><th>Born</th><td>1990</td><th>Died</th><td>2001</td></tr>"
        "<tr><th> </th><td> </td><th> </th><td> </td></tr></table>",
        "<table><tr><td></td></tr><tr><td><p>Born:</p></td><td>1990</td></tr><tr><td>Died:</td><td>2001</td></tr></table>",
    ],
)
def test_tables_of_labels_and_values(html: str) -> None:
    """Cells that are set as labels, each before its value, make a box."""
    assert rows(html) == [("", "Born", "1990"), ("", "Died", "2001")]


@pytest.mark.parametrize(
    "html",
    [
        # Data with a header row, and with more columns than one value.
        "<table><tr><th>Year</th><th>Title</th></tr><tr><th>1990</th><td>A</td></tr></table>",
        "<table><tr><th>A</th><td>1</td><td>2</td></tr><tr><th>B</th><td>3</td><td>4</td></tr></table>",
        # Layout, and a calendar.
        "<table><tr><td>Left column of words</td><td>Right column</td></tr></table>",
        "<table><tr><th>Mo</th><th>Tu</th></tr><tr><td>1</td><td>2</td></tr><tr><td>8</td><td>9</td></tr></table>",
        # A navigation box.
        "<table>"
        + "".join(
            f"<tr><th>{year}</th><td>"
            + " • ".join(f'<a href="{year}{n}">{n}</a> 🌎' for n in range(6))
            + "</td></tr>"
            for year in range(2013, 2020)
        )
        + "</table>",
    ],
)
def test_other_tables_give_no_rows(html: str) -> None:
    """Data tables, layout tables, calendars and boxes of links are no facts."""
    assert rows(html) == []


def test_parts_marked_in_an_infobox_belong_to_the_row_above() -> None:
    """A label with a bullet before it is a part of the heading or row above it."""
    html = """<table class="infobox"><tr><th colspan="2">Town</th></tr><tr><th colspan="2">Area</th></tr>
    <tr><th>• Total</th><td>9 km²</td></tr><tr><th>• Land</th><td>8 km²</td></tr>
    <tr><th>Mayor</th><td>Ann</td></tr><tr><th>• Deputy</th><td>Bob</td></tr></table>"""
    assert rows(html) == [
        ("", "", "Town"),
        ("", "", "Area"),
        ("Area", "• Total", "9 km²"),
        ("Area", "• Land", "8 km²"),
        ("", "Mayor", "Ann"),
        ("Mayor", "• Deputy", "Bob"),
    ]


def test_nested_tables_cost_no_more_than_their_length() -> None:
    """Tables in tables, hundreds deep, are read through to the text inside."""
    html = "<table><tr><td>" * 400 + "word" + "</td><td>x</td></tr></table>" * 400
    assert "word" in page(html).text
