"""The typed edits a tree is made of (DESIGN §6): append-only, each naming the call that proposed it.

What lives here: the edits' shapes. What they do to a tree is research_tree.py's.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from infoseek.tree.claim import Claim, Constraint
from infoseek.tree.vertex import Vertex


class _Edit(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    call_key: str = Field("", description="Key of the LLM call that proposed it; empty for a rule's edit.")


class AddRoot(_Edit):
    """Start the tree: the root is the answer."""

    op: Literal["add_root"] = "add_root"
    vertex: Vertex


class _Sized(_Edit):
    left_before: int | None = Field(
        None, ge=0, description="Entities that the clues of the claim's vertex leave before the edit (S⁺)."
    )
    left_after: int | None = Field(None, ge=0, description="The same after the edit.")


class Extend(_Sized):
    """Add a child entity reached by a relation (paper: action 3, extend)."""

    op: Literal["extend"] = "extend"
    parent: str
    vertex: Vertex
    claim: Claim
    candidates: int = Field(ge=0, description="Entities of the parent's type left by this claim alone.")


class Constrain(_Sized):
    """Add an attribute child (paper: action 2, blur parent)."""

    op: Literal["constrain"] = "constrain"
    parent: str
    vertex: Vertex
    claim: Claim
    candidates: int = Field(ge=0, description="Entities of the parent's type left by this claim alone.")


class Blur(_Sized):
    """Weaken the claim on the edge to `child`, so that alone it does not identify its vertex."""

    op: Literal["blur"] = "blur"
    child: str
    strategy: str
    constraint: Constraint
    text: str = Field(min_length=1)
    before: int = Field(ge=0, description="Candidates left by the claim before.")
    after: int = Field(ge=0, description="Candidates left by the claim after.")


class DropClaim(_Sized):
    """Remove a leaf and its claim."""

    op: Literal["drop_claim"] = "drop_claim"
    child: str
    reason: str = Field(min_length=1)


class Finish(_Edit):
    """The tree is done."""

    op: Literal["finish"] = "finish"


class Quit(_Edit):
    """The tree cannot be made good."""

    op: Literal["quit"] = "quit"
    reason: str = Field(min_length=1)


Edit = Annotated[AddRoot | Extend | Constrain | Blur | DropClaim | Finish | Quit, Field(discriminator="op")]
EDITS: TypeAdapter[list[Edit]] = TypeAdapter(list[Edit])


def dump_edits(edits: list[Edit]) -> str:
    """Edits as a JSON list."""
    return EDITS.dump_json(edits).decode()


def load_edits(text: str | bytes) -> list[Edit]:
    """Edits from a JSON list. Raises `pydantic.ValidationError`."""
    return EDITS.validate_json(text)
