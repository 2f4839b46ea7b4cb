"""The layout of a research tree."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from infoseek.tree.claim import Claim, Constraint, Evidence
from infoseek.tree.edits import AddRoot, Constrain, Extend
from infoseek.tree.research_tree import ResearchTree
from infoseek.tree.vertex import Vertex, vertex_id
from infoseek.ui.tree_picture import BOX_WIDTH, LINE_HEIGHT, picture

EVIDENCE = Evidence(page_id="p", url="http://x.example/", content_sha256="0", start=0, end=1, text="x")


def claim(text: str, form: str) -> Claim:
    constraint = Constraint.model_validate({"form": form, "predicate": "p", "value": "v"})
    return Claim(text=text, constraint=constraint, evidence=(EVIDENCE,))


def entity(number: int, name: str, visibility: str = "hidden") -> Vertex:
    return Vertex.model_validate(
        {
            "id": vertex_id(number),
            "kind": "entity",
            "name": name,
            "entity_id": f"e{number}",
            "type_noun": "novel",
            "visibility": visibility,
        }
    )


def fact(number: int, name: str) -> Vertex:
    return Vertex(id=vertex_id(number), kind="attribute", name=name, visibility="given")


@st.composite
def trees(draw: st.DrawFn) -> ResearchTree:
    """Trees of up to 26 vertices of any shape, with names and claims of any length."""
    text = st.text("ab <&", min_size=1, max_size=120)
    tree = ResearchTree.replay([AddRoot(vertex=entity(0, draw(text)))])
    inner = ["A"]
    for number in range(1, draw(st.integers(1, 26))):
        parent = draw(st.sampled_from(inner))
        if draw(st.booleans()):
            child = entity(number, draw(text))
            tree.apply(Extend(parent=parent, vertex=child, claim=claim(draw(text), "relation"), candidates=1))
            inner.append(child.id)
        else:
            leaf = fact(number, draw(text))
            tree.apply(Constrain(parent=parent, vertex=leaf, claim=claim(draw(text), "value"), candidates=1))
    return tree


@given(trees())
def test_no_box_covers_another_and_all_lie_in_the_picture(tree: ResearchTree) -> None:
    """Whatever the tree, boxes stand apart, inside the picture, and each claim's words stand in its gap."""
    drawn = picture(tree)
    assert [box.vertex.id for box in drawn.boxes if box.look == "answer"] == ["A"]
    assert {box.vertex.id for box in drawn.boxes} == {vertex.id for vertex in tree.vertices}
    for box in drawn.boxes:
        assert 0 <= box.x <= drawn.width - BOX_WIDTH
        assert 0 <= box.y <= drawn.height - box.height
    for one, other in combinations(drawn.boxes, 2):
        apart = one.x != other.x or one.y + one.height <= other.y or other.y + other.height <= one.y
        assert apart, (one, other)
    for edge, other_edge in combinations(drawn.edges, 2):
        if edge.x == other_edge.x:
            first, second = sorted((edge, other_edge), key=lambda each: each.y)
            assert first.y + LINE_HEIGHT * len(first.lines) <= second.y + 1e-6


def test_children_stand_to_the_right_in_tree_order() -> None:
    """Depth is read from left to right, siblings from top to bottom; each look follows the vertex."""
    tree = ResearchTree.replay(
        [
            AddRoot(vertex=entity(0, "Root")),
            Extend(parent="A", vertex=entity(1, "Hidden"), claim=claim("x", "relation"), candidates=1),
            Extend(
                parent="A", vertex=entity(2, "Given", "given"), claim=claim("y", "relation"), candidates=1
            ),
            Constrain(parent="B", vertex=fact(3, "1931"), claim=claim("z", "value"), candidates=1),
        ]
    )
    boxes = {box.vertex.id: box for box in picture(tree).boxes}
    assert boxes["A"].x < boxes["B"].x == boxes["C"].x < boxes["D"].x
    assert boxes["B"].y < boxes["C"].y
    assert [boxes[key].look for key in "ABCD"] == ["answer", "hidden", "given", "attribute"]


def test_long_words_are_wrapped_and_cut() -> None:
    """A name of any length takes a few lines that end with an ellipsis."""
    tree = ResearchTree.replay([AddRoot(vertex=entity(0, "Worte " * 5000))])
    (box,) = picture(tree).boxes
    assert len(box.name) == 4
    assert box.name[-1].endswith("…")
