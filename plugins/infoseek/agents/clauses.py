"""Whether a blurrer's clause may be used: what of the claim it must not give away (L3, L4, L5, FIELD §3).

What lives here: the checks of one clause. What may not: asking for it, or what a rung leaves.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from infoseek.agents.blurrer import SLOT, BlurredClaim, Offer
from infoseek.agents.ladder import Rung, year_of
from infoseek.agents.words import names_any, numbers_in, shared_phrase, spelled_numbers
from infoseek.linking.naming.acronyms import initials
from infoseek.linking.naming.scripts import in_latin

_MARKUP = frozenset('{}<>"“”')
_ADDRESS = re.compile(r"://|\bwww\.|\b[\w-]+\.(?:com|org|net|edu|gov|info|io)\b", re.IGNORECASE)
_MONTH = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
)
_CENTURY = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)(?=[ -]century\b)")
_NUMBERED = ("range", "gap")


def names_to_hide(names: Iterable[str]) -> list[str]:
    """Every form in which these names give an entity away: as they are, in Latin letters, as initials."""
    found = set(names)
    for name in list(found):
        found.update(in_latin(name), initials(name))
    return sorted(found)


def refusal(answer: BlurredClaim, offer: Offer, names: list[str]) -> str | None:
    """Why a clause cannot be used, as a reason code; None where it can.

    names: every form of a name that must not stand in it; see `names_to_hide`.
    """
    if not 0 <= answer.rung < len(offer.rungs):
        return "no_such_rung"
    if answer.clause.count(SLOT) != (1 if offer.claim.constraint.needs_child else 0):
        return "child_slot_missing"
    clause = answer.clause.replace(SLOT, " ")
    if set(clause) & _MARKUP or any(
        unicodedata.category(char) in ("Cc", "Cs", "Co", "Cn") for char in clause
    ):
        return "not_a_clause"
    if _ADDRESS.search(clause):
        return "gives_an_address"
    rung = offer.rungs[answer.rung][0]
    if rung.shown and rung.shown.casefold() not in clause.casefold():
        return "region_missing"
    if names_any(clause, names):
        return "names_a_vertex"
    untold = _without(clause, offer.claim.constraint.value, rung.shown)
    if any(shared_phrase(untold, evidence.text) for evidence in offer.claim.evidence):
        return "source_phrase"
    return "exact_number" if _gives_number(untold, offer, rung) else None


def _without(clause: str, *permitted: str) -> str:
    """The clause without the terms and names that it may say."""
    for phrase in filter(None, permitted):
        clause = clause.replace(phrase, "…")
    return clause


def _gives_number(clause: str, offer: Offer, rung: Rung) -> bool:
    """Whether it has a number in digits that is no bound, the stated number in words, or a month of a date."""
    bounds = {abs(bound) for bound in rung.bounds if bound is not None}
    centuries = {bound // 100 + 1 for bound in bounds} if rung.unit == "years" else set()
    if any(int(match[1]) not in centuries for match in _CENTURY.finditer(clause)):
        return True
    if any(not _allowed(number, bounds) for number in numbers_in(_CENTURY.sub(" ", clause))):
        return True
    if offer.claim.constraint.form in _NUMBERED and _MONTH.search(clause[1:]):
        return True
    return bool(_stated(offer, rung) & set(spelled_numbers(clause)) - bounds)


def _stated(offer: Offer, rung: Rung) -> set[int]:
    """The claim's own number, in the unit it would be said in."""
    constraint = offer.claim.constraint
    if constraint.low is None or constraint.form not in (*_NUMBERED, "count"):
        return set()
    if rung.unit == "years":
        try:
            return {year_of(constraint.low)}
        except (ValueError, OverflowError):
            return set()
    size = {"minutes": 60.0, "gap_years": 365.2425}.get(rung.unit, 1.0)
    return {round(abs(constraint.low) / size)} if abs(constraint.low) < 1e15 else set()


def _allowed(number: int, bounds: set[int]) -> bool:
    """A number may be a bound, or a decade that a period of years begins or ends in."""
    return number in bounds or any(bound > 999 and number == bound - bound % 10 for bound in bounds)
