"""Which leaves of the gold are facts, and when a page's rows state them."""

from __future__ import annotations

import json
import tarfile
from collections import Counter
from pathlib import Path

import pytest

from infoseek.bench.facts import LEAST_RECALL, Fact, facts_recall, figures, gold_facts, unpacked_gold
from infoseek.errors import BadInput

SHARED = Path(__file__).parents[3] / "shared"
COUNTRIES = 6

COUNTRY = {
    "code": "zz",
    "name": "Zedland",
    "background": "A story.",
    "geo": {
        "Geographic coordinates": {"N": {"deg": 25, "min": 0}, "W": {"deg": 45, "min": 5}},
        "Area": {
            "total:": {"quantity": 2149, "unit": "sq km"},
            "country comparison to the world:": "",
            "land:": {},
        },
        "Coastline": {"quantity": 2.5, "unit": "km"},
    },
    "economy": {"Exports": {"usd": 1500000.0}, "Imports": {"usd": None}, "Labor force": {"Labor force": 12}},
}
PAGE = """<main><p><b>Geographic coordinates:</b> 25 00 N, 45 05 W</p><p><b>Coastline:</b> 2.5 km</p>
<p><b>Exports:</b> ${exports} (2010 est.)</p><p><b>Labor force:</b> 12</p>
<dl><dt>Area</dt><dd><dl><dt>total</dt><dd>2,149,690 sq km</dd><dt>land</dt><dd>{land}</dd></dl></dd></dl></main>"""


def written(folder: Path, page: str, country: object = COUNTRY) -> tuple[Path, Path]:
    """Folders of sites and of gold with one country."""
    geos, gold = folder / "factbook2013" / "geos", folder / "gold"
    geos.mkdir(parents=True)
    gold.mkdir()
    (geos / "zz.html").write_text(page)
    (gold / "zz.json").write_text(json.dumps(country))
    return folder, gold


def test_leaves_of_the_gold_are_facts() -> None:
    """Quantities, sums and places are one fact each; what has no label or no value is counted as left out."""
    skipped: Counter[str] = Counter()
    assert list(gold_facts(COUNTRY, skipped)) == [
        Fact("background", "", "background", "A story."),
        Fact("geo", "", "geographic coordinates", ("25 00 N", "45 05 W")),
        Fact("geo", "area", "total", 2149.0, "sq km"),
        Fact("geo", "", "coastline", 2.5, "km"),
        Fact("economy", "", "exports", 1500000.0),
        Fact("economy", "", "labor force", 12.0),
    ]
    assert skipped == {"unlabelled": 2, "empty": 3}


def test_rows_are_found_by_label_group_and_value(tmp_path: Path) -> None:
    """Numbers are compared with magnitude words and as far as the makers kept them; prose is no row."""
    recall = facts_recall(*written(tmp_path, PAGE.format(exports="1.5 million", land="1 sq km")))
    assert recall.total == {"background": 1, "geo": 3, "economy": 2}
    assert recall.found == {"geo": 3, "economy": 2}
    assert recall.truncated == 1
    assert [(miss.page, miss.fact.label, miss.values) for miss in recall.misses] == [("zz", "background", ())]
    assert recall.commonest(1) == [("background", 1)]


@pytest.mark.parametrize(
    ("old", "new", "label"),
    [
        ("$1.5 million", "$1.5 billion", "exports"),
        ("2.5 km", "2.5 miles", "coastline"),
        ("25 00 N", "25 30 N", "geographic coordinates"),
        ("<dt>Area</dt>", "<dt>Size</dt>", "total"),
        ("2,149,690", "12,149,690", "total"),
        ("<dt>total</dt>", "<dt>sum</dt>", "total"),
    ],
)
def test_another_value_label_or_group_is_a_miss(tmp_path: Path, old: str, new: str, label: str) -> None:
    """A fact whose number, unit, label or group the page has differently is not found."""
    page = PAGE.format(exports="1.5 million", land="1 sq km").replace(old, new)
    recall = facts_recall(*written(tmp_path, page))
    assert {miss.fact.label for miss in recall.misses} == {"background", label}


def test_missing_gold_and_pages_are_said(tmp_path: Path) -> None:
    """Folders without gold or pages, and a broken archive, are bad input that names them."""
    sites, gold = written(tmp_path, "")
    with pytest.raises(BadInput, match="no gold in"):
        facts_recall(sites, sites)
    with pytest.raises(BadInput, match="no pages in"):
        facts_recall(gold, gold)
    with pytest.raises(BadInput, match="cannot be unpacked"):
        unpacked_gold(gold / "none.tar.xz", tmp_path)


@pytest.mark.skipif(not (SHARED / "gold").is_dir(), reason="no ../shared/gold beside the checkout")
def test_facts_of_real_country_pages(tmp_path: Path) -> None:
    """Of some countries' gold at least nine facts in ten are rows of their pages."""
    gold = unpacked_gold(SHARED / "gold" / "factbook2013_fields.tar.xz", tmp_path)
    files = sorted(gold.glob("*.json"))
    kept = set(files[:: len(files) // COUNTRIES])
    for file in set(files) - kept:
        file.unlink()
    with tarfile.open(SHARED / "sites" / "factbook2013.tar.xz") as packed:
        wanted = {f"./geos/{file.stem}.html" for file in kept}
        packed.extractall(
            tmp_path / "factbook2013", (each for each in packed if each.name in wanted), filter="data"
        )
    found = list(figures(tmp_path, gold))
    assert found[0].target is not None
    assert found[0].target.bound == LEAST_RECALL
    assert found[0].ok
    shares = {figure.figure.rpartition(" ")[2]: figure.value or 0 for figure in found[2:]}
    assert {top for top, share in shares.items() if share < LEAST_RECALL} == {"background"}
