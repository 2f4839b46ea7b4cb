"""How many facts of the factbook's country pages become rows, by gold that others made from those very pages.

What lives here: reading the gold and comparing. What may not: extraction, and the pages themselves.
"""

from __future__ import annotations

import json
import re
import tarfile
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from infoseek.bench.figure import Figure, at_least, ratio
from infoseek.bench.real_sites import FACTBOOK
from infoseek.errors import BadInput
from infoseek.web.page.extract import Extracted, extract

LEAST_RECALL = 0.9
GOLD_ARCHIVE = "factbook2013_fields.tar.xz"

_ADDRESS = "http://factbook.example"
_NO_LABEL = ("code", "name", "region")
_DIRECTIONS = frozenset("NESW")
_NUMBER = re.compile(
    r"(?<![\w.,])(?:-|−)?\$?(?:-|−)?\d[\d,]*(?:\.\d+)?(?:\s+(?:thousand|million|billion|trillion)\b)?",
    re.IGNORECASE,
)
_MAGNITUDES = {"thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
_NEAR = 1e-9

Rows = dict[tuple[str, str], list[str]]


@dataclass(frozen=True)
class Fact:
    """A leaf of the gold. top: its group of fields; group: the label above it, or ""; value: as its makers have it.

    value: a string; a number, perhaps with a unit; or degrees and minutes by direction.
    """

    top: str
    group: str
    label: str
    value: str | float | tuple[str, ...]
    unit: str = ""


@dataclass(frozen=True)
class Miss:
    """A fact without its row. values: what the page's rows of that label say, if there are any."""

    page: str
    fact: Fact
    values: tuple[str, ...]


@dataclass
class Recall:
    """Facts and those found, by group of fields; what was skipped, by reason; what is missing."""

    total: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    skipped: Counter[str] = field(default_factory=Counter)
    misses: list[Miss] = field(default_factory=list)
    truncated: int = 0

    @property
    def overall(self) -> float | None:
        return ratio(self.found.total(), self.total.total())

    def by_group(self) -> dict[str, float]:
        return {top: self.found[top] / total for top, total in sorted(self.total.items())}

    def commonest(self, count: int) -> list[tuple[str, int]]:
        """The fields missed most often, as "group / label"."""
        fields = Counter(f"{miss.fact.group} / {miss.fact.label}".strip(" /") for miss in self.misses)
        return fields.most_common(count)


def facts_recall(sites: Path, gold: Path) -> Recall:
    """Share of the gold's facts that a row of their page states.

    sites: folder of unpacked sites, with `factbook2013` in it; gold: folder with a JSON file a country. Raises
    `BadInput` where either is missing.

    A fact is a leaf of the gold: a string, a number with its unit, or the degrees and minutes of a place. It is
    found where a row of the page has its label, stands in the group the gold has above it, and holds the value:
    strings folded to letters and digits, numbers as numbers, with magnitude words ("1.5 million") and the unit.
    A label that the gold repeats below itself is one label.

    Left out, and counted by reason: code, name and region, which no label on the page stands before
    ("unlabelled"); leaves without a value, such as ranks, which the makers dropped ("empty"). Of a number with
    several commas the makers kept what stands before the second ("26,131,703" is 26131): such a number counts
    as stated where the page's begins so, and is counted in `truncated`.
    """
    pages = sites / FACTBOOK.name / "geos"
    files = sorted(gold.glob("*.json"))
    if not files or not pages.is_dir():
        raise BadInput(
            f"There is no gold in {gold}." if pages.is_dir() else f"There are no pages in {pages}."
        )
    recall = Recall()
    for file in files:
        page = pages / f"{file.stem}.html"
        if not page.is_file():
            recall.skipped["no such page"] += 1
            continue
        rows = _rows(extract(page.read_bytes(), f"{_ADDRESS}/geos/{page.name}"))
        for fact in gold_facts(json.loads(file.read_text()), recall.skipped):
            _count(recall, file.stem, fact, rows)
    return recall


def figures(sites: Path, gold: Path) -> Iterator[Figure]:
    """The recall as figures: overall with its target, and by group of fields."""
    recall = facts_recall(sites, gold)
    yield Figure("facts of country pages that are rows", recall.overall, "share", at_least(LEAST_RECALL))
    yield Figure("facts of country pages", recall.total.total(), "facts")
    for top, share in recall.by_group().items():
        yield Figure(f"facts that are rows, {top}", share, "share")


def unpacked_gold(archive: Path, into: Path) -> Path:
    """Unpack the gold below a folder; the folder of its files. Raises `BadInput` where it is missing or broken."""
    try:
        with tarfile.open(archive) as packed:
            packed.extractall(into, filter="data")
    except (OSError, tarfile.TarError) as error:
        raise BadInput(f"The gold {archive} cannot be unpacked: {error}.") from None
    return into / "output"


def gold_facts(country: Mapping[str, Any], skipped: Counter[str]) -> Iterator[Fact]:
    """The facts of one country; what is none is counted by reason."""
    for top, value in country.items():
        if top in _NO_LABEL:
            skipped["unlabelled"] += 1
        elif isinstance(value, dict):
            for label, below in value.items():
                yield from _facts(top, [label], below, skipped)
        else:
            yield from _facts(top, [top], value, skipped)


def _facts(top: str, path: list[str], value: Any, skipped: Counter[str]) -> Iterator[Fact]:
    labels = [_fold(label) for label in path]
    labels = [label for at, label in enumerate(labels) if not at or label != labels[at - 1]]
    group, label = labels[-2] if len(labels) > 1 else "", labels[-1]
    if value is None or value in ("", {}):
        skipped["empty"] += 1
    elif not isinstance(value, dict):
        yield Fact(top, group, label, value if isinstance(value, str) else float(value))
    elif set(value) <= {"quantity", "unit", "usd"}:
        number = value.get("quantity", value.get("usd"))
        if number is None:
            skipped["empty"] += 1
        else:
            yield Fact(top, group, label, float(number), value.get("unit", ""))
    elif set(value) <= _DIRECTIONS:
        place = tuple(f"{way['deg']} {way['min']:02d} {name}" for name, way in value.items())
        yield Fact(top, group, label, place)
    else:
        for below, inner in value.items():
            yield from _facts(top, [*path, below], inner, skipped)


def _count(recall: Recall, page: str, fact: Fact, rows: Rows) -> None:
    recall.total[fact.top] += 1
    values = rows.get((fact.group, fact.label), [])
    if any(_states(value, fact) for value in values):
        recall.found[fact.top] += 1
    elif any(_begins(value, fact) for value in values):
        recall.found[fact.top] += 1
        recall.truncated += 1
    else:
        recall.misses.append(Miss(page, fact, tuple(values)))


def _rows(page: Extracted) -> Rows:
    found: Rows = defaultdict(list)
    for row in page.rows:
        value = page.text[int(row["value_start"]) : int(row["value_end"])]
        found[_fold(str(row["group"])), _fold(str(row["label"]))].append(value)
    return found


def _states(value: str, fact: Fact) -> bool:
    """Whether a row's value holds the fact's."""
    if isinstance(fact.value, str):
        return _letters(fact.value) in _letters(value)
    if isinstance(fact.value, tuple):
        return all(place in value for place in fact.value)
    wanted = fact.value
    return _letters(fact.unit) in _letters(value) and any(
        abs(number - wanted) <= _NEAR * max(1.0, abs(wanted)) for number in _numbers(value)
    )


def _begins(value: str, fact: Fact) -> bool:
    """Whether a number of the value begins with the fact's, cut before its second comma."""
    if not isinstance(fact.value, float) or _letters(fact.unit) not in _letters(value):
        return False
    cut = f"{fact.value:,.0f}"
    return bool(re.search(rf"(?<![\d,.]){re.escape(cut)},\d{{3}}", value))


def _numbers(text: str) -> Iterator[float]:
    for match in _NUMBER.finditer(text):
        number, _, word = match[0].replace("−", "-").replace("$", "").replace(",", "").partition(" ")
        yield float(number) * _MAGNITUDES.get(word.strip().lower(), 1.0)


def _fold(label: str) -> str:
    return " ".join(label.casefold().replace(":", " ").split())


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))
