"""What an agent is shown: a page as numbered lines with the facts that stand on them, and the tree.

What lives here: views as JSON-able data. Page text is data for the model, never instruction (DESIGN §7).
"""

from __future__ import annotations

from typing import Any

from infoseek.agents.facts import Fact
from infoseek.linking.corpus import LinkedCorpus
from infoseek.tree.claim import Evidence
from infoseek.tree.research_tree import ResearchTree
from infoseek.tree.vertex import Vertex

LEAD_SENTENCES = 3
"""Shown beside the lines that facts stand on, to tell what the page is about; a whole page is dear and rarely helps."""

MAX_LINE_CHARS = 400


class PageView:
    """One vertex's page as numbered lines, and the lines elsewhere that speak of it.

    A line is cited by its label: r1… rows, s1… sentences, e1… lines of other pages.
    """

    def __init__(self, corpus: LinkedCorpus, vertex: Vertex, facts: list[Fact]) -> None:
        page = corpus.pages[str(corpus.entities[vertex.entity_id]["page_id"])]
        self.title: str = page["title"]
        self.lines: dict[str, str] = {}
        self._labels: dict[tuple[str, int, int], str] = {}
        cited = {(e.page_id, e.start, e.end): e for fact in facts for e in fact.evidence}
        for prefix, spans in (("r", page["rows"]), ("s", page["sentences"])):
            for number, span in enumerate(spans, 1):
                self._add(prefix, number, page["page_id"], span["start"], span["end"], page["text"], cited)
        elsewhere = [e for key, e in sorted(cited.items()) if key not in self._labels]
        for number, evidence in enumerate(elsewhere, 1):
            label = f"e{number}"
            other = corpus.pages[evidence.page_id]["title"]
            self.lines[label] = f"[{other}] {evidence.text}"[:MAX_LINE_CHARS]
            self._labels[evidence.page_id, evidence.start, evidence.end] = label

    def _add(
        self,
        prefix: str,
        number: int,
        page_id: str,
        start: int,
        end: int,
        text: str,
        cited: dict[tuple[str, int, int], Evidence],
    ) -> None:
        key = (page_id, start, end)
        is_lead = prefix == "s" and number <= LEAD_SENTENCES
        if key not in cited and not is_lead:
            return
        label = f"{prefix}{number}"
        self.lines[label] = text[start:end][:MAX_LINE_CHARS]
        self._labels.setdefault(key, label)

    def label(self, evidence: Evidence) -> str:
        """The label of the line an evidence stands on."""
        return self._labels[evidence.page_id, evidence.start, evidence.end]

    def payload(self, facts: list[Fact]) -> dict[str, Any]:
        """The page and its facts as JSON-able data."""
        return {
            "title": self.title,
            "lines": [{"line": label, "text": text} for label, text in self.lines.items()],
            "facts": [
                {
                    "fact": fact.number,
                    "action": fact.action,
                    "form": fact.constraint.form,
                    "predicate": fact.constraint.predicate,
                    "direction": fact.constraint.direction,
                    "value": fact.value,
                    "shown": fact.shown,
                    "target_type": fact.target_type,
                    "lines": [self.label(evidence) for evidence in fact.evidence],
                    "leaves": fact.leaves,
                    "rivals": fact.rivals,
                    "of_type": fact.of_type,
                    **_derivation(fact),
                }
                for fact in facts
            ],
        }


def _derivation(fact: Fact) -> dict[str, str]:
    """What a derived fact is derived from, beside its predicate."""
    if not fact.constraint.is_derived:
        return {}
    return {"other": fact.constraint.other, "through": fact.constraint.through}


def tree_payload(tree: ResearchTree) -> list[dict[str, Any]]:
    """The tree as one flat list of vertices, parents before children."""
    return [
        {
            "vertex": vertex.id,
            "parent": tree.parent(vertex.id),
            "kind": vertex.kind,
            "type": vertex.type_noun,
            "name": vertex.name,
            "claim": tree.claim(vertex.id).text if vertex.id != "A" else None,
            "depth": tree.depth(vertex.id),
        }
        for vertex in tree.vertices
    ]
