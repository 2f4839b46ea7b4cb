"""Which row label states which predicate, in the spellings that boxes and tables have.

What lives here: reading labels. What may not: the labels themselves, which stand beside their predicate
(of_*.py). A label that stands nowhere makes no edge.

A predicate's labels are parted by "|", each in the form `normal_label` gives. "area › total" is the label
"total" below the heading "area". What may follow a label: "@painting", where it states that predicate of
paintings alone and before any other; "~", where the row never lists all values, whatever others do; "+", where
the label states this predicate beside another.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from infoseek.linking.predicates.catalogue import PREDICATES

BELOW = " › "
"""Stands between the label of a heading and that of a row below it."""

MOST_CHARS = 80
_PLURAL_MARK = re.compile(r"\((?:s|es)\)|/s\b", re.IGNORECASE)
_BRACKETED = re.compile(r"\s*[\[(][^\[\]()]*[\])]")
_AS_OF = re.compile(
    r",?\s+(?:as of|as at|in|since)\s+(?:\w+\s+){0,2}\d{4}$|,?\s+\d{4}(?:\s+(?:census|est\.?|estimate))?$"
)
_COUNT = re.compile(r"^(?:(?:no|nr|num)\b\.?\s+(?:of\s+)?|(?:no|nr|num)\.\s*|[#№]\s*(?:of\s+)?)")
_BULLETS = " :\t\n•·–—-↙→*"
# Headings that part a box and say nothing of the rows below.
_SECTIONS = frozenset(
    "general information|general|information|details|overview|basic information|basic data|characteristics|"
    "physical characteristics|physical data|technical details|technical specifications|specifications|"
    "design and construction|personal details|personal information|personal life|background information|"
    "biographical details|production|original release|release|publication|broadcast|history|geography|statistics|"
    "government|demographics|features|properties|identifiers|career|website|highest elevation".split("|")
)
_ENTRY = re.compile(r"(?P<label>[^@~+]+)(?:@(?P<sort>[a-z]+))?(?P<open>~)?(?P<also>\+)?")


@dataclass(frozen=True, slots=True)
class Stated:
    """What a label states. sort: of what alone, or "". is_open: its row never lists all values.

    is_also: it does so beside what else the label states.
    """

    predicate: str
    sort: str = ""
    is_open: bool = False
    is_also: bool = False


def _entries() -> Iterator[tuple[str, Stated]]:
    for name, predicate in PREDICATES.items():
        written = [name.replace("_", " "), *predicate.labels.split("|")] if predicate.labels else []
        for entry in dict.fromkeys(written):
            match = _ENTRY.fullmatch(entry)
            if match is None:
                raise ValueError(f"The label {entry!r} of {name} is none.")
            yield match["label"], Stated(name, match["sort"] or "", bool(match["open"]), bool(match["also"]))


def _table() -> dict[str, tuple[Stated, ...]]:
    found: dict[str, list[Stated]] = defaultdict(list)
    for label, stated in _entries():
        found[label].append(stated)
    return {label: tuple(sorted(all_, key=lambda one: not one.sort)) for label, all_ in found.items()}


LABELS: dict[str, tuple[Stated, ...]] = _table()
"""label -> what it states; of things of one sort before of all."""


def normal_label(label: str) -> str:
    """A row label in the form `LABELS` knows.

    Case, spaces, bullets, colons, "(s)", brackets and dates ("as of 2010") are dropped, "No. of" is spelt out.
    """
    return _plain(_BRACKETED.sub(" ", _marked(label)))


def _marked(label: str) -> str:
    return _PLURAL_MARK.sub("", unicodedata.normalize("NFKC", label[:MOST_CHARS]).casefold())


def _plain(text: str) -> str:
    text = re.sub(r"\s+", " ", _COUNT.sub("number of ", text.strip(_BULLETS))).strip(_BULLETS)
    return _AS_OF.sub("", text).strip(_BULLETS)


def stated_by(label: str, sorts: frozenset[str] = frozenset(), group: str = "") -> tuple[Stated, ...]:
    """What a row label states of a thing of these sorts (`predicate.sorts_of`), the likeliest first.

    group: the label of the heading above the row, or "". A label below a heading is not read without it, but
    where the heading only tells the sections of a box apart.
    """
    heads = _spellings(group) if group.strip() else [""]
    if set(heads) & _SECTIONS:
        heads.append("")
    for head in heads:
        for form in _spellings(label):
            key = f"{head}{BELOW}{form}" if head else form
            if form and key in LABELS:
                return tuple(stated for stated in LABELS[key] if not stated.sort or stated.sort in sorts)
    return ()


def _spellings(label: str) -> list[str]:
    """A label as `LABELS` may have it: with its brackets, without them, and in the singular."""
    text = normal_label(label)
    last = text.rsplit(" ", 1)[-1]
    forms = [_plain(_marked(label)), text]
    if last.endswith("s"):
        forms.append(text[:-1])
    if last.endswith("ies"):
        forms.append(text[:-3] + "y")
    return list(dict.fromkeys(forms))
