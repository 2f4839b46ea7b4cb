"""Durations, counts, heights and areas as pages write them. What may not live here: which predicate they are for."""

from __future__ import annotations

import re
from dataclasses import dataclass

_DASH = r"\s?[-–—]\s?"
_CLOCK = re.compile(r"(?<![\d:.])(?:(\d{1,2})\s?:\s?)?(\d{1,3})\s?:\s?([0-5]\d)(?![\d:])")
_UNITS = {"h": 3600, "m": 60, "s": 1}
_WORDED = re.compile(
    rf"(?<![\d.,:])(\d{{1,4}})(?:{_DASH}(\d{{1,4}}))?\s?-?(hours?|hrs?|h|minutes?|mins?|min\.|m|seconds?|secs?|s)\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"(?<![\w.,-])(\d{1,3}(?:,\d{3})+|\d{1,9})(?:\.(\d{1,6}))?(?![\w,.]*\d)")
_METRES = re.compile(
    r"(?<![\w.,-])(\d{1,3}(?:,\d{3})+|\d{1,6})(\.\d{1,6})?\s?-?(metres|meters|metre|meter|m|feet|foot|ft)\b\.?",
    re.IGNORECASE,
)
_FOOT_M = 0.3048
_AREA = re.compile(
    r"(?<![\w.,-])(\d{1,3}(?:,\d{3})+|\d{1,9})(\.\d{1,6})?\s?-?"
    r"(?:(?P<km2>km²|km2|km\^2|sq\.?\s?km|square\s(?:kilomet(?:re|er)s?|km))"
    r"|(?P<mi2>mi²|mi2|sq\.?\s?mi|square\smiles?)|(?P<ha>hectares?|ha)|(?P<acre>acres?))(?![\w²])",
    re.IGNORECASE,
)
_AREA_KM2 = {"km2": 1.0, "mi2": 2.589988, "ha": 0.01, "acre": 0.00404686}


@dataclass(frozen=True, slots=True)
class Quantity:
    """A stated number: its value in digits, and the least and greatest number it can mean."""

    value: str
    low: float
    high: float


def exactly(number: float) -> Quantity:
    return Quantity(_digits(number), float(number), float(number))


def between(low: float, high: float) -> Quantity:
    return Quantity(f"{_digits(low)}/{_digits(high)}", float(low), float(high))


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
    """Every plain number of a text, in order; thousands may be grouped by commas."""
    return [
        exactly(float(f"{whole.replace(',', '')}.{fraction or '0'}"))
        for whole, fraction in _NUMBER.findall(text)
    ]


def heights_in(text: str) -> list[Quantity]:
    """Every length of a text in metres, in order; feet are converted and rounded to 0.1 m."""
    found = []
    for whole, fraction, unit in _METRES.findall(text):
        number = float(whole.replace(",", "") + fraction)
        found.append(exactly(number if unit[0] in "mM" else round(number * _FOOT_M, 1)))
    return found


def areas_in(text: str) -> list[Quantity]:
    """Every area of a text in square kilometres, in order; other units are converted, rounded to 0.01 km²."""
    found = []
    for match in _AREA.finditer(text):
        number = float(match[1].replace(",", "") + (match[2] or ""))
        found.append(exactly(round(number * _AREA_KM2[str(match.lastgroup)], 2)))
    return found


def _digits(number: float) -> str:
    return str(int(number)) if float(number).is_integer() else str(number)
