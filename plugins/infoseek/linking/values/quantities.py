"""Durations, counts, money and measures as pages write them. What may not live here: which predicate they are for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from infoseek.linking.predicates.units import DECIMALS, SPELLING, factor

_DASH = r"\s?[-–—]\s?"
_CLOCK = re.compile(r"(?<![\d:.])(?:(\d{1,2})\s?:\s?)?(\d{1,3})\s?:\s?([0-5]\d)(?![\d:])")
_UNITS = {"h": 3600, "m": 60, "s": 1}
_WORDED = re.compile(
    rf"(?<![\d.,:])(\d{{1,4}})(?:{_DASH}(\d{{1,4}}))?\s?-?(hours?|hrs?|h|minutes?|mins?|min\.|m|seconds?|secs?|s)\b",
    re.IGNORECASE,
)
_DIGITS = r"(?:\d{1,3}(?:,\d{3})+|\d{1,15})"
_SCALES = {"thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
_SCALE = r"(?:\s?(?P<scale>thousand|million|billion|trillion)\b)?"
_NUMBER = re.compile(
    rf"(?<![\w.,-])(?P<number>{_DIGITS}(?:\.\d{{1,6}})?){_SCALE}(?![\w,.]*\d)", re.IGNORECASE
)
_SIGNED = re.compile(rf"(?<![\w.,])(?P<number>[-−]?{_DIGITS}(?:\.\d{{1,6}})?)(?![\w.,]*\d)")
_JOIN = r"\s?(?P<join>-|–|—|to|±|\+/-)\s?"
_MEASURE = re.compile(
    rf"(?<![\w.,-])(?P<first>[-−]?{_DIGITS}(?:\.\d{{1,6}})?)(?:{_JOIN}(?P<second>{_DIGITS}(?:\.\d{{1,6}})?))?"
    rf"{_SCALE}\s?-?(?P<unit>{SPELLING})(?![\w²³/])\.?",
    re.IGNORECASE,
)
_MONEY = re.compile(
    rf"(?<!\w)(?:US\s?|U\.S\.\s?)?\$\s?(?P<first>[-−]?{_DIGITS}(?:\.\d{{1,6}})?)"
    rf"(?:{_JOIN}\$?\s?(?P<second>{_DIGITS}(?:\.\d{{1,6}})?))?"
    r"(?:\s?(?P<scale>thousand|million|billion|trillion)\b|(?P<letter>[mbk]n?)\b)?(?![\w.,]*\d)",
    re.IGNORECASE,
)
_LETTERS = {"k": 1e3, "m": 1e6, "b": 1e9}
_SAME_SHARE = 0.02
_EXACT = 6
_FEET, _INCHES = 0.3048, 0.0254


@dataclass(frozen=True, slots=True)
class Quantity:
    """A stated number: its value in digits, and the least and greatest number it can mean."""

    value: str
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Measure:
    """A number with its unit as it stands in a text, told in the unit asked for.

    start, end: its span of the text. factor: what it was multiplied by to be so.
    """

    start: int
    end: int
    low: float
    high: float
    factor: float


def exactly(number: float) -> Quantity:
    return Quantity(digits(number), float(number), float(number))


def between(low: float, high: float) -> Quantity:
    if low == high:
        return exactly(low)
    return Quantity(f"{digits(low)}/{digits(high)}", float(low), float(high))


def durations_in(text: str) -> list[Quantity]:
    """Every duration of a text in seconds, in order: "3:03", "1:02:45", "152 minutes", "2 h 13 min".

    "22–24 minutes" gives one quantity from 1320 to 1440 seconds.
    """
    clocks = [
        exactly(int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds))
        for hours, minutes, seconds in _CLOCK.findall(text)
    ]
    return clocks or _worded(text)


def _worded(text: str) -> list[Quantity]:
    found: list[Quantity] = []
    end, unit_before = -2, 0
    for match in _WORDED.finditer(text):
        unit = _UNITS[match[3][0].casefold()]
        first = int(match[1]) * unit
        last = int(match[2]) * unit if match[2] else first
        if last < first:
            continue
        is_continued = found and unit < unit_before and match.start() - end <= 5
        if is_continued and found[-1].low == found[-1].high:
            found[-1] = exactly(found[-1].low + first)
        else:
            found.append(exactly(first) if first == last else between(first, last))
        end, unit_before = match.end(), unit
    return found


def numbers_in(text: str) -> list[Quantity]:
    """Every plain number of a text, in order: thousands may be grouped by commas, "1.5 million" is 1500000."""
    return [
        exactly(_number(match["number"]) * _SCALES.get((match["scale"] or "").casefold(), 1.0))
        for match in _NUMBER.finditer(text)
    ]


def signed_in(text: str) -> list[Quantity]:
    """Every number of a text with its sign, in order, whatever it counts."""
    return [exactly(_number(match["number"])) for match in _SIGNED.finditer(text)]


def measures_in(text: str, unit: str) -> list[Measure]:
    """Every number of a text that measures what a unit of units.py does, told in that unit, in order.

    Ranges ("10–12 m") and errors ("12 ± 3 km") keep both ends, feet and inches are one.
    """
    found: list[Measure] = []
    for match in _MEASURE.finditer(text):
        times = _factor(match["unit"].casefold(), unit)
        if times is None:
            continue
        ends = _ends(match, _SCALES.get((match["scale"] or "").casefold(), 1.0))
        if ends is None:
            continue
        is_rest = found and _is(found[-1].factor, _FEET, unit) and _is(times, _INCHES, unit)
        if is_rest and match.start() - found[-1].end <= 1 and found[-1].low == found[-1].high:
            whole = found[-1].low + ends[0] * times
            found[-1] = Measure(found[-1].start, match.end(), whole, whole, found[-1].factor)
        else:
            found.append(Measure(match.start(), match.end(), ends[0] * times, ends[1] * times, times))
    return found


def quantities_in(text: str, unit: str) -> list[Quantity]:
    """The measures of a text in a unit, in order; what was converted is rounded, to 0.01 m and 0.01 km²."""
    return [rounded(measure, unit) for measure in measures_in(text, unit)]


def first_quantity(text: str, unit: str) -> Quantity | None:
    """What a text measures first; told as it stands in the unit, where the text has the same in two units."""
    measures = measures_in(text, unit)
    if not measures:
        return None
    first = measures[0]
    for other in measures[1:]:
        is_same = abs(other.low - first.low) <= _SAME_SHARE * abs(first.low)
        if is_same and other.factor == 1.0 and first.factor != 1.0:
            return rounded(other, unit)
    return rounded(first, unit)


def money_in(text: str) -> list[Quantity]:
    """Every sum of US dollars of a text, in order: "$30 million", "US$1.2bn", "$27–30 million"."""
    found = []
    for match in _MONEY.finditer(text):
        letter = _LETTERS.get((match["letter"] or " ")[0].casefold(), 1.0)
        ends = _ends(match, _SCALES.get((match["scale"] or "").casefold(), letter))
        if ends is not None:
            found.append(between(round(ends[0], 2), round(ends[1], 2)))
    return found


def rounded(measure: Measure, unit: str) -> Quantity:
    """A measure as a quantity: as it stands, or rounded where it was converted."""
    places = _EXACT if measure.factor == 1.0 else DECIMALS.get(unit, 3)
    ends = (round(end, places) or round(end, _EXACT) for end in (measure.low, measure.high))
    return between(*ends)


def _ends(match: re.Match[str], scale: float) -> tuple[float, float] | None:
    """The least and the greatest of "10–12" and "12 ± 3"; None for a range that runs backwards."""
    first = _number(match["first"])
    if match["second"] is None:
        return first * scale, first * scale
    second = _number(match["second"])
    if match["join"] in ("±", "+/-"):
        return (first - second) * scale, (first + second) * scale
    return (first * scale, second * scale) if first <= second else None


def _number(text: str) -> float:
    return float(text.replace(",", "").replace("−", "-"))


@lru_cache(512)
def _factor(spelled: str, unit: str) -> float | None:
    return factor(spelled, unit)


def _is(times: float, size: float, unit: str) -> bool:
    return unit in ("m", "km") and abs(times * (1 if unit == "m" else 1000) - size) < 1e-9


def digits(number: float) -> str:
    """A number in digits, without an exponent, at most six of them behind the point."""
    return str(int(number)) if float(number).is_integer() else f"{number:.6f}".rstrip("0").rstrip(".")
