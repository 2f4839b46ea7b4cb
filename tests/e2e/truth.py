"""The world's own truth as candidate sets: what every published answer is judged by, pages aside."""

from __future__ import annotations

from datetime import date

from infoseek.linking.names import fold_name
from infoseek.tree.claim import Constraint
from infoseek.tree.hcsp import Entities
from infoseek.web.urls import page_id
from infoseek.world.truth import Fact, World

_INVERSES = {"followed_by": "preceded_by", "preceded_by": "followed_by"}


class Truth:
    """S(c) by the facts of a world; satisfies `infoseek.tree.hcsp.Support`. Entities are page ids."""

    def __init__(self, world: World, site: str) -> None:
        self.ids = {path: page_id(site + path) for path in world.pages}
        self.kinds = {self.ids[path]: page.kind for path, page in world.pages.items()}
        self.facts = world.facts

    def of_type(self, type_noun: str) -> Entities:
        kind = "publisher" if "publish" in type_noun else type_noun.split()[-1]
        return frozenset(key for key, value in self.kinds.items() if value == kind)

    def satisfying(self, constraint: Constraint) -> Entities:
        return frozenset(
            self.ids[fact.subject]
            for fact in self.facts
            if fact.predicate == constraint.predicate and _holds(constraint, fact)
        )

    def _pairs(self, predicate: str) -> set[tuple[str, str]]:
        pairs = {(f.subject, f.object) for f in self.facts if f.predicate == predicate and f.object}
        turned = {(f.object, f.subject) for f in self.facts if f.predicate == _INVERSES.get(predicate)}
        return {(self.ids[s], self.ids[o]) for s, o in pairs | turned if s in self.ids and o in self.ids}

    def related(self, constraint: Constraint, targets: Entities) -> Entities:
        if constraint.form == "shared":
            return frozenset(x for x, z in self._sharing(constraint.predicate) if z in targets)
        pairs = self._pairs(constraint.predicate)
        if constraint.direction == "forward":
            return frozenset(s for s, o in pairs if o in targets)
        return frozenset(o for s, o in pairs if s in targets)

    def reached(self, constraint: Constraint, sources: Entities) -> Entities:
        turned = "inverse" if constraint.direction == "forward" else "forward"
        return self.related(constraint.model_copy(update={"direction": turned}), sources)

    def _sharing(self, predicate: str) -> set[tuple[str, str]]:
        values = [(self.ids[f.subject], f.value) for f in self.facts if f.predicate == predicate]
        return {(x, z) for x, one in values for z, other in values if x != z and one == other}


def _holds(constraint: Constraint, fact: Fact) -> bool:
    if constraint.form == "value":
        return fold_name(fact.value) == constraint.value
    assert constraint.low is not None
    assert constraint.high is not None
    first, last = _span(fact)
    return constraint.low <= first and last <= constraint.high


def _span(fact: Fact) -> tuple[float, float]:
    """First and last number the fact's value can mean: days since 1970-01-01 for a date."""
    if fact.value_type != "date":
        return float(fact.value), float(fact.value)
    epoch = date(1970, 1, 1).toordinal()
    if len(fact.value) == 4:
        year = int(fact.value)
        return date(year, 1, 1).toordinal() - epoch, date(year, 12, 31).toordinal() - epoch
    day = float(date.fromisoformat(fact.value).toordinal() - epoch)
    return day, day
