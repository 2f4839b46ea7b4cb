"""The pattern of dates in English text. What may not live here: what a match means (dates.py)."""

from __future__ import annotations

import calendar
import re

MONTHS = {name.casefold(): number for number, name in enumerate(calendar.month_name) if name}
MONTHS |= {name.casefold(): number for number, name in enumerate(calendar.month_abbr) if name}
MONTHS |= {"sept": 9}
MONTH = "(?:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b\.?"
MONTH_NAME = re.compile(rf"\b{MONTH}", re.IGNORECASE)
UNTIL = re.compile(r"\s*(?:[-–—/]|to|until|through)\s*", re.IGNORECASE)

_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
# Years outside this range are catalogue and track numbers far more often than dates.
_YEAR = r"(?:1\d{3}|20\d{2})"
_DASH = r"\s?[-–—/]\s?"
_DAYS = rf"{_DAY}(?:(?:{_DASH}|,\s?|\s?&\s?|\s+and\s+){_DAY}){{0,9}}"
_BC = r"(?-i:BCE?\b|B\.C\.(?:E\.)?)"
_AD = r"(?-i:AD|CE|A\.D\.|C\.E\.)"
_CENTURY_PART = r"early|mid-?|late|first half of the|second half of the"
DATE = re.compile(
    rf"""(?<![\w#№$€£.,])(?:
      (?P<iso>{_YEAR}-\d\d-\d\d)
    | (?P<month_a>{MONTH})\s+(?P<days_a>{_DAYS})\s*,?\s+(?P<year_a>{_YEAR})
    | (?P<days_b>{_DAYS})\s+(?:of\s+)?(?P<month_b>{MONTH}),?\s+(?P<year_b>{_YEAR})
    | (?P<month_c>{MONTH}),?\s+(?:of\s+)?(?P<year_c>{_YEAR})
    | (?P<decade>(?:1\d{{2}}|20\d)0)'?s
    | (?:(?P<century_part>{_CENTURY_PART})[\s-]*)?(?P<century>\d{{1,2}})(?:st|nd|rd|th)
      (?:{_DASH}(?P<century_last>\d{{1,2}})(?:st|nd|rd|th))?[\s-]+centur(?:y|ies)(?:\s+(?P<century_bc>{_BC}))?
    | (?:(?P<bc_first>\d{{1,4}}){_DASH})?(?P<bc>\d{{1,4}})\s?{_BC}
    | {_AD}\s?(?P<ad>\d{{1,4}})
    | (?P<year_e>{_YEAR})\s?[-–—/]\s?(?P<short>\d\d)
    | (?P<year_d>{_YEAR})(?:\s?{_AD}\b)?
    )(?![\w$€£]|[.,]\d)""",
    re.IGNORECASE | re.VERBOSE,
)
"""One date. "79 AD" is read where the mark stands before ("AD 79") or the year has four digits."""
