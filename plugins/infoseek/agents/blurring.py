"""Blurring and wording one finished tree (DESIGN §8): least blur first, joint answer never lost.

What lives here: one tree's way to a question. Rungs are ladder.py's, prompts the roles'.
"""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import ValidationError

from infoseek.agents import blurrer, composer
from infoseek.agents.growth import Asker
from infoseek.agents.ladder import Rung
from infoseek.agents.preview import as_blurred, fault_of
from infoseek.agents.sizes import Sizes
from infoseek.linking.corpus import LinkedCorpus
from infoseek.settings import ModelSettings
from infoseek.store.manifests import content_hash
from infoseek.tree import hcsp
from infoseek.tree.edits import Blur
from infoseek.tree.research_tree import ResearchTree


class NotBlurred(Exception):
    """A tree that gives no question: reason code and one sentence."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason


@dataclass(frozen=True)
class Worded:
    """A blurred tree with its question and sub-questions, and the model that worded it."""

    tree: ResearchTree
    question: str
    sub_questions: list[dict[str, str | int]]
    model: str


async def blur_and_word(sizes: Sizes, asker: Asker, model: ModelSettings, grown: ResearchTree) -> Worded:
    """The blurred tree and its wording. sizes: of the corpus it was grown on. Raises `NotBlurred`."""
    corpus = sizes.corpus
    seed = int(content_hash([sizes.settings.seed, grown.root.entity_id, "words"], 8), 16)
    tree, clauses = await _blur(sizes, asker, model, grown, seed)
    if not hcsp.is_identified(tree, corpus.index.not_refuted):
        raise NotBlurred("joint_answer_lost", "after blurring more than one entity fits every clue")
    if fault := fault_of(corpus, tree):
        raise NotBlurred(
            fault[0], f"nobody has to find {fault[1]}: its parent or the answer is found all the same"
        )
    names = {v.id: _names(corpus, v.entity_id, v.name) for v in tree.vertices if v.is_entity}
    call = composer.ask(tree, clauses, seed, model.composer)
    result = await asker.ask(call)
    try:
        answer = composer.Wordings.model_validate(result.parsed)
    except ValidationError as error:
        raise NotBlurred("composer_nonsense", f"{error.error_count()} errors in the wording") from None
    reasons = []
    for wording in answer.wordings:
        reason = composer.refusal(wording, tree, clauses, names)
        if reason is None:
            return Worded(tree, wording.question.strip(), _steps(corpus, tree, wording), result.model)
        reasons.append(reason)
    raise NotBlurred(
        reasons[0] if reasons else "no_wording", f"wordings refused: {', '.join(reasons) or 'none'}"
    )


async def _blur(
    sizes: Sizes, asker: Asker, model: ModelSettings, grown: ResearchTree, seed: int
) -> tuple[ResearchTree, dict[str, str]]:
    corpus, anticipated = sizes.corpus, as_blurred(sizes, grown)
    offers = {
        vertex.id: _offer(sizes, grown, anticipated, vertex.id)
        for vertex in grown.vertices
        if vertex.id != "A"
    }
    result = await asker.ask(blurrer.ask(list(offers.values()), seed, model.blurrer))
    try:
        answers = blurrer.BlurredClaims.model_validate(result.parsed)
    except ValidationError as error:
        raise NotBlurred("blurrer_nonsense", f"{error.error_count()} errors in the clauses") from None
    by_child = {answer.child: answer for answer in answers.claims if answer.child in offers}
    every_name = [name for v in grown.vertices if v.is_entity for name in _names(corpus, v.entity_id, v.name)]
    tree, clauses = ResearchTree.replay(grown.edits), {}
    for child, offer in offers.items():
        if child not in by_child:
            raise NotBlurred("claim_not_worded", f"no clause for the claim to {child}")
        answer = by_child[child]
        if reason := blurrer.refusal(answer, offer, every_name):
            raise NotBlurred(reason, f"the clause for {child} was refused: {answer.clause!r}")
        rung, left = offer.rungs[answer.rung]
        clauses[child] = answer.clause.strip()
        tree.apply(
            Blur(
                child=child,
                strategy=rung.strategy,
                constraint=rung.constraint,
                text=f"{offer.parent.id} {clauses[child].replace(blurrer.SLOT, child)}",
                before=offer.before,
                after=left,
                call_key=result.key,
            )
        )
    return tree, clauses


def _offer(sizes: Sizes, tree: ResearchTree, anticipated: ResearchTree, child: str) -> blurrer.Offer:
    """A claim's rungs, the one that growth counted on first."""
    claim = tree.claim(child)
    parent, support = tree.vertex(tree.parent(child) or "A"), sizes.corpus.index.supported
    before = len(hcsp.candidates(tree, support, child))
    if claim.constraint.needs_child:
        strategy = Rung(
            strategy="sub_question", unit="entity", bounds=(None, None), constraint=claim.constraint
        )
        offered = [(strategy, before)]
    else:
        wanted = anticipated.claim(child).constraint
        offered = list(sizes.rungs_of(tree, child))
        offered.sort(key=lambda pair: pair[0].constraint != wanted)
    if not offered:
        raise NotBlurred("no_rung_passes", f"every blur of the claim to {child} identifies or says nothing")
    return blurrer.Offer(parent=parent, child=tree.vertex(child), claim=claim, before=before, rungs=offered)


def _names(corpus: LinkedCorpus, entity_id: str, name: str) -> list[str]:
    return sorted({name, *corpus.aliases[entity_id]})


def _steps(corpus: LinkedCorpus, tree: ResearchTree, wording: composer.Wording) -> list[dict[str, str | int]]:
    """The intermediate steps, deepest first: vertex, sub-question, answer, candidates.

    candidates: how many entities the sub-question's own clues do not refute. Above 1, the step is settled
    only together with the clues above it, which the question as a whole is unique by.
    """
    asked = {sub.vertex: sub.question.strip() for sub in wording.sub_questions}
    order = sorted(tree.hidden_inner, key=lambda v: (-tree.depth(v.id), v.id))
    return [
        {
            "vertex": v.id,
            "question": asked[v.id],
            "answer": v.name,
            "candidates": len(hcsp.answers(tree, corpus.index.not_refuted, v.id)),
        }
        for v in order
    ]
