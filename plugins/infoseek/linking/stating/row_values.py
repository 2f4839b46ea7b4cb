"""Numbers and dates in a row's value, by the predicate's range. What may not live here: names and terms."""

from __future__ import annotations

import re

from infoseek.linking.predicates.predicate import Predicate
from infoseek.linking.stating.name_lists import MAX_VALUE_CHARS
from infoseek.linking.values.dates import (
    MONTH_NAME,
    DateSpan,
    dates_in,
    joined,
    opens_unsure,
    ranges_in,
    unsure_dates_in,
    whole_years,
)
from infoseek.linking.values.quantities import (
    Quantity,
    durations_in,
    first_quantity,
    money_in,
    numbers_in,
    signed_in,
)

_BRACKETED = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
# A part's length is not the whole's.
_PART = re.compile(r"\b(?:part|pt|side|disc|cd|track)\b", re.IGNORECASE)
# What bounds a number does not tell it.
_BOUND = re.compile(
    r"\b(?:more|less|fewer|greater|over|under|up to|at least|at most|nearly|almost|approx\w*|about|around|c(?:irca|a)?\.?|"
    r"some|estimated|est\.?)\s*(?:than\s*)?(?:US\s?)?\$?\s*$|[~≈<>≥≤±]\s*\$?\s*$",
    re.IGNORECASE,
)
# How a rate must be written to be in its unit.
_RATES = {"%": re.compile(r"%|per ?cent"), "/1000": re.compile(r"/\s?1,?000|per (?:1,?000|thousand)")}


def read_quantities(predicate: Predicate, value: str) -> list[DateSpan] | list[Quantity]:
    """The dates, durations or numbers a row's value states; empty where it states none.

    An unsure date ("c. 1503") comes as the years around it, marked; what only bounds a number tells none.
    """
    value = value[:MAX_VALUE_CHARS]
    if predicate.range == "date":
        return _dates(predicate.name, value)
    plain = _BRACKETED.sub(" ", value)
    if predicate.range == "duration":
        return [] if _PART.search(value) else list(dict.fromkeys(durations_in(plain)))
    first = _first_number(predicate, value, plain)
    return [first] if first else []


def _first_number(predicate: Predicate, value: str, plain: str) -> Quantity | None:
    if _opens_bounded(plain):
        return None
    if predicate.range == "quantity":
        if predicate.unit == "usd":
            return next(iter(money_in(plain)), None)
        aside = " ; ".join(_BRACKETED.findall(value))
        return first_quantity(f"{plain} ; {aside}", predicate.unit)
    if predicate.range == "rate":
        mark = _RATES.get(predicate.unit)
        return next(iter(signed_in(plain)), None) if mark is None or mark.search(plain) else None
    number = next(iter(numbers_in(plain)), None)
    return number if number and number.low >= 1 and number.low.is_integer() else None


def _opens_bounded(text: str) -> bool:
    """True for "more than 200" and "about 2 million": the first number is a bound, or a guess."""
    digit = re.search(r"\d", text)
    return digit is not None and bool(_BOUND.search(text[max(0, digit.start() - 20) : digit.start()]))


def _dates(predicate: str, value: str) -> list[DateSpan]:
    plain = _BRACKETED.sub(lambda match: " " * len(match[0]), value)
    if predicate == "recorded":
        spans = ranges_in(plain) or ranges_in(value)
        if not spans:
            return []
        whole = joined(min(spans, key=lambda span: span.low), max(spans, key=lambda span: span.high))
        # "28 April and 6 June 1966": a month without its year was not read, so only the years are sure.
        places = {place for span in spans for place in range(span.start, span.end)}
        unread = any(match.start() not in places for match in MONTH_NAME.finditer(value))
        return [whole_years(whole) if unread else whole]
    # Later dates are of other countries, reissues, the end of a run.
    read = dates_in if predicate in ("first_aired", "born", "died") else ranges_in
    text = plain if read(plain) else value
    sure = [span for span in read(text)[:1] if not opens_unsure(text, span)]
    return sure or ([] if dates_in(value) else unsure_dates_in(plain)[:1])
