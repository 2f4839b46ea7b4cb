"""One page's bytes to text with exact spans: rows, sentences, links, names (crawl__pages).

What may not live here: fetching and storing, and what any of it means (linking/).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser

from infoseek.web.page import sentences
from infoseek.web.page.blocks import Block, Content, read_content
from infoseek.web.page.cells import cell_line
from infoseek.web.page.charset import decode
from infoseek.web.page.dom import Node, attribute, content_root, hrefs
from infoseek.web.page.inline import Line
from infoseek.web.page.rows import Row
from infoseek.web.page.tame import tamed
from infoseek.web.urls import canonical_or_none, canonical_url

MIN_LEAD = 40

_LEAD_END = re.compile(r"[.!?][\"'”’)\]]*$")
_NAME_GAP = re.compile(r"[\s\"“”'‘’]*")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?=[-_]|$)")


@dataclass
class Extracted:
    """The fields of crawl__pages that come from the page itself; see store/schemas.py for each.

    canonical: what the page itself declares to be its canonical URL, or None.
    is_noindex, is_nofollow: what its robots meta elements say (robots, or the given product token).
    """

    title: str = ""
    text: str = ""
    sentences: list[dict[str, int | str]] = field(default_factory=list)
    links: list[dict[str, int | str]] = field(default_factory=list)
    rows: list[dict[str, int | str]] = field(default_factory=list)
    sections: list[dict[str, int | str]] = field(default_factory=list)
    bold_names: list[str] = field(default_factory=list)
    declared_names: list[str] = field(default_factory=list)
    categories: list[str] = field(default_factory=list)
    nav_urls: list[str] = field(default_factory=list)
    nofollow_urls: list[str] = field(default_factory=list)
    language: str = ""
    published: str = ""
    modified: str = ""
    canonical: str | None = None
    is_noindex: bool = False
    is_nofollow: bool = False


def extract(body: bytes, url: str, charset: str | None = None, language: str = "") -> Extracted:
    """Read a page. Never fails on broken markup; a page without content gives an empty text.

    url: canonical address of the page; charset, language: what the response's headers declare.
    """
    tree = LexborHTMLParser(tamed(decode(body, charset)))
    base = _base(tree, url)
    root = content_root(tree)
    if root is None:
        return Extracted()
    content = read_content(root)
    page = Extracted(
        title=_title(tree, root), language=_language(tree, language), canonical=_canonical(tree, base)
    )
    _assemble(page, content, _Links(base, url))
    targets = {link["target_url"] for link in page.links}
    everywhere = (
        canonical_or_none(href, base)
        for href in {*content.nav, *hrefs(tree.root or root)}
        if _leads_away(href)
    )
    page.nav_urls = sorted({target for target in everywhere if target} - targets - {url})
    return page


@dataclass(frozen=True)
class _Links:
    base: str
    url: str

    def targets(self, line: Line, at: int, kind: str) -> Iterable[dict[str, int | str]]:
        """The links of a line that begins at offset `at`; those within the page itself are none."""
        for start, end, href in line.links:
            target = canonical_or_none(href, self.base) if _leads_away(href) else None
            if target is not None:
                anchor = line.text[start:end]
                yield {
                    "start": at + start, "end": at + end, "anchor": anchor, "target_url": target, "kind": kind
                }  # fmt: skip


def _leads_away(href: str) -> bool:
    return not href.lstrip().startswith("#")


class _Text:
    """The page's text, line by line."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._length = 0

    def add(self, text: str) -> int:
        """Add a line and return the offset where it begins."""
        at = self._length
        self._lines.append(text)
        self._length += len(text) + 1
        return at

    def __str__(self) -> str:
        return "\n".join(self._lines)


def _assemble(page: Extracted, content: Content, links: _Links) -> None:
    """Lay out rows, prose and list items one after the other, and shift every span to its place."""
    text = _Text()
    for number, box in enumerate(content.boxes):
        for row in box:
            _add_row(page, row, number, text.add(row.line.text), links)
    lead = _lead(content.prose)
    for block in content.prose:
        kind = "lead" if block is lead else "prose"
        at = text.add(block.line.text)
        spans = sentences.split(block.line.text, block.line.titles)
        _add_block(page, block, kind, spans, at, links)
        if block is lead:
            page.bold_names = _bold(block.line)
    for block in content.items:
        _add_block(page, block, "list", [(0, len(block.line.text))], text.add(block.line.text), links)
    page.text = str(text)


def _add_row(page: Extracted, row: Row, box: int, at: int, links: _Links) -> None:
    end = at + len(row.line.text)
    page.rows.append(
        {
            "label": row.label,
            "start": at,
            "end": end,
            "value_start": at + row.value_start,
            "value_end": end,
            "box": box,
        }
    )
    page.links.extend(links.targets(row.line, at, "row"))


def _add_block(
    page: Extracted, block: Block, kind: str, spans: list[sentences.Span], at: int, links: _Links
) -> None:
    page.sentences.extend(
        {"start": at + start, "end": at + end, "kind": kind, "section": block.section} for start, end in spans
    )
    page.links.extend(links.targets(block.line, at, kind))


def _lead(prose: list[Block]) -> Block | None:
    """The first real paragraph: before the first heading where there is one, one with a bold name first."""
    real = [block for block in prose if len(block.line.text) >= MIN_LEAD]
    opening = [block for block in real if not block.section]
    named = [block for block in opening if block.line.bold]
    whole = [block for block in (*opening, *real) if _LEAD_END.search(block.line.text)]
    return next(iter([*named, *whole]), None)


def _bold(line: Line) -> list[str]:
    """The names in bold; bold spans with nothing but quotation marks between them are one name."""
    spans: list[tuple[int, int]] = []
    for start, end in line.bold:
        if spans and _NAME_GAP.fullmatch(line.text, spans[-1][1], max(start, spans[-1][1])):
            start, _ = spans.pop()
        spans.append((start, end))
    names = (line.text[start:end].strip(' "“”,;:') for start, end in spans)
    return list(dict.fromkeys(name for name in names if name))


def _title(tree: LexborHTMLParser, root: Node) -> str:
    """The first heading of the first level, else the document's title."""
    for node in (*tree.css("h1"), *tree.css("title")):
        line = cell_line(node)
        if line.text:
            return line.text
    return ""


def _language(tree: LexborHTMLParser, declared: str) -> str:
    html = tree.css_first("html")
    label = attribute(html, "lang") if html is not None else ""
    match = _LANGUAGE.match(label.strip() or declared.strip())
    return match[0].lower() if match else ""


def _base(tree: LexborHTMLParser, url: str) -> str:
    element = tree.css_first("base[href]")
    found = canonical_or_none(attribute(element, "href"), url) if element is not None else None
    return found or canonical_url(url)


def _canonical(tree: LexborHTMLParser, base: str) -> str | None:
    element = tree.css_first('link[rel~="canonical"][href]')
    return canonical_or_none(attribute(element, "href"), base) if element is not None else None
