"""S⁻ and S⁺ defined entity by entity, straight from FIELD §3: slow, and the measure of the fast sets."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from infoseek.linking.kinds.types import groups_of, head_noun, is_type_clash, is_type_match
from infoseek.linking.naming.names import fold_name
from infoseek.linking.predicates.lexicon import INVERSES, PREDICATES
from infoseek.linking.sets.candidates import CandidateIndex
from infoseek.tree.claim import Constraint

Entities = frozenset[str]
_FUNCTION_WORDS = {"a", "an", "and", "in", "of", "on", "or", "the", "with"}


@dataclass(frozen=True)
class Statement:
    """One edge, as its subject or, turned, its object has it."""

    object_id: str
    value: str
    low: float
    high: float
    tells: bool
    closes: bool
    is_unsure: bool


@dataclass(frozen=True)
class Row:
    """What is stated of one subject's predicate."""

    statements: list[Statement]
    is_closed: bool
    objects: Entities
    possible: Entities

    @property
    def told(self) -> list[Statement]:
        return [statement for statement in self.statements if statement.tells]


def _statement(edge: Mapping[str, Any], turned: str = "") -> Statement:
    is_dated = bool(edge.get("as_of"))
    is_volatile, score = bool(edge.get("is_volatile")), edge.get("score", 1.0)
    tells = is_dated or not is_volatile
    if turned:
        return Statement(turned, "", float("nan"), float("nan"), tells, False, False)
    is_sure = score >= 1 or edge.get("source") in ("row", "list")
    closes = (edge["is_functional"] or edge["is_complete"]) and is_sure and not is_volatile
    span = (float(edge["low"]), float(edge["high"]))
    return Statement(edge["object_id"], edge["value"], *span, tells, closes, score < 1)


