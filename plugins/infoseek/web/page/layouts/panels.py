"""Boxes built of something else than a table: portable infoboxes, `div` infoboxes of label and value elements.

What may not live here: tables and definition lists as such, and elements that are not named a box of facts.
"""

from __future__ import annotations

import re

from infoseek.web.page.cells import cell_line, is_named_label, table_rows
from infoseek.web.page.dom import HEADING_TAGS, Node, attribute, is_furniture, is_hidden, walk
from infoseek.web.page.layouts.lists import list_rows
from infoseek.web.page.layouts.tables import box_rows
from infoseek.web.page.rows import Row, heading, labelled, says_something

_PANEL_TAGS = frozenset({"aside", "div", "section", "article", "ul"})
_PANEL = re.compile(r"(?:.*[-_])?(?:infobox|fact-?box|info-?card|fact-?sheet)", re.IGNORECASE)
_HINT = re.compile(r"info|fact", re.IGNORECASE)
_LABEL_TAGS = frozenset({"b", "strong", "label", "dt", "h3", "h4", "h5", "h6"})
_MAX_NAMES = 500
"""Characters of a class attribute that are looked at."""


def is_panel(node: Node) -> bool:
    """Whether an element that is no table is named an infobox."""
    if node.tag not in _PANEL_TAGS:
        return False
    names = attribute(node, "class")[:_MAX_NAMES]
    return _HINT.search(names) is not None and any(map(_PANEL.fullmatch, names.split()))


def panel_rows(panel: Node) -> list[Row]:
    """The rows of a panel; none where it states no labelled value."""
    rows: list[Row] = []

    def enter(node: Node) -> bool:
        if is_furniture(node):
            return False
        found = _read(node)
        rows.extend(found or ())
        return found is None

    walk(panel, enter, lambda _: None, lambda _: None)
    return rows if any(row.label for row in rows) else []


def _read(node: Node) -> list[Row] | None:
    """The rows of an element; None where it is to be looked into."""
    if node.tag == "table":
        return _crosswise(node) or box_rows(node)
    if node.tag == "dl":
        return list_rows(node)
    pair = _pair(node)
    if pair is not None:
        row = labelled(cell_line(pair[0]).text, cell_line(pair[1], is_split=True))
        return [row] if row else []
    if node.tag in HEADING_TAGS:
        line = cell_line(node)
        return [heading(line)] if says_something(line.text) else []
    return None


def _pair(node: Node) -> tuple[Node, Node] | None:
    """Label and value, where they are all that an element holds."""
    children = [child for child in node.iter() if not is_hidden(child)]
    if len(children) != 2:
        return None
    label, value = children
    is_label = label.tag in _LABEL_TAGS or is_named_label(label)
    return (label, value) if is_label and value.tag not in HEADING_TAGS else None


def _crosswise(table: Node) -> list[Row]:
    """The rows of a table that has its labels side by side and one value below each."""
    lines = [cells for cells in table_rows(table) if len(cells) > 1]
    if len(lines) != 2 or len(lines[0]) != len(lines[1]) or any(cell.tag != "th" for cell in lines[0]):
        return []
    if any(cell.tag != "td" for cell in lines[1]):
        return []
    pairs = zip(lines[0], lines[1], strict=True)
    rows = [labelled(cell_line(label).text, cell_line(value, is_split=True)) for label, value in pairs]
    return [row for row in rows if row]
