"""The research tree: edits, invariants, replay."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from infoseek.tree.claim import Constraint
from infoseek.tree.edits import AddRoot, Blur, DropClaim, Edit, Finish, Quit, dump_edits, load_edits
from infoseek.tree.research_tree import EditRefused, ResearchTree
from infoseek.tree.vertex import vertex_id
from tests.tree.trees import attribute, constrain, entity, extend, open_trees, relation, root, value

LETTERS = st.sampled_from("ABCDEFG")
TEXTS = st.text(min_size=1, max_size=5)
EDITS: st.SearchStrategy[Edit] = st.one_of(
    st.builds(lambda name: root(name), st.sampled_from(["e0", "e1", ""])),
    st.builds(
        lambda parent, own, name, seen: extend(parent, entity(own, name, seen)),
        LETTERS,
        LETTERS,
        st.sampled_from(["e0", "e1", "e2", "e3", ""]),
        st.sampled_from(["hidden", "given"]),
    ),
    st.builds(constrain, LETTERS, LETTERS),
    st.builds(
        lambda child, constraint: Blur(
            child=child, strategy="s", constraint=constraint, text="t", before=1, after=2
        ),
        LETTERS,
        st.sampled_from(
            [value(), value("w"), relation(), Constraint(form="range", predicate="v", low=0, high=1)]
        ),
    ),
    st.builds(DropClaim, child=LETTERS, reason=TEXTS),
    st.just(Finish()),
    st.builds(Quit, reason=TEXTS),
)


def state(tree: ResearchTree) -> tuple[object, ...]:
    body = tree.as_dict() if tree.vertices else {}
    return json.dumps(body), tree.status, tree.reason, tree.next_id, dump_edits(tree.edits)


def applied(tree: ResearchTree, edits: list[Edit]) -> None:
    """Apply what is accepted; check that what is refused leaves no trace."""
    for edit in edits:
        before = state(tree)
        try:
            tree.apply(edit)
        except EditRefused:
            assert state(tree) == before


@given(st.lists(EDITS, max_size=12))
def test_a_refused_edit_leaves_the_tree_unchanged(edits: list[Edit]) -> None:
    """Any edits in any order: each is applied whole or leaves no trace."""
    applied(ResearchTree(), [root(), *edits])
    applied(ResearchTree(), edits)


@given(st.lists(EDITS, max_size=12))
def test_replaying_the_edits_gives_the_tree(edits: list[Edit]) -> None:
    """A tree and its edits, also by way of JSON, are one."""
    tree = ResearchTree()
    applied(tree, [root(), *edits])
    assert state(ResearchTree.replay(tree.edits)) == state(tree)
    assert state(ResearchTree.replay(load_edits(dump_edits(tree.edits)))) == state(tree)


@given(st.lists(EDITS, max_size=12))
def test_the_invariants_hold_after_any_edits(edits: list[Edit]) -> None:
    """One parent each, an entity once, children of hidden entities only, ids never given twice."""
    tree = ResearchTree()
    applied(tree, [root(), *edits])
    entities = [vertex.entity_id for vertex in tree.vertices if vertex.is_entity]
    assert len(entities) == len(set(entities))
    below = tree.vertices[1:]
    assert all(tree.depth(vertex.id) >= 1 and tree.ancestors(vertex.id)[-1].id == "A" for vertex in below)
    for vertex in below:
        parent = tree.vertex(tree.parent(vertex.id) or "")
        assert parent.is_entity
        assert parent.visibility == "hidden"
        assert tree.claim(vertex.id).constraint.needs_child == vertex.is_entity
    assert tree.next_id not in {vertex.id for vertex in tree.vertices}


@given(open_trees())
def test_hops_count_the_vertices_with_children(tree: ResearchTree) -> None:
    """Intended hops are the vertices with children; hidden inner ones are those below the root."""
    inner = [vertex for vertex in tree.vertices if tree.children(vertex.id)]
    assert tree.hops == len(inner)
    assert tree.hidden_inner == [vertex for vertex in inner if vertex.id != "A"]


@pytest.mark.parametrize(
    ("edit", "reason"),
    [
        (root("e9"), "has a root already"),
        (extend("Z", entity("C", "e9")), "Z is no entity"),
        (extend("B", entity("C", "e9")), "B is given"),
        (extend("A", entity("D", "e9")), "next vertex is C"),
        (extend("A", entity("C", "e0")), "stands in the tree already"),
        (extend("A", entity("C", "")), "entity of the corpus"),
        (extend("A", entity("C", "e9"), value()), "needs a relation"),
        (constrain("A", "C", relation()), "no solutions of its own"),
        (Blur(child="C", strategy="s", constraint=value(), text="t", before=1, after=1), "no claim to blur"),
        (
            Blur(child="B", strategy="s", constraint=value("r"), text="t", before=1, after=1),
            "not make another",
        ),
        (
            Blur(child="B", strategy="s", constraint=relation("q"), text="t", before=1, after=1),
            "not make another",
        ),
        (DropClaim(child="A", reason="r"), "no claim to drop"),
    ],
)
def test_an_edit_that_breaks_an_invariant_is_refused_with_its_reason(edit: Edit, reason: str) -> None:
    """Each rule says in one sentence what it refused."""
    tree = ResearchTree.replay([root(), extend("A", entity("B", "e1", "given"))])
    with pytest.raises(EditRefused, match=reason):
        tree.apply(edit)


@pytest.mark.parametrize(
    "vertex", [attribute("A"), entity("B", "e0"), entity("A", "e0", "given"), entity("A", "")]
)
def test_the_root_is_a_hidden_entity_of_the_corpus(vertex: object) -> None:
    """Nothing else starts a tree."""
    with pytest.raises(EditRefused):
        ResearchTree.replay([AddRoot.model_validate({"vertex": vertex})])


def test_after_finish_only_blurring() -> None:
    """A finished tree may be blurred and lose leaves, but not grow; a quit one is left alone."""
    tree = ResearchTree.replay([root(), constrain("A", "B"), Finish()])
    for edit in (constrain("A", "C"), Finish(), Quit(reason="late")):
        with pytest.raises(EditRefused, match="finished"):
            tree.apply(edit)
    tree.apply(Blur(child="B", strategy="s", constraint=value("v", "y"), text="weaker", before=1, after=4))
    assert tree.claim("B").text == "weaker"
    assert tree.claim("B").evidence == constrain("A", "B").claim.evidence
    gone = ResearchTree.replay([root(), Quit(reason="no way on")])
    assert (gone.status, gone.reason) == ("quit", "no way on")
    with pytest.raises(EditRefused, match="quit"):
        gone.apply(constrain("A", "B"))


def test_a_dropped_vertex_id_is_not_given_again() -> None:
    """Edits that name B mean one B for ever."""
    tree = ResearchTree.replay([root(), constrain("A", "B"), DropClaim(child="B", reason="empty")])
    assert tree.next_id == "C"
    with pytest.raises(EditRefused, match="has children"):
        ResearchTree.replay(
            [root(), extend("A", entity("B", "e1")), constrain("B", "C"), DropClaim(child="B", reason="r")]
        )


def test_ids_end_with_the_alphabet() -> None:
    """A 27th vertex is refused."""
    assert [vertex_id(0), vertex_id(25)] == ["A", "Z"]
    with pytest.raises(ValueError, match="27"):
        vertex_id(26)


@pytest.mark.parametrize(
    "given_",
    [
        {"form": "value", "predicate": "p"},
        {"form": "range", "predicate": "p", "low": 3, "high": 2},
        {"form": "range", "predicate": "p", "low": 3},
        {"form": "near", "predicate": "p"},
        {"form": "relation", "predicate": ""},
        {"form": "relation", "predicate": "p", "extra": 1},
    ],
)
def test_an_incomplete_constraint_is_refused(given_: dict[str, object]) -> None:
    """A constraint says all that its form needs, and nothing else."""
    with pytest.raises(ValidationError):
        Constraint.model_validate(given_)


def test_a_copy_goes_on_by_itself() -> None:
    """What is added to a copy leaves the tree as it was, and the copy is what replaying its edits gives."""
    tree = ResearchTree.replay([root(), constrain("A", "B")])
    twin = tree.copy()
    twin.apply(extend("A", entity("C", "e1")))
    assert [vertex.id for vertex in tree.vertices] == ["A", "B"]
    assert len(tree.edits) == 2
    assert tree.next_id == "C"
    assert twin.as_dict() == ResearchTree.replay(twin.edits).as_dict()
    assert twin.next_id == "D"
