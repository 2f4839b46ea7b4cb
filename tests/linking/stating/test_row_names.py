"""Names in a row's value, by how such rows write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infoseek.linking.predicates.lexicon import PREDICATES
from infoseek.linking.stating.row_names import row_names
from tests.linking.pages import page_of, url_of

NAMED = sorted(name for name, predicate in PREDICATES.items() if predicate.range == "entity")


def read(predicate: str, value: str) -> tuple[list[str], bool]:
    page, _ = page_of("Sogn", "", [("X", value)])
    row = page.rows[0]
    found, is_whole = row_names(page, (row.value_start, row.value_end), PREDICATES[predicate])
    return [name.folded for name in found], is_whole


@pytest.mark.parametrize(
    ("predicate", "value", "names", "is_whole"),
    [
        ("borders", "Vik 605 km, Sel (Kal Oblast) 1,432 km", ["vik", "sel"], True),
        ("borders", "Vik 5 km (of which 2 km, in all, is sea), Sel 3 km", ["vik", "sel"], True),
        ("borders", "Vik 605 km, US Naval Base at Sel 29 km; note - leased", ["vik"], False),
        (
            "port",
            "Puerto Vik (inland); Sogn has free port rights in Holm, Lie and Sel",
            ["puerto vik"],
            False,
        ),
        ("head_of_state", "President Ida LUND - Whig (since 2005)", ["ida lund"], False),
        ("export_partner", "Vik 26.06%, Sel 6.84% (2009)", ["vik", "sel"], True),
        ("participates_in", "ADB (observer), BIS, CE", ["bis", "ce"], True),
        ("highest_point", "Rysy 2,499 m", ["rysy"], True),
        ("highest_point", "Pico Sel (Teide) on Vik Island 3,718 m", ["pico sel"], True),
        ("lowest_point", "near Raczki -2 m", ["raczki"], True),
        ("highest_point", "unnamed elevation on Sark 114 m", [], True),
        ("head_of_state", "President Ida LUND (since 6 August 2010)", ["ida lund"], False),
        ("head_of_state", "Queen ADA II (since 1952); represented by Governor Per LIE", ["ada ii"], False),
        ("head_of_state", "President of the Republic of Sogn Ida LUND (since 2010)", [], False),
        ("mayor", "[[Ida Lund]] (Whig)", ["ida lund"], False),
        ("capital", "Port-au-Vik", ["port au vik"], True),
        ("capital", "Vik; note - Sel is the seat of the court", ["vik"], False),
    ],
)
def test_reads_names_and_whether_they_are_all(
    predicate: str, value: str, names: list[str], is_whole: bool
) -> None:
    """Lengths, shares, titles and notes are no part of a name; a piece that is no name leaves the list open."""
    assert read(predicate, value) == (names, is_whole)


def test_a_link_stands_for_its_name() -> None:
    """The address goes with the name, also where titles stand before it."""
    page, _ = page_of("Sogn", "", [("Mayor", "Sir [[Ida Lund]] (Whig)")])
    row = page.rows[0]
    (name,), _ = row_names(page, (row.value_start, row.value_end), PREDICATES["mayor"])
    assert (name.text, name.target_url) == ("Ida Lund", url_of("Ida Lund"))


@given(st.text(max_size=400), st.sampled_from(NAMED))
def test_any_value_names_something_or_nothing(value: str, predicate: str) -> None:
    """Whatever a row holds, its names are words that can be looked up."""
    page, _ = page_of("Sogn", "", [("X", value.replace("[", "("))])
    row = page.rows[0]
    found, _ = row_names(page, (row.value_start, row.value_end), PREDICATES[predicate])
    assert all(name.folded for name in found)
