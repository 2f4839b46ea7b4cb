"""A rung of a blur ladder: one weaker constraint, and the bounds by which it may be worded.

What lives here: the rung. What may not: which rungs a value has (period_rungs.py, band_rungs.py, ladder.py).
"""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

from infoseek.tree.claim import Constraint

# A value nearer to the middle of its band than this share of the band's width gives itself away (L4).
MIDDLE_SHARE = 0.15


class Rung(BaseModel):
    """One weaker constraint.

    bounds: what may be worded: years, minutes, counts or years of a gap; None is open. Of a count form the
    lower bound is met ("at least"), of years both are; of all others they are strict.
    shown: the name that may be worded, of a region; else empty.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    strategy: str
    unit: str
    bounds: tuple[int | None, int | None]
    constraint: Constraint
    shown: str = ""


def ranged(constraint: Constraint, low: float, high: float) -> Constraint:
    """The constraint with other bounds."""
    return constraint.model_copy(update={"low": low, "high": high})


def is_middle(low: float, high: float, under: float, over: float) -> bool:
    """Whether what is stated, low to high, stands near the middle of the band from under to over (L4)."""
    return abs((low + high) - (under + over)) / 2 < MIDDLE_SHARE * (over - under)
