"""Pairs of numbers found from either side: who states what, and by whom it is stated.

What lives here: the index over pairs. What may not: what the numbers stand for.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from functools import cached_property

import numpy as np
import numpy.typing as npt
from pyroaring import BitMap

Numbers = npt.NDArray[np.uint32]
# So many keys are looked up one by one, and one more for so many pairs; for more all pairs are gone through at
# once, which costs some nanoseconds a pair.
_FEW, _PAIRS_A_LOOKUP = 16, 512


class Side:
    """The pairs sorted by one side."""

    def __init__(self, keys: Numbers, values: Numbers) -> None:
        self._keys, self._values = _array(keys), _array(values)

    @property
    def keys(self) -> Numbers:
        return np.frombuffer(self._keys, np.uint32)

    @property
    def values(self) -> Numbers:
        return np.frombuffer(self._values, np.uint32)

    def of(self, key: int) -> BitMap:
        """What stands beside this key."""
        first = bisect_left(self._keys, key)
        return BitMap(self._values[first : bisect_right(self._keys, key, first)])

    def of_all(self, keys: BitMap, within: BitMap | None = None, back: Side | None = None) -> BitMap:
        """What stands beside any of these keys; of `within` alone, where that is given with the side `back`."""
        few = _FEW + len(self._keys) // _PAIRS_A_LOOKUP
        if len(keys) <= few:
            found = union(map(self.of, keys))
        elif within is not None and back is not None and len(within) <= few:
            return BitMap([value for value in within if not back.of(value).isdisjoint(keys)])
        else:
            found = distinct(self.values[is_among(self.keys, keys)])
        return found if within is None else found & within


class Pairs:
    """Distinct pairs of numbers below 2³²."""

    def __init__(self, firsts: npt.NDArray[np.int64], seconds: npt.NDArray[np.int64]) -> None:
        codes = np.unique((firsts << np.int64(32)) | seconds)
        self.firsts = Side((codes >> np.int64(32)).astype(np.uint32), codes.astype(np.uint32))

    @cached_property
    def seconds(self) -> Side:
        """The same pairs from their second side."""
        order = np.argsort(self.firsts.values, kind="stable")
        return Side(self.firsts.values[order], self.firsts.keys[order])

    @property
    def codes(self) -> npt.NDArray[np.int64]:
        """first · 2³² + second of each pair, ascending."""
        return (self.firsts.keys.astype(np.int64) << np.int64(32)) | self.firsts.values

    def of(self, first: int) -> BitMap:
        """The seconds of one first."""
        return self.firsts.of(first)

    def to(self, second: int) -> BitMap:
        """The firsts of one second."""
        return self.seconds.of(second)

    def of_all(self, firsts: BitMap, within: BitMap | None = None) -> BitMap:
        """The seconds of any of these firsts."""
        return self.firsts.of_all(firsts, within, self.seconds)

    def to_all(self, seconds: BitMap, within: BitMap | None = None) -> BitMap:
        """The firsts of any of these seconds."""
        return self.seconds.of_all(seconds, within, self.firsts)


def bitmap(numbers: Numbers) -> BitMap:
    """The bitmap of sorted numbers, quicker than of others."""
    return BitMap(_array(numbers))


def distinct(numbers: npt.NDArray[np.integer]) -> BitMap:
    """The bitmap of any numbers."""
    return bitmap(np.sort(numbers.astype(np.uint32, copy=False)))


def numbers_of(bits: BitMap) -> Numbers:
    """The numbers of a bitmap, ascending."""
    return np.frombuffer(bits.to_array(), np.uint32)


def is_among(numbers: Numbers, bits: BitMap) -> npt.NDArray[np.bool_]:
    """For each number whether it is in the bitmap."""
    if not len(numbers):
        return np.zeros(0, np.bool_)
    table = np.zeros(int(numbers.max()) + 1, np.bool_)
    asked = numbers_of(bits)
    table[asked[asked < len(table)]] = True
    return table[numbers]


def union(sets: Iterable[BitMap]) -> BitMap:
    """The union of any number of sets."""
    return BitMap.union(BitMap(), *sets)


def _array(numbers: Numbers) -> array[int]:
    found = array("I")
    found.frombytes(np.ascontiguousarray(numbers, np.uint32).tobytes())
    return found
