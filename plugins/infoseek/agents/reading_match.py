"""V4: whether an independent reading of a question recovers every claim of its tree at its place, and no more.

What lives here: the search for what is which vertex, and what is wrong where there is none. Clues are compared in
reading_clue.py.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from infoseek.agents.reader import ReadClue, Reading
from infoseek.agents.reading_alike import folded, is_symmetric
from infoseek.agents.reading_clue import says, term
from infoseek.linking.naming.names import fold_name
from infoseek.tree.claim import Claim
from infoseek.tree.research_tree import ResearchTree
from infoseek.tree.vertex import Vertex

# Ways to take things for vertices that are tried, at most.
_MOST_TRIES = 4000
# Terms that may stand before the noun of what they are said of: "a historical novel".
_ADJECTIVES = frozenset({"genre", "art_movement", "nationality"})
_TO_A_THING = ("relation", "shared")

_Edge = tuple[str, str, frozenset[str] | tuple[str, str]]


def mismatches(reading: Reading, tree: ResearchTree) -> list[str]:
    """What of the blurred tree the reading has lost, moved or added (V4, FIELD §3); empty where they agree.

    Each reason is a code, with the vertex where there is one, and a phrase: unreadable, asked_other, type_unknown,
    clue_missing, clue_misattached, clue_extra.
    """
    types = {thing.id: thing.type for thing in reading.things}
    if reading.asked not in types or len(types) < len(reading.things):
        return ["unreadable: the reading names no thing that is asked for"]
    loose = [clue for clue in reading.clues if not _is_sound(clue, types)]
    if loose:
        return [f"clue_extra: {_phrase(clue)}" for clue in loose]
    comparison = _Comparison(reading, tree, types)
    if comparison.agrees_from(reading.asked):
        return []
    if comparison.is_spent:
        return ["unreadable: there are too many ways to take the things for the tree's vertices"]
    if any(comparison.agrees_from(other) for other in types if other != reading.asked):
        return [f"asked_other: the {types[reading.asked]} is asked for, not the {tree.root.type_noun}"]
    return comparison.faults()


def _is_sound(clue: ReadClue, types: dict[str, str]) -> bool:
    """Whether the clue has a meaning, is said of a thing of the reading and leads to one where it must."""
    if not clue.predicate or clue.thing not in types:
        return False
    return clue.to in types and clue.to != clue.thing if clue.form in _TO_A_THING else not clue.to


def _phrase(clue: ReadClue) -> str:
    said = clue.value or clue.to or f"{clue.low} to {clue.high}"
    return f"the reading has {clue.form} {clue.predicate or 'of no known meaning'} ({said:.60}) of {clue.thing:.40}"


def _edge(form: str, predicate: str, direction: str, one: str, other: str) -> _Edge:
    """A relation between two things whichever end it is told from."""
    name, is_turned = folded(predicate)
    if form == "shared" or is_symmetric(predicate):
        return form, name, frozenset((one, other))
    is_forward = (direction == "forward") != is_turned
    return form, name, (one, other) if is_forward else (other, one)


@dataclass
class _Comparison:
    """One reading against one tree. Both are read through their clues by thing and claims by vertex."""

    reading: Reading
    tree: ResearchTree
    types: dict[str, str]
    tries: int = 0
    edges: dict[_Edge, int] = field(default_factory=dict)
    said: dict[str, list[ReadClue]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for clue in self.reading.clues:
            if clue.form in _TO_A_THING:
                edge = _edge(clue.form, clue.predicate, clue.direction, clue.thing, clue.to)
                self.edges[edge] = self.edges.get(edge, 0) + 1
            else:
                self.said.setdefault(clue.thing, []).append(clue)
        self.entities = [vertex for vertex in self.tree.vertices if vertex.is_entity]

    @property
    def is_spent(self) -> bool:
        return self.tries >= _MOST_TRIES

    def agrees_from(self, asked: str) -> bool:
        """Whether taking this thing for the root makes everything agree."""
        if len(self.types) != len(self.entities) or any(count > 1 for count in self.edges.values()):
            return False
        if len(self.edges) != len(self.entities) - 1:
            return False
        return self._extends({"A": asked}, list(self.entities[1:])) if self._is_same("A", asked) else False

    def _extends(self, taken: dict[str, str], rest: list[Vertex]) -> bool:
        """Whether the vertices left can be found among the things left; parents come before their children."""
        if not rest:
            return True
        vertex = rest[0]
        for thing in self._offers(taken, vertex):
            self.tries += 1
            if self.is_spent:
                return False
            if self._is_same(vertex.id, thing) and self._extends({**taken, vertex.id: thing}, rest[1:]):
                return True
        return False

    def _offers(self, taken: dict[str, str], vertex: Vertex) -> Iterator[str]:
        """The things that stand to the parent's thing as the vertex stands to its parent."""
        constraint, parent = self.tree.claim(vertex.id).constraint, self.tree.parent(vertex.id) or "A"
        used = set(taken.values())
        for thing in self.types:
            if thing not in used and parent in taken:
                edge = _edge(
                    constraint.form, constraint.predicate, constraint.direction, taken[parent], thing
                )
                if edge in self.edges:
                    yield thing

    def _is_same(self, vertex_id: str, thing: str) -> bool:
        """Whether the thing has the vertex's type and, one for one, its claims."""
        told, missing, extra = self._told(vertex_id, thing)
        return told and not missing and not extra

    def _told(self, vertex_id: str, thing: str) -> tuple[bool, list[str], list[ReadClue]]:
        """Whether the type fits, the children whose claims are not told, the clues that tell of none."""
        vertex = self.tree.vertex(vertex_id)
        claims = {
            child.id: self.tree.claim(child.id)
            for child in self.tree.children(vertex_id)
            if not child.is_entity
        }
        head = (vertex.type_noun.split() or ["thing"])[-1]
        modifiers = _modifiers(self.types[thing], vertex.type_noun)
        adjectives = _adjectives(modifiers, claims, head) if modifiers is not None else None
        open_claims = {child: claim for child, claim in claims.items() if child not in (adjectives or ())}
        clues = self.said.get(thing, [])
        pairs = _paired(clues, open_claims, head)
        missing = [child for child in open_claims if child not in pairs]
        extra = [clue for at, clue in enumerate(clues) if at not in pairs.values()]
        return adjectives is not None, missing, extra

    def faults(self) -> list[str]:
        """What is wrong under the way of taking the things that goes furthest along the tree."""
        taken, found, lost = {"A": self.reading.asked}, list[str](), list[str]()
        for vertex in self.entities[1:]:
            offers = list(self._offers(taken, vertex))
            best = min(offers, key=lambda thing: self._distance(vertex.id, thing), default=None)
            if best is None:
                lost.append(vertex.id)
            else:
                taken[vertex.id] = best
        extra: list[ReadClue] = []
        for vertex_id, thing in taken.items():
            fits, missing, more = self._told(vertex_id, thing)
            if not fits:
                noun = self.tree.vertex(vertex_id).type_noun
                found.append(f"type_unknown:{vertex_id}: it is a {noun}, read as {self.types[thing][:60]!r}")
            lost.extend(missing)
            extra.extend(more)
        extra.extend(self._apart(taken))
        found.extend(self._reason(child, extra) for child in sorted(lost))
        found.extend(f"clue_extra: {_phrase(clue)}" for clue in extra)
        return found or ["clue_extra: the reading has a thing or a relation too many"]

    def _distance(self, vertex_id: str, thing: str) -> int:
        fits, missing, extra = self._told(vertex_id, thing)
        return (not fits) * 2 + len(missing) + len(extra)

    def _apart(self, taken: dict[str, str]) -> list[ReadClue]:
        """The clues on things that were taken for no vertex, and the relations that no edge has."""
        of_tree = set()
        for vertex in self.entities[1:]:
            constraint, parent = self.tree.claim(vertex.id).constraint, self.tree.parent(vertex.id) or "A"
            if vertex.id in taken and parent in taken:
                ends = taken[parent], taken[vertex.id]
                of_tree.add(_edge(constraint.form, constraint.predicate, constraint.direction, *ends))
        found = [clue for thing in self.said if thing not in taken.values() for clue in self.said[thing]]
        for clue in self.reading.clues:
            if clue.form in _TO_A_THING:
                edge = _edge(clue.form, clue.predicate, clue.direction, clue.thing, clue.to)
                if edge in of_tree:
                    of_tree.discard(edge)
                else:
                    found.append(clue)
        return found

    def _reason(self, child: str, extra: list[ReadClue]) -> str:
        """Why a claim is not told: at another thing, or nowhere. A clue that explains it is taken out of extra."""
        claim = self.tree.claim(child)
        head = (self.tree.vertex(self.tree.parent(child) or "A").type_noun.split() or ["thing"])[-1]
        for clue in extra:
            if _is_like(clue, claim, head):
                extra.remove(clue)
                return f"clue_misattached:{child}: {claim.text[:120]!r} is said of another thing"
        return f"clue_missing:{child}: {claim.text[:120]!r} is not read in the question"


