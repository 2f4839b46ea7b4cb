"""Names of the dictionary in a text."""

from __future__ import annotations

import pytest

from infoseek.linking.disambiguation.occurrences import occurrences, read_words
from infoseek.linking.disambiguation.pack import Pack
from infoseek.linking.page import Page
from tests.linking.packs import music
from tests.linking.pages import page_row


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    return music().pack(tmp_path_factory.mktemp("pack"))


def _named(pack: Pack, text: str) -> list[str]:
    page = Page.from_row(page_row("Elsewhere", text))
    return [page.text[hit.start : hit.end] for hit in occurrences(page, read_words(page), pack)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("A song by Johnnie Ray, twice.", ["Johnnie", "Johnnie Ray", "Ray"]),
        ("JOHNNIE RAY sang.", ["JOHNNIE", "JOHNNIE RAY", "RAY"]),
        ("Jóhnnie Ráy sang.", ["Jóhnnie", "Jóhnnie Ráy", "Ráy"]),
        ("Johnnie Ray's hit.", ["Johnnie", "Johnnie Ray", "Ray"]),
        ("Ada Moss’s film.", ["Ada Moss"]),
        ("Outcry and Crying", []),
        ("See https://cry.example/Cry/ or mail cry@cry.example now.", []),
        ('<a class="Cry">Nothing</a>', []),
        ("", []),
    ],
)
def test_names_are_found_as_whole_words(pack: Pack, text: str, names: list[str]) -> None:
    """Case, diacritics and possessives are seen through; parts of words, addresses and markup name nothing."""
    found = _named(pack, text)
    assert found == names


def test_no_name_reaches_across_lines(pack: Pack) -> None:
    """A name begins and ends in one line."""
    row = page_row("Elsewhere", "Here is Johnnie", lists={"": ["Ray of light"]})
    page = Page.from_row(row)
    assert "Johnnie\nRay" not in [
        page.text[hit.start : hit.end] for hit in occurrences(page, read_words(page), pack)
    ]


def test_words_hold_their_offsets(pack: Pack) -> None:
    """Each word's span in the text folds to its span in the folded text."""
    page = Page.from_row(page_row("Elsewhere", "“Çà et là”, ½ of Ray's O'Neil — e\u0301tude!"))
    reading = read_words(page)
    assert [page.text[word.start : word.end] for word in reading.words][:3] == ["Çà", "et", "là"]
    assert len(reading.numbers) == len(reading.words)
    assert "etude" in reading.folded
