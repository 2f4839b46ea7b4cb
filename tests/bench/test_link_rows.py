"""Edges from rows against gold made from the same pages."""

from __future__ import annotations

import json
from pathlib import Path

from infoseek.bench.link_rows import FIELDS, row_scores
from infoseek.linking.predicates.lexicon import PREDICATES

PAGE = """<html><head><title>Sogn</title></head><body><h1>Sogn</h1><p>Sogn is a country in the north of nowhere,
with more fjords than roads and more rain than either.</p><table class="infobox">
<tr><th colspan="2">Area</th></tr><tr><th>• total</th><td>1,240 sq km</td></tr>
<tr><th>• land</th><td>1,200 sq km</td></tr><tr><th>Coastline</th><td>77 km</td></tr>
<tr><th>Religions</th><td>Lutheran 80%, Catholic 3%, other 17%</td></tr></table></body></html>"""
GOLD = {
    "geo": {
        "Area": {
            "total:": {"quantity": 1240, "unit": "sq km"},
            "land:": {"quantity": 1199, "unit": "sq km"},
        },
        "Coastline": {"quantity": 77, "unit": "km"},
    },
    "people": {"Religions": "Lutheran 80%, Catholic 3%, Sunni 1%, other 17%"},
}


def test_counts_what_is_found_and_what_is_right(tmp_path: Path) -> None:
    """A number or a name counts where an edge has it; an edge is wrong where the gold has something else."""
    (tmp_path / "no.html").write_text(PAGE)
    (tmp_path / "no.json").write_text(json.dumps(GOLD))
    scores = row_scores(tmp_path, tmp_path)
    told = {name: (s.found, s.wanted, s.right, s.edges) for name, s in scores.items() if s.wanted}
    assert told == {
        "area_km2": (1, 1, 1, 1),
        "land_area_km2": (0, 1, 0, 1),
        "coastline_km": (1, 1, 1, 1),
        "religion": (2, 3, 2, 2),
    }
    assert scores["land_area_km2"].misses == [("no", "1199.0")]
    assert scores["religion"].misses == [("no", "sunni")]


def test_every_field_is_a_predicate() -> None:
    """The gold is compared with what the lexicon knows."""
    assert {predicate for predicate, _, _ in FIELDS} <= set(PREDICATES)
