"""Telling main text from a page's frame."""

from __future__ import annotations

from infoseek.web.page.main_text import MIN_RUN, MainText, strays

LONG = "The river rises in the hills and runs a long way to the sea, past towns and mills. " * 5


def test_lines_are_found_again_however_they_are_marked_up() -> None:
    """A line of the main text is known by its letters; a menu's is not."""
    menu = "".join(f"<li><a href=/{n}>Menu entry number {n}</a>" for n in range(30))
    main = MainText(f"<body><ul>{menu}</ul><div><p>{LONG}<p>It has a <b>del</b>ta.</div>")
    assert main.holds(" ".join(LONG.split()))
    assert main.holds("It has a delta.")
    assert not main.holds("Menu entry number 7")
    assert not main.holds("***")


def test_a_page_without_text_holds_nothing() -> None:
    """Nothing is main text where there is none."""
    assert not MainText("").holds("anything")


def test_short_runs_at_the_edges_are_the_frame() -> None:
    """Short runs before the first and after the last long one are left out; those between are kept."""
    lines = [(20, True), (50, False), (MIN_RUN, True), (9, False), (20, True), (9, False), (MIN_RUN, True),
             (9, False), (20, True)]  # fmt: skip
    assert strays(lines) == {0, 8}
    assert strays([(20, True), (9, False), (20, True)]) == set()
