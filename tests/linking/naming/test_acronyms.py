"""Acronyms beside names, and initials of names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infoseek.linking.naming.acronyms import acronyms_beside, expansions_beside, initials, is_short_for


@pytest.mark.parametrize(
    ("lead", "name", "found"),
    [
        ("The World Wide Web Consortium (W3C) is the main body.", "World Wide Web Consortium", ["W3C"]),
        ("The Northern Film Company, abbreviated NFC, was a company.", "Northern Film Company", ["NFC"]),
        ("Hypertext Markup Language (HTML) is a language.", "Hypertext Markup Language", ["HTML"]),
        (
            "Front End Study Hall (sometimes abbreviated as FrESH) is a club.",
            "Front End Study Hall",
            ["FrESH"],
        ),
        ("The Northern Film Company (London) is a company.", "Northern Film Company", []),
        ("The Northern Film Company was sold to the BBC (BBC).", "Northern Film Company", []),
    ],
)
def test_finds_the_acronym_a_lead_gives(lead: str, name: str, found: list[str]) -> None:
    """Its letters begin the name's words, or stand in them in order; what stands for another name is left."""
    assert acronyms_beside(lead, [name]) == found


@pytest.mark.parametrize(
    ("lead", "acronym", "found"),
    [
        ("NFC (Northern Film Company) is a company.", "NFC", ["Northern Film Company"]),
        (
            "MVP is an abbreviation for minimum viable product, the concept.",
            "MVP",
            ["minimum viable product"],
        ),
        ("CSR is a Certificate Signing Request, which is used.", "CSR", ["Certificate Signing Request"]),
        ("W3C stands for World Wide Web Consortium.", "W3C", ["World Wide Web Consortium"]),
        ("NFC is a sports club.", "NFC", []),
        ("Ray is a film.", "Ray", []),
    ],
)
def test_finds_what_an_acronym_stands_for(lead: str, acronym: str, found: list[str]) -> None:
    """In brackets, or behind "short for", "stands for", "is a"."""
    assert expansions_beside(lead, acronym) == found


def test_makes_initials_of_three_words() -> None:
    """With small words and without; none that spell an ordinary word, none of names written small."""
    assert initials("British Broadcasting Corporation") == ["BBC"]
    assert initials("League of Film Makers") == ["LFM", "LoFM"]
    assert initials("Theatre Of Old Lutes") == ["TOL"]
    assert initials("Society for English Towns") == ["SfET"]
    assert initials("content management system") == []
    assert initials("Ray Charles") == []


@given(st.text(max_size=30), st.text(max_size=80))
def test_never_raises(short: str, text: str) -> None:
    """Any text may stand in a lead."""
    initials(text)
    is_short_for(short, text)
    acronyms_beside(text, [short])
    expansions_beside(text, short)
