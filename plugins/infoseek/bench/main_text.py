"""How much of real pages' main text is found, and how little else: word-bag F1 against pages read by hand.

What may not live here: the sites themselves; main_text.json says by selectors what of a page is main text.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import lxml.html
from lxml.html import HtmlElement

from infoseek.web.page.charset import decode
from infoseek.web.page.extract import extract

ANNOTATION = Path(__file__).with_suffix(".json")
URL = "http://site.example/"

_WORD = re.compile(r"\w+")
_NEVER = (
    "script, style, noscript, template, select, option, input, textarea, button, svg, math, iframe, object"
)
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


@dataclass(frozen=True)
class Score:
    """How well a page's main text is found: shares of words, each counted as often as it stands there."""

    site: str
    path: str
    precision: float
    recall: float

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def main_text_f1(sites: Path) -> list[Score]:
    """The score of every annotated page. sites: the folder that holds the unpacked sites by name.

    Main text is what a reader would quote: prose, lists, tables, rows of boxes. It is not: headings, which the
    reader keeps as sections; navigation, tables of contents, edit links, notes, references and pointers
    elsewhere; captions and messages about the page.
    """
    annotation = json.loads(ANNOTATION.read_text())
    return [_score(sites, annotation["sites"][page["site"]] | page) for page in annotation["pages"]]


def _score(sites: Path, page: dict[str, Any]) -> Score:
    body = (sites / page["site"] / page["path"]).read_bytes()
    found = _words(extract(body, URL + page["path"]).text)
    gold = _words(gold_text(decode(body), page["main"], page["without"], page["without_sections"]))
    common = (found & gold).total()
    precision = common / found.total() if found else 0.0
    return Score(page["site"], page["path"], precision, common / gold.total() if gold else 1.0)


def gold_text(html: str, main: list[str], without: list[str], without_sections: list[str]) -> str:
    """The text of what is selected, but for what is left out, as lxml reads the page."""
    root = lxml.html.document_fromstring(html.encode(), parser=lxml.html.HTMLParser(encoding="utf-8"))
    chosen = [element for selector in main for element in root.cssselect(selector)]
    for left_out in [*_of_sections(root, without_sections), *root.cssselect(", ".join([_NEVER, *without]))]:
        _empty(left_out)
    for heading in root.iter(*_HEADINGS):
        _empty(heading)
    return " ".join(text for element in chosen for text in element.itertext() if isinstance(text, str))


def _of_sections(root: HtmlElement, titles: list[str]) -> Iterator[HtmlElement]:
    """What stands below headings with one of the titles, down to the next heading of their level."""
    for heading in root.iter(*_HEADINGS):
        if " ".join(heading.text_content().split()).removesuffix("[edit]") not in titles:
            continue
        for sibling in heading.itersiblings():
            if sibling.tag in _HEADINGS and sibling.tag <= heading.tag:
                break
            yield sibling


def _empty(element: HtmlElement) -> None:
    tail = element.tail
    element.clear()
    element.tail = tail


def _words(text: str) -> Counter[str]:
    return Counter(_WORD.findall(text.casefold()))
