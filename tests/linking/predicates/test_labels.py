"""Row labels and the predicates they name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infoseek.linking.predicates.labels import BELOW, LABELS, normal_label, stated_by
from infoseek.linking.predicates.lexicon import PREDICATES

_EVERY_SORT = frozenset(stated.sort for label in LABELS.values() for stated in label)


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
    assert [stated.predicate for stated in stated_by(label) if not stated.is_also][:1] == [predicate]


@pytest.mark.parametrize(
    "label",
    ["Website", "Certification", "Climate", "Flag description", "", "Ray Charles", "note", "noun"],
)
def test_makes_nothing_of_what_is_unknown(label: str) -> None:
    """A label that stands nowhere in the lexicon states no predicate."""
    assert stated_by(label) == ()


def test_every_label_leads_to_a_predicate() -> None:
    """The table of labels has no dead entries, is large enough for the usual boxes, and is read as it stands."""
    assert {stated.predicate for label in LABELS.values() for stated in label} <= set(PREDICATES)
    assert len(LABELS) >= 150
    for label in LABELS:
        head, _, last = label.rpartition(BELOW)
        assert LABELS[label][-1] in stated_by(last, _EVERY_SORT, head), label


def test_what_is_said_of_one_sort_goes_before_what_is_said_of_all() -> None:
    """The artist of a painting painted it, that of a record performed it."""
    assert stated_by("Artist", frozenset({"work", "painting"}))[0].predicate == "painted_by"
    assert stated_by("Artist", frozenset({"work", "album"}))[0].predicate == "performed_by"
    assert "painted_by" not in {stated.predicate for stated in stated_by("Artist")}


@pytest.mark.parametrize(
    ("label", "normal"),
    [
        ("Population (2010 census)", "population"),
        ("Population as of May 2010", "population"),
        (" • Density:", "density"),
        ("No. of episodes", "number of episodes"),
        ("Nouns", "nouns"),
        ("Release date(s)", "release date"),
        ("Died[1]", "died"),
    ],
)
def test_drops_what_is_no_part_of_a_label(label: str, normal: str) -> None:
    """Dates, bullets, colons, footnotes and the mark of a plural."""
    assert normal_label(label) == normal


@given(
    st.text(max_size=100),
    st.frozensets(st.sampled_from(["painting", "opera", "series"])),
    st.text(max_size=100),
)
def test_any_text_names_a_predicate_or_none(label: str, sorts: frozenset[str], group: str) -> None:
    """Whatever a label and its heading hold, they name known predicates or none."""
    assert {stated.predicate for stated in stated_by(label, sorts, group)} <= set(PREDICATES)