def _is_like(clue: ReadClue, claim: Claim, head: str) -> bool:
    constraint = claim.constraint
    if constraint.needs_child:
        return clue.form == constraint.form and folded(clue.predicate)[0] == folded(constraint.predicate)[0]
    return says(clue, claim, head)


def _modifiers(read: str, type_noun: str) -> list[str] | None:
    """The words the reading has before the vertex's type; None where the nouns differ."""
    words, wanted = fold_name(read).split(), (fold_name(type_noun) or "thing").split()
    common = 0
    while common < min(len(words), len(wanted)) and words[-1 - common] == wanted[-1 - common]:
        common += 1
    return words[: len(words) - common] if common else None


def _adjectives(modifiers: list[str], claims: dict[str, Claim], head: str) -> set[str] | None:
    """The claims that the words before a noun tell; None where a word tells none of them."""
    found: set[str] = set()
    rest = " ".join(modifiers)
    for child, claim in claims.items():
        constraint = claim.constraint
        if constraint.form != "value" or constraint.predicate not in _ADJECTIVES:
            continue
        told = term(constraint.value, head)
        if told and f" {told} " in f" {rest} ":
            rest = f" {rest} ".replace(f" {told} ", " ", 1).strip()
            found.add(child)
    return None if rest else found


def _paired(clues: list[ReadClue], claims: dict[str, Claim], head: str) -> dict[str, int]:
    """A clue of its own for as many claims as possible, by child: a maximum matching (Kuhn)."""
    fitting = {
        child: [at for at, clue in enumerate(clues) if says(clue, claim, head)]
        for child, claim in claims.items()
    }
    owner: dict[int, str] = {}

    def place(child: str, seen: set[int]) -> bool:
        for at in fitting[child]:
            if at not in seen:
                seen.add(at)
                if at not in owner or place(owner[at], seen):
                    owner[at] = child
                    return True
        return False

    for child in fitting:
        place(child, set())
    return {child: at for at, child in owner.items()}
