"""Edges from track listings."""

from __future__ import annotations

from infoseek.linking.edges import page_drafts
from tests.linking.pages import page_of, url_of

ALBUM = "Yes is an album."


def test_items_of_a_track_listing_are_tracks() -> None:
    """A quoted or leading linked name is a track that must turn out to be a page; credits are none."""
    items = [
        '"[[What\'d I Say]]" (Charles) – 5:05',
        '1. "Mary Ann" ([[Ray Charles]])',
        "[[Busted]] – 2:20",
        "Side one of the record",
    ]
    page, entity = page_of("Yes", ALBUM, lists={"Track listing": items})
    drafts = page_drafts(page, entity)
    assert [(d.predicate, d.value, d.target_url, d.needs_object) for d in drafts] == [
        ("has_track", "whatd i say", url_of("What'd I Say"), True),
        ("has_track", "mary ann", "", True),
        ("has_track", "busted", url_of("Busted"), True),
    ]


def test_other_lists_and_other_pages_state_nothing() -> None:
    """Personnel is no track listing, and a song has no tracks."""
    page, entity = page_of("Yes", ALBUM, lists={"Personnel": ['"[[Busted]]"']})
    assert page_drafts(page, entity) == []
    page, entity = page_of("Yes", '"Yes" is a song.', lists={"Track listing": ['"[[Busted]]"']})
    assert page_drafts(page, entity) == []
