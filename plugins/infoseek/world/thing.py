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
from infoseek.world.truth import Fact, ValueType

LAST_YEAR = 2005
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
    """Takes facts down and draws which are left off the pages.

    The draw depends on the seed and the fact alone, so that worlds of one seed differ in what they tell and
    not in what is true; what a smaller share leaves off, a greater one leaves off too.
    """

    seed: int
    left_out: float

    def state(self, subject: Thing, predicate: str, value: Thing | date | int | str) -> None:
        """One thing that is true of a subject. An integer is a year where the predicate takes dates."""
        if isinstance(value, Thing):
            told = self._is_stated(subject, predicate, value.path)
            subject.facts.append(Fact(subject.path, predicate, "entity", value.name, value.path, told))
            return
        text = value.isoformat() if isinstance(value, date) else str(value)
        # A page's lead says what kind of thing it is about, whatever else is left off.
        told = (predicate == "occupation" and text.lower() == subject.kind) or self._is_stated(
            subject, predicate, text
        )
        subject.facts.append(Fact(subject.path, predicate, _type_of(predicate, value), text, "", told))

    def state_all(self, subject: Thing, predicate: str, values: Sequence[Thing] | Sequence[str]) -> None:
        for value in values:
            self.state(subject, predicate, value)

    def _is_stated(self, subject: Thing, predicate: str, value: str) -> bool:
        if not self.left_out:
            return True
        key = (subject.path, predicate, value)
        if predicate in MUTUAL:
            key = (min(subject.path, value), min(predicate, MUTUAL[predicate]), max(subject.path, value))
        drawn = blake2b("\n".join((str(self.seed), *key)).encode(), digest_size=8).digest()
        return int.from_bytes(drawn) >= self.left_out * 2**64


def _type_of(predicate: str, value: date | int | str) -> ValueType:
    if predicate in DATES:
        return "date"
    if isinstance(value, int):
        return "number"
    return "term" if predicate in TERMS else "name"
