"""Boosted trees as plain numbers: grown by scikit-learn, kept as JSON, summed up by numpy.

What may not live here: which columns they look at (features.py), and when they are grown (training.py).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]
Tree = Mapping[str, Sequence[float]]
"""Nodes by place: column, limit, left and right (places of the next nodes; a leaf leads to itself), value."""

TREES = 80
MOST_DEPTH = 6
_LEAVES = 20
_LEAST_IN_LEAF = 30


def grown(rows: Array, right: Array, weight: Array) -> tuple[list[Tree], float]:
    """Trees whose sum, with the number beside them, is the log-odds of being right. Deterministic."""
    from sklearn.ensemble import HistGradientBoostingClassifier

    boosted = HistGradientBoostingClassifier(
        max_iter=TREES,
        max_leaf_nodes=_LEAVES,
        max_depth=MOST_DEPTH,
        min_samples_leaf=_LEAST_IN_LEAF,
        l2_regularization=1.0,
        early_stopping=False,
        random_state=0,
    )
    boosted.fit(rows, right, sample_weight=weight)
    trees = [_tree(predictor.nodes) for (predictor,) in boosted._predictors]
    return trees, round(float(np.ravel(boosted._baseline_prediction)[0]), 6)


def _tree(nodes: Any) -> Tree:
    places = np.arange(len(nodes))
    is_leaf = nodes["is_leaf"].astype(bool)
    return {
        "column": np.where(is_leaf, 0, nodes["feature_idx"]).tolist(),
        "limit": np.where(is_leaf, 0.0, nodes["num_threshold"]).tolist(),
        "left": np.where(is_leaf, places, nodes["left"]).tolist(),
        "right": np.where(is_leaf, places, nodes["right"]).tolist(),
        "value": [round(float(value), 6) for value in np.where(is_leaf, nodes["value"], 0.0)],
    }


class Forest:
    """Trees side by side, to be summed for many rows at once."""

    def __init__(self, trees: Sequence[Tree]) -> None:
        self._size = max((len(tree["value"]) for tree in trees), default=0)
        self._column = self._side_by_side(trees, "column").astype(np.intp)
        self._limit = self._side_by_side(trees, "limit")
        begin = np.arange(len(trees)) * self._size
        self._next = np.stack(
            [
                (self._side_by_side(trees, side).reshape(len(trees), -1) + begin[:, None]).ravel()
                for side in ("right", "left")
            ]
        ).astype(np.intp)
        self._value = self._side_by_side(trees, "value")
        self._begin = begin

    def _side_by_side(self, trees: Sequence[Tree], name: str) -> Array:
        return np.concatenate(
            [np.zeros(0)]
            + [np.pad(np.array(tree[name], dtype=float), (0, self._size - len(tree[name]))) for tree in trees]
        )

    def sums(self, rows: Array) -> Array:
        """The sum of all trees for each row of columns."""
        node = np.tile(self._begin, (len(rows), 1))
        place = np.arange(len(rows))[:, None]
        for _ in range(MOST_DEPTH):
            goes_left = rows[place, self._column[node]] <= self._limit[node]
            node = self._next[goes_left.astype(np.intp), node]
        found: Array = self._value[node].sum(axis=1)
        return found
