"""The numbers and dates that subjects state, as spans: which lie within bounds, and which reach into them.

What lives here: the index over spans. What may not: which statements count.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
from pyroaring import BitMap

from infoseek.linking.sets.pairs import distinct, union

Floats = npt.NDArray[np.float64]
# Spans a block, and for each block the set of its subjects, its least high and its greatest.
Level = tuple[int, list[BitMap], list[float], list[float]]

_LEAF = 1024
_FAN = 4


class Spans:
    """Spans low to high of subjects (a subject may have several), as a tree of blocks by their lows.

    Each block holds the set of its subjects and the least and greatest of its highs, so that a query takes
    whole blocks: its cost grows with the logarithm of the spans and with the spans on its bounds, not with what
    it finds.
    """

    def __init__(self, lows: Floats, highs: Floats, subjects: npt.NDArray[np.int64]) -> None:
        order = np.lexsort((highs, lows))
        self._lows, self._highs = lows[order].tolist(), highs[order]
        self._subjects = subjects[order].astype(np.uint32)
        self._widest = float((highs - lows).max()) if len(order) else 0.0
        starts = range(0, len(order), _LEAF)
        sets = [distinct(self._subjects[start : start + _LEAF]) for start in starts]
        least = [float(self._highs[start : start + _LEAF].min()) for start in starts]
        most = [float(self._highs[start : start + _LEAF].max()) for start in starts]
        self._levels: list[Level] = [(_LEAF, sets, least, most)]
        while len(sets) > _FAN:
            groups = [slice(start, start + _FAN) for start in range(0, len(sets), _FAN)]
            sets = [union(sets[group]) for group in groups]
            least = [min(least[group]) for group in groups]
            most = [max(most[group]) for group in groups]
            self._levels.append((self._levels[-1][0] * _FAN, sets, least, most))

    def within(self, low: float, high: float) -> BitMap:
        """The subjects with a span wholly within the bounds."""
        first, last = bisect_left(self._lows, low), bisect_right(self._lows, high)
        return self._collect(first, last, -np.inf, high)

    def overlapping(self, low: float, high: float) -> BitMap:
        """The subjects with a span that has a number in common with the bounds."""
        first, last = bisect_left(self._lows, low - self._widest), bisect_right(self._lows, high)
        return self._collect(first, last, low, np.inf)

    def _collect(self, first: int, last: int, least_high: float, most_high: float) -> BitMap:
        """The subjects of the spans first to last (by low) whose high lies within these bounds."""
        found: list[BitMap] = []
        at = first
        while at < last:
            size = _LEAF
            for size, sets, least, most in self._covering(at, last):
                block = at // size
                if most[block] < least_high or least[block] > most_high:
                    break
                if least_high <= least[block] and most[block] <= most_high:
                    found.append(sets[block])
                    break
            else:
                size = _LEAF - at % _LEAF
                part = slice(at, min(at + size, last))
                highs = self._highs[part]
                found.append(distinct(self._subjects[part][(highs >= least_high) & (highs <= most_high)]))
            at += size
        return union(found)

    def _covering(self, at: int, last: int) -> Iterator[Level]:
        """The blocks that begin at a place and end before the last, the largest first."""
        for level in reversed(self._levels):
            if at % level[0] == 0 and min(at + level[0], len(self._lows)) <= last:
                yield level
