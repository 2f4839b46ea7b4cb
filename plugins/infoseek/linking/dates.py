"""Dates as pages write them, read as spans of days. What may not live here: which predicate a date is for."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

MONTHS = {name.casefold(): number for number, name in enumerate(calendar.month_name) if name}
MONTHS |= {name.casefold(): number for number, name in enumerate(calendar.month_abbr) if name}
MONTHS |= {"sept": 9}
_MONTH = "(?:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b\.?"
MONTH_NAME = re.compile(rf"\b{_MONTH}", re.IGNORECASE)
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
# Years outside this range are catalogue and track numbers far more often than dates.
_YEAR = r"(?:1\d{3}|20\d{2})"
_DASH = r"\s?[-–—/]\s?"
_DAYS = rf"{_DAY}(?:(?:{_DASH}|,\s?|\s?&\s?|\s+and\s+){_DAY}){{0,9}}"
_PATTERN = re.compile(
    rf"""(?<![\w#№$€£.,])(?:
      (?P<iso>{_YEAR}-\d\d-\d\d)
    | (?P<month_a>{_MONTH})\s+(?P<days_a>{_DAYS})\s*,?\s+(?P<year_a>{_YEAR})
    | (?P<days_b>{_DAYS})\s+(?:of\s+)?(?P<month_b>{_MONTH}),?\s+(?P<year_b>{_YEAR})
    | (?P<month_c>{_MONTH}),?\s+(?:of\s+)?(?P<year_c>{_YEAR})
    | (?P<decade>(?:1\d{{2}}|20\d)0)'?s
    | (?P<year_e>{_YEAR})\s?[-–—/]\s?(?P<short>\d\d)
    | (?P<year_d>{_YEAR})
    )(?![\w$€£]|[.,]\d)""",
    re.IGNORECASE | re.VERBOSE,
)
_EPOCH = date(1970, 1, 1).toordinal()
_DOUBT = r"\b(?:c(?:irca|a)?\.?|about|around|before|after|probably|possibly|unknown)"
_UNSURE = re.compile(rf"{_DOUBT}\s*$", re.IGNORECASE)
_UNSURE_DATE = re.compile(rf"{_DOUBT}\s*(?=\d|{_MONTH})", re.IGNORECASE)
_UNTIL = re.compile(r"\s*(?:[-–—/]|to|until|through)\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class DateSpan:
    """One stated date: its place in the text, its ISO value as coarse as stated, first and last day.

    Days are proleptic Gregorian, counted from 1970-01-01.
    """

    start: int
    end: int
    value: str
    low: float
    high: float


def dates_in(text: str) -> list[DateSpan]:
    """Every date of a text, in order; those marked as unsure ("c. 1957") are left out. Never raises."""
    found: list[DateSpan] = []
    unsure_end = -1
    for match in _PATTERN.finditer(text):
        before = text[max(0, match.start() - 12) : match.start()]
        is_tail = before.endswith("-") and not (found and found[-1].end == match.start() - 1)
        # In "c. 1889–1891" both ends are unsure.
        is_end_of_unsure = unsure_end >= 0 and _UNTIL.fullmatch(text[unsure_end : match.start()])
        if is_end_of_unsure or _UNSURE.search(before):
            unsure_end = match.end()
            continue
        if is_tail:
            continue
        span = _read(match)
        if span:
            found.append(span)
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
    first, last = int(span.value[:4]), int(span.value.rpartition("/")[2][:4])
    low = float(date(first, 1, 1).toordinal() - _EPOCH)
    high = float(date(last, 12, 31).toordinal() - _EPOCH)
    value = f"{first:04d}" if first == last else f"{first:04d}/{last:04d}"
    return DateSpan(span.start, span.end, value, low, high)


def ranges_in(text: str) -> list[DateSpan]:
    """As `dates_in`, but "1954-1955" or "June 2003 to March 2004" is one span."""
    merged: list[DateSpan] = []
    for span in dates_in(text):
        before = merged[-1] if merged else None
        if before and _UNTIL.fullmatch(text[before.end : span.start]) and before.low <= span.low:
            merged[-1] = joined(before, span)
        else:
            merged.append(span)
    return merged


def _read(match: re.Match[str]) -> DateSpan | None:
    part = match.groupdict()
    place = match.start(), match.end()
    try:
        if part["iso"]:
            day = date.fromisoformat(part["iso"])
            return _days(place, day, day)
        form = next((form for form in "ab" if part[f"year_{form}"]), "")
        if form:
            year, month = int(part[f"year_{form}"]), _month(part[f"month_{form}"])
            days = [date(year, month, int(day)) for day in re.findall(r"\d+", part[f"days_{form}"])]
            return _days(place, min(days), max(days))
    except ValueError:
        return None
    if part["year_c"]:
        year, month = int(part["year_c"]), _month(part["month_c"])
        last = date(year, month, calendar.monthrange(year, month)[1])
        return _span(place, f"{year:04d}-{month:02d}", date(year, month, 1), last)
    if part["decade"]:
        year = int(part["decade"])
        return _span(place, f"{year:04d}/{year + 9:04d}", date(year, 1, 1), date(year + 9, 12, 31))
    year = int(part["year_d"] or part["year_e"])
    if part["short"] and int(part["short"]) > year % 100:
        last_year = year - year % 100 + int(part["short"])
        return _span(place, f"{year:04d}/{last_year:04d}", date(year, 1, 1), date(last_year, 12, 31))
    return _span(place, f"{year:04d}", date(year, 1, 1), date(year, 12, 31))


def _month(name: str) -> int:
    return MONTHS[name.casefold().rstrip(".")]


def _days(place: tuple[int, int], first: date, last: date) -> DateSpan:
    value = first.isoformat() if first == last else f"{first.isoformat()}/{last.isoformat()}"
    return _span(place, value, first, last)


def _span(place: tuple[int, int], value: str, first: date, last: date) -> DateSpan:
    low, high = float(first.toordinal() - _EPOCH), float(last.toordinal() - _EPOCH)
    return DateSpan(place[0], place[1], value, low, high)
