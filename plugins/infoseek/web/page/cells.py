"""Reads the cells of tables and lists as single lines. What may not live here: what a table means."""

from __future__ import annotations

from collections.abc import Iterator

from infoseek.web.page.dom import BLOCK_TAGS, Node, class_tokens, is_hidden, walk
from infoseek.web.page.inline import Line, LineBuilder

_ROW_GROUPS = frozenset({"tbody", "thead", "tfoot"})


def cell_line(cell: Node, is_split: bool = False) -> Line:
    """A cell's text as one line.

    is_split: line breaks, list items and blocks separate values, which are then joined with "; ".
    """
    builder = LineBuilder()

    def breaks(node: Node) -> None:
        if node.tag == "br" or node.tag in BLOCK_TAGS:
            if is_split:
                builder.separate()
            else:
                builder.space()

    def enter(node: Node) -> bool:
        breaks(node)
        builder.enter(node)
        return True

    def leave(node: Node) -> None:
        builder.leave(node)
        if node.tag != "br":
            breaks(node)

    walk(cell, enter, leave, builder.add)
    return builder.take()


def table_rows(table: Node) -> Iterator[list[Node]]:
    """The visible cells of each row of a table, rows of nested tables left out."""
    for child in table.iter():
        if child.tag == "tr":
            yield row_cells(child)
        elif child.tag in _ROW_GROUPS:
            yield from (row_cells(row) for row in child.iter() if row.tag == "tr")


def row_cells(row: Node) -> list[Node]:
    return [cell for cell in row.iter() if cell.tag in ("th", "td") and not is_hidden(cell)]


def caption_of(table: Node) -> Node | None:
    return next((child for child in table.iter() if child.tag == "caption"), None)


def has_class(node: Node, prefix: str) -> bool:
    return any(token.lower().startswith(prefix) for token in class_tokens(node))
