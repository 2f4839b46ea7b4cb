"""A row of a box, "Label: value", and what no row may be, whatever layout it stands in.

What may not live here: a layout's markup (layouts/), what a label means (linking/predicates/lexicon.py).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from infoseek.web.page import sentences
from infoseek.web.page.inline import Line, plain

MAX_LABEL = 80
"""Characters of a label, at most."""
MAX_FACT = 8000
"""Characters of a value, at most."""
MIN_PROSE = 240
"""From this length on a value of several sentences is prose, not a fact."""
MAX_JUDGED = 4000
"""Characters of a value that are read for sentences."""

_SPOKEN_WORDS = 8
_SPOKEN_LETTERS = 16
_MENU_LINKS = 4
_MENU_SHARE = 0.7


@dataclass(frozen=True)
class Row:
    """One line of a box. label is "" for heading lines; the value is text[value_start:] of the line.

    group: the label of the row or heading this one is a part of ("Area" of "land: 180 sq km"), or "".
    """

    label: str
    line: Line
    value_start: int
    group: str = ""


def labelled(label: str, value: Line, group: str = "") -> Row | None:
    """A labelled row, or None where label or value say nothing."""
    name = label.rstrip(":： ")
    if not name or len(name) > MAX_LABEL or len(value.text) > MAX_FACT or not says_something(value.text):
        return None
    line = plain(f"{name}: ")
    start = len(line.text)
    line.append(value)
    return Row(name, line, start, group)


def heading(line: Line) -> Row:
    return Row("", line, 0)


def joined(lines: Sequence[Line], gap: str) -> Line:
    """Lines as one, with the same text between each two of them."""
    whole = Line()
    for number, line in enumerate(lines):
        if number:
            whole.append(plain(gap))
        whole.append(line)
    return whole


def says_something(text: str) -> bool:
    return any(map(str.isalnum, text))


def is_prose(text: str) -> bool:
    """Whether a value is running text of several sentences, which is read as such."""
    return len(text) >= MIN_PROSE and len(sentences.split(text[:MAX_JUDGED])) > 1


def is_spoken(text: str) -> bool:
    """Whether a value reads as a sentence of its own."""
    if text[-1:] in "。！？":
        return len(text) >= _SPOKEN_LETTERS
    return text[-1:] in ".!?" and text.count(" ") >= _SPOKEN_WORDS


def is_menu(rows: Sequence[Row]) -> bool:
    """Whether rows are lists of links that lead through a site: many to a row, and hardly a word beside them."""
    facts = [row for row in rows if row.label]
    links = sum(len(row.line.links) for row in facts)
    if not facts or links < _MENU_LINKS * len(facts):
        return False
    values = [row.line.text[row.value_start :] for row in facts]
    anchors = [
        row.line.text[start:end]
        for row in facts
        for start, end, _ in row.line.links
        if start >= row.value_start
    ]
    return _letters(anchors) >= _MENU_SHARE * _letters(values)


def _letters(texts: Sequence[str]) -> int:
    return sum(sum(map(str.isalnum, text)) for text in texts)
