"""Lists, indexes and pages that tell things of one name apart."""

from __future__ import annotations

import pytest

from infoseek.linking.kinds.entities import describe
from infoseek.linking.page import Page
from tests.linking.pages import page_of, page_row


@pytest.mark.parametrize(
    ("title", "lead"),
    [
        ("Cry (disambiguation)", "Cry is a word."),
        ("Mercury", "Mercury may refer to several things."),
        ("copy", "copy may refer to: a duplicate, a clipboard operation."),
        ("WP", "WP is an abbreviation that may mean Wikipedia or WordPress."),
        ("Lyon (homonymie)", "Lyon est une ville."),
        ("Schiller", "Schiller steht für mehrere Personen."),
        ("Newman (surname)", "Newman is a name."),
    ],
)
def test_knows_what_tells_things_apart(title: str, lead: str) -> None:
    """Brackets and leads say it, in several languages; such a page can be no answer."""
    entity = page_of(title, lead)[1]
    assert (entity.kind, entity.is_disambiguation, entity.is_answerable) == ("list", True, False)


@pytest.mark.parametrize(
    ("title", "lead"),
    [
        ("List of songs", "Songs are sung."),
        ("Ray discography", "Ray Charles released many records."),
        ("Goals", "2019 Goals are a list of people and their goals."),
        ("Accolades", "This is a list of awards received by the film."),
    ],
)
def test_knows_lists(title: str, lead: str) -> None:
    """A list is no answer, and tells no things apart."""
    entity = page_of(title, lead)[1]
    assert (entity.kind, entity.is_disambiguation, entity.is_answerable) == ("list", False, False)


def test_knows_a_list_by_its_shape() -> None:
    """Where nearly all text are items that begin with links, the page is a list, unless something names its type."""
    items = {"Songs": [f"[[Song {number}]], 19{number}" for number in range(10, 22)]}
    assert page_of("Works", "", lists=items)[1].kind == "list"
    assert page_of("Works", "Works is a band.", lists=items)[1].kind == "organisation"
    plain = {"Songs": [f"Song {number}" for number in range(10, 22)]}
    assert page_of("Works", "", lists=plain)[1].kind == "unknown"


def test_a_meaning_told_late_makes_no_list() -> None:
    """Only what stands at the head of the lead speaks of the name."""
    told = "as the reader learns in the very last of its many chapters and not a page before it"
    lead = f"Ash is a novel about a man of the hills whose name, {told}, may refer to a tree."
    assert not page_of("Ash", lead)[1].is_disambiguation


def test_categories_tell_lists_too() -> None:
    """A disambiguation category is enough."""
    row = {**page_row("Ash", "Ash is a novel."), "categories": ["All disambiguation pages"]}
    assert describe(Page.from_row(row)).is_disambiguation
