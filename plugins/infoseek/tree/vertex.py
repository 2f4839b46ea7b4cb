"""Vertices of a research tree. What lives here: the vertex and its id; nothing about edges or edits."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field


class Vertex(BaseModel):
    """An entity of the corpus, or an attribute: a fact with no page of its own (paper, section 3).

    visibility: "hidden" where the question must not name it, "given" where it may; attributes are given.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = Field(pattern=r"^[A-Z]$")
    kind: Literal["entity", "attribute"]
    name: str = Field(min_length=1)
    entity_id: str = ""
    type_noun: str = ""
    visibility: Literal["hidden", "given"]

    @property
    def is_entity(self) -> bool:
        return self.kind == "entity"


def vertex_id(position: int) -> str:
    """The id of the n-th vertex of a tree, counted from 0: A, B, … Z. Raises `ValueError` beyond."""
    if not 0 <= position < 26:
        raise ValueError(f"A tree has at most 26 vertices, not {position + 1}.")
    return chr(ord("A") + position)
