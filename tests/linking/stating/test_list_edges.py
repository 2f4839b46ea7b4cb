"""Edges from track listings."""

from __future__ import annotations

from infoseek.linking.stating.edges import page_drafts
from tests.linking.pages import page_of, url_of

ALBUM = "Yes is an album."


ITEMS = [
    '"[[What\'d I Say]]" (Charles) – 5:05',
    '1. "Mary Ann" ([[Ray Charles]])',
    "[[Busted]] – 2:20",
    '"Rockhouse"',
]


def test_items_of_a_track_listing_are_tracks() -> None:
    """A quoted or leading linked name is a track, with or without a page; credits are none."""
    page, entity = page_of("Yes", ALBUM, lists={"Track listing": ITEMS})
    drafts = page_drafts(page, entity)
    assert [(d.predicate, d.value, d.target_url) for d in drafts] == [
        ("has_track", "whatd i say", url_of("What'd I Say")),
        ("has_track", "mary ann", ""),
        ("has_track", "busted", url_of("Busted")),
        ("has_track", "rockhouse", ""),
    ]
    assert all(d.is_complete for d in drafts)


def test_a_listing_with_an_unread_item_is_not_complete() -> None:
    """Where an item names no track, a song that is not listed may still be on the album."""
    page, entity = page_of("Yes", ALBUM, lists={"Track listing": [*ITEMS, "Side two of the record"]})
    drafts = page_drafts(page, entity)
    assert len(drafts) == len(ITEMS)
    assert not any(d.is_complete for d in drafts)


def test_other_lists_and_other_pages_state_nothing() -> None:
    """Personnel is no track listing, and a song has no tracks."""
    page, entity = page_of("Yes", ALBUM, lists={"Personnel": ['"[[Busted]]"']})
    assert page_drafts(page, entity) == []
    page, entity = page_of("Yes", '"Yes" is a song.', lists={"Track listing": ['"[[Busted]]"']})
    assert page_drafts(page, entity) == []
