"""What the corpus says where a claim cites it: the linked statements of its spans, and the whole sentences.

What lives here: looking evidence up. What may not: whether it bears the claim out (support.py).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from infoseek.gates.corpus import GateCorpus
from infoseek.linking.sets.derivations import Edges
from infoseek.tree.claim import Evidence
from infoseek.tree.research_tree import ResearchTree
from infoseek.web.page.sentences import split

Edge = Mapping[str, Any]

# Beside the span; a line without an end is no sentence.
_MOST_CONTEXT = 2000


def cited(corpus: GateCorpus, evidence: Evidence, subjects: Iterable[str]) -> Iterator[Edge]:
    """The statements about these subjects that were read off exactly this span of this page version."""
    for subject in subjects:
        for edge in corpus.index.edges_of.get(subject, []):
            if (edge["page_id"], edge["content_sha256"], edge["start"], edge["end"]) == (
                evidence.page_id,
                evidence.content_sha256,
                evidence.start,
                evidence.end,
            ):
                yield edge


def cited_edges(corpus: GateCorpus, spans: Iterable[Evidence]) -> tuple[Edges, Edges]:
    """The statements read off exactly these spans of these page versions: about an entity, and pointing to it."""
    places = {(one.page_id, one.content_sha256, one.start, one.end) for one in spans}

    def among(edges: Iterable[Edge]) -> list[Edge]:
        return [e for e in edges if (e["page_id"], e["content_sha256"], e["start"], e["end"]) in places]

    index = corpus.index
    return lambda key: among(index.edges_of[key]), lambda key: among(index.edges_to[key])


def statements(tree: ResearchTree, corpus: GateCorpus, child_id: str) -> list[Edge]:
    """What the spans of one claim state of its parent under the claim's predicate."""
    claim, parent = tree.claim(child_id), tree.vertex(tree.parent(child_id) or "A").entity_id
    return [
        edge
        for evidence in claim.evidence
        for edge in cited(corpus, evidence, [parent])
        if edge["predicate"] == claim.constraint.predicate
    ]


def sentence(corpus: GateCorpus, evidence: Evidence) -> str:
    """The span with the rest of its sentences or of its row; the span alone where its page is not there."""
    page = corpus.page(evidence.page_id)
    if page is None or page.text[evidence.start : evidence.end] != evidence.text:
        return evidence.text
    line_start = page.text.rfind("\n", max(0, evidence.start - _MOST_CONTEXT), evidence.start) + 1
    start = line_start or max(0, evidence.start - _MOST_CONTEXT)
    line_end = page.text.find("\n", evidence.end, evidence.end + _MOST_CONTEXT)
    end = line_end if line_end >= 0 else evidence.end + _MOST_CONTEXT
    line, first, last = page.text[start:end], evidence.start - start, evidence.end - start
    around = [span for span in split(line) if span[0] < last and span[1] > first]
    return line[min([first, *(s for s, _ in around)]) : max([last, *(e for _, e in around)])]
