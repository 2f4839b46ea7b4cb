"""Whether spans are found right, on pages whose markup is known."""

from __future__ import annotations

import pytest

from infoseek.bench import extract
from infoseek.world.build import build_world
from infoseek.world.truth import Page

BOX = "<table class='infobox'><tr><th>Born</th><td>3 May 1871 in <a href='/b'>Brim</a></td></tr></table>"
LEAD = (
    "<p>Ada Marlow was a novelist from <a href='/b'>the town of Brim</a>, where her father kept an inn.</p>"
)


def page(body: str) -> Page:
    html = f"<html><body><main><h1>Ada Marlow</h1>{body}</main></body></html>"
    return Page("/a", "Ada Marlow", "novelist", lambda: html)


def test_spans_of_a_page_are_held_against_its_markup() -> None:
    """Links and rows of a plain page are all right."""
    assert extract.right_links([page(BOX + LEAD)]) == 1
    assert extract.right_rows([page(BOX + LEAD)]) == 1


def test_a_page_without_links_or_rows_gives_no_share() -> None:
    """Nothing to judge is nothing, not a success."""
    assert extract.right_links([page("<p>Nothing is linked from these words at all.</p>")]) is None
    assert extract.right_rows([page("<p>Nothing is told in rows here, only in words.</p>")]) is None


def test_a_wrong_span_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """Were spans one character off, no link would be right."""
    monkeypatch.setattr(extract, "_span", lambda read, start, end: read.text[int(start) + 1 : int(end) + 1])
    assert extract.right_links([page(BOX + LEAD)]) == 0


def test_a_worlds_spans_are_right() -> None:
    """Every link and row of a small world."""
    pages = list(build_world(30).pages.values())
    assert extract.right_links(pages) == 1
    assert extract.right_rows(pages) == 1
