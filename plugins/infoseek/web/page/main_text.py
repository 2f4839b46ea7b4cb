"""Which lines of a page that does not mark its content are main text, as resiliparse's extraction finds it.

What may not live here: reading the page into lines, and pages that say themselves where their content is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate, groupby

from resiliparse.extract.html2text import extract_plain_text

OPENING = 24
"""Letters and digits by which a longer line is found again."""
MIN_RUN = 120
"""Characters of main text in a row that are no part of a page's frame."""
_MAX_PLACES = 20
"""Places of a short text that are looked at."""
_BREAK = re.compile(r"[\n\t]+")
_NOT_WORD = re.compile(r"[\W_]+")


class MainText:
    """The main text of a page. Letters and digits are compared: markup moves what stands between them."""

    def __init__(self, html: str) -> None:
        found: str = extract_plain_text(html, main_content=True, alt_texts=False, list_bullets=False)
        lines = [letters for line in _BREAK.split(found) if (letters := _letters(line))]
        self._lines = frozenset(lines)
        self._openings = frozenset(line[:OPENING] for line in lines if len(line) >= OPENING)
        self._joined = "".join(lines)
        self._bounds = frozenset(accumulate(map(len, lines), initial=0))

    def holds(self, text: str) -> bool:
        """Whether a line of the page belongs to the main text; one without letters and digits does not."""
        line = _letters(text)
        if len(line) < OPENING:
            return line in self._lines or (bool(line) and self._is_run(line))
        return line[:OPENING] in self._openings or line[-OPENING:] in self._joined

    def _is_run(self, line: str) -> bool:
        """Whether it is several short lines of the main text, one after the other."""
        at = -1
        for _ in range(_MAX_PLACES):
            at = self._joined.find(line, at + 1)
            if at < 0:
                return False
            if at in self._bounds and at + len(line) in self._bounds:
                return True
        return False


def strays(lines: Sequence[tuple[int, bool]]) -> set[int]:
    """Which short runs of main text before its first and after its last long one are the page's frame.

    lines: length of each line of the page, in order, and whether it was found to be main text.
    """
    runs: list[tuple[int, range]] = []
    at = 0
    for is_main, group in groupby(lines, key=lambda line: line[1]):
        lengths = [length for length, _ in group]
        if is_main:
            runs.append((sum(lengths), range(at, at + len(lengths))))
        at += len(lengths)
    long = [number for number, (length, _) in enumerate(runs) if length >= MIN_RUN]
    if not long:
        return set()
    frame = [*runs[: long[0]], *runs[long[-1] + 1 :]]
    return {at for _, places in frame for at in places}


def _letters(text: str) -> str:
    return _NOT_WORD.sub("", text)
