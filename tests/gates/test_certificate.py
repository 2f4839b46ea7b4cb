"""The certificate says what the corpus gives, and no more."""

from __future__ import annotations

import json

from infoseek.gates.catalogue import CHECKS, judge
from infoseek.gates.certificate import certificate
from infoseek.gates.item import Item
from infoseek.settings import GateSettings
from infoseek.tree.edits import AddRoot, Constrain, Edit, Finish
from tests.gates.corpus import LINKED, attribute, books, claim, entity_vertex, question_row, ranged

WORLD = books()
CORPUS = WORLD.corpus()


def test_a_certificate_holds_the_computed_facts() -> None:
    """Answer sets, candidate sizes, identifying subsets, evidence with hashes, versions, corpus."""
    item = Item(question_row(WORLD))
    settings = GateSettings(waivers={"L3": "for this test"})
    verdicts = [judge(check, item, CORPUS, settings) for check in CHECKS.values()]
    found = certificate(item, CORPUS, verdicts)
    assert found["answer_sets"]["supported"] == {"size": 1, "entities": ["salt"]}
    assert {clue["vertex"]: clue["supported"] for clue in found["clues"]} == {"B": 2, "C": 2, "D": 3, "E": 4}
    assert found["minimal_identifying_subsets"] == [["B", "C", "D", "E"]]
    assert (found["intended_hops"], found["evidence_pages"]) == (2, 2)
    assert found["evidence"][1]["content_sha256"] == WORLD.sha("quill")
    assert found["checks"]["S5"] == {"status": "passed", "version": CHECKS["S5"].version}
    assert found["waivers"] == {"L3": "for this test"}
    assert found["corpus"] == {"linked": LINKED, "snapshot": "snap"}
    assert "named corpus alone" in found["statement"]
    assert json.loads(json.dumps(found)) == found


def test_a_large_tree_is_not_enumerated_and_says_so() -> None:
    """Beyond the limit the identifying subsets are null, not guessed."""
    world = books()
    edits: list[Edit] = [AddRoot(vertex=entity_vertex(world, "A", "salt"))]
    edits += [
        Constrain(
            parent="A",
            vertex=attribute(letter, "240"),
            claim=claim(world, "A is long", ranged("pages", 200, 300 + number), "salt"),
            candidates=1,
        )
        for number, letter in enumerate("BCDEFGHIJKLMNO")
    ]
    item = Item(question_row(world, [*edits, Finish()]))
    assert certificate(item, world.corpus(), [])["minimal_identifying_subsets"] is None
