"""HTML of a world's pages, in the shape encyclopaedias have: infobox, lead, sections, navigation box.

What lives here: markup. What may not: what is true (people.py) or in which words it is told (prose.py).
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape


@dataclass(frozen=True)
class Link:
    """A link to another page of the world. anchor: its text."""

    path: str
    anchor: str


Inline = str | Link
"""A piece of running text."""

Row = tuple[str, list[list[Inline]]]
"""An infobox row: its label, and its values, each of inline pieces."""


def inline(pieces: list[Inline]) -> str:
    """Running text as HTML."""
    return "".join(
        f'<a href="{escape(piece.path)}">{escape(piece.anchor)}</a>'
        if isinstance(piece, Link)
        else escape(piece)
        for piece in pieces
    )


def infobox(title: str, rows: list[Row]) -> str:
    """A box of label/value rows; several values of a row are separated by line breaks."""
    lines = "".join(
        f"<tr><th>{escape(label)}</th><td>{'<br>'.join(inline(value) for value in values)}</td></tr>\n"
        for label, values in rows
    )
    return f'<table class="infobox"><tr><th colspan="2">{escape(title)}</th></tr>\n{lines}</table>\n'


def section(heading: str, paragraphs: list[str]) -> str:
    """A heading with paragraphs that are HTML already."""
    return f"<h2>{escape(heading)}</h2>\n" + "".join(f"<p>{text}</p>\n" for text in paragraphs)


def bullet_list(items: list[list[Inline]]) -> str:
    return "<ul>\n" + "".join(f"<li>{inline(item)}</li>\n" for item in items) + "</ul>\n"


def navigation_box(title: str, links: list[Link]) -> str:
    """The box of links at a page's foot: the same on many pages, evidence for nothing."""
    cells = " · ".join(inline([link]) for link in links)
    return f'<div class="navbox" role="navigation"><b>{escape(title)}</b>: {cells}</div>\n'


def document(title: str, body: str) -> str:
    """A whole page."""
    return (
        f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>{escape(title)}</title></head>\n'
        f'<body>\n<h1 id="firstHeading">{escape(title)}</h1>\n<div id="mw-content-text">\n{body}</div>\n'
        "</body></html>\n"
    )
