"""Linking names that carry no link."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from infoseek.linking.disambiguation.defaults import default_model
from infoseek.linking.disambiguation.linker import Linker
from infoseek.linking.mentions import Mention
from infoseek.linking.page import Page
from tests.linking.packs import Corpus, music
from tests.linking.pages import page_row

CORPUS = music()


@pytest.fixture(scope="module")
def linker(tmp_path_factory: pytest.TempPathFactory) -> Linker:
    return Linker(CORPUS.pack(tmp_path_factory.mktemp("pack")), default_model(), 0.7)


def _linked(linker: Linker, page: Page) -> list[tuple[str, str]]:
    found = linker.mentions(page, page.page_id, CORPUS.links.get(page.page_id, []))
    return [(page.text[each.start : each.end], CORPUS.pages[each.entity_id].title) for each in found]


@pytest.mark.parametrize(
    ("page", "name", "title"),
    [
        ("Best of Ray", "Cry", "Cry (song)"),
        ("Best of Ray", "Johnnie Ray", "Johnnie Ray"),
        ("Night of Fear", "Cry", "Cry (film)"),
        ("Night of Fear", "Ada Moss", "Ada Moss"),
    ],
)
def test_the_words_beside_a_name_tell_namesakes_apart(
    linker: Linker, page: str, name: str, title: str
) -> None:
    """The song and the film of one name are told by the type and the company in the text."""
    assert (name, title) in _linked(linker, CORPUS.by_title[page])


def test_links_stay_as_they_are(linker: Linker) -> None:
    """The page's own links are given back, whatever the dictionary says, and nothing overlaps them."""
    page = CORPUS.by_title["Cry (song)"]
    links = CORPUS.links[page.page_id]
    found = linker.mentions(page, page.page_id, links)
    assert [each for each in found if each.source == "link"] == links
    assert all(a.end <= b.start for a, b in pairwise(found))


def test_a_page_is_not_linked_to_itself_nor_to_lists(linker: Linker) -> None:
    """An unlinked name means another page, and none that is a list."""
    row = page_row("Cry (song)", "Cry is a song. Cry was in the List of songs with Cry.", bold=["Cry"])
    found = linker.mentions(Page.from_row(row), row["page_id"], [])
    titles = {CORPUS.pages[each.entity_id].title for each in found}
    assert not titles & {"Cry (song)", "List of songs"}


@pytest.mark.parametrize(
    ("text", "name", "title"),
    [
        ("They sang the song Cry (live).", "Cry (live)", "Cry (song)"),
        ("Said by the Johnnie Ray.", "the Johnnie Ray", "Johnnie Ray"),
        ("Made by Kohlman for all.", "Kohlman", "Churchill Kohlman"),
    ],
)
def test_a_given_span_is_linked(linker: Linker, text: str, name: str, title: str) -> None:
    """Brackets, articles and parts of titles are seen through where the span is given."""
    page = Page.from_row(page_row("Elsewhere", text))
    start = page.text.index(name)
    found = linker.choose(page, page.page_id, (start, start + len(name)), [])
    assert found is not None
    assert CORPUS.pages[found.entity_id].title == title


def test_a_span_that_nothing_is_called_stays_unlinked(linker: Linker) -> None:
    """No word of it stands in any name or title; or it holds no word."""
    page = Page.from_row(page_row("Elsewhere", "Quite unheard of — here."))
    assert linker.choose(page, "", (0, 13), []) is None
    assert linker.choose(page, "", (17, 18), []) is None


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "Cry",
                "Johnnie Ray",
                "Ray",
                "Ada Moss",
                "moss's",
                "(",
                '"',
                ".",
                "\n",
                "the film",
                "•",
                "½",
                "é",
            ]
        ),
        max_size=40,
    )
)
def test_mentions_never_overlap_and_stay_in_order(linker: Linker, words: list[str]) -> None:
    """Whatever the text: ordered, apart, inside the text, each at least as sure as asked for."""
    page = Page.from_row(page_row("Elsewhere", " ".join(words)))
    found = linker.mentions(page, page.page_id, [])
    assert all(0 <= each.start < each.end <= len(page.text) and 0.7 <= each.score <= 1 for each in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert found == linker.mentions(page, page.page_id, [])


def test_a_long_text_with_many_links_ends(linker: Linker) -> None:
    """A text of 200,000 characters with 100,000 links is read up to a limit, all of its links kept."""
    text = "Cry by Johnnie Ray and Ada Moss. " * 6_500
    page = Page.from_row(page_row("Elsewhere", text))
    target = CORPUS.by_title["Ada Moss"].page_id
    links = [Mention(at, at + 2, target, "link", "prose", 1.0) for at in range(0, 200_000, 2)]
    found = linker.mentions(page, page.page_id, links)
    assert [each for each in found if each.source == "link"] == links


def test_an_empty_dictionary_links_nothing(tmp_path: Path) -> None:
    """A corpus of one page without a title knows no names."""
    corpus = Corpus([page_row("", "")])
    page = next(iter(corpus.pages.values()))
    linker = Linker(corpus.pack(tmp_path), default_model(), 0.5)
    assert linker.mentions(page, page.page_id, []) == []
    assert linker.choose(page, page.page_id, (0, 0), []) is None
