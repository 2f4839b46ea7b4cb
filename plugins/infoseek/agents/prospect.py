"""A tree in growth and what it still offers: the facts that would bring it on and leave every hop needed.

What lives here: one state of a tree, looked at. What may not: turns, prompts, changes to the tree.
"""

from __future__ import annotations

from infoseek.agents.facts import Fact, facts_of, relation_fact
from infoseek.agents.links import links_of
from infoseek.agents.preview import as_blurred, fault_of
from infoseek.agents.sizes import Sizes
from infoseek.linking.corpus import LinkedCorpus
from infoseek.tree import hcsp
from infoseek.tree.edits import AddRoot
from infoseek.tree.hcsp import Entities, problem_kind
from infoseek.tree.research_tree import ResearchTree
from infoseek.tree.vertex import Vertex


def tree_of(corpus: LinkedCorpus, root_id: str) -> ResearchTree:
    """A tree of its root alone."""
    row = corpus.entities[root_id]
    root = Vertex(
        id="A",
        kind="entity",
        name=row["name"],
        entity_id=root_id,
        type_noun=row["type_noun"],
        visibility="hidden",
    )
    return ResearchTree.replay([AddRoot(vertex=root)])


class Prospect:
    """One state of a tree.

    blurred: the tree as it would be blurred, on which everything is judged. rivals: values beside their own
    that its root and hidden vertices could still take (S⁺).
    """

    def __init__(self, sizes: Sizes, tree: ResearchTree) -> None:
        self.sizes, self.tree = sizes, tree
        self.blurred = as_blurred(sizes, tree)
        self.rivals = hcsp.rivals(self.blurred, sizes.corpus.index.not_refuted)
        self._facts: dict[str, list[Fact]] = {}

    @property
    def fault(self) -> tuple[str, str] | None:
        """What makes a hidden vertex pointless; see `preview.fault_of`."""
        return fault_of(self.sizes.corpus, self.blurred)

    def left(self, vertex_id: str) -> int:
        """How many entities a vertex's own clues leave (S⁺)."""
        return len(hcsp.answers(self.blurred, self.sizes.corpus.index.not_refuted, vertex_id))

    def facts(self, vertex: Vertex) -> list[Fact]:
        """What a vertex offers, computed once.

        Not offered are relations that would leave as many rivals as there are, and whatever would make a
        hidden vertex pointless however much it is blurred (S4, S9).
        """
        if vertex.id not in self._facts:
            found = facts_of(self.sizes, self.tree, self.blurred, vertex)
            self._facts[vertex.id] = [fact for fact in found if self.is_of_use(vertex, fact)]
        return self._facts[vertex.id]

    def is_of_use(self, vertex: Vertex, fact: Fact) -> bool:
        """Whether a fact could bring the tree on; see `facts`."""
        if fact.action == "extend" and fact.rivals >= self.rivals:
            return False
        support = self.sizes.corpus.index.supported
        if fact.action == "extend":
            left = support.related(fact.constraint, support.of_type(fact.target_type))
        else:
            left = support.satisfying(fact.weakest)
        return self.keeps_hops(vertex.id, left)

    def keeps_hops(self, vertex_id: str, left: Entities) -> bool:
        """Whether no hidden vertex is made pointless by a further clue that leaves these (S4, S9)."""
        return fault_of(self.sizes.corpus, self.blurred, {vertex_id: left}) is None

    @property
    def is_sound(self) -> bool:
        """Whether every hidden vertex has a clue and is needed, and the problem is hierarchical (FIELD §1)."""
        tree = self.tree
        if not tree.hidden_inner or any(v.is_entity and not tree.children(v.id) for v in tree.vertices):
            return False
        return self.fault is None and problem_kind(tree) == "HCSP"


def leads_on(sizes: Sizes, root_id: str) -> bool:
    """Whether a tree could grow from a root: whether a relation to a child that can be told brings it on."""
    start = Prospect(sizes, tree_of(sizes.corpus, root_id))
    root = start.tree.root
    facts = (relation_fact(sizes, start.blurred, root, link) for link in links_of(sizes, start.tree, root))
    return any(start.is_of_use(root, fact) for fact in facts)
