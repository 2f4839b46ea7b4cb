"""How fast pages become text with exact spans, beside plain extraction of their text; and are the spans right?"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

from resiliparse.extract.html2text import extract_plain_text
from selectolax.lexbor import LexborHTMLParser

from infoseek.bench import extract_sites
from infoseek.bench.figure import Figure, at_least, ratio
from infoseek.bench.session import Session
from infoseek.web.page.extract import Extracted, extract
from infoseek.web.urls import canonical_or_none
from infoseek.world.truth import Page

LEAST_OF_PLAIN = 0.1
"""Share of plain text extraction's pace that must be left after rows, sentences, links and offsets."""

SITE = "http://world.example"
_ROUNDS = 3


def run(session: Session) -> Iterator[Figure]:
    """All read the same bytes in one thread; of several rounds in turn the quickest of each counts.

    The target is held against what does the same job, finding a page's main text; parsing alone is told.
    """
    pages = list(session.world(session.load.pages).pages.values())
    bodies = [(page.html.encode(), SITE + page.path) for page in pages]
    session.tell(f"extract {len(pages)} pages")
    parsed_s = plain_s = ours_s = float("inf")
    for _ in range(_ROUNDS):
        parsed_s = min(parsed_s, _timed(lambda: [_parsed(body) for body, _ in bodies]))
        plain_s = min(plain_s, _timed(lambda: [_plain(body) for body, _ in bodies]))
        ours_s = min(ours_s, _timed(lambda: [extract(body, url) for body, url in bodies]))
    yield Figure("pages a second", ratio(len(pages), ours_s), "pages/s")
    yield Figure("pages a second, main text alone", ratio(len(pages), plain_s), "pages/s")
    yield Figure("pace beside main text alone", ratio(plain_s, ours_s), "ratio", at_least(LEAST_OF_PLAIN))
    yield Figure("pace beside all text by selectolax", ratio(parsed_s, ours_s), "ratio")
    yield Figure("share of link spans right", right_links(pages), "share", at_least(1))
    yield Figure("share of row spans right", right_rows(pages), "share", at_least(1))
    yield from extract_sites.figures(session)


def _timed(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def _parsed(body: bytes) -> str:
    """All text of a page: parsing and nothing else."""
    root = LexborHTMLParser(body).body
    return root.text(separator=" ") if root else ""


def _plain(body: bytes) -> str:
    """The main text of a page, as resiliparse finds it: without offsets, rows, sentences or link targets."""
    text: str = extract_plain_text(body.decode(), main_content=True)
    return text


def right_links(pages: list[Page]) -> float | None:
    """Share of extracted links whose span is the words of an anchor with that target, by another reading."""
    right = total = 0
    for page in pages:
        url = SITE + page.path
        anchors = {
            (canonical_or_none(node.attributes.get("href") or "", url), _spaced(node.text()))
            for node in LexborHTMLParser(page.html).css("a[href]")
        }
        found = extract(page.html.encode(), url)
        for link in found.links:
            total += 1
            right += (link["target_url"], _spaced(_span(found, link["start"], link["end"]))) in anchors
    return ratio(right, total)


def right_rows(pages: list[Page]) -> float | None:
    """Share of extracted labelled rows whose spans are a table row's header and cell, by another reading.

    Letters and digits are compared: where a cell holds a list, the text separates its members.
    """
    right = total = 0
    for page in pages:
        written = {
            (_letters(head.text()), _letters(cell.text()))
            for row in LexborHTMLParser(page.html).css("tr")
            if (head := row.css_first("th")) is not None and (cell := row.css_first("td")) is not None
        }
        found = extract(page.html.encode(), SITE + page.path)
        for row in found.rows:
            if not row["label"]:
                continue
            total += 1
            value = _letters(_span(found, row["value_start"], row["value_end"]))
            right += (_letters(str(row["label"])), value) in written
    return ratio(right, total)


def _span(page: Extracted, start: int | str, end: int | str) -> str:
    return page.text[int(start) : int(end)]


def _spaced(text: str) -> str:
    return " ".join(text.split())


def _letters(text: str) -> str:
    return "".join(character for character in text if character.isalnum())
