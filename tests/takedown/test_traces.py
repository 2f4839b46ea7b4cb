"""What is recognised of a page in what others say."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infoseek.takedown.traces import WITHHELD, Traces, scrubbed

TRACES = Traces(
    {"0a1b2c3d4e5f60718293"}, {"http://a.example/quill"}, {"Ada Quill", "Été à Köln (film)", "Ann"}
)


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ('Nothing refutes other solutions of B: "Ada Quill" (stated C).', True),
        ("Ada Quillon wrote it.", False),
        ("Ada wrote it.", False),
        ("Été à Köln (film), 1931", True),
        ("Ann is too short a name.", False),
        ("rival 0a1b2c3d4e5f60718293", True),
        ("rival 0a1b2c3d4e5f607182930", False),
        ("see http://a.example/quill", True),
        ("see http://a.example/quill/other", False),
        ("", False),
    ],
)
def test_ids_urls_and_names_are_found_as_whole_words(text: str, is_found: bool) -> None:
    """What only begins alike is something else."""
    assert TRACES.in_text(text) == is_found


@given(st.text(), st.text())
def test_a_name_is_found_wherever_it_stands(before: str, after: str) -> None:
    """Between any words."""
    assert TRACES.in_text(f"{before} Ada Quill {after}")


def test_a_row_keeps_all_but_what_speaks_of_the_page() -> None:
    """Reason and evidence are told apart; evidence is read as JSON, escapes undone."""
    row = {"question_id": "q", "status": "failed", "reason": "too long"}
    evidence = json.dumps({"rivals": [{"name": "Été à Köln (film)"}]})
    assert scrubbed({**row, "evidence": evidence}, TRACES) == {**row, "evidence": "{}"}
    said = scrubbed({**row, "reason": "As Ada Quill."}, TRACES)
    assert said == {**row, "reason": WITHHELD}
    assert scrubbed(said, TRACES) == said
