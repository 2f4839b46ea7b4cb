"""The exact constants a text states: numbers, days, codes, quotations (FIELD §2, exposed constants).

What lives here: reading them off a text. What may not: which of them a question may show.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from infoseek.gates.lexical import fold
from infoseek.gates.numerals import numbers, ordinal
from infoseek.linking.naming.spelling import plain
from infoseek.linking.values.date_pattern import MONTHS
from infoseek.linking.values.dates import dates_in
from infoseek.linking.values.quantities import durations_in

# "The 1930s" would be a duration in seconds.
_DECADE = re.compile(r"\b\d+'?s\b")
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_SHORT_YEAR = re.compile(r"(?<!\w)'(\d\d)(?!\w)")
_WORD = re.compile(r"[^\W_]+")
_MEASURED = re.compile(r"\d+[^\W\d]+")
_QUOTED = re.compile(r"\"([^\"]+)\"|“([^”]+)”|„([^“”]+)[“”]|«([^»]+)»|‹([^›]+)›")
_ADDRESS = re.compile(r"(?:https?://|\bwww\.)\S+", re.IGNORECASE)
_MIN_CODE_DIGITS = 2


class Day(NamedTuple):
    """A day of some year, by numbers of month and day."""

    month: int
    day: int


class Constants:
    """What a text states exactly. Decades and ordinals are no exact constants."""

    def __init__(self, text: str) -> None:
        self.text = unicodedata.normalize("NFKC", plain(text))
        self.words = fold(text).split()

    @cached_property
    def numbers(self) -> frozenset[float]:
        """Numbers in digits or words; the years of its dates and its durations in seconds among them."""
        durations = (duration.low for duration in durations_in(_DECADE.sub(" ", self.text)))
        return frozenset([*numbers(self.text, self.words), *self._years, *durations])

    @cached_property
    def _years(self) -> frozenset[float]:
        """The years of its dates, "1954–55" as both."""
        return frozenset(
            float(year)
            for span in dates_in(self.text)
            if not self.text[span.start : span.end].endswith(("s", "S"))
            for year in _YEAR.findall(span.value)
        )

    @cached_property
    def short_years(self) -> frozenset[int]:
        """Years without their century: '58."""
        return frozenset(int(year) for year in _SHORT_YEAR.findall(self.text))

    @cached_property
    def days(self) -> frozenset[Day]:
        """Days of the year, in figures or words: 1893-04-02, "April 2nd", "the second of April"."""
        dated = [re.findall(r"\d{4}-(\d\d)-(\d\d)", span.value) for span in dates_in(self.text)]
        return frozenset(
            [*_days(self.words), *(Day(int(month), int(day)) for found in dated for month, day in found)]
        )

    @cached_property
    def codes(self) -> frozenset[str]:
        """Words of letters and digits that name one thing, as catalogue numbers do: "SD1304"."""
        return frozenset(
            word.casefold()
            for word in _WORD.findall(self.text)
            if sum(c.isdigit() for c in word) >= _MIN_CODE_DIGITS
            and any(c.isalpha() for c in word)
            and not _MEASURED.fullmatch(word)
        )

    @cached_property
    def quotations(self) -> tuple[str, ...]:
        """What stands in quotation marks, folded."""
        found = (fold(next(filter(None, match.groups()))) for match in _QUOTED.finditer(self.text))
        return tuple(quotation for quotation in found if quotation)

    @cached_property
    def addresses(self) -> tuple[str, ...]:
        """Web addresses."""
        return tuple(_ADDRESS.findall(self.text))


def _days(words: Sequence[str]) -> Iterator[Day]:
    for at, word in enumerate(words):
        if word not in MONTHS:
            continue
        before = words[max(0, at - 3) : at]
        after = list(words[at + 1 : at + 4])
        if before[-1:] == ["of"]:
            before = before[:-1]
        if after[:1] == ["the"]:
            after = after[1:]
        for place in (before[-1:], before[-2:], after[:1], after[:2]):
            day = ordinal(place) if place else None
            if day and day <= 31:
                yield Day(MONTHS[word], day)
