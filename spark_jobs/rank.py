"""PageRank and in-links of the corpus, on the driver, from pairs of numbers.

What lives here: numbers over the link graph. What may not: which links count (links.py).
"""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

DAMPING = 0.85
STEPS = 60
"""After which a rank is off by less than 0.85^60, a ten-thousandth."""
_DIGITS = 4

Ints = NDArray[np.int64]


def ranks(ids: pa.ChunkedArray, pairs: pa.Table) -> pa.Table:
    """entity_id, in_links, page_rank of all entities.

    ids: of the entities. pairs: page_id and entity_id, each pair once. The order of either does not matter.
    """
    ordered = ids.take(pc.sort_indices(ids))
    sources, targets = (
        pc.index_in(pairs[name], ordered).to_numpy().astype(np.int64) for name in ("page_id", "entity_id")
    )
    order = np.lexsort((targets, sources))
    found = page_rank(sources[order], targets[order], len(ordered))
    in_links = np.bincount(targets, minlength=len(ordered))
    return pa.table(
        {
            "entity_id": ordered,
            "in_links": pa.array(in_links, pa.int64()),
            "page_rank": pa.array(np.round(found, _DIGITS), pa.float64()),
        }
    )


def page_rank(sources: Ints, targets: Ints, count: int) -> NDArray[np.float64]:
    """PageRank times the number of pages, so that its mean is 1 (Brin and Page 1998).

    sources, targets: page numbers of each link, each link once, sorted. What pages without links hold is
    spread over all.
    """
    if not count:
        return np.zeros(0)
    degree = np.bincount(sources, minlength=count)
    share = 1.0 / np.maximum(degree, 1)
    is_dangling = degree == 0
    rank = np.ones(count)
    for _ in range(STEPS):
        given = rank * share
        taken = np.bincount(targets, weights=given[sources], minlength=count)
        spread = rank[is_dangling].sum() / count
        rank = (1 - DAMPING) + DAMPING * (taken + spread)
    return rank
