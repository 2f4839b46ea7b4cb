"""Reads the texts of a kind: its leads, what may follow a lead, and its sections.

What lives here: the form of a text file. What may not: texts.

A text file has blocks. "= lead" heads the first sentences, "= after" the second ones, "# A|B" a section whose
heading is one of the alternatives. Every other line is one template.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from infoseek.world.grammar import Template, template
from infoseek.world.wording.colour import WORDS


@dataclass(frozen=True)
class Section:
    """Sentences under one of some headings."""

    headings: tuple[str, ...]
    sentences: tuple[Template, ...]


@dataclass(frozen=True)
class Wording:
    """leads: first sentences; after: sentences that may follow one; sections in the order of a page."""

    leads: tuple[Template, ...]
    after: tuple[Template, ...]
    sections: tuple[Section, ...]


def wording(*texts: str) -> Wording:
    """The wording that some texts give together. Raises `ValueError` where a line stands outside all blocks."""
    leads: list[Template] = []
    after: list[Template] = []
    sections: list[tuple[tuple[str, ...], list[Template]]] = []
    block: list[Template] | None = None
    for line in _lines(texts):
        if line == "= lead":
            block = leads
        elif line == "= after":
            block = after
        elif line.startswith("# "):
            sections.append((tuple(line[2:].split("|")), []))
            block = sections[-1][1]
        elif block is None:
            raise ValueError(f"This line belongs to no block: {line!r}")
        else:
            block.append(template(line, WORDS))
    return Wording(
        tuple(leads), tuple(after), tuple(Section(heads, tuple(found)) for heads, found in sections)
    )


def _lines(texts: Sequence[str]) -> list[str]:
    return [line.strip() for text in texts for line in text.splitlines() if line.strip()]
