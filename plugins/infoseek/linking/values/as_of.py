"""The date at which a row's value held, as the row or its label says. What may not live here: the value."""

from __future__ import annotations

import re

from infoseek.linking.values.dates import dates_in

_BRACKET = re.compile(r"[(\[]([^()\[\]]{4,60})[)\]]")
_AS_OF = re.compile(r"\b(?:as of|as at)\s+([^;,()\[\]]{4,40})", re.IGNORECASE)
# A date behind these says since when, or what is to come.
_OTHER = re.compile(r"\b(?:since|from|until|established|founded|next|born|b\.)\b", re.IGNORECASE)


def as_of(value: str, *labels: str) -> str:
    """The date, ISO and as coarse as stated, of a row's first value: "38,441,588 (July 2011 est.)" -> "2011-07".

    labels: the row's label and the one above it, which are asked where the value tells none: "Population (2010)".
    Empty where nothing tells.
    """
    found = _stated(value.partition(";")[0])
    for label in labels:
        dates = [] if found else dates_in(label)
        found = dates[-1].value if dates else found
    return found


def _stated(text: str) -> str:
    told = [match[1] for match in (*_AS_OF.finditer(text), *_BRACKET.finditer(text))]
    for part in told:
        dates = dates_in(part)
        if dates and not _OTHER.search(part):
            return dates[-1].value
    return ""
