"""Definition lists of facts as rows. What may not live here: glossaries and dialogues, which are prose."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from infoseek.web.page.cells import cell_line
from infoseek.web.page.dom import Node, is_hidden
from infoseek.web.page.inline import Line
from infoseek.web.page.rows import (
    MAX_FACT,
    MAX_LABEL,
    Row,
    heading,
    is_menu,
    is_prose,
    is_spoken,
    joined,
    labelled,
    says_something,
)

MAX_ENTRIES = 2000
MAX_TERMS = 8
"""Terms that share one description, at most."""
MAX_NESTED = 8
"""Definition lists inside one another, at most; what is deeper is one value."""


@dataclass
class _Entry:
    """The terms that share values, the values, and the entries of lists inside them."""

    terms: list[Line]
    values: list[Line] = field(default_factory=list)
    parts: list[_Entry] = field(default_factory=list)


def list_rows(items: Node) -> list[Row]:
    """The rows of a definition list of facts; none where it is anything else.

    Terms that share a description share its values; a list that is all of a description states parts of its term.
    """
    entries = _entries(items, MAX_NESTED)
    if not entries or not all(map(_is_stated, entries)):
        return []
    rows = [row for entry in entries for row in _rows(entry)]
    facts = [row for row in rows if row.label]
    prose = sum(is_prose(row.line.text) or is_spoken(row.line.text) for row in facts)
    return [] if not facts or is_menu(facts) or 2 * prose > len(facts) else rows


def _entries(items: Node, depth: int) -> list[_Entry] | None:
    """The entries of a list; None where it is no list of terms and descriptions."""
    found: list[_Entry] = []
    for child in _children(items):
        if child.tag == "dt":
            if found and not found[-1].values and not found[-1].parts:
                found[-1].terms.append(cell_line(child))
            else:
                found.append(_Entry([cell_line(child)]))
        elif not found:
            return None
        else:
            inner = _only_list(child) if depth else None
            parts = _entries(inner, depth - 1) if inner is not None else None
            if parts is None:
                found[-1].values.append(cell_line(child, is_split=True))
            else:
                found[-1].parts += parts
        if len(found) > MAX_ENTRIES or len(found[-1].terms) > MAX_TERMS:
            return None
    return found


def _children(items: Node) -> Iterator[Node]:
    """The terms and descriptions of a list, those in `div` groups too (HTML §4.4.9); anything else ends it."""
    for child in items.iter():
        if child.tag in ("dt", "dd"):
            if not is_hidden(child):
                yield child
        elif child.tag == "div":
            yield from (each for each in child.iter() if each.tag in ("dt", "dd") and not is_hidden(each))


def _only_list(description: Node) -> Node | None:
    """The definition list that is all a description holds."""
    children = [child for child in description.iter(include_text=True) if not _is_blank(child)]
    return children[0] if len(children) == 1 and children[0].tag == "dl" else None


def _is_blank(node: Node) -> bool:
    return node.is_text_node and not (node.text_content or "").strip()


def _is_stated(entry: _Entry) -> bool:
    """Whether an entry can be read: each of its terms makes a row, or heads a list of parts."""
    terms = all(
        says_something(term.text) and len(term.text.rstrip(":： ")) <= MAX_LABEL for term in entry.terms
    )
    value = joined(entry.values, "; ").text
    if entry.parts:
        return terms and len(entry.terms) == 1 and not value and all(map(_is_stated, entry.parts))
    return terms and says_something(value) and len(value) <= MAX_FACT


def _rows(entry: _Entry, group: str = "") -> Iterator[Row]:
    for term in entry.terms:
        if entry.parts:
            yield heading(term)
        row = labelled(term.text, joined(entry.values, "; "), group)
        if row is not None:
            yield row
        for part in entry.parts:
            yield from _rows(part, term.text.rstrip(":： "))
