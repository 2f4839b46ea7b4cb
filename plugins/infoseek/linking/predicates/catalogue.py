"""All predicates by name, and which of them are two names of one relation. Their declarations live in of_*."""

from __future__ import annotations

from infoseek.linking.predicates.of_bodies import PREDICATES_OF_BODIES
from infoseek.linking.predicates.of_people import PREDICATES_OF_PEOPLE
from infoseek.linking.predicates.of_places import PREDICATES_OF_PLACES
from infoseek.linking.predicates.of_things import PREDICATES_OF_THINGS
from infoseek.linking.predicates.of_works import PREDICATES_OF_WORKS
from infoseek.linking.predicates.predicate import Predicate

PREDICATES: dict[str, Predicate] = {
    predicate.name: predicate
    for predicate in (
        *PREDICATES_OF_WORKS,
        *PREDICATES_OF_PEOPLE,
        *PREDICATES_OF_BODIES,
        *PREDICATES_OF_PLACES,
        *PREDICATES_OF_THINGS,
    )
}
"""name -> predicate. Where a label may state several, the one declared first goes before."""

INVERSES: dict[str, str] = {
    "followed_by": "preceded_by",
    "preceded_by": "followed_by",
    "spouse": "spouse",
    "sibling": "sibling",
    "parent": "child",
    "child": "parent",
    "doctoral_advisor": "doctoral_student",
    "doctoral_student": "doctoral_advisor",
    "teacher": "student",
    "student": "teacher",
    "influenced_by": "influenced",
    "influenced": "influenced_by",
    "predecessor": "successor",
    "successor": "predecessor",
    "parent_organisation": "subsidiary",
    "subsidiary": "parent_organisation",
    "borders": "borders",
    "twin_town": "twin_town",
}
"""Two names of one relation, subject and object exchanged; a marriage reads the same from both ends."""
