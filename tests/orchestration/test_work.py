"""What a task tells of the time it spent in stage code."""

from __future__ import annotations

import logging

import pytest

from infoseek import work_line
from infoseek.orchestration.work import telling_its_work


def test_work_is_told_and_the_result_handed_on(caplog: pytest.LogCaptureFixture) -> None:
    """One line in the log, and the function's own result."""
    with caplog.at_level(logging.INFO):
        assert telling_its_work(lambda number: number + 1)(1) == 2
    work = work_line.read(caplog.messages)
    assert work is not None
    assert work.begun <= work.ended


def test_work_that_fails_is_told_too(caplog: pytest.LogCaptureFixture) -> None:
    """The error goes on, and the time it took is not lost."""

    @telling_its_work
    def body() -> None:
        raise ValueError("no")

    with caplog.at_level(logging.INFO), pytest.raises(ValueError, match="no"):
        body()
    assert work_line.read(caplog.messages) is not None
