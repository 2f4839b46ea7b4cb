"""What each claim of a grown tree may be blurred to, the rung to be preferred first, and why the others are out.

What lives here: rungs of one tree's claims. What may not: asking for words, changing the tree.
"""

from __future__ import annotations

from infoseek.agents.blur_audit import RefusedRung, refused_rung
from infoseek.agents.blurrer import Offer
from infoseek.agents.ladder import Judged, Rung, judged
from infoseek.agents.preview import as_blurred, fault_of
from infoseek.agents.sizes import Rungs, Sizes
from infoseek.tree import hcsp
from infoseek.tree.edits import Blur
from infoseek.tree.research_tree import ResearchTree

ASKED_ELSEWHERE = "another_claim_asked_for_it"


def offers(sizes: Sizes, tree: ResearchTree) -> tuple[dict[str, Offer], dict[str, list[RefusedRung]]]:
    """The offer of each claim that has one, and the rungs of each claim that are out, with their reasons.

    First stands the least blur by which every hidden vertex is needed (`preview.as_blurred`), then what is weaker,
    then what is stronger, by which a hop would become needless.
    """
    anticipated, found = as_blurred(sizes, tree), {}
    refused: dict[str, list[RefusedRung]] = {}
    for vertex in tree.vertices[1:]:
        claim, wanted = tree.claim(vertex.id), anticipated.claim(vertex.id).constraint
        offered = _rungs(sizes, tree, vertex.id)
        at = next((n for n, (rung, _) in enumerate(offered) if rung.constraint == wanted), 0)
        refused[vertex.id] = [
            refused_rung(rung, left, reason)
            for rung, left, reason in _ladder(sizes, tree, vertex.id)
            if reason
        ] + [_stronger(sizes, anticipated, vertex.id, rung, left) for rung, left in offered[:at]]
        if offered:
            found[vertex.id] = Offer(
                parent=tree.vertex(tree.parent(vertex.id) or "A"),
                child=vertex,
                claim=claim,
                before=len(hcsp.candidates(tree, sizes.corpus.index.supported, vertex.id)),
                rungs=offered[at:] + offered[:at],
            )
    return found, refused


def _rungs(sizes: Sizes, tree: ResearchTree, child: str) -> Rungs:
    """A claim's rungs that hold of its vertex, least blur first; of a relation itself."""
    claim, support = tree.claim(child), sizes.corpus.index.supported
    if claim.constraint.needs_child:
        left = len(hcsp.candidates(tree, support, child))
        rung = Rung(strategy="sub_question", unit="entity", bounds=(None, None), constraint=claim.constraint)
        return [(rung, left)]
    entity = tree.vertex(tree.parent(child) or "A").entity_id
    offered = sizes.rungs_of(tree, child)
    return [(rung, left) for rung, left in offered if entity in support.satisfying(rung.constraint)]


def _ladder(sizes: Sizes, tree: ResearchTree, child: str) -> list[Judged]:
    """Every rung above a stated claim, fit for use or not; none for a relation."""
    claim, parent = tree.claim(child), tree.vertex(tree.parent(child) or "A")
    if claim.constraint.needs_child:
        return []
    for clue in sizes.offered(parent.entity_id):
        if clue.constraint == claim.constraint and clue.evidence == claim.evidence:
            rungs, support = [rung for rung, _ in clue.rungs], sizes.corpus.index.supported
            least, most = sizes.settings.min_candidates, 1 - sizes.settings.min_removed
            return judged(rungs, support, parent.type_noun, least, parent.entity_id, most)
    return []


def _stronger(sizes: Sizes, anticipated: ResearchTree, child: str, rung: Rung, left: int) -> RefusedRung:
    """Why a rung that would pass alone is not preferred."""
    trial = anticipated.copy()
    trial.apply(blur_edit(trial, child, rung, left))
    fault = fault_of(sizes.corpus, trial)
    return refused_rung(rung, left, fault[0] if fault else ASKED_ELSEWHERE)


def blur_edit(tree: ResearchTree, child: str, rung: Rung, left: int) -> Blur:
    """The edit by which a claim takes a rung, in its words from before. left: what the rung leaves (S⁻)."""
    return Blur(
        child=child,
        strategy=rung.strategy,
        constraint=rung.constraint,
        text=tree.claim(child).text,
        before=left,
        after=left,
    )
