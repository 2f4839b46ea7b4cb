"""How real pages are read: pace, offsets, main text, facts. What may not live here: the sites (real_sites.py)."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import mean

from infoseek.bench import facts
from infoseek.bench.figure import Figure, at_least, ratio
from infoseek.bench.main_text import main_text_f1
from infoseek.bench.real_sites import INDIEWEB, SITES, pages_of, unpacked
from infoseek.bench.session import Session
from infoseek.web.page.extract import Extracted, extract

LEAST_PAGES_S = 150
LEAST_F1 = 0.93

_ADDRESS = "http://site.example"
_GOLD = "gold"


def figures(session: Session) -> Iterator[Figure]:
    """Every page of every site is read, in one thread; the pace is told by processor time."""
    sites = session.load.sites
    if sites is None:
        session.note("No folder of real sites is given: none is read.")
        return
    with tempfile.TemporaryDirectory(prefix="infoseek-sites-") as name:
        folder = Path(name)
        for site in SITES:
            unpacked(site, sites, folder)
        yield from _read(session, folder)
        session.tell("compare main texts")
        scores = [score.f1 for score in main_text_f1(folder)]
        yield Figure("F1 of main text, mean", mean(scores), "share", at_least(LEAST_F1))
        yield Figure("F1 of main text, worst page", min(scores), "share")
        archive = sites.parent / _GOLD / facts.GOLD_ARCHIVE
        if not archive.is_file():
            session.note(f"There is no {archive}: facts are not compared.")
            return
        session.tell("compare facts")
        yield from facts.figures(folder, facts.unpacked_gold(archive, folder / _GOLD))


def _read(session: Session, folder: Path) -> Iterator[Figure]:
    exact = links = 0
    for site in SITES:
        session.tell(f"read {site.name}")
        pages, taken_s = 0, 0.0
        for path, body in pages_of(site, folder / site.name):
            begun = time.process_time()
            page = extract(body, _ADDRESS + path)
            taken_s += time.process_time() - begun
            pages += 1
            links += len(page.links)
            exact += sum(_is_exact(page, link) for link in page.links)
        target = at_least(LEAST_PAGES_S) if site is INDIEWEB else None
        yield Figure(f"pages a second of a core, {site.name}", ratio(pages, taken_s), "pages/s", target)
    yield Figure("links at their offsets", ratio(exact, links), "share", at_least(1))
    yield Figure("links", links, "links")


def _is_exact(page: Extracted, link: dict[str, int | str]) -> bool:
    return page.text[int(link["start"]) : int(link["end"])] == link["anchor"] != ""
