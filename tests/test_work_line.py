"""The line on stage code in a task's log."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from infoseek.work_line import Work, read, write

MOMENTS = st.integers(0, 2**40).map(lambda thousandths: thousandths / 1000)


@given(st.builds(Work, begun=MOMENTS, ended=MOMENTS))
def test_what_is_written_is_read(work: Work) -> None:
    """Any moment survives the line to the millisecond, between whatever else the log holds."""
    assert read(["::group::", write(Work(0, 1)), write(work), "Task ended"]) == work


def test_a_log_without_the_line_tells_nothing() -> None:
    """A task that was killed, or never ran, leaves no such line."""
    assert read(["Stage code ran", ""]) is None
