"""The yardstick of our tokens: what the same edits take in the peer's protocol."""

from __future__ import annotations

import json

from infoseek.bench.peer_protocol import INSTRUCTIONS, PAGE, record, tokens
from infoseek.tree.claim import Claim, Constraint, Evidence
from infoseek.tree.edits import AddRoot, Constrain, Edit, Extend, Finish
from infoseek.tree.research_tree import ResearchTree
from infoseek.tree.vertex import Vertex

EVIDENCE = Evidence(
    page_id="p", url="https://site.example/p", content_sha256="0" * 64, start=0, end=4, text="text"
)


def _edits() -> list[Edit]:
    root = Vertex(id="A", kind="entity", name="Root", entity_id="a", type_noun="novel", visibility="hidden")
    child = Vertex(
        id="B", kind="entity", name="Child", entity_id="b", type_noun="writer", visibility="hidden"
    )
    fact = Vertex(id="C", kind="attribute", name="1950", visibility="given")
    written = Constraint(form="relation", predicate="author", direction="forward")
    published = Constraint(form="range", predicate="published", low=1950, high=1950)
    return [
        AddRoot(vertex=root),
        Extend(
            parent="A",
            vertex=child,
            claim=Claim(text="Root was written by Child.", constraint=written, evidence=(EVIDENCE,)),
            candidates=1,
        ),
        Constrain(
            parent="A",
            vertex=fact,
            claim=Claim(text="Root came out in 1950.", constraint=published, evidence=(EVIDENCE,)),
            candidates=1,
        ),
        Finish(),
    ]


def _address(entity_id: str) -> str:
    return f"https://site.example/{entity_id}"


def test_the_record_is_the_released_one() -> None:
    """Claims stand at the parent and point to the child; an attribute is the entity "None"."""
    told = record(ResearchTree.replay(_edits()), _address)
    assert told["claims"] == [
        {"target_id": "B", "claim": "Root was written by Child."},
        {"target_id": "C", "claim": "Root came out in 1950."},
    ]
    assert [(child["entity"], child["href"]) for child in told["children"]] == [
        ("Child", "https://site.example/b"),
        ("None", ""),
    ]


def test_a_turn_is_paid_in_full() -> None:
    """Each turn: instructions twice, the page at most 1,024 tokens of it, the tree in and out; the last one once and in."""
    edits = _edits()
    first, second = (
        len(json.dumps(record(ResearchTree.replay(edits[:n]), _address), ensure_ascii=False)) for n in (2, 3)
    )
    ends = INSTRUCTIONS + second
    growing = 4 * INSTRUCTIONS + first + first + second
    assert tokens(edits, lambda _: "x" * 5_000, _address, len) == growing + 2 * PAGE + ends
    assert tokens(edits, lambda _: "short", _address, len) == growing + 2 * 5 + ends


def test_a_tree_begun_and_left_costs_its_turns_alone() -> None:
    """Without an end there is no turn for it; without an edit there is nothing."""
    assert tokens(_edits()[:1], lambda _: "x", _address, len) == 0
    assert tokens(_edits()[:2], lambda _: "", _address, len) > 2 * INSTRUCTIONS
