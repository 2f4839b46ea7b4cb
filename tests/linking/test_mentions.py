"""Links of a page's text."""

from __future__ import annotations

from dataclasses import replace

from infoseek.linking.mentions import link_mentions
from infoseek.linking.page import Link
from tests.linking.pages import page_of, url_of


def test_every_link_is_a_mention_with_its_anchor_as_alias() -> None:
    """Mentions keep span, target and kind; a generic anchor gives no alias."""
    page, _ = page_of("X", "X is an [[Y|album]] by [[Ray Charles]].", [("Label", "[[Z]]")])
    found = link_mentions(page)
    assert [(m.target_url, m.kind, m.alias) for m in found] == [
        (url_of("Z"), "row", "Z"),
        (url_of("Y"), "lead", ""),
        (url_of("Ray Charles"), "lead", "Ray Charles"),
    ]
    assert [page.text[m.start : m.end] for m in found] == ["Z", "album", "Ray Charles"]


def test_a_link_outside_the_text_is_no_mention() -> None:
    """Spans that are empty or reach past the text are left out."""
    page, _ = page_of("X", "X is an album.")
    broken = replace(page, links=(Link(3, 3, "u", "lead"), Link(5, 999, "u", "lead")))
    assert link_mentions(broken) == []
