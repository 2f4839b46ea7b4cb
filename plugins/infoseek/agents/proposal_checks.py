"""What must hold of a claim before it enters a tree, each with its reason code (FIELD §1).

What lives here: the checks of one proposed claim. What it cites is browser.py's to check.
"""

from __future__ import annotations

from infoseek.agents.facts import Fact, ancestor_names
from infoseek.agents.sizes import Sizes
from infoseek.agents.words import names_any
from infoseek.tree.research_tree import ResearchTree
from infoseek.tree.vertex import Vertex

_UNSAID = frozenset('{}<>\n"')


def fault_in(sizes: Sizes, tree: ResearchTree, vertex: Vertex, fact: Fact, text: str) -> str | None:
    """Why a fact, in these words, cannot be a claim on this vertex; None where it can.

    not_a_sentence: words that are no sentence. not_in_corpus: the child is no entity of the corpus. cycle: it
    stands in the tree already (S8). names_ancestor: the words name a vertex above (L3). names_no_child: they do
    not say the child. too_broad: the clue removes too few of its type (V7). not_reversible: the way back from the
    child leads to too many.
    """
    if not text or _UNSAID & set(text):
        return "not_a_sentence"
    if fact.leaves > (1 - sizes.settings.min_removed) * fact.of_type:
        return "too_broad"
    if names_any(text, ancestor_names(sizes, tree, vertex)):
        return "names_ancestor"
    if fact.action == "constrain":
        return None
    if fact.target_id not in sizes.corpus.entities:
        return "not_in_corpus"
    if _stands_in(sizes, tree, fact.target_id):
        return "cycle"
    if fact.leaves > sizes.settings.max_back:
        return "not_reversible"
    names = [fact.value, *sizes.corpus.aliases[fact.target_id]]
    return None if names_any(text, names) else "names_no_child"


def _stands_in(sizes: Sizes, tree: ResearchTree, target: str) -> bool:
    """Whether an entity is in the tree, by its id or by its name."""
    folded, ids = sizes.corpus.index.folded, {v.entity_id for v in tree.vertices if v.is_entity}
    return target in ids or folded[target] in {folded.get(key) for key in ids}
