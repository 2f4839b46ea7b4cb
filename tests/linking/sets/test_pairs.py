"""Pairs found from either side, one by one and all at once."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyroaring import BitMap

from infoseek.linking.sets import pairs
from infoseek.linking.sets.pairs import Pairs

NUMBERS = st.integers(0, 9)


@pytest.mark.parametrize("few", [-1, 16], ids=["at once", "one by one"])
@given(
    st.lists(st.tuples(NUMBERS, NUMBERS), max_size=30),
    st.frozensets(NUMBERS),
    st.frozensets(NUMBERS) | st.none(),
)
def test_finds_what_stands_beside(
    few: int, made: list[tuple[int, int]], keys: frozenset[int], within: frozenset[int] | None
) -> None:
    """Both sides give the pairs that were put in, whichever way is quicker, within a set where one is given."""
    ends = np.array(made, np.int64).reshape(-1, 2)
    found, among = Pairs(ends[:, 0], ends[:, 1]), None if within is None else BitMap(within)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pairs, "_FEW", few)
        seconds, firsts = found.of_all(BitMap(keys), among), found.to_all(BitMap(keys), among)
    allowed = frozenset(range(10)) if within is None else within
    assert set(seconds) == {b for a, b in made if a in keys} & allowed
    assert set(firsts) == {a for a, b in made if b in keys} & allowed
    assert all(set(found.of(key)) == {b for a, b in made if a == key} for key in range(10))
    assert all(set(found.to(key)) == {a for a, b in made if b == key} for key in range(10))
