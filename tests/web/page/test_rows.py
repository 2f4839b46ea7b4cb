"""What is a row, and what no row may be."""

from __future__ import annotations

import pytest

from infoseek.web.page.inline import Line, plain
from infoseek.web.page.rows import MAX_FACT, MAX_LABEL, heading, is_menu, is_prose, is_spoken, labelled


def test_a_row_is_its_line() -> None:
    """The line is "Label: value"; the value's links move with it."""
    row = labelled("Born: ", Line("1990 in Rome", links=[(8, 12, "Rome.html")]), "Life")
    assert row is not None
    assert (row.label, row.line.text, row.line.text[row.value_start :]) == (
        "Born",
        "Born: 1990 in Rome",
        "1990 in Rome",
    )
    assert (row.line.links, row.group) == ([(14, 18, "Rome.html")], "Life")


@pytest.mark.parametrize(
    ("label", "value"),
    [("", "x"), (":", "x"), ("a", "–"), ("a" * (MAX_LABEL + 1), "x"), ("a", "x" * (MAX_FACT + 1))],
)
def test_no_row_without_words_or_bounds(label: str, value: str) -> None:
    """Label and value say something and end somewhere."""
    assert labelled(label, plain(value)) is None


def test_prose_is_several_sentences() -> None:
    """A long list of terms is no prose, and neither is one sentence; short text is a fact."""
    assert is_prose("It was founded in 1979. It joined the union in 1986. " * 5)
    assert not is_prose("coal, iron ore; copper, Dr. Bee (c. 1990) " * 10)
    assert not is_prose("It rained. It snowed.")


def test_sentences_are_told_from_names() -> None:
    """A value that ends like a sentence and has its length is one; a name with a stop is none."""
    assert is_spoken("They moved to a large city and wrote all of it there.")
    assert is_spoken("自分のドメイン名を持つことから始まります。")
    assert not is_spoken("Atlantic Records, Inc.")
    assert not is_spoken("one two three four five six seven eight nine ten")


def test_menus_are_links_and_little_else() -> None:
    """Many links to a row and hardly a word beside them are a menu, whatever signs stand between."""
    text = "12-26 • 12-12 • 11-28 • 11-14 🌎"
    links = [(at, at + 5, "x") for at in (0, 8, 16, 24)]
    rows = [row for year in ("2018", "2019") if (row := labelled(year, Line(text, links=links)))]
    assert is_menu([heading(plain("Meetings")), *rows])
    assert not is_menu([row for row in [labelled("Born", Line("1990 in Rome", links=[(8, 12, "x")]))] if row])


def test_a_piece_of_a_line_keeps_what_lies_within() -> None:
    """Space around it is left out, and so are links that reach over its ends."""
    line = Line("Born: 1990 in Rome ", links=[(0, 8, "a"), (14, 18, "b")], bold=[(0, 5)], edges=[5, 14])
    piece = line.piece(5, 19)
    assert (piece.text, piece.links, piece.bold, piece.edges) == ("1990 in Rome", [(8, 12, "b")], [], [8])
