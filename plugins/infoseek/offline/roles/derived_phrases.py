"""From a derived constraint and its bounds to a clause: spans between two dates, counts, places in a region.

What may not live here: the words themselves (derived_words.py), or whole sentences (compose.py).
"""

from __future__ import annotations

from infoseek.offline.roles import vocabulary
from infoseek.offline.roles.derived_words import COUNTED_THINGS, COUNTS, EVENTS, ROLES, Event
from infoseek.offline.roles.english import comparison, sort_of, spelled

_SLOT = "{child}"
_DECADE = 10
_AGE_DECADES = range(20, 100, _DECADE)
_TIMES = {2: "twice", 3: "three times"}
# Names that stand with an article.
_WITH_ARTICLE = ("united ", "republic of ", "kingdom of ", "soviet ", "state of ", "county of ", "isle of ")
_ARTICLE_ENDS = (
    *(" islands", " states", " kingdom", " republic", " union", " empire", " isles"),
    *("netherlands", "philippines"),
)

Bounds = tuple[int | None, int | None]


def gap(
    predicate: str, other: str, through: str, direction: str, parent_type: str, bounds: Bounds, luck: int = 0
) -> str | None:
    """The clause of a span of years between two dates, or None where no words for it are known.

    bounds: years, strict; (None, 40): less than 40 years after; (0, None): after; (-10, 0): less than ten years
    before; (None, -10): more than ten years before; (None, 0): before.
    """
    if predicate not in EVENTS or other not in EVENTS:
        return None
    if not through:
        return _own_gap(predicate, other, parent_type, bounds)
    if through not in ROLES:
        return None
    role = ROLES[through][direction != "forward"]
    if sort_of(parent_type) == "person":
        role = role.replace("its ", "their ", 1) if role.startswith("its ") else role
    event, theirs = EVENTS[predicate], EVENTS[other]
    if other == "born" and (age := _age(bounds, role, luck)):
        return f"{event.clause} {age}"
    return _apart(event, theirs, role, bounds)


def stated_gap(
    predicate: str, other: str, through: str, direction: str, parent_type: str, shown: str
) -> str | None:
    """The clause of a span as it was read off two pages: "came out 12.1 years before its director died"."""
    if predicate not in EVENTS or other not in EVENTS or (through and through not in ROLES):
        return None
    own = "they" if sort_of(parent_type) == "person" else "it"
    whose = ROLES[through][direction != "forward"] if through else own
    event, theirs = EVENTS[predicate], EVENTS[other]
    if shown.endswith(" before"):
        return f"{event.clause} {shown} {whose} {theirs.clause}"
    return f"{event.clause} {shown} after {whose} {theirs.earlier}"


def _own_gap(predicate: str, other: str, parent_type: str, bounds: Bounds) -> str | None:
    """Two dates of one thing: a lifespan, the time something lasted or took."""
    under, over = bounds
    if (predicate, other) == ("died", "born"):
        return _lifespan(under, over)
    span = _span(bounds)
    if span is None:
        return None
    if other == "construction_began":
        return f"took {span} to build"
    if predicate in _LASTED:
        return f"{_LASTED[predicate]} {span}"
    pronoun = "they" if sort_of(parent_type) == "person" else "it"
    return f"{EVENTS[predicate].clause} {span} after {pronoun} {EVENTS[other].earlier}"


_LASTED = {
    "dissolved": "existed for",
    "closed": "was open for",
    "decommissioned": "was in service for",
    "deactivated": "was in use for",
    "discontinued": "was kept up for",
    "demolished": "stood for",
}


def _span(bounds: Bounds) -> str | None:
    """A positive stretch of time: "less than ten years"."""
    under, over = bounds
    if under and over and 0 < under < over:
        return f"between {comparison(under, over)} years"
    if over and over > 0 and not under:
        return f"less than {_years(over)}"
    return f"more than {_years(under)}" if under and under > 0 and over is None else None


def _years(number: int) -> str:
    return f"{spelled(number)} year{'s' if number > 1 else ''}"


def _lifespan(under: int | None, over: int | None) -> str | None:
    if under is not None and under in _AGE_DECADES and over == under + _DECADE:
        return f"lived into {_decade(under, 'their')}"
    if under and over:
        return f"died between the ages of {comparison(under, over)}"
    if over:
        return f"did not live to be {spelled(over)}"
    return f"lived to be more than {spelled(under)} years old" if under else None


def _decade(age: int, whose: str) -> str:
    return f"{whose} {spelled(age).removesuffix('y')}ies"


def _age(bounds: Bounds, role: str, luck: int) -> str | None:
    """A span after a birth as the person's age: "before its author turned thirty"."""
    under, over = bounds
    if (over is not None and over <= 0) or (under is not None and under < 0):
        return None
    if not under and over:
        return f"before {role} turned {spelled(over)}"
    if under and over is None:
        return (f"after {role} had turned {spelled(under)}", f"when {role} was over {spelled(under)}")[
            luck % 2
        ]
    if under is not None and under in _AGE_DECADES and over == under + _DECADE:
        return f"when {role} was in {_decade(under, 'their')}"
    if under and over:
        return f"when {role} was between {comparison(under, over)} years old"
    return None


def _apart(event: Event, theirs: Event, role: str, bounds: Bounds) -> str | None:
    """A span to another thing's date: "was opened less than ten years after its architect had died"."""
    under, over = bounds
    behind = f"{role} {theirs.earlier}"
    if bounds == (0, None):
        return f"{event.clause} only after {behind}"
    if bounds == (None, 0):
        return f"{event.clause} before {role} {theirs.clause}"
    if (under is None or under >= 0) and (span := _span(bounds)):
        return f"{event.clause} {span} after {behind}"
    if over is None or over > 0:
        return None
    before = _span((-over or None, None if under is None else -under))
    return before and f"{event.clause} {before} before {role} {theirs.clause}"


def count(predicate: str, direction: str, least: int, parent_type: str, luck: int = 0) -> str | None:
    """The clause of "at least n" objects of a predicate, or things that have this one for its object."""
    is_inverse, number = direction != "forward", f"at least {spelled(least)}"
    if predicate in COUNTS:
        ways = COUNTS[predicate][is_inverse]
        times = f"at least {_TIMES.get(least, spelled(least) + ' times')}"
        return ways[luck % len(ways)].format(number, times=times) if ways else None
    if predicate not in COUNTED_THINGS or predicate not in vocabulary.RELATIONS:
        return None
    table, counted = vocabulary.RELATIONS[predicate][is_inverse], COUNTED_THINGS[predicate][is_inverse]
    if not counted:
        return None
    way = (table[""] if is_inverse else vocabulary.chosen(table, parent_type))[0]
    return way.replace(_SLOT, f"{number} {counted}")


def within(predicate: str, name: str, parent_type: str, luck: int = 0) -> str | None:
    """The clause of a place that lies in a named region: "was born in Bavaria"."""
    if predicate not in vocabulary.RELATIONS or not name:
        return None
    ways = vocabulary.chosen(vocabulary.RELATIONS[predicate][0], parent_type)
    placed = [way for way in ways if way.endswith((f" in {_SLOT}", f" at {_SLOT}", f" from {_SLOT}"))]
    if not placed:
        return None
    return placed[luck % len(placed)].replace(f" at {_SLOT}", f" in {_SLOT}").replace(_SLOT, named(name))


def named(name: str) -> str:
    """A region's name as it stands in a sentence: "the United Kingdom", "Bavaria"."""
    folded = name.casefold()
    needs = folded.startswith(_WITH_ARTICLE) or folded.endswith(_ARTICLE_ENDS)
    return f"the {name}" if needs else name
