"""Names of a world's things."""

from __future__ import annotations

import random

import pytest

from infoseek.world import stock
from infoseek.world.kinds import FAMILIES, FAMILY_OF
from infoseek.world.names import Names
from infoseek.world.plan import plan

KINDS = [kind for kind in FAMILY_OF if kind not in FAMILIES["people"]]


def test_the_largest_world_finds_names_for_everything() -> None:
    """Names for all things of 100,000 pages are drawn without repetition."""
    names = Names(random.Random(1))
    drawn = []
    for kind, count in plan(100_000).counts.items():
        if kind in FAMILIES["people"]:
            drawn += [" ".join(names.person(number % 2 == 0)) for number in range(count)]
        else:
            drawn += [names.of(kind) for _ in range(count)]
    assert len(set(drawn)) == len(drawn) > 98_000


@pytest.mark.parametrize("kind", KINDS)
def test_names_are_fit_for_titles(kind: str) -> None:
    """No name of a kind holds a verb, a bracket or a " by ", which would be read as something else."""
    names = Names(random.Random(2))
    for _ in range(60):
        words = names.of(kind).split()
        assert not {"is", "was", "are", "were", "by"} & {word.lower() for word in words}
        assert not set('()[]{}|<>"/?#%:;') & set("".join(words))


def test_articles_fit_the_noun() -> None:
    """Every noun of the stock that takes "an" gets it."""
    names = Names(random.Random(3))
    titles = [names.of("novel") for _ in range(4000)]
    assert not [
        title for title in titles if title.startswith(("A Umb", "A Hour", "A Heir", "A O", "A I", "An Horiz"))
    ]
    assert any(title.startswith("An ") for title in titles)


def test_the_stock_has_no_word_twice() -> None:
    """Each list of the stock holds each word once."""
    for words in (stock.WOMEN, stock.MEN, stock.STEMS, stock.NOUNS, stock.ADJECTIVES, stock.TOWN_ENDS):
        assert len(set(words)) == len(words)
