"""What name a given span of text is, as the dictionary has it. What may not live here: finding spans (occurrences.py)."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from infoseek.linking.disambiguation.occurrences import NO_NAME, Occurrence, Reading
from infoseek.linking.disambiguation.pack import Pack
from infoseek.linking.naming.names import fold_name
from infoseek.linking.page import Page
from infoseek.linking.stating.name_lists import clean_name

_ARTICLES = ("the ", "a ", "an ")


def spanned(page: Page, reading: Reading, span: tuple[int, int], pack: Pack) -> Occurrence | None:
    """The occurrence that a span is: its name as it stands, or without brackets, article, ending or spaces.

    Its name is `NO_NAME` where none of these is known; None where the span holds no word.
    """
    first = bisect_right(reading.words, span[0], key=lambda word: word.end)
    last = bisect_left(reading.words, span[1], key=lambda word: word.start) - 1
    if last < first:
        return None
    numbers = (pack.name_number(form) for form in _forms(page.text[span[0] : span[1]]))
    name = next((number for number in numbers if number >= 0), NO_NAME)
    return Occurrence(span[0], span[1], first, last, name)


def _forms(text: str) -> list[str]:
    folded = [fold_name(text), fold_name(clean_name(text))]
    plain = [form.removeprefix(article) for form in folded for article in ("", *_ARTICLES)]
    ended = [form.removesuffix(ending) for form in plain for ending in ("s", "es", "ed", "ing")]
    forms = [*plain, *ended, *(f"{form}s" for form in plain)]
    return list(dict.fromkeys(form for form in [*forms, *(form.replace(" ", "") for form in forms)] if form))
