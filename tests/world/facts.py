"""A world's facts, ready to be asked. What may not live here: expectations."""

from __future__ import annotations

from collections import defaultdict

from infoseek.world.truth import Fact, World


class Facts:
    """Facts by subject and predicate."""

    def __init__(self, world: World) -> None:
        self.world = world
        self._by: dict[tuple[str, str], list[Fact]] = defaultdict(list)
        for fact in world.facts:
            self._by[fact.subject, fact.predicate].append(fact)

    def of(self, subject: str, predicate: str) -> list[Fact]:
        return self._by.get((subject, predicate), [])

    def year(self, subject: str, *predicates: str) -> int | None:
        """The year of the first of some dated predicates that the subject has."""
        found = [fact for predicate in predicates for fact in self.of(subject, predicate)]
        return int(found[0].value[:4]) if found else None

    def pairs(self, predicate: str) -> list[tuple[str, str]]:
        """Subjects and objects of a predicate."""
        return [(f.subject, f.object) for f in self.world.facts if f.predicate == predicate and f.object]
