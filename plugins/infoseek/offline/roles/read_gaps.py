"""Spans of years between two dates, read from a clause: ages, orders in time, how long something lasted.

What may not live here: other clauses (read_clauses.py).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from infoseek.offline.roles import read_values
from infoseek.offline.roles.derived_words import EVENTS, ROLES
from infoseek.offline.roles.read_words import events

_POSSESSIVES = frozenset("its their his her".split())
_SELF = frozenset("it they he she".split())
_DECADES = dict(
    zip(
        "twenties thirties forties fifties sixties seventies eighties nineties".split(),
        range(20, 100, 10),
        strict=True,
    )
)
# How long something lasted, by the verb: (the later date, the earlier one).
_LASTED: dict[tuple[str, ...], tuple[str, str]] = {
    ("existed", "for"): ("dissolved", "founded"),
    ("was", "open", "for"): ("closed", "opened"),
    ("was", "in", "service", "for"): ("decommissioned", "commissioned"),
    ("was", "in", "use", "for"): ("deactivated", "first_lit"),
    ("was", "kept", "up", "for"): ("discontinued", "introduced"),
    ("stood", "for"): ("demolished", "built"),
}
_WHOSE = "{whose}"


class Gap(NamedTuple):
    """A gap of years: predicate's date less other's, and where it ends in the sentence."""

    predicate: str
    other: str
    through: str
    direction: str
    low: float | None
    high: float | None
    end: int


class _Age(NamedTuple):
    low: float | None
    high: float | None
    end: int


def gap(words: Sequence[str], at: int, *, is_reduced: bool) -> Gap | None:
    """The gap a clause that begins here tells of, or None; is_reduced: "published before its author turned thirty"."""
    if is_reduced:
        return _between_events(words, at, is_reduced)
    return _lifespan(words, at) or _lasted(words, at) or _between_events(words, at, is_reduced)


def further_gap(words: Sequence[str], at: int, verb: tuple[str, ...]) -> Gap | None:
    """The gap that stands behind another statement of the same verb: "was written in French before …"."""
    for clause, event in events():
        if clause == verb:
            return _from_event(words, at, event)
    return None


def _stands(words: Sequence[str], at: int, wanted: Sequence[str]) -> bool:
    return tuple(words[at : at + len(wanted)]) == tuple(wanted)


def _behind(words: Sequence[str], at: int, wanted: str) -> int | None:
    parts = wanted.split()
    return at + len(parts) if _stands(words, at, parts) else None


def _lifespan(words: Sequence[str], at: int) -> Gap | None:
    def lived(low: float | None, high: float | None, end: int) -> Gap:
        return Gap("died", "born", "", "forward", low, high, end)

    if (i := _behind(words, at, "lived into")) and _is_whose(words, i) and (age := _decade(words, i + 1)):
        return lived(age, age + 10, i + 2)
    if (i := _behind(words, at, "died between the ages of")) and (pair := _pair(words, i)):
        return lived(*pair)
    for opening in ("died before the age of", "did not live to be", "died before turning"):
        if (i := _behind(words, at, opening)) and (number := read_values.number(words, i)):
            return lived(0.0, number[0], number[1])
    if (i := _behind(words, at, "lived to be more than")) and (number := read_values.number(words, i)):
        end = _behind(words, number[1], "years old")
        return lived(number[0], None, end or number[1])
    return None


def _is_whose(words: Sequence[str], at: int) -> bool:
    return at < len(words) and words[at] in _POSSESSIVES


def _decade(words: Sequence[str], at: int) -> float | None:
    return _DECADES.get(words[at]) if at < len(words) else None


def _pair(words: Sequence[str], at: int) -> tuple[float, float, int] | None:
    low = read_values.number(words, at)
    high = read_values.number(words, low[1] + 1) if low and _stands(words, low[1], ("and",)) else None
    return (low[0], high[0], high[1]) if low and high else None


def _years(words: Sequence[str], at: int) -> read_values.Bounds | None:
    """ "less than ten years", "between two and five years"."""
    found = read_values.measure(words, at)
    if found is None or not any(_stands(words, found.end, (unit,)) for unit in ("years", "year")):
        return None
    return read_values.Bounds(found.low or 0.0, found.high, found.end + 1)


def _lasted(words: Sequence[str], at: int) -> Gap | None:
    for opening, (later, earlier) in _LASTED.items():
        if _stands(words, at, opening) and (span := _years(words, at + len(opening))):
            return Gap(later, earlier, "", "forward", span.low, span.high, span.end)
    if (i := _behind(words, at, "took")) and (span := _years(words, i)):
        end = _behind(words, span.end, "to build")
        return Gap("built", "construction_began", "", "forward", span.low, span.high, end) if end else None
    if (i := _behind(words, at, "came out")) and (span := _years(words, i)):
        end = _behind(words, span.end, "after the recording")
        return Gap("released", "recorded", "", "forward", span.low, span.high, end) if end else None
    return None


@cache
def _earlier_events() -> tuple[tuple[tuple[str, ...], str], ...]:
    found = [(tuple(event.earlier.split()), name) for name, event in EVENTS.items()]
    return tuple(sorted(found, key=lambda pair: -len(pair[0])))


@cache
def _roles() -> tuple[tuple[tuple[str, ...], str, str], ...]:
    """What the other thing is called as words, with the predicate that leads to it and its direction."""
    found = []
    for predicate, roles in ROLES.items():
        for direction, role in zip(("forward", "inverse"), roles, strict=True):
            words = tuple(
                _WHOSE if word in ("its", "their") and not at else word
                for at, word in enumerate(role.split())
            )
            found.append((words, predicate, direction))
    return tuple(sorted(found, key=lambda entry: -len(entry[0])))


def _event(words: Sequence[str], at: int, is_reduced: bool = False) -> Iterator[tuple[str, int]]:
    for clause, name in events():
        wanted = clause[1:] if is_reduced else clause
        if (clause[0] == "was" or not is_reduced) and _stands(words, at, wanted):
            yield name, at + len(wanted)


def _earlier(words: Sequence[str], at: int) -> tuple[str, int] | None:
    for clause, name in _earlier_events():
        if _stands(words, at, clause):
            return name, at + len(clause)
    return None


def _role(words: Sequence[str], at: int) -> Iterator[tuple[str, str, int]]:
    for wanted, predicate, direction in _roles():
        fits = all(
            at + n < len(words)
            and (words[at + n] in _POSSESSIVES if word == _WHOSE else words[at + n] == word)
            for n, word in enumerate(wanted)
        )
        if fits:
            yield predicate, direction, at + len(wanted)


def _between_events(words: Sequence[str], at: int, is_reduced: bool) -> Gap | None:
    for event, i in _event(words, at, is_reduced):
        if found := _from_event(words, i, event):
            return found
    return None


def _from_event(words: Sequence[str], at: int, event: str) -> Gap | None:
    for through, direction, age in _ages(words, at):
        return Gap(event, "born", through, direction, *age)
    return _apart(words, at, event)


def _ages(words: Sequence[str], at: int) -> Iterator[tuple[str, str, _Age]]:
    """ "before its author turned thirty", "when its author was in their thirties"."""
    if (
        not _stands(words, at, ("before",))
        and not _stands(words, at, ("after",))
        and not _stands(words, at, ("when",))
    ):
        return
    for through, direction, i in _role(words, at + 1):
        age = {"before": _before, "after": _after, "when": _when}[words[at]](words, i)
        if age is not None:
            yield through, direction, age


def _before(words: Sequence[str], at: int) -> _Age | None:
    number = read_values.number(words, at + 1) if _stands(words, at, ("turned",)) else None
    return _Age(0.0, number[0], number[1]) if number else None


def _after(words: Sequence[str], at: int) -> _Age | None:
    number = read_values.number(words, at + 2) if _stands(words, at, ("had", "turned")) else None
    return _Age(number[0], None, number[1]) if number else None


def _when(words: Sequence[str], at: int) -> _Age | None:
    if (i := _behind(words, at, "was over")) and (number := read_values.number(words, i)):
        return _Age(number[0], None, number[1])
    if (i := _behind(words, at, "was in")) and _is_whose(words, i) and (age := _decade(words, i + 1)):
        return _Age(age, age + 10, i + 2)
    if (i := _behind(words, at, "was between")) and (pair := _pair(words, i)):
        end = _behind(words, pair[2], "years old")
        return _Age(pair[0], pair[1], end) if end else None
    return None


def _apart(words: Sequence[str], at: int, event: str) -> Gap | None:
    """ "only after its architect had died", "less than ten years after its architect was born"."""
    span = _years(words, at)
    low, high = (span.low, span.high) if span else (0.0, None)
    i = span.end if span else at
    is_only = _stands(words, i, ("only",))
    i += is_only
    if _stands(words, i, ("after",)):
        return _after_event(words, i + 1, event, low, high)
    if is_only or not _stands(words, i, ("before",)):
        return None
    low, high = (None if high is None else -high, -(low or 0.0))
    for through, direction, j in _role(words, i + 1):
        for other, end in _event(words, j):
            return Gap(event, other, through, direction, low, high, end)
    return None


def _after_event(
    words: Sequence[str], at: int, event: str, low: float | None, high: float | None
) -> Gap | None:
    if at < len(words) and words[at] in _SELF and (found := _earlier(words, at + 1)):
        return Gap(event, found[0], "", "forward", low, high, found[1])
    for through, direction, i in _role(words, at):
        if found := _earlier(words, i):
            return Gap(event, found[0], through, direction, low, high, found[1])
    return None
