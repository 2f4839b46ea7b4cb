"""Spans within bounds and reaching into them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from infoseek.linking.sets import spans
from infoseek.linking.sets.spans import Spans

BOUNDS = st.integers(0, 20)
SPANS = st.tuples(BOUNDS, st.integers(0, 6) | st.integers(0, 30)).map(lambda pair: (pair[0], sum(pair)))


@given(st.lists(SPANS, max_size=40), SPANS)
def test_blocks_give_what_each_span_gives(made: list[tuple[int, int]], bounds: tuple[int, int]) -> None:
    """Exactly the subjects of spans wholly within, or that have a number in common, in blocks of any size."""
    low, high = bounds
    lows, highs = (np.array([span[side] for span in made], np.float64) for side in (0, 1))
    subjects = np.arange(len(made), dtype=np.int64) // 2
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(spans, "_LEAF", 3)
        patch.setattr(spans, "_FAN", 2)
        found = Spans(lows, highs, subjects)
        within, overlapping = found.within(low, high), found.overlapping(low, high)
    numbered = list(enumerate(made))
    assert set(within) == {n // 2 for n, (first, last) in numbered if low <= first and last <= high}
    assert set(overlapping) == {n // 2 for n, (first, last) in numbered if first <= high and low <= last}
