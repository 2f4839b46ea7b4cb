"""Dates that a page or server states of the page itself, to ISO 8601.

What may not live here: dates in the page's text that speak of its subject (linking/values/dates.py).
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

MAX_CHARS = 60
_OLDEST = 1000

_ISO = re.compile(
    r"(\d{4})(?:-(\d{2})(?:-(\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2})?)(?:[.,]\d+)? ?(Z|[+-]\d{2}:?\d{2})?)?)?)?",
    re.IGNORECASE,
)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_MONTHS = {
    name: number
    for number, name in enumerate(
        "january february march april may june july august september october november december".split(), 1
    )
}
_MONTHS |= {name[:3]: number for name, number in _MONTHS.items()} | {"sept": 9}
_WORDED = re.compile(
    r"(?:(?P<day>\d{1,2})(?:st|nd|rd|th)?\.?\s+(?P<month>[A-Za-z]{3,9})\.?,?|"
    r"(?P<month2>[A-Za-z]{3,9})\.?\s+(?P<day2>\d{1,2})(?:st|nd|rd|th)?,?)\s+(?P<year>\d{4})\b"
)
_EDITED = re.compile(
    r"\b[Ll]ast (?:edited|[Uu]pdated?|[Mm]odified|changed)(?: on|:)?\s+"
    r"(?:[A-Za-z]{3,9}, )?([^<>]{8,40})"
)
_EDITED_HINTS = ("ast edited", "ast update", "ast modified", "ast changed", "ast Update", "ast Modified")


def stamp(text: str) -> str:
    """The date in ISO 8601, as exact as stated; with a time and zone, in UTC. "" where it is no date."""
    text = " ".join(text[:MAX_CHARS].split())
    try:
        return _iso(text) or _worded(text) or _http(text)
    except (ValueError, OverflowError):
        return ""


def last_edited(html: str) -> str:
    """The date in the first "last edited on …" of a page, or ""; wikis and older sites state it in words."""
    begin = min((at for hint in _EDITED_HINTS if (at := html.find(hint)) >= 0), default=-1)
    if begin < 0:
        return ""
    match = _EDITED.search(html, max(0, begin - 1))
    if match is None:
        return ""
    words = match[1].strip(" .,:")
    worded = _WORDED.match(words)
    return stamp(worded[0] if worded else words.split(",")[0].split(" at ")[0])


def _iso(text: str) -> str:
    match = _ISO.fullmatch(text)
    if match is None:
        compact = _COMPACT.fullmatch(text)
        return _dated(*map(int, compact.groups())) if compact else ""
    year, month, day, clock, zone = match.groups()
    whole = _dated(int(year), int(month or 1), int(day or 1))
    if not whole or clock is None:
        return whole and text[: 4 if month is None else 7 if day is None else 10]
    moment = datetime.fromisoformat(f"{whole}T{clock}{(zone or '').upper()}")
    return _moment(moment)


def _worded(text: str) -> str:
    match = _WORDED.match(text)
    if match is None:
        return ""
    month = _MONTHS.get((match["month"] or match["month2"]).lower())
    return _dated(int(match["year"]), month, int(match["day"] or match["day2"])) if month else ""


def _http(text: str) -> str:
    """The date of an HTTP header (RFC 9110 §5.6.7)."""
    return _moment(parsedate_to_datetime(text))


def _dated(year: int, month: int, day: int) -> str:
    return date(year, month, day).isoformat() if year >= _OLDEST else ""


def _moment(moment: datetime) -> str:
    if moment.year < _OLDEST:
        return ""
    if moment.tzinfo is None:
        return moment.isoformat(timespec="seconds")
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
