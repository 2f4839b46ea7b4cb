"""Which subjects state a value in common: an entity, or one written value.

What lives here: sharing as it is stated (S⁻). What may not: what refutes it (not_refuted.py).
"""

from __future__ import annotations

import numpy as np
from pyroaring import BitMap

from infoseek.linking.sets.pairs import Pairs, distinct, is_among, union
from infoseek.linking.sets.statements import Table

# Beyond so many targets all statements are gone through at once.
_FEW = 16


def sharing(table: Table, targets: BitMap) -> BitMap:
    """The subjects that have a value in common with a target other than themselves.

    In common is an entity that both state, or a written value; two entities of one name are two.
    """
    if len(targets) <= _FEW:
        return union(_sharing_with(table, target) for target in targets)
    both = _spelled(table)
    return union(
        [
            _beside(table.stated, table.stated, targets),
            _beside(table.named, both, targets),
            _beside(table.written, table.named, targets),
        ]
    )


def _sharing_with(table: Table, target: int) -> BitMap:
    named, written = table.named.of(target), table.written.of(target)
    found = union(
        [
            table.stated.to_all(table.stated.of(target)),
            table.named.to_all(named | written),
            table.written.to_all(named),
        ]
    )
    found.discard(target)
    return found


def _spelled(table: Table) -> Pairs:
    """(subject, value) of what supports, named or written."""
    sides = (table.named.firsts, table.written.firsts)
    subjects = np.concatenate([side.keys for side in sides]).astype(np.int64)
    return Pairs(subjects, np.concatenate([side.values for side in sides]).astype(np.int64))


def _beside(mine: Pairs, theirs: Pairs, targets: BitMap) -> BitMap:
    """The firsts of `mine` whose second a target other than themselves has among `theirs`."""
    keys, values = theirs.firsts.keys, theirs.firsts.values
    asked = is_among(keys, targets)
    most = max(
        (int(side.values.max()) for side in (mine.firsts, theirs.firsts) if len(side.values)), default=0
    )
    counts = np.bincount(values[asked], minlength=most + 1)
    own = np.isin(mine.codes, theirs.codes[asked])
    return distinct(mine.firsts.keys[counts[mine.firsts.values] > own])
