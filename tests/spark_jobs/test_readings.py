"""What a page says by itself, as far as other pages decide what it is worth."""

from __future__ import annotations

from infoseek.linking.page import Page
from spark_jobs.readings import own_links
from tests.linking.pages import page_row


def bars(marked: str, *, is_row: bool = False) -> list[bool]:
    """Of each link of a line, an item or a row's value, whether the line may be a bar."""
    given = {"rows": [("Genre", marked)]} if is_row else {"lists": {"Other": [marked]}}
    row = page_row("Page", "Page is a film by [[Ada Moss]].", **given)
    return [link["line"] != 0 for link in own_links(Page.from_row(row)) if link["kind"] != "lead"]


def test_a_line_of_several_links_may_be_a_bar() -> None:
    """Of a row's values more are needed: few are shared by many things of one sort."""
    three, five = (" • ".join(f"[[Day {number}]]" for number in range(count)) for count in (3, 5))
    assert bars(three) == [True] * 3
    assert bars("[[Day 1]] • [[Day 2]]") == [False] * 2
    assert bars(three, is_row=True) == [False] * 3
    assert bars(five, is_row=True) == [True] * 5


def test_equal_lines_are_known_by_their_text_alone() -> None:
    """Wherever they stand."""
    rows = [
        page_row(title, lists={"Other": [f"It is {title}.", "[[A]] [[B]] [[C]]"]})
        for title in ("X", "Yonder")
    ]
    one, two = ({link["line"] for link in own_links(Page.from_row(row))} for row in rows)
    assert one == two
    assert len(one) == 1
