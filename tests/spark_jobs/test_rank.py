"""PageRank and in-links from pairs of pages."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spark_jobs.rank import page_rank, ranks

IDS = list("abcdef")
pairs_of = st.sets(st.tuples(st.sampled_from(IDS), st.sampled_from(IDS)), max_size=20)


def ranked(ids: list[str], pairs: list[tuple[str, str]]) -> dict[str, tuple[int, float]]:
    links = pa.table(
        {
            "page_id": pa.array([one for one, _ in pairs], pa.string()),
            "entity_id": pa.array([other for _, other in pairs], pa.string()),
        }
    )
    rows = ranks(pa.chunked_array([pa.array(ids, pa.string())]), links).to_pylist()
    return {row["entity_id"]: (row["in_links"], row["page_rank"]) for row in rows}


@given(pairs_of)
@settings(deadline=None)
def test_the_mean_rank_is_one_and_none_is_lost(pairs: set[tuple[str, str]]) -> None:
    """What pages without links hold is spread over all."""
    found = ranked(IDS, sorted(pairs))
    assert set(found) == set(IDS)
    assert sum(rank for _, rank in found.values()) == pytest.approx(len(IDS), abs=1e-3)
    assert sum(links for links, _ in found.values()) == len(pairs)


@given(pairs_of)
@settings(deadline=None)
def test_the_order_of_pages_and_links_does_not_matter(pairs: set[tuple[str, str]]) -> None:
    """Equal links give equal ranks, to the last digit."""
    assert ranked(IDS[::-1], sorted(pairs, reverse=True)) == ranked(IDS, sorted(pairs))


def test_of_two_pages_the_one_that_is_linked_to_ranks_higher() -> None:
    """By the closed form: of a -> b alone b holds (1 + d) / (2 + d) of the whole."""
    rank = page_rank(np.array([0]), np.array([1]), 2)
    assert rank[1] / rank.sum() == pytest.approx(1.85 / 2.85, abs=1e-4)


def test_no_pages_have_no_ranks() -> None:
    """An empty corpus has an empty table."""
    assert ranked([], []) == {}
