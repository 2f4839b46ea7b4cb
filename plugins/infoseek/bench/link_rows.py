"""How many facts of the factbook's country pages become typed edges, and how many of those edges are right.

What lives here: comparing with gold that others made from those pages. What may not: reading rows, the pages.
"""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from infoseek.bench.facts import GOLD_ARCHIVE, unpacked_gold
from infoseek.bench.figure import Figure, at_least, ratio
from infoseek.bench.real_sites import FACTBOOK, unpacked
from infoseek.bench.session import Session
from infoseek.linking.kinds.entities import describe
from infoseek.linking.naming.names import fold_name
from infoseek.linking.page import Page
from infoseek.linking.stating.draft import Draft
from infoseek.linking.stating.row_edges import row_drafts
from infoseek.web.page.extract import extract

LEAST_PRECISION = LEAST_RECALL = 0.95
_GOLD = "gold"
_ADDRESS = "http://factbook.example/geos/"
# Predicate, where the gold has it, and how its value is to be compared.
FIELDS: tuple[tuple[str, str, str], ...] = (
    ("capital", "government/Capital/name:", "name"),
    ("area_km2", "geo/Area/total:", "number"),
    ("land_area_km2", "geo/Area/land:", "number"),
    ("water_area_km2", "geo/Area/water:", "number"),
    ("land_boundary_km", "geo/Land boundaries/total:", "number"),
    ("borders", "geo/Land boundaries/border countries:", "list"),
    ("coastline_km", "geo/Coastline", "number"),
    ("highest_point_m", "geo/Elevation extremes/highest point:", "last"),
    ("lowest_point_m", "geo/Elevation extremes/lowest point:", "last"),
    ("population", "people/Population/Population|people/Population", "number"),
    ("religion", "people/Religions", "list"),
    ("spoken_language", "people/Languages", "list"),
    ("ethnic_group", "people/Ethnic groups", "list"),
    ("gdp_ppp_usd", "economy/GDP (purchasing power parity)/GDP (purchasing power parity)", "number"),
    ("currency_code", "economy/Exchange rates", "code"),
    ("internet_tld", "communications/Internet country code", "name"),
    ("calling_code", "communications/Telephone system/international:", "calling"),
)
_NUMBER = re.compile(r"-?\d[\d,]*(?:\.\d+)?")
_BRACKETED = re.compile(r"\([^()]*\)")
_AMOUNT = re.compile(r"(?:(?:less|more) than )?-?\d[\d,.]*\s*(?:%|km)?")
_CODE = re.compile(r"\(([A-Z]{3})\)")
_CALLING = re.compile(r"country code - (\d+(?:-\d+)?)")
_NEAR = 1e-6


@dataclass
class Score:
    """Of one predicate: gold values, those found, edges on pages with gold, and those that agree with it."""

    wanted: int = 0
    found: int = 0
    edges: int = 0
    right: int = 0
    misses: list[tuple[str, str]] = field(default_factory=list)
    wrong: list[tuple[str, str]] = field(default_factory=list)


def row_scores(pages: Path, gold: Path) -> dict[str, Score]:
    """By predicate: edges of the country pages below a folder against the gold's files.

    Numbers agree as numbers, or where the gold's is cut before its second comma ("26,131,703" is 26131 there);
    of a list each name counts, without what the page says of it in brackets and figures.
    """
    scores = {predicate: Score() for predicate, _, _ in FIELDS}
    for file in sorted(gold.glob("*.json")):
        source = pages / f"{file.stem}.html"
        if source.is_file():
            drafts = drafts_of(source)
            country = json.loads(file.read_text())
            for predicate, where, how in FIELDS:
                wanted = _wanted(_at(country, where), how)
                if wanted:
                    stated = [draft for draft in drafts if draft.predicate == predicate]
                    _count(scores[predicate], file.stem, wanted, stated)
    return scores


def drafts_of(source: Path) -> list[Draft]:
    """What the rows of one saved page state."""
    read = extract(source.read_bytes(), _ADDRESS + source.name)
    row = {**vars(read), "page_id": source.stem, "url": _ADDRESS + source.name}
    page = Page.from_row({**row, "aliases_urls": [], "content_sha256": ""})
    return list(row_drafts(page, describe(page)))


def figures(session: Session) -> Iterator[Figure]:
    """Precision and recall over all fields, and recall by field."""
    sites = session.load.sites
    archive = sites.parent / _GOLD / GOLD_ARCHIVE if sites else None
    if sites is None or archive is None or not archive.is_file():
        session.note("No folder of real sites with gold is given: edges from rows are not compared.")
        return
    with tempfile.TemporaryDirectory(prefix="infoseek-rows-") as name:
        folder = Path(name)
        session.tell("compare edges from rows")
        pages = unpacked(FACTBOOK, sites, folder) / "geos"
        scores = row_scores(pages, unpacked_gold(archive, folder / _GOLD))
    total = list(scores.values())
    right, edges = sum(score.right for score in total), sum(score.edges for score in total)
    found, wanted = sum(score.found for score in total), sum(score.wanted for score in total)
    yield Figure(
        "edges of country rows that are right", ratio(right, edges), "share", at_least(LEAST_PRECISION)
    )
    yield Figure(
        "facts of country rows that are edges", ratio(found, wanted), "share", at_least(LEAST_RECALL)
    )
    yield Figure("facts of country rows", wanted, "facts")
    for predicate, score in scores.items():
        yield Figure(f"facts that are edges, {predicate}", ratio(score.found, score.wanted), "share")


def _at(country: Any, where: str) -> Any:
    """The gold's value at the first of several places that has one; None where none has."""
    for path in where.split("|"):
        value = country
        for part in path.split("/"):
            value = value.get(part) if isinstance(value, dict) else None
        if isinstance(value, dict) and set(value) <= {"quantity", "unit", "usd"}:
            value = value.get("quantity", value.get("usd"))
        if isinstance(value, (int, float, str)) and value != "":
            return value
    return None


def _wanted(value: str | float | None, how: str) -> list[str | float]:
    if value is None:
        return []
    text = str(value)
    if how in ("number", "last"):
        numbers = _NUMBER.findall(text if how == "number" else _BRACKETED.sub("", text).partition(";")[0])
        if not numbers:
            return []
        return [float(numbers[0 if how == "number" else -1].replace(",", ""))]
    if how in ("code", "calling"):
        code = (_CODE if how == "code" else _CALLING).search(text)
        return [fold_name(code[1])] if code else []
    text = _BRACKETED.sub("", text).partition("; note")[0]
    if how == "name":
        return [fold_name(text.partition(";")[0])] if fold_name(text) else []
    plain = _AMOUNT.sub("", text)
    parts = (part.strip() for part in re.split(r"[,;]|\band\b", plain))
    return list(dict.fromkeys(fold_name(part) for part in parts if part[:1].isupper() and fold_name(part)))


def _count(score: Score, page: str, wanted: list[str | float], stated: list[Draft]) -> None:
    score.wanted += len(wanted)
    score.edges += len(stated)
    for value in wanted:
        if any(_is_same(value, draft) for draft in stated):
            score.found += 1
        else:
            score.misses.append((page, str(value)))
    for draft in stated:
        if any(_is_same(value, draft) for value in wanted):
            score.right += 1
        else:
            score.wrong.append((page, draft.value))


def _is_same(value: str | float, draft: Draft) -> bool:
    if isinstance(value, str):
        return value == draft.value
    cut = f"{draft.low:,.0f}".startswith(f"{value:,.0f},")
    return cut or abs(draft.low - value) <= _NEAR * max(1.0, abs(value))
