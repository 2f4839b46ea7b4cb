"""What a page that was taken down may be recognised by in what others say: ids, URLs, names.

What may not live here: reading tables.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

WITHHELD = "It spoke of a page that was taken down."
"""Stands for a sentence that did."""

_LEAST_NAME_CHARS = 4
_WORD = re.compile(r"\w+")
_URL = re.compile(r"https?://[^\s\"'<>\\]+")


class Traces:
    """Ids, URLs and names of pages, looked for in texts in time that does not grow with their number.

    Names of fewer than four characters are not looked for: they stand for too much else.
    """

    def __init__(self, ids: Iterable[str], urls: Iterable[str], names: Iterable[str]) -> None:
        self._ids, self._urls = frozenset(ids), frozenset(urls)
        self._names: dict[str, list[str]] = defaultdict(list)
        for name in {name for name in names if len(name) >= _LEAST_NAME_CHARS}:
            if first := _WORD.search(name):
                self._names[first[0]].append(name[first.start() :])

    def in_text(self, text: str) -> bool:
        """Whether a text has one of them, as whole words."""
        if any(url in self._urls for url in _URL.findall(text)):
            return True
        return any(self._begins(text, word.start(), word[0]) for word in _WORD.finditer(text))

    def _begins(self, text: str, start: int, word: str) -> bool:
        if word in self._ids:
            return True
        found = (name for name in self._names.get(word, ()) if text.startswith(name, start))
        return any(not text[start + len(name) : start + len(name) + 1].isalnum() for name in found)


def scrubbed(row: dict[str, Any], traces: Traces) -> dict[str, Any]:
    """A row of verdicts, quarantine or failures without what it says of such a page."""
    found = dict(row)
    for name, withheld in (("reason", WITHHELD), ("detail", WITHHELD), ("evidence", "{}")):
        text = row.get(name)
        if isinstance(text, str) and traces.in_text(_unescaped(text) if name == "evidence" else text):
            found[name] = withheld
    return found


def _unescaped(text: str) -> str:
    """JSON as the text that it stands for; itself where it is none."""
    try:
        return json.dumps(json.loads(text), ensure_ascii=False)
    except (ValueError, RecursionError):
        return text
