"""V2 unsupported claim (FIELD §3): every span is on its hashed page and states what the claim demands.

What lives here: the check. What may not: how statements are extracted (infoseek.linking).
"""

from __future__ import annotations

from infoseek.gates.corpus import GateCorpus
from infoseek.gates.evidence import Edge, cited, cited_edges
from infoseek.gates.item import Item
from infoseek.gates.verdict import Finding
from infoseek.linking.predicates.lexicon import INVERSES
from infoseek.linking.sets.counts import told_apart
from infoseek.linking.sets.derivations import counted, ways
from infoseek.settings import GateSettings
from infoseek.tree.claim import Constraint, Evidence
from infoseek.tree.research_tree import ResearchTree


def unsupported_claim(item: Item, corpus: GateCorpus, settings: GateSettings) -> Finding:
    """V2: a claim is not entailed by the spans it cites, or a span is not on its hashed page.

    A claim's spans entail it where linked statements with exactly these spans state its constraint,
    after blurring: what is stated must lie within it. A derived constraint is made again from what its spans
    state, and each of them must state a part of it.
    """
    tree = item.tree
    pages = set()
    for vertex in tree.vertices[1:]:
        for evidence in tree.claim(vertex.id).evidence:
            pages.add(evidence.page_id)
            if fault := _misplaced(evidence, corpus):
                reason = f"The evidence of {vertex.id} {fault}."
                return Finding(
                    reason=reason, evidence={"vertex": vertex.id, "evidence": evidence.model_dump()}
                )
        if fault := _unstated(tree, corpus, vertex.id):
            constraint = tree.claim(vertex.id).constraint
            return Finding(
                reason=f"The claim of {vertex.id} is not what its evidence states: {fault}.",
                evidence={"vertex": vertex.id, "constraint": constraint.model_dump()},
            )
    return Finding(evidence={"claims": len(tree.vertices) - 1, "pages": sorted(pages)})


def _misplaced(evidence: Evidence, corpus: GateCorpus) -> str:
    """What is wrong with a span; empty where it stands on its page."""
    page = corpus.page(evidence.page_id)
    if page is None:
        return f"cites page {evidence.page_id:.80}, which is not in the corpus snapshot"
    if page.url != evidence.url:
        return f"cites {evidence.url:.200}, but that page is {page.url}"
    if page.content_sha256 != evidence.content_sha256:
        return f"cites another version of {page.url}"
    if evidence.end > len(page.text) or page.text[evidence.start : evidence.end] != evidence.text:
        return f"is not what {page.url} has at {evidence.start} to {evidence.end}"
    return ""


def _unstated(tree: ResearchTree, corpus: GateCorpus, vertex_id: str) -> str:
    """Why a claim is not entailed; empty where it is."""
    claim = tree.claim(vertex_id)
    constraint = claim.constraint
    parent, child = tree.vertex(tree.parent(vertex_id) or "A").entity_id, tree.vertex(vertex_id).entity_id
    if constraint.form == "shared":
        return _unshared(corpus, constraint, parent, child, claim.evidence)
    if constraint.is_derived:
        return _underived(corpus, constraint, parent, claim.evidence)
    for evidence in claim.evidence:
        edges = list(cited(corpus, evidence, (parent, child)))
        if constraint.form == "relation":
            stated = any(_relates(edge, constraint, parent, child) for edge in edges)
        else:
            stated = any(edge["subject_id"] == parent and _fits(edge, constraint) for edge in edges)
        if not stated:
            return f'"{evidence.text:.120}" gives no such {constraint.predicate}'
    return ""


def _underived(
    corpus: GateCorpus, constraint: Constraint, parent: str, evidence: tuple[Evidence, ...]
) -> str:
    """Why the cited statements, taken together and alone, do not make a gap, a count or a containment."""
    edges_of, edges_to = cited_edges(corpus, evidence)
    if constraint.form == "count":
        named = counted(constraint, parent, edges_of, edges_to)
        number = told_apart(corpus.index, named)
        if number < (constraint.low or 0):
            return f"of {constraint.predicate} they tell {number} apart, not {constraint.low:g}"
        used = list(named.values())
    else:
        used = [list(part) for way in ways(constraint, parent, edges_of, edges_to) for part in way]
        if not used:
            return f"together they give no such {constraint.predicate}"
    told = {(e["page_id"], e["start"], e["end"]) for edges in used for e in edges}
    idle = (span for span in evidence if (span.page_id, span.start, span.end) not in told)
    return next((f'"{span.text:.120}" gives no part of it' for span in idle), "")


def _relates(edge: Edge, constraint: Constraint, parent: str, child: str) -> bool:
    """predicate(parent, child), or (child, parent) when inverse; or the same said by its inverse predicate."""
    ends = (parent, child) if constraint.direction == "forward" else (child, parent)
    stated = (edge["predicate"], edge["subject_id"], edge["object_id"])
    return stated in (
        (constraint.predicate, *ends),
        (INVERSES.get(constraint.predicate), ends[1], ends[0]),
    )


def _fits(edge: Edge, constraint: Constraint) -> bool:
    """Whether all that the statement can mean lies within a value or range constraint."""
    if edge["predicate"] != constraint.predicate:
        return False
    if constraint.form == "value":
        return bool(edge["value"] == constraint.value)
    if constraint.low is None or constraint.high is None:
        return False
    # A statement without numbers has NaN bounds, which compare false.
    return bool(constraint.low <= edge["low"] and edge["high"] <= constraint.high)


def _unshared(
    corpus: GateCorpus, constraint: Constraint, parent: str, child: str, evidence: tuple[Evidence, ...]
) -> str:
    values: dict[str, set[str]] = {parent: set(), child: set()}
    for span in evidence:
        edges = [e for e in cited(corpus, span, values) if e["predicate"] == constraint.predicate]
        if not edges:
            return f'"{span.text:.120}" gives no {constraint.predicate}'
        for edge in edges:
            values[edge["subject_id"]] |= _values(edge)
    if not values[parent] & values[child]:
        return f"the two have no {constraint.predicate} in common there"
    return ""


def _values(edge: Edge) -> set[str]:
    found = {f"entity {edge['object_id']}"} if edge["object_id"] else set()
    return found | ({f"value {edge['value']}"} if edge["value"] else set())
