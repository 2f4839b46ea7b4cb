"""Labels of rows that state no predicate."""

from __future__ import annotations

from dataclasses import replace

from infoseek.linking.predicates.unread_labels import unread_labels
from tests.linking.pages import page_of


def test_counts_labels_that_state_nothing() -> None:
    """In their normal form, below their heading, over all answerable pages; what is read is not counted."""
    pages = [
        page_of(
            title, f"{title} is a county.", [("Climate", "cold"), ("Area", "9 km²"), ("Rank (2010):", "3")]
        )[0]
        for title in ("Sogn", "Vik")
    ]
    page = pages[1]
    pages[1] = replace(page, rows=(*page.rows[:2], replace(page.rows[2], group="Area")))
    lists = page_of("List of counties", "", [("Climate", "cold")])[0]
    assert unread_labels([*pages, lists]) == {"climate": 2, "rank": 1, "area › rank": 1}
