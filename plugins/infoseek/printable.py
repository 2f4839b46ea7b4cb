"""Makes text from outside safe for a terminal. What lives here: one function; nothing that prints."""

from __future__ import annotations

REPLACEMENT = "\ufffd"


def printable(text: str) -> str:
    """The text without control characters, which could steer the terminal; line breaks stay."""
    return "".join(char if char.isprintable() or char == "\n" else REPLACEMENT for char in text)
