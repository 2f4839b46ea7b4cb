"""Whom and what a world is made of, and the register of what is true of them.

What lives here: the record of a thing and taking down its facts. What may not: drawing them, wording.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import blake2b
from urllib.parse import quote

from infoseek.world.kinds import DATES, MUTUAL, TERMS
from infoseek.world.truth import Fact, Place, ValueType
from infoseek.world.wording.tellings import telling

LAST_YEAR = 2005
_FIRST_COUNT = 1985
PATH_SAFE = "/(),!'&:"


def path_of(title: str) -> str:
    """The path of the page with a title, percent-encoded (RFC 3986)."""
    return "/wiki/" + quote(title.replace(" ", "_"), safe=PATH_SAFE)


def namesakes_title(name: str) -> str:
    """The title of the page that tells the things of one name apart."""
    return f"{name} (disambiguation)"


@dataclass(slots=True, eq=False)
class Thing:
    """A person, place, work, organisation or event.

    name: as its page calls it; title: with a bracket where another thing has the name. given, surname,
    pronoun: of people. first_year, last_year: when it came into being, and when it ended or at most ends.
    first_day: the day of a release. home: the county, artist or other thing it belongs to first of all.
    edits: days on which its prose was changed. missing: title of a page its page links that is not there.
    """

    kind: str
    name: str
    given: str = ""
    surname: str = ""
    pronoun: str = "it"
    title: str = ""
    path: str = ""
    alias: str = ""
    missing: str = ""
    first_year: int = 0
    last_year: int = LAST_YEAR
    home: Thing | None = None
    first_day: date | None = None
    facts: list[Fact] = field(default_factory=list)
    edits: list[int] = field(default_factory=list)

    def entitle(self, title: str) -> None:
        self.title, self.path = title, path_of(title)

    def all_of(self, predicate: str) -> list[Fact]:
        """Its facts of one predicate, stated or not."""
        return [fact for fact in self.facts if fact.predicate == predicate]


@dataclass(frozen=True)
class Register:
    """Takes facts down and draws which are left off the pages, and which are told in sentences alone.

    The draw depends on the seed and the fact alone, so that worlds of one seed differ in what they tell and
    not in what is true; what a smaller share leaves off, a greater one leaves off too.
    """

    seed: int
    left_out: float
    in_prose: float = 0.0

    def state(self, subject: Thing, predicate: str, value: Thing | date | int | str, as_of: str = "") -> None:
        """One thing that is true of a subject. An integer is a year where the predicate takes dates.

        as_of: the year in which it was so, for what changes.
        """
        if isinstance(value, Thing):
            told = self._is_stated(subject, predicate, value.path)
            place = self._place(subject, predicate, has_page=True)
            subject.facts.append(Fact(subject.path, predicate, "entity", value.name, value.path, told, place))
            return
        text = value.isoformat() if isinstance(value, date) else str(value)
        # A page's lead says what kind of thing it is about, whatever else is left off.
        told = (predicate == "occupation" and text.lower() == subject.kind) or self._is_stated(
            subject, predicate, text
        )
        place = self._place(subject, predicate, has_page=False)
        kind = _type_of(predicate, value)
        subject.facts.append(Fact(subject.path, predicate, kind, text, "", told, place, as_of))

    def count(self, subject: Thing, predicate: str, low: int, high: int) -> None:
        """State how many there are of something, with the year of the count; no other draw hangs on these."""
        value, year = (self._drawn(what, subject.path, predicate) for what in ("count", "counted"))
        number = int(low * (high / low) ** value)
        self.state(subject, predicate, number, str(_FIRST_COUNT + int(year * (LAST_YEAR - _FIRST_COUNT))))

    def state_all(self, subject: Thing, predicate: str, values: Sequence[Thing] | Sequence[str]) -> None:
        for value in values:
            self.state(subject, predicate, value)

    def _is_stated(self, subject: Thing, predicate: str, value: str) -> bool:
        if not self.left_out:
            return True
        key = (subject.path, predicate, value)
        if predicate in MUTUAL:
            key = (min(subject.path, value), min(predicate, MUTUAL[predicate]), max(subject.path, value))
        return self._drawn(*key) >= self.left_out

    def _place(self, subject: Thing, predicate: str, *, has_page: bool) -> Place:
        """All values of a predicate are told in one place, so that a box that tells some tells them all."""
        if (
            not self.in_prose
            or predicate in MUTUAL
            or self._drawn("told", subject.path, predicate) >= self.in_prose
        ):
            return "box"
        places: list[Place] = ["here", "there"] if has_page else ["here"]
        tellable = [place for place in places if telling(place, predicate, subject.kind)]
        drawn = self._drawn("place", subject.path, predicate)
        return tellable[int(drawn * len(tellable))] if tellable else "box"

    def _drawn(self, *key: str) -> float:
        """A number from 0 to below 1 that depends on the seed and the key alone."""
        digest = blake2b("\n".join((str(self.seed), *key)).encode(), digest_size=8).digest()
        return int.from_bytes(digest) / 2**64


def _type_of(predicate: str, value: date | int | str) -> ValueType:
    if predicate in DATES:
        return "date"
    if isinstance(value, int):
        return "number"
    return "term" if predicate in TERMS else "name"
