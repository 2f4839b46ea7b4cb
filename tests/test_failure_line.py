"""The line a failed task leaves for the launcher."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from infoseek.failure_line import Failure, read, write

WORD = st.text(st.characters(exclude_categories=["Z", "C"]), min_size=1)


@given(st.builds(Failure, task=WORD, batch=WORD, reason=st.text(), is_bad_input=st.booleans()))
def test_what_is_written_is_read(failure: Failure) -> None:
    """Any failure survives the line, between whatever else the log holds."""
    assert read(["::group::", "Task failed with exception", write(failure), "::endgroup::"]) == failure


def test_a_log_without_the_line_tells_nothing() -> None:
    """A task that was killed leaves no such line."""
    assert read(["Task failed with exception", ""]) is None
