"""Row labels and the predicates they name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infoseek.linking.labels import LABELS, stated_by
from infoseek.linking.lexicon import PREDICATES


@pytest.mark.parametrize(
    ("label", "predicate"),
    [
        ("Writer(s)", "written_by"),
        ("Released:", "released"),
        ("Release dates", "released"),
        ("  PRODUCED  BY ", "produced_by"),
        ("No. of seasons", "seasons"),
        ("Countries", "country"),
        ("Original language(s)", "language"),
        ("Associated acts", "associated_act"),
        ("Author", "author"),
        ("Published", "published"),
        ("Pages", "pages"),
        ("Publisher", "publisher"),
        ("Headquarters", "headquarters"),
        ("Founded", "founded"),
        ("Founder(s)", "founder"),
        ("Architect", "architect"),
        ("Height", "height_m"),
    ],
)
def test_reads_a_label_in_its_usual_spellings(label: str, predicate: str) -> None:
    """Plural marks, colons, case and "No. of" make no difference."""
    assert stated_by(label) == predicate


@pytest.mark.parametrize(
    "label",
    ["Budget", "Box office", "Population", "Website", "Certification", "Past members", "", "Ray Charles"],
)
def test_makes_nothing_of_what_is_volatile_or_unknown(label: str) -> None:
    """A label that stands nowhere in the lexicon states no predicate."""
    assert stated_by(label) == ""


def test_every_label_leads_to_a_predicate() -> None:
    """The table of labels has no dead entries, and is large enough for the usual infoboxes."""
    assert set(LABELS.values()) <= set(PREDICATES)
    assert len(LABELS) >= 90


@given(st.text(max_size=100), st.frozensets(st.sampled_from(["painting", "opera", "series"])))
def test_any_text_names_a_predicate_or_none(label: str, groups: frozenset[str]) -> None:
    """Whatever a label holds, it names a known predicate or none."""
    assert stated_by(label, groups) in {"", *PREDICATES}
