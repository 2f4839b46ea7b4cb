"""What must hold of a claim before it enters a tree."""

from __future__ import annotations

import pytest

from infoseek.agents.facts import Fact, facts_of
from infoseek.agents.proposal_checks import fault_in
from infoseek.agents.prospect import tree_of
from infoseek.agents.sizes import Sizes
from infoseek.agents.steps import Step, outlined
from infoseek.settings import GrowthSettings
from infoseek.tree.research_tree import ResearchTree
from tests.agents.discography import corpus

CORPUS = corpus()
SIZES = Sizes(CORPUS, GrowthSettings())
ROOT = tree_of(CORPUS, "p03")


def below() -> ResearchTree:
    """Dusk Parade, followed by Ember Lane."""
    link = next(link for link in SIZES.links_from("p03") if link.target_id == "p04")
    return outlined(CORPUS, ROOT, Step("p03", link=link))


def fact(tree: ResearchTree, vertex: str, action: str) -> Fact:
    found = facts_of(SIZES, tree, tree, tree.vertex(vertex))
    return next(f for f in found if f.action == action)


def test_a_sound_claim_has_no_fault() -> None:
    """A relation that names its child, and an attribute, are let in."""
    extend = fact(ROOT, "A", "extend")
    assert fault_in(SIZES, ROOT, ROOT.root, extend, f"It goes with {extend.value}.") is None
    assert fault_in(SIZES, ROOT, ROOT.root, fact(ROOT, "A", "constrain"), "It came out then.") is None


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "not_a_sentence"),
        ("Ember Lane\nfollows.", "not_a_sentence"),
        ('{"action": "finish"}', "not_a_sentence"),
        ("It goes with another one.", "names_no_child"),
    ],
)
def test_words_that_are_no_claim(text: str, reason: str) -> None:
    """Markup, line breaks and sentences that do not say the child are refused."""
    assert fault_in(SIZES, ROOT, ROOT.root, fact(ROOT, "A", "extend"), text) == reason


def test_no_ancestor_is_named() -> None:
    """A clue of the second album that names the first is refused, in any spelling."""
    tree = below()
    clue = fact(tree, "B", "constrain")
    for text in ("It came after Dusk Parade.", "It is DUSK PARADE's heir."):
        assert fault_in(SIZES, tree, tree.vertex("B"), clue, text) == "names_ancestor"
    assert fault_in(SIZES, tree, tree.vertex("B"), clue, "Ember Lane came out then.") is None


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"target_id": "nowhere"}, "not_in_corpus"),
        ({"target_id": "p03"}, "cycle"),
        ({"leaves": 15}, "too_broad"),
        ({"leaves": 60, "of_type": 400}, "not_reversible"),
    ],
)
def test_each_fault_has_its_reason(change: dict[str, object], reason: str) -> None:
    """A child outside the corpus or in the tree already, a broad clue, a way back to many."""
    extend = fact(ROOT, "A", "extend")
    assert (
        fault_in(SIZES, ROOT, ROOT.root, extend.model_copy(update=change), f"It led to {extend.value}.")
        == reason
    )
