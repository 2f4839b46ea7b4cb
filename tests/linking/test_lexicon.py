"""Row labels and their predicates."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infoseek.linking.lexicon import LABELS, PREDICATES, predicate_of

CONTRACT = """released recorded published born died founded opened built first_aired dissolved length running_time
pages seasons episodes height_m performed_by written_by composed_by lyrics_by produced_by directed_by starring
screenplay_by story_by edited_by cinematography_by created_by author publisher founder headquarters birth_place
death_place origin from_album preceded_by followed_by has_track b_side a_side label distributed_by based_on
associated_act architect illustrator located_in member_of genre format occupation instrument country language
studio""".split()


def test_knows_exactly_the_predicates_of_the_data_contract() -> None:
    """Predicate names are fixed: later stages word and check by them."""
    assert sorted(PREDICATES) == sorted(CONTRACT)


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
    found = predicate_of(label)
    assert found is not None
    assert found.name == predicate


@pytest.mark.parametrize(
    "label",
    ["Budget", "Box office", "Population", "Website", "Certification", "Past members", "", "Ray Charles"],
)
def test_makes_nothing_of_what_is_volatile_or_unknown(label: str) -> None:
    """A label that stands nowhere in the lexicon states no predicate."""
    assert predicate_of(label) is None


def test_every_label_leads_to_a_predicate() -> None:
    """The table of labels has no dead entries, and is large enough for the usual infoboxes."""
    assert set(LABELS.values()) <= set(PREDICATES)
    assert len(LABELS) >= 90


@given(st.text(max_size=100))
def test_never_raises_on_a_label(label: str) -> None:
    """Any string is a label or none."""
    predicate_of(label)
