"""The predicates: what kind of value each takes, of what it can be said, and when another value refutes.

What lives here: the vocabulary of edges. What may not: labels (labels.py), reading values or pages.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from infoseek.linking.labels import stated_by
from infoseek.linking.name_lists import Style
from infoseek.linking.types import groups_of

Range = Literal["date", "duration", "number", "height", "area", "entity", "term"]
Names = frozenset[str]

_ANY: Names = frozenset()


@dataclass(frozen=True, slots=True)
class Predicate:
    """A relation or property.

    objects: families of entities it may point to (see `entities.family_of`); "same" is the subject's own.
    is_functional: one value per subject, so that another stated value refutes.
    complete_for: groups of subjects (see `types.groups_of`) whose row of it lists all values, so that a value
    the row lacks is refuted.
    is_nested: its values lie within one another, so that a stated one refutes only another of its own sort
    (born in Flint: in no other city, but it may be in any state).
    subjects: groups of subjects it can be said of; empty for all.
    """

    name: str
    range: Range
    is_functional: bool = False
    complete_for: Names = _ANY
    is_nested: bool = False
    objects: Names = _ANY
    subjects: Names = _ANY
    style: Style = "people"

    def suits(self, type_noun: str) -> bool:
        """False where a thing of this type cannot have it; an unknown noun can."""
        groups = groups_of(type_noun)
        return not (groups and self.subjects) or bool(groups & self.subjects)

    def is_complete_for(self, type_noun: str) -> bool:
        """Whether the row of a thing of this type lists all values."""
        return bool(groups_of(type_noun) & self.complete_for)


def _names(text: str) -> Names:
    return frozenset(text.split())


_ACTORS, _BODIES, _PLACES = _names("person organisation"), _names("organisation"), _names("place")
_WORK, _EVENT, _PERSON = _names("work"), _names("event"), _names("person")
_STAGED = _names("opera ballet play musical symphony")
_PICTURES = _names("painting sculpture")


def _values() -> list[Predicate]:
    dates = {
        "released published first_aired": _WORK,
        "born died": _PERSON,
        "founded opened built dissolved": _ANY,
    }
    made = [
        Predicate(name, "date", is_functional=True, subjects=subjects)
        for names, subjects in dates.items()
        for name in names.split()
    ]
    made += [
        Predicate("first_performed", "date", is_functional=True, subjects=_STAGED | {"song"}),
        Predicate("painted", "date", is_functional=True, subjects=_names("painting")),
        Predicate("took_place", "date", is_functional=True, subjects=_EVENT),
        # A row gives the whole span of the sessions.
        Predicate("recorded", "date", complete_for=_WORK),
    ]
    made += [
        Predicate(name, "duration", is_functional=True, subjects=_WORK) for name in ("length", "running_time")
    ]
    made += [
        Predicate(name, "number", is_functional=True, subjects=_WORK)
        for name in ("pages", "seasons", "episodes")
    ]
    made.append(Predicate("height_m", "height", is_functional=True))
    made.append(Predicate("area_km2", "area", is_functional=True, subjects=_PLACES))
    made += [
        Predicate(name, "term", style="terms")
        for name in ("genre", "format", "occupation", "instrument", "country", "studio")
    ]
    # A text has the language it was written in, a picture the medium it was made in.
    made.append(Predicate("language", "term", complete_for=_names("novel opera play poem"), style="terms"))
    made.append(Predicate("medium", "term", complete_for=_PICTURES, subjects=_PICTURES, style="terms"))
    return made


def _makers() -> list[Predicate]:
    """Who made it: credits on a work are given in full, on a person's or a body's page as far as they matter."""
    credits = (
        "written_by composed_by lyrics_by produced_by directed_by screenplay_by story_by edited_by "
        "cinematography_by created_by author illustrator painted_by"
    ).split()
    made = [
        Predicate(name, "entity", complete_for=_WORK, objects=_ACTORS, subjects=_WORK) for name in credits
    ]
    made += [
        # The box of a building credits its architects as that of a work its makers.
        Predicate("architect", "entity", complete_for=_names("work place"), objects=_ACTORS),
        # An album has the artists its box names; a song has versions that no box tells of.
        Predicate("performed_by", "entity", complete_for=_names("album"), objects=_ACTORS),
        # A row of founders is by custom the whole list of them.
        Predicate("founder", "entity", complete_for=_BODIES, objects=_ACTORS),
        Predicate("led_by", "entity", complete_for=_EVENT, objects=_ACTORS, subjects=_EVENT),
        Predicate("won_by", "entity", complete_for=_EVENT, objects=_ACTORS, subjects=_EVENT),
        # A row names the main sponsors, a cast row the main actors, a band its best known companions.
        Predicate("sponsored_by", "entity", objects=_ACTORS | _PLACES, subjects=_EVENT),
    ]
    made += [
        Predicate(name, "entity", objects=_ACTORS) for name in ("starring", "associated_act", "member_of")
    ]
    made += [
        # A novel's row gives its first publisher, an album's the label it first came out on; a band's row
        # gives labels of all its years, a film has other distributors elsewhere.
        Predicate(
            "publisher", "entity", complete_for=_names("novel"), objects=_BODIES, style="organisations"
        ),
        Predicate("label", "entity", complete_for=_names("album"), objects=_BODIES, style="organisations"),
        Predicate("distributed_by", "entity", objects=_BODIES, style="organisations"),
    ]
    return made


def _lives() -> list[Predicate]:
    return [
        # All marriages stand in the row, and each has two ends that can state it.
        Predicate("spouse", "entity", complete_for=_PERSON, objects=_PERSON, subjects=_PERSON),
        Predicate("doctoral_advisor", "entity", complete_for=_PERSON, objects=_PERSON, subjects=_PERSON),
        # Where someone studied besides is often left out.
        Predicate("alma_mater", "entity", objects=_BODIES, subjects=_PERSON, style="organisations"),
    ]


def _places() -> list[Predicate]:
    made = [
        Predicate(
            name, "entity", is_functional=True, is_nested=True, objects=_PLACES, subjects=of, style="places"
        )
        for name, of in (
            ("birth_place", _PERSON),
            ("death_place", _PERSON),
            # Where a body has its seat, and where a band comes from, is one place, whatever that lies in.
            ("headquarters", _BODIES),
            ("origin", _ACTORS),
        )
    ]

    def place(
        name: str, complete_for: str = "", subjects: str = "place", is_nested: bool = False
    ) -> Predicate:
        return Predicate(
            name,
            "entity",
            complete_for=_names(complete_for),
            is_nested=is_nested,
            objects=_PLACES,
            subjects=_names(subjects),
            style="places",
        )

    made += [
        # A house, a town and a battlefield lie in one place; a river, a university or a festival in several.
        place(
            "located_in",
            "settlement built battle painting sculpture",
            "place organisation event painting sculpture",
            is_nested=True,
        ),
        place("venue", "opera ballet play musical event", "event opera ballet play musical symphony", True),
        # A row of the rivers a town lies on may name the main one alone.
        place("on_river", subjects="settlement county built"),
        place("capital", complete_for="place"),
        place("crosses", complete_for="built"),
        Predicate(
            "flows_into",
            "entity",
            is_functional=True,
            is_nested=True,
            objects=_PLACES,
            subjects=_names("river"),
            style="places",
        ),
    ]
    return made


def _works() -> list[Predicate]:
    def work(name: str, objects: str, complete_for: Names = _ANY) -> Predicate:
        return Predicate(name, "entity", complete_for=complete_for, objects=_names(objects), style="works")

    return [
        work("preceded_by", "same", _WORK),
        work("followed_by", "same", _WORK),
        # A work is drawn from what its row names; of several sources only the first is read (row_edges).
        work("based_on", "novel film play song poem", _WORK),
        # A song may be on further albums, an album may have further tracks where its listing is not whole.
        work("from_album", "album"),
        work("has_track", "song"),
        work("a_side", "song"),
        work("b_side", "song"),
    ]


PREDICATES = {
    predicate.name: predicate for predicate in (*_values(), *_makers(), *_lives(), *_places(), *_works())
}


# Two names of one relation, subject and object exchanged; a marriage reads the same from both ends.
INVERSES = {"followed_by": "preceded_by", "preceded_by": "followed_by", "spouse": "spouse"}


def predicate_of(label: str, type_noun: str = "") -> Predicate | None:
    """The predicate a row label states of a thing of this type; None where it states none.

    Plurals are understood, and what a label means for the type: "Artist" names a painting's painter.
    """
    predicate = PREDICATES.get(stated_by(label, groups_of(type_noun)))
    return predicate if predicate and predicate.suits(type_noun) else None
