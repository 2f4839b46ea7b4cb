"""Places that a lead names right behind its type noun."""

from __future__ import annotations

import pytest

from infoseek.linking.stating.edges import page_drafts
from tests.linking.pages import page_of, url_of


def stated(title: str, lead: str) -> list[tuple[str, str]]:
    page, entity = page_of(title, lead)
    return [(draft.predicate, draft.value) for draft in page_drafts(page, entity)]


@pytest.mark.parametrize(
    ("title", "lead", "expected"),
    [
        ("Ness", "Ness is a lighthouse in Vik.", [("located_in", "vik")]),
        (
            "Vik",
            "Vik is a town in Sogn on the River Sel.",
            [("located_in", "sogn"), ("on_river", "river sel")],
        ),
        ("Vik", "Vik is a village on the Sel River.", [("on_river", "sel river")]),
        ("Span", "Span is a bridge over the River Sel.", [("crosses", "river sel")]),
        (
            "Span",
            "Span is a bridge in Vik across the River Sel.",
            [("crosses", "river sel"), ("located_in", "vik")],
        ),
        ("Haar", "Haar is a publishing company based in Vik.", [("headquarters", "vik")]),
        ("Uni", "Uni is a university in Vik.", [("located_in", "vik")]),
        ("Reeds", "Reeds are a rock band from Vik.", [("origin", "vik")]),
        ("Gala", "Gala is a music festival held in Vik.", [("located_in", "vik")]),
    ],
)
def test_states_the_place_behind_the_noun(title: str, lead: str, expected: list[tuple[str, str]]) -> None:
    """What a thing of this type is in, on, over or from."""
    assert sorted(stated(title, lead)) == expected


@pytest.mark.parametrize(
    ("title", "lead"),
    [
        ("Fray", "Fray was a battle in May 1471."),
        ("Vik", "Vik is a town on the Isle of Ash."),
        ("Haar", "Haar is a publishing company in decline."),
        ("Ada", "Ada was a novelist from Vik."),
        ("Ash", "Ash is a novel in German."),
        ("Fray", "Fray was a battle near Vik."),
    ],
)
def test_is_silent_where_no_place_of_its_own_is_named(title: str, lead: str) -> None:
    """Months, languages, what lies near and where a person is from are no such places."""
    places = {"located_in", "on_river", "crosses", "headquarters", "origin"}
    assert not places & {predicate for predicate, _ in stated(title, lead)}


def test_a_linked_place_is_the_links_target() -> None:
    """The draft carries the link under the name."""
    page, entity = page_of("Ness", "Ness is a lighthouse in [[Vik (town)|Vik]].")
    assert [draft.target_url for draft in page_drafts(page, entity)] == [url_of("Vik (town)")]
