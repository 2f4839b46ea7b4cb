"""One page's bytes to text with exact spans: rows, sentences, links, names (crawl__pages).

What may not live here: fetching and storing, and what any of it means (linking/).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import chain

from selectolax.lexbor import LexborHTMLParser

from infoseek.web.page import sentences
from infoseek.web.page.blocks import MAX_TITLE, Block, Content, read_content
from infoseek.web.page.cells import cell_line
from infoseek.web.page.charset import decode
from infoseek.web.page.dom import attribute, class_tokens, marked_root
from infoseek.web.page.inline import Line
from infoseek.web.page.main_text import MainText
from infoseek.web.page.metadata import detected_language, language_of, read_declared
from infoseek.web.page.rows import Row
from infoseek.web.page.stamps import stamp
from infoseek.web.page.tame import tamed
from infoseek.web.page.targets import Targets, base_of, page_links

MIN_LEAD = 40

_LEAD_END = re.compile(r"[.!?][\"'”’)\]]*$")
_NAME_GAP = re.compile(r"[\s\"“”'‘’]*")
# Class names of a page's own title, where no heading says it.
_NAMED = '[class*="title" i], [class*="headline" i], [class*="name" i]'
_TITLE = re.compile(
    r"(?:(?:page|entry|post|article|topic|item|product|country|region)[-_]?(?:title|headline|heading|name)|headline)\d*",
    re.IGNORECASE,
)
MAX_NAMED = 200
_LOGO = re.compile(r"logo|brand|site-?(?:title|name|logo)|masthead", re.IGNORECASE)


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


def extract(
    body: bytes,
    url: str,
    charset: str | None = None,
    language: str = "",
    last_modified: str = "",
    robot: str = "",
) -> Extracted:
    """Read a page. Never fails on broken markup; a page without content gives an empty text.

    url: canonical address of the page; charset, language, last_modified: what the response's headers declare;
    robot: the product token that the page's robots rules may name.
    """
    html = tamed(decode(body, charset))
    tree = LexborHTMLParser(html)
    targets = Targets(base_of(tree, url))
    declared = read_declared(tree, html, targets, robot)
    page = Extracted(
        title=_title(tree),
        categories=declared.categories,
        published=declared.published,
        modified=declared.modified or stamp(last_modified),
        canonical=declared.canonical,
        is_noindex=declared.is_noindex,
        is_nofollow=declared.is_nofollow,
    )
    _assemble(page, _content(tree, html), targets)
    page.declared_names = [name for name in declared.names if name != page.title]
    page.language = declared.language or language_of(language) or detected_language(page.text)
    _add_links(page, tree, targets, url)
    return page


def _content(tree: LexborHTMLParser, html: str) -> Content:
    """What the page marks as its content; where it marks none, what is found to be its main text."""
    marked = marked_root(tree)
    if marked is not None:
        content = read_content(marked)
        if content.blocks or content.boxes:
            return content
    root = tree.body or tree.root
    if root is None:
        return Content()
    content = read_content(root, MainText(html).holds)
    # Better all of a page than none of it.
    return content if content.blocks or content.boxes else read_content(root)


def _add_links(page: Extracted, tree: LexborHTMLParser, targets: Targets, url: str) -> None:
    found = page_links(tree, targets)
    page.nav_urls = sorted(found.all - {str(link["target_url"]) for link in page.links} - {url})
    page.nofollow_urls = sorted((found.all if page.is_nofollow else found.unfollowed) - {url})


def _targets(line: Line, at: int, kind: str, targets: Targets) -> Iterable[dict[str, int | str]]:
    """The links of a line that begins at offset `at`; those within the page itself are none."""
    for start, end, href in line.links:
        target = targets.of(href)
        if target is not None:
            anchor = line.text[start:end]
            yield {
                "start": at + start, "end": at + end, "anchor": anchor, "target_url": target, "kind": kind
            }  # fmt: skip


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


def _assemble(page: Extracted, content: Content, targets: Targets) -> None:
    """Lay out the rows, then prose and list items in page order, and shift every span to its place."""
    text = _Text()
    for number, box in enumerate(content.boxes):
        for row in box:
            _add_row(page, row, number, text.add(row.line.text), targets)
    lead = _lead(content.blocks)
    spans: list[sentences.Span] = []
    for block in content.blocks:
        at = text.add(block.line.text)
        spans.append((at, at + len(block.line.text)))
        _add_block(
            page, block, "list" if block.is_item else "lead" if block is lead else "prose", at, targets
        )
    if lead is not None:
        page.bold_names = _bold(lead.line)
    page.sections = list(_sections(content, spans))
    page.text = str(text)


def _sections(content: Content, spans: list[sentences.Span]) -> Iterable[dict[str, int | str]]:
    """The headings that something stands below, each with its span, which ends where the next of its level begins."""
    ends: list[int] = []
    open_until = [len(spans)] * 7
    for heading in reversed(content.headings):
        ends.append(open_until[heading.level])
        for level in range(heading.level, 7):
            open_until[level] = heading.at
    for heading, end in zip(content.headings, reversed(ends), strict=True):
        if heading.at < end:
            yield {
                "title": heading.title,
                "level": heading.level,
                "start": spans[heading.at][0],
                "end": spans[end - 1][1],
            }


def _add_row(page: Extracted, row: Row, box: int, at: int, targets: Targets) -> None:
    end = at + len(row.line.text)
    page.rows.append(
        {
            "label": row.label,
            "start": at,
            "end": end,
            "value_start": at + row.value_start,
            "value_end": end,
            "box": box,
            "group": row.group,
        }
    )
    page.links.extend(_targets(row.line, at, "row", targets))


def _add_block(page: Extracted, block: Block, kind: str, at: int, targets: Targets) -> None:
    line = block.line
    spans = [(0, len(line.text))] if block.is_item else sentences.split(line.text, line.titles)
    page.sentences.extend(
        {"start": at + start, "end": at + end, "kind": kind, "section": block.section} for start, end in spans
    )
    page.links.extend(_targets(line, at, kind, targets))


def _lead(blocks: list[Block]) -> Block | None:
    """The first real paragraph: before the first heading where there is one, one with a bold name first."""
    real = [block for block in blocks if not block.is_item and len(block.line.text) >= MIN_LEAD]
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


def _title(tree: LexborHTMLParser) -> str:
    """The first heading of the first level that is not the site's logo, else what is named the page's title.

    Where there is neither, the document's title, which often is that of the whole site.
    """
    named = (node for node in tree.css(_NAMED)[:MAX_NAMED] if any(map(_TITLE.fullmatch, class_tokens(node))))
    for node in chain(tree.css("h1")[:MAX_NAMED], named):
        if not _LOGO.search(f"{attribute(node, 'id')} {attribute(node, 'class')}"[:MAX_TITLE]):
            line = cell_line(node)
            if 0 < len(line.text) <= MAX_TITLE:
                return line.text
    title = tree.css_first("title")
    return cell_line(title).text[:MAX_TITLE].rstrip() if title is not None else ""
