"""What came before and after, by chronology rows."""

from __future__ import annotations

import pytest

from infoseek.linking.stating.edges import page_drafts
from tests.linking.pages import page_of, url_of

LEAD = '"What\'d I Say" is a song.'


def neighbours(title: str, lead: str, value: str, **kwargs: list[str]) -> dict[str, str]:
    page, entity = page_of(title, lead, [("Ray Charles singles chronology", value)], **kwargs)
    return {draft.predicate: draft.value for draft in page_drafts(page, entity)}


def test_the_cells_beside_the_own_one_are_its_neighbours() -> None:
    """The own cell is found by the page's name; years and quotes are no part of names."""
    value = '"Night Time" (1959) | "What\'d I Say" (1959) | "I\'m Moving On" (1959)'
    assert neighbours("What'd I Say", LEAD, value) == {
        "preceded_by": "night time",
        "followed_by": "im moving on",
    }


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (' | "What\'d I Say" (1959) | "Next" (1960)', {"followed_by": "next"}),
        ('"Before" (1958) | "What\'d I Say" (1959) | ', {"preceded_by": "before"}),
        ('"What\'d I Say" (1959) | "Next" (1960)', {"followed_by": "next"}),
        (
            '"A" | "What\'d I Say" / "Flip" (1959) | "B" / "C" (1960)',
            {"preceded_by": "a", "followed_by": "b"},
        ),
        ('"A" | "Something" | "B"', {}),
        ("", {}),
    ],
)
def test_missing_cells_and_double_sides(value: str, expected: dict[str, str]) -> None:
    """An empty cell is no neighbour, a double side counts by its first, a stranger's row states nothing."""
    assert neighbours("What'd I Say", LEAD, value) == expected


def test_a_middle_cell_may_spell_the_name_otherwise() -> None:
    """Of three cells the middle one is the page's own if it is alike."""
    value = '"A" (1949) | "I\'m Movin\' On Now" (1950) | "B" (1951)'
    assert neighbours("I'm Movin' On", "\"I'm Movin' On\" is a song.", value) == {
        "preceded_by": "a",
        "followed_by": "b",
    }


def test_a_linked_neighbour_keeps_its_address_and_the_row_is_complete() -> None:
    """A link decides which work is meant, and the row names all neighbours."""
    value = '"[[Night Time]]" (1959) | "What\'d I Say" (1959) | '
    page, entity = page_of("What'd I Say", LEAD, [("X chronology", value)])
    (draft,) = page_drafts(page, entity)
    assert (draft.target_url, draft.is_complete, draft.families) == (url_of("Night Time"), True, ("song",))
