"""The linking model: weights for telling candidates apart and for linking at all, and how sure a score is.

What lives here: weights as plain numbers, JSON both ways, scores. What may not: columns (features.py), training.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from infoseek.errors import BadInput
from infoseek.linking.disambiguation.features import CHOICE, LINK
from infoseek.linking.disambiguation.trees import Forest, Tree

Array = NDArray[Any]

MODEL_VERSION = 1


@dataclass(frozen=True)
class LinkModel:
    """Weights by column. choice: those of a candidate among its rivals (a softmax over the name's candidates).
    link: those of a name's likeliest candidate, its columns and the name's; intercept beside them.

    trees: where there are any, their sum and the intercept take the place of the link weights.
    slope, shift: the line from a score's log-odds to those of its being right. names: folded name -> pages of training that link it, pages that have it. base: share of the names on
    pages of training that are linked. trained_on: links that it was trained on; 0 for the weights it ships with.
    """

    choice: Mapping[str, float]
    link: Mapping[str, float]
    intercept: float
    slope: float = 1.0
    shift: float = 0.0
    trees: Sequence[Tree] = ()
    names: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    base: float = 0.2
    trained_on: int = 0

    def to_json(self) -> str:
        """One JSON object; equal models give equal text."""
        found = {each.name: getattr(self, each.name) for each in fields(self)}
        told = {"version": MODEL_VERSION, "columns": LINK + CHOICE, **found}
        return json.dumps(told, sort_keys=True, ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> LinkModel:
        """Raises `BadInput` where the text is no model of this version."""
        try:
            found = json.loads(text)
            # Trees look at columns by their places.
            if found.pop("version") != MODEL_VERSION or found.pop("columns") != LINK + CHOICE:
                raise ValueError("it is of another version")
            found["names"] = {name: (int(pair[0]), int(pair[1])) for name, pair in found["names"].items()}
            return cls(**found)
        except (ValueError, TypeError, KeyError, AttributeError, IndexError) as error:
            raise BadInput(f"This is no linking model: {error}.") from None

    @cached_property
    def _forest(self) -> Forest:
        return Forest(self.trees)

    def choice_scores(self, columns: Array) -> Array:
        """Of CHOICE columns, one row a candidate: to be compared within one name."""
        found: Array = columns @ np.array([self.choice.get(name, 0.0) for name in CHOICE])
        return found

    def link_scores(self, link: Array, choice: Array) -> Array:
        """Of LINK columns and the chosen candidates' CHOICE columns: calibrated probabilities, 0 to 1."""
        return _shares(self.slope * log_odds(self.raw_scores(link, choice)) + self.shift)

    def raw_scores(self, link: Array, choice: Array) -> Array:
        """As `link_scores`, before calibration."""
        rows = np.concatenate([link, choice], axis=1)
        if self.trees:
            sums = self._forest.sums(rows) + self.intercept
        else:
            sums = rows @ np.array([self.link.get(name, 0.0) for name in LINK + CHOICE]) + self.intercept
        return _shares(sums.clip(-30, 30))


def log_odds(shares: Array) -> Array:
    """Of shares between 0 and 1, kept finite."""
    inside = shares.clip(1e-9, 1 - 1e-9)
    found: Array = np.log(inside / (1 - inside))
    return found


def _shares(odds: Array) -> Array:
    found: Array = 1 / (1 + np.exp(-odds))
    return found
