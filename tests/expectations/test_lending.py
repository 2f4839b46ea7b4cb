"""Loans: names for objects that configuration cannot hold."""

from __future__ import annotations

import pytest

from expectations.lending import borrow, lend


def test_a_loan_ends_with_its_block() -> None:
    """Inside the block the thing is there under its name, afterwards it is not, exception or no."""
    thing = ["a corpus"]

    def dies() -> None:
        with lend("corpus", thing) as name:
            assert borrow(name, list) is thing
            raise OSError("in the middle")

    with pytest.raises(OSError, match="middle"):
        dies()
    with pytest.raises(LookupError, match="corpus"):
        borrow("corpus", list)


def test_a_name_is_lent_once() -> None:
    """Two runs cannot read one another's things."""
    with lend("corpus", 1), pytest.raises(ValueError, match="lent already"), lend("corpus", 2):
        pass


def test_another_kind_is_not_handed_out() -> None:
    """What is lent is what is asked for."""
    with lend("corpus", 1), pytest.raises(LookupError):
        borrow("corpus", str)
