"""A measured value beside its target, and the line it is printed as.

What lives here: shapes. What may not: measuring and printing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypedDict


class FigureRecord(TypedDict):
    """A figure as one line of `--json`."""

    name: str
    figure: str
    value: float | None
    unit: str
    target: str | None
    ok: bool


@dataclass(frozen=True)
class Target:
    """What a value should be: at least, at most, or exactly the bound."""

    relation: Literal[">=", "<=", "="]
    bound: float

    def is_met_by(self, value: float | None) -> bool:
        """Whether the value meets it; a value that could not be had never does."""
        if value is None:
            return False
        if self.relation == ">=":
            return value >= self.bound
        return value <= self.bound if self.relation == "<=" else value == self.bound

    def __str__(self) -> str:
        return f"{self.relation} {self.bound:g}"


@dataclass(frozen=True)
class Figure:
    """One measured value. value: None where the load gave nothing to measure. target: None where it is only told."""

    figure: str
    value: float | None
    unit: str
    target: Target | None = None

    @property
    def ok(self) -> bool:
        """Whether the target is met; a figure without one is always right."""
        return self.target is None or self.target.is_met_by(self.value)

    def record(self, name: str) -> FigureRecord:
        """The figure of the benchmark of this name, as `--json` prints it."""
        return {
            "name": name,
            "figure": self.figure,
            "value": None if self.value is None else round(self.value, 6),
            "unit": self.unit,
            "target": None if self.target is None else str(self.target),
            "ok": self.ok,
        }


def at_least(bound: float) -> Target:
    return Target(">=", bound)


def at_most(bound: float) -> Target:
    return Target("<=", bound)


def exactly(bound: float) -> Target:
    return Target("=", bound)


def ratio(part: float, whole: float) -> float | None:
    """part ÷ whole; None where the whole is nothing."""
    return part / whole if whole else None