class Oracle:
    """One reading: is_open for S⁺, else S⁻."""

    def __init__(self, index: CandidateIndex, is_open: bool) -> None:
        self.index, self.is_open = index, is_open
        self._stated: dict[tuple[str, str], list[Statement]] = defaultdict(list)
        for edge in index.edges.values():
            subject, there = edge["subject_id"], edge["object_id"]
            if subject == there:
                continue
            self._stated[edge["predicate"], subject].append(_statement(edge))
            if edge["predicate"] in INVERSES and there in index.entities:
                turned = _statement(edge, turned=subject)
                self._stated[INVERSES[edge["predicate"]], there].append(turned)

    def row(self, predicate: str, subject: str) -> Row | None:
        stated = self._stated.get((predicate, subject))
        if stated is None:
            return None
        is_closed = any(statement.closes for statement in stated)
        objects = frozenset(statement.object_id for statement in stated if statement.object_id)
        known = PREDICATES.get(predicate)
        names_more = known is not None and known.style == "places"
        names = {s.value for s in stated if not s.object_id or s.is_unsure or names_more} if is_closed else {}
        return Row(stated, is_closed, objects, objects.union(*map(self._meant, names)))

    def _meant(self, name: str) -> Entities:
        words = set(name.split())
        called = {key: set(fold_name(row["name"]).split()) for key, row in self.index.entities.items()}
        return frozenset(
            key for key, own in called.items() if words and own and (words <= own or own <= words)
        )

    def of_type(self, noun: str) -> Entities:
        nouns = {key: self.index.entities[key]["type_noun"] for key in self.index.everyone}
        if self.is_open:
            return frozenset(key for key, one in nouns.items() if not is_type_clash(one, noun))
        return frozenset(key for key, one in nouns.items() if is_type_match(one, noun))

    def satisfying(self, constraint: Constraint) -> Entities:
        if constraint.is_derived:
            return frozenset(key for key in self.index.everyone if self._is_derived(constraint, key))
        return frozenset(
            key for key in self.index.everyone if self._holds(constraint, self.row(constraint.predicate, key))
        )

    def _is_derived(self, constraint: Constraint, x: str) -> bool:
        if constraint.form == "gap":
            return self._is_apart_by(constraint, x)
        if constraint.form == "count":
            return self._states(constraint, x)
        if constraint.value == x:
            return False
        row = self.row(constraint.predicate, x)
        if not self.is_open:
            return row is not None and any(self._lies_in(s.object_id, constraint.value) for s in row.told)
        return not self._is_far(constraint.predicate, x, constraint.value)

    def _is_apart_by(self, constraint: Constraint, x: str) -> bool:
        assert constraint.low is not None
        assert constraint.high is not None
        near, through = self.row(constraint.predicate, x), constraint.through
        is_forward = constraint.direction == "forward"
        gaps = []
        if not self.is_open:
            others = [
                w
                for w in self.index.entities
                if (w == x if not through else self._tells(through, *((x, w) if is_forward else (w, x))))
            ]
            for far in (self.row(constraint.other, w) for w in others):
                gaps += _gaps(near.told if near else [], far.told if far else [])
            return any(constraint.low <= low and high <= constraint.high for low, high in gaps)
        known: list[str] | None = [x]
        if through:
            name = through if is_forward else INVERSES.get(through, "")
            known = self._all_objects(name, x)
        rows = [self.row(constraint.other, w) for w in known or ()]
        if known is None or not all(map(_has_known_dates, [near, *rows])):
            return True
        for far in rows:
            gaps += _gaps(near.statements if near else [], far.statements if far else [])
        return any(low <= constraint.high and constraint.low <= high for low, high in gaps)

    def _tells(self, predicate: str, subject: str, target: str) -> bool:
        row = self.row(predicate, subject)
        return row is not None and any(target == statement.object_id for statement in row.told)

    def _all_objects(self, predicate: str, x: str) -> list[str] | None:
        """What a closed row states, where that is all and each is surely meant; None otherwise."""
        known = PREDICATES.get(predicate)
        row = self.row(predicate, x)
        if row is None or not row.is_closed or (known and (known.is_nested or known.style == "places")):
            return None
        if any(s.is_unsure or not s.object_id for s in row.statements):
            return None
        return sorted(row.objects)

    def _states(self, constraint: Constraint, x: str) -> bool:
        assert constraint.low is not None
        known = PREDICATES.get(constraint.predicate)
        is_nested = bool(known and known.is_nested)
        if constraint.direction == "inverse":
            stating = [w for w in self.index.everyone if self._tells(constraint.predicate, w, x)]
            return self.is_open or len(stating) >= constraint.low
        if not self.is_open and is_nested:
            return False
        row = self.row(constraint.predicate, x)
        if row is None:
            return self.is_open
        if self.is_open:
            things = {s.object_id or f"name {s.value}" for s in row.statements}
            tells_all = row.is_closed and not is_nested and not any(s.low <= s.high for s in row.statements)
            return not tells_all or len(things) >= constraint.low
        return self._most_apart([s for s in row.told if not s.low <= s.high]) >= constraint.low

    def _most_apart(self, told: list[Statement]) -> int:
        """The most statements of which no two may be of one thing, by trying all choices."""
        things = []
        for statement in told:
            is_page = statement.object_id in self.index.entities
            is_sure = is_page and not statement.is_unsure
            words = frozenset() if is_sure else frozenset(statement.value.split())
            meant = {statement.object_id} - {""}
            if not is_sure:
                meant |= self._meant(statement.value)
            if words or (is_sure and statement.object_id in self.index.everyone):
                things.append((words, meant))
        return max(
            len(chosen)
            for size in range(len(things) + 1)
            for chosen in combinations(things, size)
            if all(not _may_be_one(*one, *other) for one, other in combinations(chosen, 2))
        )

    def _lies_in(self, place: str, wanted: str) -> bool:
        """By a chain of statements, each but the first naming its place's only holder of a class."""
        if place in ("", wanted):
            return place == wanted
        row = self.row("located_in", place)
        return row is not None and any(
            holder == wanted or self._lies_solely_in(holder, wanted, {place})
            for holder in self._told_holders(row)
        )

    def _told_holders(self, row: Row) -> list[str]:
        return sorted({s.object_id for s in row.told} - {""})

    def _lies_solely_in(self, place: str, wanted: str, passed: set[str]) -> bool:
        row = self.row("located_in", place)
        if place == wanted or row is None or place in passed:
            return place == wanted
        for holder in self._told_holders(row):
            alike = [other for other in row.objects if self._class(other) == self._class(holder)]
            if len(alike) == 1 and self._lies_solely_in(holder, wanted, passed | {place}):
                return True
        return False

    def _is_far(self, predicate: str, x: str, wanted: str) -> bool:
        """Whether a closed row surely puts its subject in another place of the wanted one's class."""
        row = self.row(predicate, x)
        known, name = PREDICATES[predicate], self._class(wanted)
        is_one_place = predicate == "located_in" or (known.is_nested and known.is_functional)
        if row is None or not row.is_closed or not name or not is_one_place:
            return False
        places = [key for key in self.index.entities if self._class(key) == name]
        above = {key for key in places if self._may_lie_in(wanted, {key}, set())}
        near = {wanted} | above | {key for key in places if not self._is_apart(key, wanted)}
        if any(self._may_lie_in(place, near, set()) for place in (row.possible | row.objects) - {x}):
            return False
        sure = {s.object_id for s in row.statements if s.closes and not s.is_unsure} - {""}
        return any(self._surely_lies_in(place, set(places), set()) for place in sure)

    def _may_lie_in(self, place: str, wanted: set[str], passed: set[str]) -> bool:
        if place in wanted or place in passed:
            return place in wanted
        row = self.row("located_in", place)
        return row is not None and any(
            self._may_lie_in(holder, wanted, passed | {place})
            for holder in (row.possible | row.objects) - {place}
        )

    def _surely_lies_in(self, place: str, wanted: set[str], passed: set[str]) -> bool:
        if place in wanted or place in passed:
            return place in wanted
        row = self.row("located_in", place)
        sure = {s.object_id for s in row.statements if s.closes and not s.is_unsure} if row else set()
        return any(self._surely_lies_in(holder, wanted, passed | {place}) for holder in sure - {""})

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
        heard = row.statements if self.is_open else row.told
        if any(self._fits(constraint, statement) for statement in heard):
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
        if not self.is_open:
            return row is not None and any(target == statement.object_id for statement in row.told)
        if row is not None and target in row.objects:
            return True
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
        if not self.is_open:
            return any(_is_same(a, b) for a in one.told for b in other.told)
        pairs = [(a, b) for a in one.statements for b in other.statements]
        if any(_is_same(a, b) for a, b in pairs):
            return True
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
        sure = {s.object_id for s in row.statements if s.closes and not s.is_unsure}
        is_told = any(other in sure for other in of_its_class)
        return is_told and all(self._is_apart(place, other) for other in of_its_class)

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


def _gaps(near: list[Statement], far: list[Statement]) -> list[tuple[float, float]]:
    return [
        (a.low - b.high, a.high - b.low) for a in near for b in far if a.low <= a.high and b.low <= b.high
    ]


def _has_known_dates(row: Row | None) -> bool:
    return row is not None and row.is_closed and all(s.low <= s.high for s in row.statements)


def _may_be_one(
    words: frozenset[str], meant: Entities | set[str], others: frozenset[str], theirs: Entities | set[str]
) -> bool:
    is_nested = bool(words and others) and (words <= others or others <= words)
    return is_nested or bool(meant & theirs)


def _is_same(one: Statement, other: Statement) -> bool:
    if one.object_id and other.object_id:
        return one.object_id == other.object_id
    return bool(one.value) and one.value == other.value


def _is_alike(one: Statement, other: Statement) -> bool:
    words, others = set(one.value.split()), set(other.value.split())
    is_linked = [bool(each.object_id) and not each.is_unsure for each in (one, other)]
    if not words or not others or all(is_linked):
        return False
    return words <= others or others <= words
