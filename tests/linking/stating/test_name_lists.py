"""Names as rows list them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infoseek.linking.page import Link
from infoseek.linking.stating.name_lists import Style, names_in


def written(text: str, style: Style = "people", links: tuple[Link, ...] = ()) -> list[str]:
    return [name.text for name in names_in(text, links, style)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ahmet Ertegün, Jerry Wexler", ["Ahmet Ertegün", "Jerry Wexler"]),
        ("Felice and Boudleaux Bryant", ["Felice and Boudleaux Bryant"]),
        ("Dan Aykroyd and John Landis", ["Dan Aykroyd", "John Landis"]),
        ("Louis Jordan and His Tympany Five", ["Louis Jordan and His Tympany Five"]),
        ("Simon & Garfunkel", ["Simon & Garfunkel"]),
        ("Billy Joel ft Ray Charles", ["Billy Joel", "Ray Charles"]),
        ("Quincy Jones, Jr., Bob Dylan", ["Quincy Jones, Jr.", "Bob Dylan"]),
        ("Nesuhi Ertegün / Zenas Sears (Atlanta)", ["Nesuhi Ertegün", "Zenas Sears"]),
        ("Craig Armstrong; Songs: Ray Charles", ["Craig Armstrong"]),
        ("Craig Armstrong; Songs:; Ray Charles", ["Craig Armstrong"]),
        ("Ilse Brandt and others", ["Ilse Brandt"]),
        ("Ilse Brandt, Ole Lund et al.", ["Ilse Brandt", "Ole Lund"]),
        ("Various", []),
        ("12345", []),
    ],
)
def test_splits_people(text: str, names: list[str]) -> None:
    """Full names joined by "and" are two, what shares a surname or a band is one."""
    assert written(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("ABC; 590", ["ABC"]),
        ("Atlantic 8029", ["Atlantic"]),
        ("SD 8052", []),
        ("Atlantic Records", ["Atlantic"]),
        ("Tangerine/ABC-Paramount", ["Tangerine", "ABC-Paramount"]),
        ("UK: EMI", ["EMI"]),
        ("Simon & Schuster", ["Simon & Schuster"]),
        ("Alfred A. Knopf, Inc.", ["Alfred A. Knopf, Inc."]),
    ],
)
def test_splits_organisations(text: str, names: list[str]) -> None:
    """Catalogue numbers and "Records" are cut off; "&" belongs to the name."""
    assert written(text, "organisations") == names


def test_two_linked_places_are_two() -> None:
    """ "Sogn and Fjordane" is one county; two links joined by "and" are two places."""
    assert written("Sogn and Fjordane", "places") == ["Sogn and Fjordane"]
    links = (Link(0, 3, "u1", "row"), Link(8, 12, "u2", "row"))
    assert written("Vik and Lund", "places", links) == ["Vik", "Lund"]
    assert written("Vik and Lund", "places", links[:1]) == ["Vik and Lund"]


def test_names_a_place_without_its_own_country() -> None:
    """A place with its state is the same with or without the country behind it."""
    for text in ("Albany, Georgia, U.S.", "Albany, Georgia, United States", "Albany, Georgia"):
        assert [name.folded for name in names_in(text, (), "places")] == ["albany georgia"]


def test_never_cuts_a_linked_name() -> None:
    """A link is one name whatever it contains, and parts it from an unlinked neighbour."""
    text = "Earth, Wind and Fire and Betty Carter"
    link = Link(0, 20, "http://web.test/ewf", "row")
    names = names_in(text, (link,), "people")
    assert [(name.text, name.target_url) for name in names] == [
        ("Earth, Wind and Fire", "http://web.test/ewf"),
        ("Betty Carter", ""),
    ]


@given(st.text(max_size=80), st.sampled_from(["people", "organisations", "places", "works", "terms"]))
def test_gives_distinct_non_empty_names_of_any_text(text: str, style: Style) -> None:
    """Nonsense makes no name twice, none empty, and no error."""
    folded = [name.folded for name in names_in(text, (), style)]
    assert all(folded)
    assert len(folded) == len(set(folded))
