"""Weakening a grown tree's claims: the least blur that is true, names nothing and keeps the tree sound (DESIGN §8).

What lives here: offers, the two calls, edits and audit of one tree. Clauses are checked in clauses.py.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from infoseek.agents import blurrer, clauses, offering
from infoseek.agents.blur_audit import Audited, RefusedRung, refused_rung
from infoseek.agents.blurrer import Offer, Refused
from infoseek.agents.growth import Asker
from infoseek.agents.ladder import Rung
from infoseek.agents.offering import blur_edit
from infoseek.agents.preview import fault_of
from infoseek.agents.sizes import Sizes
from infoseek.settings import ModelSettings
from infoseek.tree import hcsp
from infoseek.tree.edits import DropClaim
from infoseek.tree.research_tree import ResearchTree

NOT_WORDED = "claim_not_worded"
NO_RUNG = "no_rung_passes"
JOINT = "joint_answer_lost"


class NotBlurred(Exception):
    """A tree that gives no question: reason code, one sentence, and what blurring came to until then."""

    def __init__(self, reason: str, detail: str, audit: tuple[Audited, ...] = ()) -> None:
        super().__init__(detail)
        self.reason, self.audit = reason, audit


@dataclass(frozen=True)
class Taken:
    """The rung and clause taken for a claim, and the call that gave them."""

    rung: Rung
    left: int
    clause: str
    call_key: str


@dataclass
class Weakening:
    """One tree on its way: `tree` grows by blur and drop edits. names: what no clause may say."""

    sizes: Sizes
    tree: ResearchTree
    names: list[str]
    offers: dict[str, Offer] = field(default_factory=dict)
    taken: dict[str, Taken] = field(default_factory=dict)
    refused: dict[str, list[RefusedRung]] = field(default_factory=dict)
    audit: list[Audited] = field(default_factory=list)

    @property
    def clauses(self) -> dict[str, str]:
        """The clause of each claim left, by child."""
        return {child: one.clause for child, one in self.taken.items()}


async def weakened(
    sizes: Sizes, asker: Asker, model: ModelSettings, grown: ResearchTree, names: list[str], seed: int
) -> Weakening:
    """A grown tree with every claim blurred and worded. Raises `NotBlurred`.

    names: every name of its entities. A clause that is refused, or a rung by which the joint answer or the need of
    a hidden vertex is lost, goes back once with its reason; a claim that cannot be told then is dropped where the
    tree stays sound without it.
    """
    now = Weakening(sizes, ResearchTree.replay(grown.edits), clauses.names_to_hide(names))
    try:
        _offer_all(now)
        first = await _asked(now, asker, model.blurrer, seed, list(now.offers), [])
        if back := [*first, *_too_weak(now)]:
            again = [one.child for one in back if one.child in now.offers]
            for child in again:
                now.taken.pop(child, None)
            for one in await _asked(now, asker, model.blurrer, seed, again, back):
                _drop(now, one.child, one.reason)
        _apply(now)
    except NotBlurred as error:
        raise NotBlurred(error.reason, str(error), (*now.audit, *_unblurred(now))) from None
    return now


def _offer_all(now: Weakening) -> None:
    """Offer every claim its rungs; claims without one are dropped."""
    now.offers, now.refused = offering.offers(now.sizes, now.tree)
    for vertex in now.tree.vertices[1:]:
        if vertex.id not in now.offers:
            _drop(now, vertex.id, NO_RUNG)


async def _asked(
    now: Weakening, asker: Asker, model: str, seed: int, children: list[str], refused: list[Refused]
) -> list[Refused]:
    """Ask for the clauses of these claims and take those that can be used; the others, each with the reason."""
    offers = {child: now.offers[child] for child in children if child in now.offers}
    if not offers:
        return []
    result = await asker.ask(blurrer.ask(list(offers.values()), seed, model, refused))
    try:
        by_child = blurrer.answers_of(result.parsed)
    except ValueError as error:
        raise NotBlurred("blurrer_nonsense", str(error)) from None
    bad = []
    for child, offer in offers.items():
        answer = by_child.get(child)
        reason = NOT_WORDED if answer is None else clauses.refusal(answer, offer, now.names)
        if answer is not None and reason is None:
            rung, left = offer.rungs[answer.rung]
            now.taken[child] = Taken(rung, left, answer.clause.strip(), result.key)
            continue
        clause, number = (answer.clause, answer.rung) if answer is not None else ("", 0)
        bad.append(Refused(child=child, rung=number, clause=clause, reason=reason or NOT_WORDED))
        _note(now, child, number, reason or NOT_WORDED, clause)
    return bad


def _note(now: Weakening, child: str, number: int, reason: str, clause: str) -> None:
    rungs = now.offers[child].rungs
    rung, left = rungs[number] if 0 <= number < len(rungs) else rungs[0]
    now.refused[child].append(refused_rung(rung, left, reason, clause))


def _too_weak(now: Weakening) -> list[Refused]:
    """The claims whose rung is not the one preferred, where the tree is not sound with them; they lose the others."""
    others = [child for child, one in now.taken.items() if one.rung != now.offers[child].rungs[0][0]]
    fault = _fault(now, now.tree) if others else ""
    if not fault:
        return []
    found = []
    for child in others:
        offer, one = now.offers[child], now.taken[child]
        number = next(n for n, (rung, _) in enumerate(offer.rungs) if rung == one.rung)
        _note(now, child, number, fault, one.clause)
        found.append(Refused(child=child, rung=number, clause=one.clause, reason=fault))
        now.offers[child] = offer.model_copy(update={"rungs": offer.rungs[:1]})
    return found


def _fault(now: Weakening, tree: ResearchTree) -> str:
    """Why a tree with the rungs taken, else the preferred ones, is not sound; empty where it is."""
    trial = tree.copy()
    for vertex in tree.vertices[1:]:
        if vertex.id in now.offers:
            one = now.taken.get(vertex.id)
            rung, left = (one.rung, one.left) if one else now.offers[vertex.id].rungs[0]
            trial.apply(blur_edit(trial, vertex.id, rung, left))
    if not hcsp.is_identified(trial, now.sizes.corpus.index.not_refuted):
        return JOINT
    fault = fault_of(now.sizes.corpus, trial)
    return fault[0] if fault else ""


def _drop(now: Weakening, child: str, reason: str) -> None:
    """Take a claim and all below it out of the tree. Raises `NotBlurred` where the tree is not sound without it."""
    if all(vertex.id != child for vertex in now.tree.vertices):
        return
    below = [
        v.id for v in now.tree.vertices if child in (v.id, *(above.id for above in now.tree.ancestors(v.id)))
    ]
    trial = now.tree.copy()
    for vertex in reversed(below):
        trial.apply(DropClaim(child=vertex, reason=reason))
    bare = [
        v for v in trial.vertices if v.is_entity and v.visibility == "hidden" and not trial.children(v.id)
    ]
    is_whole = (
        len(trial.vertices) >= now.sizes.settings.min_vertices
        and trial.hidden_inner
        and not bare
        and hcsp.problem_kind(trial) == "HCSP"
    )
    fault = ("" if is_whole else "too_small") or _fault(now, trial)
    for vertex in reversed(below):
        _leave(now, vertex, reason)
    if fault:
        raise NotBlurred(
            reason, f"the claim to {child} cannot be told, and without it the tree is not sound ({fault})"
        )


def _leave(now: Weakening, child: str, reason: str) -> None:
    before, claim = now.tree, now.tree.claim(child)
    parent = before.parent(child) or "A"
    left = len(hcsp.candidates(before, now.sizes.corpus.index.supported, child))
    was = _left(now, before, parent)
    edit = DropClaim(child=child, reason=reason, left_before=was)
    after = before.copy()
    after.apply(edit)
    is_left = _left(now, after, parent)
    before.apply(edit.model_copy(update={"left_after": is_left}))
    now.taken.pop(child, None)
    now.offers.pop(child, None)
    now.audit.append(
        Audited(
            child=child,
            predicate=claim.constraint.predicate,
            before=claim.text,
            after="",
            strategy="dropped",
            candidates_before=left,
            candidates_after=left,
            left_before=was,
            left_after=is_left,
            refused=tuple(now.refused.get(child, ())),
        )
    )


def _unblurred(now: Weakening) -> list[Audited]:
    """The rows of the claims that a tree which is given up leaves as they were."""
    audited, found = {row.child for row in now.audit}, []
    for vertex in now.tree.vertices[1:]:
        if vertex.id in audited:
            continue
        claim = now.tree.claim(vertex.id)
        alone = len(hcsp.candidates(now.tree, now.sizes.corpus.index.supported, vertex.id))
        left = _left(now, now.tree, now.tree.parent(vertex.id) or "A")
        found.append(
            Audited(
                child=vertex.id,
                predicate=claim.constraint.predicate,
                before=claim.text,
                after="",
                strategy="",
                candidates_before=alone,
                candidates_after=alone,
                left_before=left,
                left_after=left,
                refused=tuple(now.refused.get(vertex.id, ())),
            )
        )
    return found


def _left(now: Weakening, tree: ResearchTree, vertex_id: str) -> int:
    """How many entities the clues of a vertex leave (S⁺)."""
    return len(hcsp.answers(tree, now.sizes.corpus.index.not_refuted, vertex_id))


def _apply(now: Weakening) -> None:
    """Blur every claim that is left, each edit with what it leaves before and after. Raises `NotBlurred`."""
    tree, entities = now.tree, now.sizes.corpus.index.supported
    for child in [vertex.id for vertex in tree.vertices if vertex.id in now.taken]:
        one, parent = now.taken[child], tree.vertex(tree.parent(child) or "A")
        claim = tree.claim(child)
        is_true = one.rung.constraint.needs_child or parent.entity_id in entities.satisfying(
            one.rung.constraint
        )
        if not is_true:
            raise NotBlurred("untrue", f"the blurred claim to {child} is not supported of its vertex")
        was = _left(now, tree, parent.id)
        said = f"{parent.id} {one.clause.replace(blurrer.SLOT, child)}"
        edit = blur_edit(tree, child, one.rung, one.left).model_copy(
            update={"text": said, "before": now.offers[child].before, "call_key": one.call_key}
        )
        trial = tree.copy()
        trial.apply(edit)
        is_left = _left(now, trial, parent.id)
        tree.apply(edit.model_copy(update={"left_before": was, "left_after": is_left}))
        now.audit.append(
            Audited(
                child=child,
                predicate=claim.constraint.predicate,
                before=claim.text,
                after=edit.text,
                strategy=edit.strategy,
                candidates_before=edit.before,
                candidates_after=edit.after,
                left_before=was,
                left_after=is_left,
                refused=tuple(now.refused.get(child, ())),
            )
        )
    if not hcsp.is_identified(tree, now.sizes.corpus.index.not_refuted):
        raise NotBlurred(JOINT, "after blurring more than one entity fits every clue")
    if fault := fault_of(now.sizes.corpus, tree):
        raise NotBlurred(
            fault[0], f"nobody has to find {fault[1]}: its parent or the answer is found all the same"
        )
