"""Which pages may name what has changed, by the words that stand on them."""

from __future__ import annotations

import pyarrow as pa

from infoseek.linking.page import Page
from spark_jobs.readings import word_hashes
from spark_jobs.touched import having
from tests.linking.pages import page_row

TEXTS = {
    "whole": "He sang Lonely Avenue twice.",
    "parted": "Lonely is the avenue.",
    "half": "He was lonely.",
    "owner": "It was Genius’s cover.",
    "none": "Nothing is named.",
}


def kept(names: list[str]) -> set[str]:
    """The titles of the pages that may have one of the names."""
    rows = [Page.from_row(page_row(title, text)) for title, text in TEXTS.items()]
    batch = pa.RecordBatch.from_arrays(
        [pa.array([row.title for row in rows]), pa.array(map(word_hashes, rows), pa.list_(pa.int32()))],
        ["page_id", "words"],
    )
    parts = [batch.slice(0, 2), batch.slice(2)]
    return {page for found in having(names)(iter(parts)) for page in found["page_id"].to_pylist()}


def test_a_page_that_has_all_words_of_a_name_may_name_it() -> None:
    """In whatever order: a page too many is linked again, none too few."""
    assert kept(["lonely avenue"]) == {"whole", "parted"}


def test_a_possessive_form_is_a_name_too() -> None:
    """What owns something is named with an ending of its own."""
    assert kept(["genius"]) == {"owner"}


def test_without_names_no_page_is_kept() -> None:
    """Nothing changed, nothing touched."""
    assert kept([]) == set()
