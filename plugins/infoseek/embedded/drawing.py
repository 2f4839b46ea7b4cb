"""A question with its research tree, drawn as text.

What lives here: the drawing. What may not: reading tables.
"""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.text import Text
from rich.tree import Tree

from infoseek.printable import printable
from infoseek.tree.research_tree import ResearchTree
from infoseek.tree.vertex import Vertex


def draw_question(question: str, tree: ResearchTree) -> RenderableType:
    """The question, its answer, and below it each vertex with its claim and the page that supports it."""
    root = tree.root
    drawn = Tree(Text.assemble(("answer ", "dim"), _label(root)), guide_style="dim")
    _grow(drawn, tree, root)
    return Group(Text(printable(question), style="bold"), drawn)


def _grow(branch: Tree, tree: ResearchTree, vertex: Vertex) -> None:
    for child in tree.children(vertex.id):
        claim = tree.claim(child.id)
        pages = ", ".join(dict.fromkeys(evidence.url for evidence in claim.evidence))
        lines = Text("\n").join(
            [
                Text.assemble((f"{child.visibility:<6} ", "dim"), _label(child)),
                Text(printable(f"claim  {claim.text}")),
                Text(printable(f"page   {pages}"), style="dim"),
            ]
        )
        _grow(branch.add(lines), tree, child)


def _label(vertex: Vertex) -> Text:
    style = "yellow" if vertex.visibility == "hidden" else "green"
    noun = vertex.type_noun or vertex.kind
    return Text.assemble(
        (f"{vertex.id} ", "dim"), (printable(vertex.name), style), (printable(f" ({noun})"), "dim")
    )
