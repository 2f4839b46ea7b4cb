"""HTML of a world's pages, in the shape encyclopaedias have: box of rows, lead, sections, navigation box.

What lives here: markup. What may not: what is true, or in which words it is told.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from infoseek.world.stock import ARCHIPELAGO

SITE = f"The {ARCHIPELAGO} Companion"
HOME_PATH = "/wiki/Portal"
STYLE_PATH = "/style.css"
BELOW = " › "
"""Stands between the label of a heading in a box and that of a row below it."""


def link(path: str, anchor: str) -> str:
    """A link as HTML."""
    return f'<a href="{escape(path)}">{escape(anchor, quote=False)}</a>'


def text(plain: str) -> str:
    """Running text as HTML."""
    return escape(plain, quote=False)


def joined(pieces: Sequence[str]) -> str:
    """ "A", "A and B", "A, B and C"; the pieces are HTML."""
    if len(pieces) < 2:
        return "".join(pieces)
    return f"{', '.join(pieces[:-1])} and {pieces[-1]}"


def infobox(name: str, picture: str, rows: Sequence[tuple[str, Sequence[str]]]) -> str:
    """A box of label/value rows below a picture; several values of a row are separated by line breaks.

    A label "Area › Total" is the row "Total" below the heading "Area", which stands once.
    """
    lines, above = "", ""
    for label, values in rows:
        group, _, own = label.rpartition(BELOW)
        if group and group != above:
            lines += f'<tr><th class="infobox-group" colspan="2">{text(group)}</th></tr>\n'
        shown = f"• {own}" if group else own
        lines += f'<tr><th scope="row">{text(shown)}</th><td>{"<br>".join(values)}</td></tr>\n'
        above = group
    head = f'<tr><th class="infobox-title" colspan="2">{text(name)}</th></tr>\n'
    return (
        f'<div class="card"><figure>{picture}</figure>\n<table class="infobox">{head}{lines}</table></div>\n'
    )


def paragraph(sentences: Sequence[str]) -> str:
    """Sentences that are HTML already."""
    return f"<p>{' '.join(sentences)}</p>\n"


def heading(words: str) -> str:
    return f"<h2>{text(words)}</h2>\n"


def bullet_list(items: Sequence[str], style: str = "") -> str:
    """Items that are HTML already."""
    head = f'<ul class="{style}">' if style else "<ul>"
    return f"{head}\n" + "".join(f"<li>{item}</li>\n" for item in items) + "</ul>\n"


def navigation_box(title: str, links: Sequence[str]) -> str:
    """The box of links at a page's foot: the same on many pages, evidence for nothing."""
    return f'<div class="navbox" role="navigation"><b>{text(title)}</b> {" · ".join(links)}</div>\n'


def document(title: str, body: str, portals: Sequence[str] = (), style: str = "article") -> str:
    """A whole page. portals: links that stand at the head of every page."""
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{text(title)} · {SITE}</title>"
        f'<link rel="stylesheet" href="{STYLE_PATH}"><link rel="icon" href="data:,"></head>\n'
        f'<body class="{style}">\n<header class="site-header" role="banner">{link(HOME_PATH, SITE)}'
        f'<nav>{" ".join(portals)}</nav></header>\n<main id="mw-content-text">\n'
        f'<h1 id="firstHeading">{text(title)}</h1>\n{body}</main>\n'
        f'<footer class="site-footer">{SITE} describes islands that do not exist. '
        "Every name, place and date on it is invented.</footer>\n</body></html>\n"
    )
