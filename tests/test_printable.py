"""Text from outside on the terminal."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from infoseek.printable import printable


def test_escape_sequences_lose_their_power() -> None:
    """A title that would clear the screen is shown, not obeyed."""
    assert printable("a\x1b[2Jb\nc") == "a\ufffd[2Jb\nc"


@given(st.text())
def test_what_is_left_prints(text: str) -> None:
    """Every character is printable or a line break, and none is lost."""
    assert len(printable(text)) == len(text)
    assert all(char.isprintable() or char == "\n" for char in printable(text))
