"""Forms of people's names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infoseek.linking.naming.names import fold_name
from infoseek.linking.naming.person_names import initials_of, person_forms


@pytest.mark.parametrize(
    ("name", "forms"),
    [
        ("J. R. R. Tolkien", {"JRR Tolkien", "J. Tolkien", "Tolkien", "Tolkien, J. R. R."}),
        ("JRR Tolkien", {"J. R. R. Tolkien", "Tolkien"}),
        (
            "John Ronald Reuel Tolkien",
            {"J. R. R. Tolkien", "JRR Tolkien", "John Tolkien", "John R. R. Tolkien"},
        ),
        ("Smith, John", {"John Smith", "J. Smith", "Smith"}),
        ("Sir Paul McCartney", {"Paul McCartney", "McCartney"}),
        ("Quincy Delight Jones, Jr.", {"Quincy Jones", "Quincy Delight Jones", "Jones", "Quincy"}),
        ("Ludwig van Beethoven", {"van Beethoven", "Beethoven", "Ludwig"}),
        ('David "Fathead" Newman', {"David Newman", "Fathead", "Fathead Newman", "Newman"}),
        ("Jean-Paul Sartre", {"J. P. Sartre", "Sartre"}),
    ],
)
def test_knows_what_people_are_called(name: str, forms: set[str]) -> None:
    """Initials with and without points, surname first, without honorifics and degrees, nicknames, particles."""
    assert forms <= set(person_forms(name))


@pytest.mark.parametrize(
    ("name", "initials"), [("John Fitzgerald Kennedy", "JFK"), ("Ray Charles", ""), ("Cher", "")]
)
def test_three_names_have_initials(name: str, initials: str) -> None:
    """Two names have none that anyone uses."""
    assert initials_of(name) == initials


@given(st.text(max_size=60))
def test_any_text_has_forms_that_differ(name: str) -> None:
    """Forms fold to something, differ from the name and from one another."""
    folded = [fold_name(form) for form in person_forms(name)]
    assert all(folded)
    assert len(set(folded)) == len(folded)
    initials_of(name)
