"""Shapes of trees, and which is wanted next."""

from __future__ import annotations

import random
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import settings as running
from hypothesis import strategies as st
from pydantic import ValidationError

from infoseek.agents.shape import Shape, Shapes, drawn, shape_of, shares, targets, widths_for
from infoseek.agents.sizes import Sizes
from infoseek.settings import GrowthSettings, Settings
from tests.agents.discography import corpus
from tests.agents.starting import grown

WEIGHTS = st.floats(0.1, 10)


@running(deadline=None)
@given(
    st.dictionaries(st.integers(5, 9), WEIGHTS, min_size=1), st.dictionaries(st.just(2), WEIGHTS, min_size=1)
)
def test_shares_of_sizes_are_as_weighted(sizes: dict[int, float], depths: dict[int, float]) -> None:
    """Where every size can have the wanted depth, each size has its own share of the weights."""
    found, deep = shares(GrowthSettings(vertices=sizes, depth=depths))
    whole = sum(sizes.values())
    assert {size: pytest.approx(weight / whole) for size, weight in sizes.items()} == found
    assert deep == {2: pytest.approx(1)}


def test_a_shape_that_cannot_be_has_no_share() -> None:
    """Five vertices are too few for four that have children one below the other and a clue beside them."""
    assert (5, 4) not in targets(GrowthSettings())
    by_size, by_depth = shares(GrowthSettings())
    assert sum(by_size.values()) == pytest.approx(1)
    assert by_depth[4] == pytest.approx(0.1, abs=0.001)


@running(deadline=None)
@given(st.integers(5, 9), st.integers(2, 4), st.integers(0, 99))
def test_a_drawn_shape_has_room_for_its_clues(vertices: int, depth: int, seed: int) -> None:
    """The hidden vertices reach the depth and width, each branch has a clue, and the whole is no chain."""
    if not widths_for(vertices, depth):
        return
    shape = drawn(GrowthSettings(), vertices, depth, random.Random(seed))
    assert (shape.vertices, shape.depth) == (vertices, depth)
    assert shape.hidden >= max(shape.width, depth - 1)
    assert shape.attributes >= max(shape.width, 2)
    assert shape.attributes + shape.hidden + 1 == vertices


def test_the_shape_that_lacks_most_comes_first() -> None:
    """Where one shape cannot be had it is wanted of each next root, until the others are too many already."""
    settings = GrowthSettings(vertices={5: 1, 6: 1, 7: 2}, depth={2: 1})
    chance, taken = random.Random(1), Counter[int]()
    shapes = Shapes(settings, chance)
    while others := [shape for shape in shapes.in_order(chance) if shape.vertices != 7]:
        shapes.take(others[0])
        taken[others[0].vertices] += 1
    assert [shape.vertices for shape in shapes.in_order(chance)] == [7]
    assert sorted(shape.vertices for shape in shapes.in_order(chance, is_any=True)) == [5, 6, 7]
    assert taken.total() < 6


def test_all_shapes_taken_come_to_the_shares() -> None:
    """Where every shape can be had the shares taken are within five points of the wanted ones."""
    settings = GrowthSettings()
    chance, taken = random.Random(2), Counter[tuple[int, int]]()
    shapes = Shapes(settings, chance)
    for _ in range(100):
        shape = shapes.in_order(chance)[0]
        shapes.take(shape)
        taken[shape.vertices, shape.depth] += 1
    assert all(abs(taken[cell] / 100 - share) < 0.05 for cell, share in targets(settings).items())


def test_many_short_rows_come_to_the_shares_too() -> None:
    """What is rare is taken in some rows: over twenty rows each share is within two points."""
    settings, taken = GrowthSettings(), Counter[tuple[int, int]]()
    for row in range(20):
        chance = random.Random(row)
        shapes = Shapes(settings, chance)
        for _ in range(30):
            shape = shapes.in_order(chance)[0]
            shapes.take(shape)
            taken[shape.vertices, shape.depth] += 1
    assert all(abs(taken[cell] / 600 - share) < 0.02 for cell, share in targets(settings).items())


def test_the_shape_of_a_tree_is_read_off_it() -> None:
    """Size, depth, width and hidden vertices count what the tree has."""
    tree = grown(Sizes(corpus(), GrowthSettings()), "p03")
    shape = shape_of(tree)
    assert shape.vertices == len(tree.vertices)
    assert shape.hidden == len(tree.hidden_inner)
    assert shape.depth == 1 + max(tree.depth(v.id) for v in tree.hidden_inner)


def test_weights_are_settable_as_json(monkeypatch: pytest.MonkeyPatch) -> None:
    """The environment gives weights as a JSON object; sizes that no tree may have are refused by name."""
    monkeypatch.setenv("INFOSEEK_GROWTH__VERTICES", '{"5": 1, "7": 3}')
    assert Settings().growth.vertices == {5: 1, 7: 3}  # type: ignore[call-arg]
    with pytest.raises(ValidationError, match="none of the wanted sizes"):
        GrowthSettings(vertices={12: 1})
    with pytest.raises(ValidationError):
        GrowthSettings(depth={2: 0})


def test_a_shape_is_what_was_asked_for() -> None:
    """Attributes are what is left beside the root and the hidden vertices."""
    assert Shape(vertices=7, depth=3, width=2, hidden=3).attributes == 3
