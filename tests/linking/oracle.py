"""S⁻ and S⁺ defined entity by entity, straight from FIELD §3: slow, and the measure of the fast sets."""

from __future__ import annotations

from infoseek.linking.candidates import CandidateIndex
from infoseek.linking.lexicon import INVERSES, PREDICATES
from infoseek.linking.statements import Row, Statement
from infoseek.linking.types import groups_of, head_noun, is_type_clash, is_type_match
from infoseek.tree.claim import Constraint

Entities = frozenset[str]
_FUNCTION_WORDS = {"a", "an", "and", "in", "of", "on", "or", "the", "with"}


class Oracle:
    """One reading: is_open for S⁺, else S⁻."""

    def __init__(self, index: CandidateIndex, is_open: bool) -> None:
        self.index, self.is_open = index, is_open

    def row(self, predicate: str, subject: str) -> Row | None:
        return self.index.table(predicate).rows.get(subject)

    def of_type(self, noun: str) -> Entities:
        nouns = {key: self.index.entities[key]["type_noun"] for key in self.index.everyone}
        if self.is_open:
            return frozenset(key for key, one in nouns.items() if not is_type_clash(one, noun))
        return frozenset(key for key, one in nouns.items() if is_type_match(one, noun))

    def satisfying(self, constraint: Constraint) -> Entities:
        return frozenset(
            key for key in self.index.everyone if self._holds(constraint, self.row(constraint.predicate, key))
        )

    def related(self, constraint: Constraint, targets: Entities) -> Entities:
        return frozenset(
            x for x in self.index.everyone if any(x != z and self._joins(constraint, x, z) for z in targets)
        )

    def reached(self, constraint: Constraint, sources: Entities) -> Entities:
        return frozenset(
            z for z in self.index.everyone if any(x != z and self._joins(constraint, x, z) for x in sources)
        )

    def _holds(self, constraint: Constraint, row: Row | None) -> bool:
        if row is None:
            return self.is_open
        if any(self._fits(constraint, statement) for statement in row.statements):
            return True
        return self.is_open and not row.is_closed

    def _fits(self, constraint: Constraint, statement: Statement) -> bool:
        if constraint.form == "value":
            shared = set(statement.value.split()) & set(constraint.value.split()) - _FUNCTION_WORDS
            return statement.value == constraint.value or (self.is_open and bool(shared))
        assert constraint.low is not None
        assert constraint.high is not None
        if not statement.low <= statement.high:
            return self.is_open
        if self.is_open:
            return statement.low <= constraint.high and statement.high >= constraint.low
        return constraint.low <= statement.low and statement.high <= constraint.high

    def _joins(self, constraint: Constraint, x: str, z: str) -> bool:
        predicate = constraint.predicate
        if constraint.form == "shared":
            return self._share(predicate, self.row(predicate, x), self.row(predicate, z))
        subject, target = (x, z) if constraint.direction == "forward" else (z, x)
        row = self.row(predicate, subject)
        if row is not None and target in row.objects:
            return True
        if not self.is_open:
            return False
        if PREDICATES.get(predicate) and PREDICATES[predicate].is_nested:
            return not self._is_elsewhere(row, target)
        inverse = INVERSES.get(predicate)
        back = self.row(inverse, target) if inverse else None
        is_refuted = row is not None and row.is_closed and target not in row.possible
        is_refuted_back = back is not None and back.is_closed and subject not in back.possible
        return not is_refuted and not is_refuted_back

    def _share(self, predicate: str, one: Row | None, other: Row | None) -> bool:
        if one is None or other is None:
            return self.is_open
        pairs = [(a, b) for a in one.statements for b in other.statements]
        if any(_is_same(a, b) for a, b in pairs):
            return True
        if not self.is_open:
            return False
        if not (one.is_closed and other.is_closed) or (
            PREDICATES.get(predicate) and PREDICATES[predicate].is_nested
        ):
            return True
        return any(_is_alike(a, b) for a, b in pairs)

    def _is_elsewhere(self, row: Row | None, place: str) -> bool:
        """Whether the row states places of the same class as this one, all of them surely apart from it."""
        if row is None or not row.is_closed or place in row.possible:
            return False
        of_its_class = [other for other in row.objects if self._class(other) == self._class(place) != ""]
        return bool(of_its_class) and all(self._is_apart(place, other) for other in of_its_class)

    def _class(self, place: str) -> str:
        noun = self._noun(place)
        groups = groups_of(noun)
        return "settlement" if "settlement" in groups else head_noun(noun) if "place" in groups else ""

    def _noun(self, place: str) -> str:
        return str(self.index.entities[place]["type_noun"]) if place in self.index.entities else ""

    def _is_apart(self, one: str, other: str) -> bool:
        lies = {place: self.row("located_in", place) for place in (one, other)}
        for place, another in ((one, other), (other, one)):
            row = lies[place]
            if row is not None and another in row.possible:
                return False
        if head_noun(self._noun(one)) == head_noun(self._noun(other)):
            return True
        counties = [
            {near for near in row.objects if self._class(near) == "county"} if row else set()
            for row in lies.values()
        ]
        return all(counties) and not counties[0] & counties[1]


def _is_same(one: Statement, other: Statement) -> bool:
    if one.object_id and other.object_id:
        return one.object_id == other.object_id
    return bool(one.value) and one.value == other.value


def _is_alike(one: Statement, other: Statement) -> bool:
    words, others = set(one.value.split()), set(other.value.split())
    if not words or not others or (one.object_id and other.object_id):
        return False
    return words <= others or others <= words
