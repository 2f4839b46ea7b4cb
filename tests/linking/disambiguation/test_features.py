"""Columns by which contenders are told apart, and picking among them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from infoseek.linking.disambiguation.contenders import contenders
from infoseek.linking.disambiguation.features import gap
from infoseek.linking.disambiguation.linker import pick
from infoseek.linking.disambiguation.near_words import Surroundings, surroundings
from infoseek.linking.disambiguation.occurrences import Occurrence, Reading, occurrences, read_words
from infoseek.linking.disambiguation.pack import Pack
from infoseek.linking.disambiguation.title_words import title_columns
from infoseek.linking.page import Page
from tests.linking.packs import Corpus, music
from tests.linking.pages import page_row

GROUPS = st.lists(st.lists(st.integers(-3, 3).map(float), min_size=1, max_size=5), min_size=1, max_size=6)


def _flat(groups: Sequence[Sequence[float]]) -> tuple[np.ndarray, np.ndarray]:
    begin = np.cumsum([0, *(len(group) for group in groups[:-1])])
    return np.array([value for group in groups for value in group]), begin


@given(GROUPS)
def test_the_gap_is_to_the_best_of_the_others(groups: list[list[float]]) -> None:
    """Each value less the greatest other one of its group; a sole value counts whole."""
    expected = [
        value - max(group[:place] + group[place + 1 :], default=0.0)
        for group in groups
        for place, value in enumerate(group)
    ]
    assert gap(*_flat(groups)).tolist() == expected


@given(GROUPS)
def test_the_first_of_the_best_is_picked(groups: list[list[float]]) -> None:
    """The chosen row has its group's greatest score and comes first; shares are of a softmax."""
    scores, begin = _flat(groups)
    chosen, share, lead = pick(scores, begin)
    assert [int(row) - int(first) for row, first in zip(chosen, begin, strict=True)] == [
        group.index(max(group)) for group in groups
    ]
    for group, part, by in zip(groups, share, lead, strict=True):
        assert part == pytest.approx(np.exp(max(group)) / np.exp(group).sum())
        assert by == (10 if len(group) == 1 else sorted(group)[-1] - sorted(group)[-2])


def _around(pack: Pack, page: Page) -> tuple[Reading, list[Occurrence], Surroundings]:
    reading = read_words(page)
    hits = occurrences(page, reading, pack)
    return reading, hits, surroundings(page, reading, hits)


def test_what_stands_around_a_name_is_told(tmp_path: Path) -> None:
    """Quotes, capitals, compounds, types beside it, kinds of line, longer names around it."""
    pack = music().pack(tmp_path)
    row = page_row("Elsewhere", 'The song "Cry" by Johnnie Ray is no Cry-baby.', [("Label", "Cry")])
    page = Page.from_row(row)
    _, hits, around = _around(pack, page)
    told = {
        (page.text[hit.start : hit.end], hit.start): place
        for place, hit in enumerate(hits)
    }  # fmt: skip
    in_row, quoted, joined = (place for (name, _), place in told.items() if name == "Cry")
    inner = next(place for (name, _), place in told.items() if name == "Ray")
    shape = around.shape
    assert (around.kinds[in_row], around.kinds[quoted]) == ("row", "lead")
    assert (shape["quoted"][quoted], shape["quoted"][joined]) == (1, 0)
    assert (shape["joined_right"][joined], shape["joined_right"][quoted]) == (1, 0)
    assert around.type_nouns[quoted] == "song"
    assert (shape["contained"][inner], shape["capital_left"][inner]) == (1, 1)


def test_the_line_of_a_name_holds_the_rest_of_a_title(tmp_path: Path) -> None:
    """Of camps named by year and town, the year at the head of the line tells which is meant."""
    camps = [page_row(f"{year}/Berlin", f"A camp in [[Berlin]] in {year} was held.") for year in (2016, 2019)]
    corpus = Corpus([*camps, page_row("Berlin", "Berlin is a city.", bold=["Berlin"])])
    links = page_row("More", "2016: [[2016/Berlin|Berlin]]", lists={"": ["2019: [[2019/Berlin|Berlin]]"]})
    pack = Corpus([*camps, page_row("Berlin", "Berlin is a city.", bold=["Berlin"]), links]).pack(tmp_path)
    page = Page.from_row(page_row("Other", "2016 | Oslo • Berlin • Ghent"))
    reading, hits, around = _around(pack, page)
    found = contenders(pack, reading, hits, {}, 0, with_phrases=True)
    columns = title_columns(pack, -1, reading, hits, around, found)
    by_title = {
        corpus.pages[pack.id_of(int(entity))].title: (int(beside), float(missing))
        for entity, beside, missing in zip(
            found.entity, columns["title_beside"], columns["title_missing"], strict=True
        )
    }
    assert by_title == {"2016/Berlin": (1, 0.0), "2019/Berlin": (0, 0.5), "Berlin": (0, 0.0)}
