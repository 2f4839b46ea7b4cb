"""Texts by their words: which texts have all the words of another, or only words of it.

What may not live here: what the texts name.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable


class WordIndex:
    """Folded texts, words separated by spaces. Each is kept under its rarest word and under all its words."""

    def __init__(self, texts: Iterable[str]) -> None:
        split = {text: frozenset(text.split()) for text in texts}
        self._counts = Counter(word for words in split.values() for word in words)
        self._holding: dict[str, list[tuple[frozenset[str], str]]] = defaultdict(list)
        self._rarest: dict[str, list[tuple[frozenset[str], str]]] = defaultdict(list)
        for text, words in split.items():
            for word in words:
                self._holding[word].append((words, text))
            if words:
                self._rarest[self._rare(words)].append((words, text))

    def _rare(self, words: frozenset[str]) -> str:
        return min(words, key=lambda word: (self._counts[word], word))

    def nested(self, text: str) -> set[str]:
        """The texts whose words are all in this one, and those that hold all of its words; {} for no words."""
        words = frozenset(text.split())
        if not words:
            return set()
        within = (other for word in words for held, other in self._rarest.get(word, ()) if held <= words)
        around = (other for held, other in self._holding.get(self._rare(words), ()) if words <= held)
        return {*within, *around}
