"""The research tree (paper, section 3): the state that replaying its edits gives, and its invariants.

What may not live here: candidate sets (hcsp.py), prompts, pages.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal

from infoseek.tree.claim import Claim
from infoseek.tree.edits import AddRoot, Blur, Constrain, DropClaim, Edit, Extend, Finish, Quit
from infoseek.tree.vertex import Vertex, vertex_id


class EditRefused(ValueError):
    """An edit would break an invariant of the tree; the tree is unchanged."""


class ResearchTree:
    """A rooted tree of vertices, grown by edits only.

    Invariants: ids are given in order; one parent each; an entity stands once; only entities have
    children; every edge has a claim with evidence; after finish only blurring, after quit nothing.
    """

    def __init__(self) -> None:
        self.edits: list[Edit] = []
        self.status: Literal["empty", "open", "finished", "quit"] = "empty"
        self.reason = ""
        self._vertices: dict[str, Vertex] = {}
        self._parents: dict[str, str] = {}
        self._claims: dict[str, Claim] = {}
        self._made = 0

    @classmethod
    def replay(cls, edits: Iterable[Edit]) -> ResearchTree:
        """The tree these edits give. Raises `EditRefused` at the first that breaks an invariant."""
        tree = cls()
        for edit in edits:
            tree.apply(edit)
        return tree

    def copy(self) -> ResearchTree:
        """A tree in the same state that further edits leave apart from this one."""
        twin = ResearchTree()
        twin.edits, twin.status, twin.reason, twin._made = [*self.edits], self.status, self.reason, self._made
        twin._vertices, twin._parents, twin._claims = {**self._vertices}, {**self._parents}, {**self._claims}
        return twin

    @property
    def root(self) -> Vertex:
        return self._vertices["A"]

    @property
    def vertices(self) -> list[Vertex]:
        """All vertices in the order they were added."""
        return list(self._vertices.values())

    @property
    def next_id(self) -> str:
        return vertex_id(self._made)

    def vertex(self, vertex_id: str) -> Vertex:
        return self._vertices[vertex_id]

    def parent(self, vertex_id: str) -> str | None:
        return self._parents.get(vertex_id)

    def claim(self, child: str) -> Claim:
        """The claim on the edge from the parent to this child."""
        return self._claims[child]

    def children(self, vertex_id: str) -> list[Vertex]:
        return [self._vertices[child] for child, parent in self._parents.items() if parent == vertex_id]

    def ancestors(self, vertex_id: str) -> list[Vertex]:
        """From the parent up to the root."""
        found = []
        while (above := self._parents.get(vertex_id)) is not None:
            found.append(self._vertices[above])
            vertex_id = above
        return found

    def depth(self, vertex_id: str) -> int:
        """Edges between this vertex and the root."""
        return len(self.ancestors(vertex_id))

    @property
    def hidden_inner(self) -> list[Vertex]:
        """Hidden entities below the root that have children: the sub-questions' answers."""
        return [v for v in self.vertices if v.id != "A" and v.visibility == "hidden" and self.children(v.id)]

    @property
    def hops(self) -> int:
        """Vertices with children, the root included (DESIGN §8)."""
        return sum(1 for vertex in self.vertices if self.children(vertex.id))

    def apply(self, edit: Edit) -> None:
        """Append one edit. Raises `EditRefused`, leaving the tree as it was."""
        match edit:
            case AddRoot():
                self._add_root(edit)
            case Extend() | Constrain():
                self._add_child(edit)
            case Blur():
                self._blur(edit)
            case DropClaim():
                self._drop(edit)
            case Finish():
                self._end("finished", "")
            case Quit():
                self._end("quit", edit.reason)
        self.edits.append(edit)

    def _require(self, holds: bool, reason: str) -> None:
        if not holds:
            raise EditRefused(reason)

    def _add_root(self, edit: AddRoot) -> None:
        self._require(self.status == "empty", "the tree has a root already")
        self._require(edit.vertex.id == "A" and edit.vertex.is_entity, "the root is entity A")
        self._require(edit.vertex.visibility == "hidden", "the root is the answer, so it is hidden")
        self._require(bool(edit.vertex.entity_id), "the root needs an entity of the corpus")
        self._vertices["A"] = edit.vertex
        self._made = 1
        self.status = "open"

    def _add_child(self, edit: Extend | Constrain) -> None:
        vertex, parent = edit.vertex, self._vertices.get(edit.parent)
        self._require(self.status == "open", f"the tree is {self.status}")
        self._require(parent is not None and parent.is_entity, f"{edit.parent} is no entity of the tree")
        self._require(
            parent is None or parent.visibility == "hidden", f"{edit.parent} is given: it needs no clue"
        )
        self._require(vertex.id == self.next_id, f"the next vertex is {self.next_id}, not {vertex.id}")
        if isinstance(edit, Extend):
            self._require(vertex.is_entity and bool(vertex.entity_id), "extend adds an entity of the corpus")
            self._require(edit.claim.constraint.needs_child, "extend needs a relation")
            taken = {other.entity_id for other in self.vertices if other.is_entity}
            self._require(vertex.entity_id not in taken, f"{vertex.name} stands in the tree already")
        else:
            self._require(not vertex.is_entity, "constrain adds an attribute")
            self._require(not edit.claim.constraint.needs_child, "an attribute has no solutions of its own")
            self._require(vertex.visibility == "given", "an attribute is given")
        self._vertices[vertex.id] = vertex
        self._parents[vertex.id] = edit.parent
        self._claims[vertex.id] = edit.claim
        self._made += 1

    def _blur(self, edit: Blur) -> None:
        self._require(self.status in ("open", "finished"), f"the tree is {self.status}")
        self._require(edit.child in self._claims, f"{edit.child} has no claim to blur")
        before = self._claims[edit.child]
        self._require(
            before.constraint.needs_child == edit.constraint.needs_child
            and before.constraint.predicate == edit.constraint.predicate,
            "blurring weakens a claim, it does not make another one",
        )
        self._claims[edit.child] = before.model_copy(
            update={"text": edit.text, "constraint": edit.constraint}
        )

    def _drop(self, edit: DropClaim) -> None:
        self._require(self.status in ("open", "finished"), f"the tree is {self.status}")
        self._require(edit.child in self._claims, f"{edit.child} has no claim to drop")
        self._require(not self.children(edit.child), f"{edit.child} has children")
        for table in (self._vertices, self._parents, self._claims):
            table.pop(edit.child)

    def _end(self, status: Literal["finished", "quit"], reason: str) -> None:
        self._require(self.status == "open", f"the tree is {self.status}")
        self.status, self.reason = status, reason

    def as_dict(self, vertex_id: str = "A") -> dict[str, Any]:
        """The tree below a vertex as nested dictionaries: vertex, claim (null at the root), children."""
        vertex = self._vertices[vertex_id]
        claim = self._claims.get(vertex_id)
        return {
            "vertex": vertex.model_dump(),
            "claim": claim.model_dump() if claim else None,
            "children": [self.as_dict(child.id) for child in self.children(vertex_id)],
        }
