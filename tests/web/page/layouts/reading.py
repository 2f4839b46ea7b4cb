"""Reads rows off a snippet of HTML, as the tests of all layouts compare them."""

from __future__ import annotations

from infoseek.web.page.extract import Extracted, extract
from tests.web.page.invariants import check

URL = "http://h/A/Page.html"


def page(html: str) -> Extracted:
    """The page whose content is this HTML, with the contract of all pages checked."""
    found = extract(f"<!DOCTYPE html><body><main>{html}</main></body>".encode(), URL, "utf-8")
    check(found)
    return found


def rows(html: str) -> list[tuple[str, str, str]]:
    """Group, label and value of each row; a heading line has neither group nor label."""
    found = page(html)
    return [
        (str(row["group"]), str(row["label"]), found.text[int(row["value_start"]) : int(row["value_end"])])
        for row in found.rows
    ]


def boxes(html: str) -> list[int]:
    """How many rows each box has."""
    numbers = [int(row["box"]) for row in page(html).rows]
    return [numbers.count(number) for number in sorted(set(numbers))]
