"""Claims on edges: the stored sentence, the constraint it makes, the evidence it cites.

What may not live here: candidate sets (hcsp.py) or how claims are proposed.
"""

from __future__ import annotations

from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator


class Evidence(BaseModel):
    """A character span of one page version: text == page text[start:end] of the page with this hash."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    page_id: str
    url: str
    content_sha256: str
    start: int = Field(ge=0)
    end: int = Field(gt=0)
    text: str = Field(min_length=1)


class Constraint(BaseModel):
    """What a claim demands of its parent vertex x, as a logical form (FIELD §3).

    relation, forward: predicate(x, z); inverse: predicate(z, x); z a solution of the child.
    shared: x and z have a value of the predicate in common.
    value: x has this normalised value; range: x has a number or date wholly within [low, high]
    (dates as days since 1970-01-01, durations in seconds).
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    form: Literal["relation", "shared", "value", "range"]
    predicate: str = Field(min_length=1)
    direction: Literal["forward", "inverse"] = "forward"
    value: str = ""
    low: float | None = None
    high: float | None = None

    @property
    def identity(self) -> tuple[object, ...]:
        """The form's parts: equal for equal constraints, and cheap to hash."""
        return (self.form, self.predicate, self.direction, self.value, self.low, self.high)

    @property
    def needs_child(self) -> bool:
        """True where the constraint runs to a child entity, so that its solutions matter."""
        return self.form in ("relation", "shared")

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if self.form == "value" and not self.value:
            raise ValueError("a value constraint needs a value")
        if self.form == "range" and (self.low is None or self.high is None or self.low > self.high):
            raise ValueError("a range constraint needs low <= high")
        return self


class Claim(BaseModel):
    """The sentence stored on the edge from a parent to a child vertex, with its evidence."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: str = Field(min_length=1)
    constraint: Constraint
    evidence: tuple[Evidence, ...] = Field(min_length=1)
