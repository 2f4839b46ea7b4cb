"""Texts by their words: which texts have all the words of another, or only words of it.

What may not live here: what the texts name.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
from pyroaring import BitMap

from infoseek.linking.sets.pairs import Pairs


class WordIndex:
    """Folded texts, words separated by spaces. Each is kept under its rarest word and under all its words.

    texts: in the order given, each known by its place in it.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        self.texts: list[str] = texts if isinstance(texts, list) else list(texts)
        split = pc.utf8_split_whitespace(pa.array(self.texts, pa.string()))
        words = split.flatten().dictionary_encode()
        places = pc.list_parent_indices(split).to_numpy(zero_copy_only=False).astype(np.int64)
        codes = words.indices.to_numpy(zero_copy_only=False).astype(np.int64)
        is_word = _lengths(words)[codes] > 0 if len(codes) else np.zeros(0, np.bool_)
        self._words = {word: code for code, word in enumerate(words.dictionary.to_pylist()) if word}
        self._holding = Pairs(places[is_word], codes[is_word])
        self._rarest = self._by_rarest(len(words.dictionary))

    def _by_rarest(self, known: int) -> Pairs:
        """place -> the word of the text that the fewest texts have."""
        places = self._holding.firsts.keys.astype(np.int64)
        codes = self._holding.firsts.values.astype(np.int64)
        counts = np.bincount(codes, minlength=known)
        self._counts = counts
        order = np.lexsort((codes, counts[codes], places))
        places, codes = places[order], codes[order]
        is_first = np.ones(len(places), np.bool_)
        is_first[1:] = places[1:] != places[:-1]
        return Pairs(places[is_first], codes[is_first])

    def holding(self, word: str) -> BitMap:
        """The places of the texts that have a word."""
        code = self._words.get(word)
        return BitMap() if code is None else self._holding.to(code)

    def nested_places(self, text: str) -> BitMap:
        """The places of the texts whose words are all in this one, or that hold all of its words."""
        asked = set(text.split())
        if not asked:
            return BitMap()
        codes = BitMap([self._words[word] for word in asked if word in self._words])
        within = [
            place
            for code in codes
            for place in self._rarest.to(code)
            if self._holding.of(place).issubset(codes)
        ]
        found = BitMap(within)
        if len(codes) == len(asked):
            rarest_first = sorted(codes, key=lambda code: int(self._counts[code]))
            found |= reduce(BitMap.__and__, map(self._holding.to, rarest_first))
        return found

    def nested(self, text: str) -> set[str]:
        """The texts whose words are all in this one, and those that hold all of its words; {} for no words."""
        return {self.texts[place] for place in self.nested_places(text)}


def _lengths(words: pa.DictionaryArray) -> npt.NDArray[np.int64]:
    lengths: npt.NDArray[np.int64] = pc.binary_length(words.dictionary).to_numpy(zero_copy_only=False)
    return lengths
