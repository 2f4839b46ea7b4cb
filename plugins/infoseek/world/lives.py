"""What is true of people: their dates, places, schools, trades and marriages.

What lives here: people. What may not: their works (works.py, music.py); wording.
"""

from __future__ import annotations

from infoseek.world import terms
from infoseek.world.cast import Cast
from infoseek.world.draw import Draw
from infoseek.world.kinds import FAMILIES
from infoseek.world.thing import LAST_YEAR, Register, Thing

_FIRST_BIRTH, _LAST_BIRTH = 1790, 1955
_FILM_TRADES = ("actor", "film director")
_FIRST_FILM_BIRTH = 1872
_ADVISED_SHARE, _SCHOOLED_SHARE, _MARRIED_SHARE, _DEATH_PLACE_SHARE = 0.6, 0.45, 0.3, 0.5
_MOST_YEARS_APART = 9


def describe_people(cast: Cast, draw: Draw, register: Register) -> None:
    """State everyone's life. Their birth years, which all else rests on, are drawn first."""
    people = cast.of_kinds(FAMILIES["people"])
    for person in people:
        _live(person, draw)
    for person in people:
        _describe(person, cast, draw, register)
    _marry(people, draw, register)


def _live(person: Thing, draw: Draw) -> None:
    first = _FIRST_FILM_BIRTH if person.kind in _FILM_TRADES else _FIRST_BIRTH
    person.first_year = draw.rng.randint(first, _LAST_BIRTH)
    age = draw.rng.randint(46, 93)
    person.last_year = min(person.first_year + age, LAST_YEAR + 1)


def is_alive(person: Thing) -> bool:
    """True of those whose death lies behind the last year of the world."""
    return person.last_year > LAST_YEAR


def _describe(person: Thing, cast: Cast, draw: Draw, register: Register) -> None:
    settlements = [*cast.of("town"), *cast.of("village")]
    register.state(person, "born", draw.day(person.first_year))
    register.state(person, "birth_place", draw.skewed(settlements))
    if not is_alive(person):
        register.state(person, "died", draw.day(person.last_year))
        if draw.chance(_DEATH_PLACE_SHARE):
            register.state(person, "death_place", draw.skewed(settlements))
    uses = len(cast.of(person.kind))
    others = draw.terms(terms.OCCUPATIONS, uses, 2) if draw.chance(0.6) else []
    register.state_all(person, "occupation", [person.kind.capitalize(), *others])
    school = draw.living(cast.of("university"), person.first_year + 18)
    if school is not None and draw.chance(_SCHOOLED_SHARE):
        register.state(person, "alma_mater", school)
    if person.kind == "composer":
        register.state_all(person, "instrument", draw.terms(terms.INSTRUMENTS, uses, 2))
    if person.kind == "botanist" and draw.chance(_ADVISED_SHARE):
        _advise(person, cast.of("botanist"), draw, register)


def _advise(person: Thing, botanists: list[Thing], draw: Draw, register: Register) -> None:
    """An advisor some 15 to 45 years older, who lived to see the pupil grown up."""
    for _ in range(12):
        other = draw.skewed(botanists)
        if 15 <= person.first_year - other.first_year <= 45 and other.last_year >= person.first_year + 23:
            register.state(person, "doctoral_advisor", other)
            return


def _marry(people: list[Thing], draw: Draw, register: Register) -> None:
    """Some of those who stand side by side when sorted by year of birth."""
    waiting: dict[str, Thing] = {}
    for person in sorted(people, key=lambda each: (each.first_year, each.path)):
        if not draw.chance(_MARRIED_SHARE):
            continue
        partner = waiting.pop("he" if person.pronoun == "she" else "she", None)
        if partner is not None and _may_marry(person, partner):
            register.state(person, "spouse", partner)
            register.state(partner, "spouse", person)
        else:
            waiting[person.pronoun] = person


def _may_marry(one: Thing, other: Thing) -> bool:
    grown = max(one.first_year, other.first_year) + 21
    return (
        abs(one.first_year - other.first_year) <= _MOST_YEARS_APART
        and grown <= min(one.last_year, other.last_year)
        and one.surname != other.surname
    )
