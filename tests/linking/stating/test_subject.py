"""By which words a page's text means its own subject, and which it does not."""

from __future__ import annotations

from itertools import pairwise

import pytest

from infoseek.linking.kinds.entities import describe
from infoseek.linking.stating.subject import subject_mentions
from tests.linking.prose import own_words, prose_page

NOVELIST = "Mara Voss (born 1901) was a novelist. She kept bees and sold her honey."
FILM = "Tin Crow is a film about a lamp."


@pytest.mark.parametrize(
    ("title", "lead", "text", "expected"),
    [
        ("Mara Voss", NOVELIST, "Mara Voss left. She wrote at night.", ["Mara Voss", "She"]),
        ("Mara Voss", NOVELIST, "Voss wrote at night. In 1924 she married.", ["Voss", "she"]),
        ("Mara Voss", NOVELIST, "He wrote at night.", []),
        ("Mara Voss", NOVELIST, "Her sister was Ida Voss. She wrote at night.", ["Her"]),
        ("Mara Voss", NOVELIST, "Mara Voss Prize winners sing.", []),
        ("Tin Crow", FILM, "The film opened. It was cheap.", ["The film", "It"]),
        ("Tin Crow", FILM, "The film followed the novel Red Kettle. It was cheap.", ["The film"]),
        ("Tin Crow", FILM, "The film Grey Tides was shown first.", []),
        ("Tin Crow", FILM, "It was in winter that nobody came.", []),
        ("Tin Crow", FILM, "The crew slept. It was cheap.", []),
        ("Tin Crow", FILM, "Of all, Tin Crow is the longest.", ["Tin Crow"]),
    ],
)
def test_the_subject_is_meant(title: str, lead: str, text: str, expected: list[str]) -> None:
    """By its names, by a pronoun that can mean nothing else, by its type with "the"."""
    page = prose_page(title, lead, text)
    begin = page.text.index("\n")
    found = subject_mentions(page, describe(page), page.page_id)
    assert [page.text[m.start : m.end] for m in found if m.start > begin] == expected


def test_a_name_that_a_link_gives_to_another_is_not_the_subjects() -> None:
    """On the page of an album called as its singer, the singer's linked name is the singer's."""
    page = prose_page(
        "Mara Voss (album)", "Mara Voss is an album by [[Mara Voss (singer)|Mara Voss]].", "Mara Voss sings."
    )
    assert own_words(page) == []


def test_mentions_are_apart_and_in_order() -> None:
    """No two mentions overlap, nor one and a link; each has the page's own id and a score below 1."""
    page = prose_page(
        "Tin Crow", FILM, "Tin Crow, the film by [[Eve Fane]], opened. The film ran. [[Tin Crow]] stayed."
    )
    found = subject_mentions(page, describe(page), "own")
    assert [m.start for m in found] == sorted(m.start for m in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert not any(link.start < m.end and m.start < link.end for m in found for link in page.links)
    assert {m.entity_id for m in found} == {"own"}
    assert all(0 < m.score < 1 for m in found)


def test_lists_and_other_languages_have_none() -> None:
    """A list is about nothing, and pronouns are read in English."""
    assert own_words(prose_page("List of films", "This is a list of films.", "It is long.")) == []
    assert own_words(prose_page("Tin Crow", FILM, "The film ran.", language="de")) == []
