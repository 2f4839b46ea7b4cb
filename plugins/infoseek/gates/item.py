"""One question under the gate: its row, its replayed tree, its sub-questions.

What lives here: reading a row that may hold anything. What may not: what makes a question good.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cached_property
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from infoseek.tree.edits import load_edits
from infoseek.tree.research_tree import EditRefused, ResearchTree


class BadItem(ValueError):
    """A row that holds no readable question. The message is one sentence."""


class SubQuestion(BaseModel):
    """An intermediate step: the question that asks for one hidden vertex.

    candidates: how many entities its own clues leave (S⁺); above 1 the rest of the question settles it.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    vertex: str
    question: str
    answer: str
    candidates: int = Field(1, ge=0)


_SUB_QUESTIONS: TypeAdapter[list[SubQuestion]] = TypeAdapter(list[SubQuestion])


class Item:
    """A row of blurred__questions. Whatever of it cannot be read raises `BadItem` when it is asked for."""

    def __init__(self, row: Mapping[str, Any]) -> None:
        self.row = row

    @property
    def question_id(self) -> str:
        return self._text("question_id")

    @property
    def question(self) -> str:
        return self._text("question")

    @property
    def answer_names(self) -> list[str]:
        """The answer and the names that count as right."""
        aliases = self.row.get("answer_aliases")
        if not isinstance(aliases, list) or not all(isinstance(alias, str) for alias in aliases):
            raise BadItem("Its answer_aliases are no list of names.")
        return [self._text("answer"), *aliases]

    @cached_property
    def tree(self) -> ResearchTree:
        """The tree that replaying the edits gives."""
        try:
            tree = ResearchTree.replay(load_edits(self._text("edits")))
        except ValidationError as error:
            raise BadItem(f"Its edits are no list of edits: {_first(error)}") from None
        except EditRefused as error:
            raise BadItem(f"Its edits do not make a tree: {error}.") from None
        if tree.status != "finished":
            raise BadItem(f"Its tree is {tree.status}, not finished.")
        return tree

    @cached_property
    def stored_tree(self) -> Any:
        """The tree as the row stores it."""
        try:
            return json.loads(self._text("tree"))
        except (ValueError, RecursionError):
            raise BadItem("Its tree is no JSON.") from None

    @cached_property
    def sub_questions(self) -> list[SubQuestion]:
        try:
            return _SUB_QUESTIONS.validate_json(self._text("sub_questions"))
        except ValidationError as error:
            raise BadItem(f"Its sub_questions cannot be read: {_first(error)}") from None

    def read_all(self) -> None:
        """Read everything the checks rely on. Raises `BadItem` at the first part that cannot be read."""
        for _ in (self.question, self.answer_names, self.tree, self.stored_tree, self.sub_questions):
            continue

    @property
    def fault(self) -> str:
        """What of the row cannot be read, as one sentence; empty where all can."""
        try:
            self.read_all()
        except BadItem as error:
            return str(error)
        return ""

    def _text(self, column: str) -> str:
        value = self.row.get(column)
        if not isinstance(value, str) or not value.strip():
            raise BadItem(f"Its {column} is empty or no text.")
        return value


def _first(error: ValidationError) -> str:
    """The first thing wrong, in one line."""
    first = error.errors(include_url=False, include_input=False)[0]
    place = ".".join(str(step) for step in first["loc"])
    return f"{place}: {first['msg']}." if place else f"{first['msg']}."
