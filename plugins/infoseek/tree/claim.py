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


Form = Literal["relation", "shared", "value", "range", "gap", "count", "within"]


class Constraint(BaseModel):
    """What a claim demands of its parent vertex x, as a logical form (FIELD §3).

    relation, forward: predicate(x, z); inverse: predicate(z, x); z a solution of the child.
    shared: x and z have a value of the predicate in common.
    value: x has this normalised value; range: x has a number or date wholly within [low, high]
    (dates as days since 1970-01-01, durations in seconds).
    Derived from several statements (FIELD §2, facts derived from two sources):
    gap: the date `predicate` of x less the date `other` of w lies wholly within [low, high], in days; w is x
    itself, or where `through` is set a w with through(x, w), inverse: through(w, x).
    count: x has at least `low` objects of the predicate, inverse: at least `low` things have x for its object.
    within: predicate(x, z), and z lies in the entity `value` or is it.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    form: Form
    predicate: str = Field(min_length=1)
    direction: Literal["forward", "inverse"] = "forward"
    value: str = ""
    low: float | None = None
    high: float | None = None
    other: str = ""
    through: str = ""

    @property
    def identity(self) -> tuple[object, ...]:
        """The form's parts: equal for equal constraints, and cheap to hash."""
        return (
            self.form,
            self.predicate,
            self.direction,
            self.value,
            self.low,
            self.high,
            self.other,
            self.through,
        )

    @property
    def needs_child(self) -> bool:
        """True where the constraint runs to a child entity, so that its solutions matter."""
        return self.form in ("relation", "shared")

    @property
    def is_derived(self) -> bool:
        """True where several statements together make it."""
        return self.form in ("gap", "count", "within")

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if self.form in ("value", "within") and not self.value:
            raise ValueError(f"a {self.form} constraint needs a value")
        if self.form in ("range", "gap") and (self.low is None or self.high is None or self.low > self.high):
            raise ValueError(f"a {self.form} constraint needs low <= high")
        if self.form == "gap" and not self.other:
            raise ValueError("a gap constraint needs the other date's predicate")
        if self.form == "count" and (self.low is None or self.low < 2 or self.high is not None):
            raise ValueError("a count constraint needs low >= 2, and no high")
        return self


class Claim(BaseModel):
    """The sentence stored on the edge from a parent to a child vertex, with its evidence."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: str = Field(min_length=1)
    constraint: Constraint
    evidence: tuple[Evidence, ...] = Field(min_length=1)
