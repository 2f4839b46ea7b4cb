"""Dates as pages write them, read as spans of days. What may not live here: which predicate a date is for."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from infoseek.linking.values.calendar_days import days_of_year, first_day, last_day, written_year
from infoseek.linking.values.date_pattern import DATE, MONTH, MONTH_NAME, MONTHS, UNTIL

__all__ = [
    "MONTH_NAME",
    "DateSpan",
    "dates_in",
    "joined",
    "opens_unsure",
    "ranges_in",
    "unsure_dates_in",
    "whole_years",
]

_ABOUT = r"c(?:irca|a)?\.?|about|around|approx(?:imately|\.)?"
_DOUBT = rf"\b(?:{_ABOUT}|before|after|probably|possibly|unknown)"
_UNSURE = re.compile(rf"{_DOUBT}\s*$", re.IGNORECASE)
_NEAR = re.compile(rf"\b(?:{_ABOUT})\s*$", re.IGNORECASE)
_UNSURE_DATE = re.compile(rf"{_DOUBT}\s*(?=\d|{MONTH})", re.IGNORECASE)
_YEAR_OF = re.compile(r"-?\d{4,}")
_LOOK_BACK = 14
# What "about" leaves open, in years, and earlier than when twice that.
_MARGIN, _EARLY = 10, 1000
_PARTS = {"early": (0, 49), "mid": (25, 74), "late": (50, 100), "first": (0, 50), "second": (50, 100)}


@dataclass(frozen=True, slots=True)
class DateSpan:
    """One stated date: its place in the text, its ISO value as coarse as stated, first and last day.

    Days are proleptic Gregorian, counted from 1970-01-01; years before 1 are numbered as ISO 8601 does, 1 BC
    being the year 0. is_sure: False for "c. 1503", which is read as the years around it.
    """

    start: int
    end: int
    value: str
    low: float
    high: float
    is_sure: bool = True


def dates_in(text: str) -> list[DateSpan]:
    """Every date of a text, in order; those marked as unsure ("c. 1957") are left out. Never raises."""
    return [span for span in _read_all(text) if span.is_sure]


def unsure_dates_in(text: str) -> list[DateSpan]:
    """The dates said to be about right ("c. 1503–1510"), in order, each as the years around it."""
    found: list[DateSpan] = []
    for span in _read_all(text):
        before = found[-1] if found else None
        if span.is_sure or not (_NEAR.search(text[max(0, span.start - _LOOK_BACK) : span.start]) or before):
            continue
        if before and UNTIL.fullmatch(text[before.end : span.start]) and before.low <= span.low:
            found[-1] = replace(joined(before, span), is_sure=False)
        elif _NEAR.search(text[max(0, span.start - _LOOK_BACK) : span.start]):
            found.append(span)
    return [_around(span) for span in found]


def _read_all(text: str) -> list[DateSpan]:
    found: list[DateSpan] = []
    unsure_end = sure_end = -1
    for match in DATE.finditer(text):
        before = text[max(0, match.start() - _LOOK_BACK) : match.start()]
        is_tail = before.endswith("-") and sure_end != match.start() - 1
        # In "c. 1889–1891" both ends are unsure.
        is_end_of_unsure = unsure_end >= 0 and UNTIL.fullmatch(text[unsure_end : match.start()])
        is_unsure = bool(is_end_of_unsure or _UNSURE.search(before))
        if is_unsure:
            unsure_end = match.end()
        elif is_tail:
            continue
        span = _read(match)
        if span:
            sure_end = sure_end if is_unsure else span.end
            found.append(replace(span, is_sure=not is_unsure))
    return found


def opens_unsure(text: str, date: DateSpan) -> bool:
    """True where an unsure date stands before this one: "c. 1503, perhaps until 1517" tells no year."""
    return bool(_UNSURE_DATE.search(text[: date.start]))


def joined(first: DateSpan, last: DateSpan) -> DateSpan:
    """From the first date to the last: value is an ISO 8601 interval "first/last"."""
    if first == last:
        return first
    start, end = first.value.partition("/")[0], last.value.rpartition("/")[2]
    return DateSpan(first.start, last.end, f"{start}/{end}", first.low, last.high)


def whole_years(span: DateSpan) -> DateSpan:
    """The span made as coarse as years."""
    return _years((span.start, span.end), *_ends(span))


def _ends(span: DateSpan) -> tuple[int, int]:
    """The years a span begins and ends in."""
    years = [_YEAR_OF.match(part) for part in (span.value, span.value.rpartition("/")[2])]
    first, last = (int(year[0]) for year in years if year)
    return first, last


def _around(span: DateSpan) -> DateSpan:
    first, last = _ends(span)
    margin = _MARGIN if first >= _EARLY else 2 * _MARGIN
    return replace(_years((span.start, span.end), first - margin, last + margin), is_sure=False)


def ranges_in(text: str) -> list[DateSpan]:
    """As `dates_in`, but "1954-1955" or "June 2003 to March 2004" is one span."""
    merged: list[DateSpan] = []
    for span in dates_in(text):
        before = merged[-1] if merged else None
        if before and UNTIL.fullmatch(text[before.end : span.start]) and before.low <= span.low:
            merged[-1] = joined(before, span)
        else:
            merged.append(span)
    return merged


def _read(match: re.Match[str]) -> DateSpan | None:
    """A match of `DATE` as a span; None where it is no day of the calendar."""
    part = match.groupdict()
    place = match.start(), match.end()
    if part["iso"]:
        year, month, day = (int(number) for number in part["iso"].split("-"))
        return _days(place, year, month, [day])
    form = next((form for form in "ab" if part[f"year_{form}"]), "")
    if form:
        days = [int(day) for day in re.findall(r"\d+", part[f"days_{form}"])]
        return _days(place, int(part[f"year_{form}"]), _month(part[f"month_{form}"]), days)
    if part["year_c"]:
        year, month = int(part["year_c"]), _month(part["month_c"])
        low, high = first_day(year, month), last_day(year, month)
        return DateSpan(*place, f"{written_year(year)}-{month:02d}", float(low), float(high))
    if part["decade"]:
        return _years(place, int(part["decade"]), int(part["decade"]) + 9)
    if part["century"]:
        return _centuries(place, part)
    if part["bc"]:
        last = 1 - int(part["bc"])
        first = 1 - int(part["bc_first"] or part["bc"])
        return _years(place, first, last) if int(part["bc"]) > 0 and first <= last else None
    if part["ad"]:
        return _years(place, int(part["ad"]), int(part["ad"])) if int(part["ad"]) else None
    year = int(part["year_d"] or part["year_e"])
    if part["short"] and int(part["short"]) > year % 100:
        return _years(place, year, year - year % 100 + int(part["short"]))
    return _years(place, year, year)


def _centuries(place: tuple[int, int], part: dict[str, str | None]) -> DateSpan | None:
    """ "Early 12th century": read both as the years 1100 to 1199 and as 1101 to 1200."""
    number = int(part["century"] or 0)
    last = int(part["century_last"] or number)
    if not (0 < number <= 21 and 0 < last <= 21):
        return None
    words = (part["century_part"] or "").casefold().split()
    begin, end = _PARTS[words[0].rstrip("-")] if words and last == number else (0, 100)
    if part["century_bc"]:
        if last > number:
            return None
        return _years(place, -100 * number + begin, -100 * last + end)
    return _years(place, 100 * (number - 1) + begin, 100 * (last - 1) + end) if number <= last else None


def _month(name: str) -> int:
    return MONTHS[name.casefold().rstrip(".")]


def _days(place: tuple[int, int], year: int, month: int, days: list[int]) -> DateSpan | None:
    first, last = min(days), max(days)
    if not 1 <= month <= 12 or not 1 <= first <= last <= last_day(year, month) - first_day(year, month) + 1:
        return None
    start = f"{written_year(year)}-{month:02d}-{first:02d}"
    value = start if first == last else f"{start}/{written_year(year)}-{month:02d}-{last:02d}"
    low = first_day(year, month) - 1
    return DateSpan(*place, value, float(low + first), float(low + last))


def _years(place: tuple[int, int], first: int, last: int) -> DateSpan:
    value = written_year(first) if first == last else f"{written_year(first)}/{written_year(last)}"
    return DateSpan(*place, value, float(days_of_year(first)[0]), float(days_of_year(last)[1]))
