"""Links stripped and linked again: reading gold, counting, judged predictions."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from infoseek.bench.gold_anchors import read_site, world_site
from infoseek.bench.link_anchors import FOLDS, JUDGED, judgements, relinked, without_links
from infoseek.bench.real_sites import RAY_CHARLES
from infoseek.world.build import build_world

_PAGE = "<title>{0}</title><main><h1>{0}</h1><p><b>{0}</b> is a song that {1} wrote once upon a time, long ago.</p></main>"


def test_gold_is_found_in_the_pages_through_redirects(tmp_path: Path) -> None:
    """A link of the gold counts where its anchor leads to its target in the page's text; others are told."""
    folder = tmp_path / "site"
    (folder / "A").mkdir(parents=True)
    (folder / "A" / "One.html").write_text(_PAGE.format("One", '<a href="Second.html">Somebody</a>'))
    (folder / "A" / "Two.html").write_text(_PAGE.format("Two", "nobody"))
    (folder / "redirects.json").write_text(json.dumps({"/A/Second.html": "/A/Two.html"}))
    text = "One is a song that  Somebody wrote"
    start = text.index("Somebody")
    targets = ("/A/Two.html", "/A/Gone.html")
    links = [{"start": start, "end": start + 8, "target": target} for target in targets]
    gold = tmp_path / "gold.jsonl.gz"
    with gzip.open(gold, "wt") as file:
        file.write(json.dumps({"page": "/A/One.html", "text": text, "links": links}) + "\n")
    site = read_site(RAY_CHARLES, folder, gold)
    assert (site.told, site.outside, site.found) == (2, 1, 1)
    (link,) = next(links for links in site.gold.values() if links)
    assert site.pages[link.entity_id].title == "Two"


def test_a_worlds_links_are_linked_again(tmp_path: Path) -> None:
    """Every link is counted once over the folds, most are right, and without links fewer are known."""
    site = world_site(build_world(60, seed=2))
    tally = relinked(site, tmp_path, 500, 0.7)
    assert tally.given == sum(len(links) for links in site.links.values())
    assert tally.right / tally.given > 0.9
    assert tally.found <= tally.given
    assert len(list(tmp_path.iterdir())) == FOLDS
    assert 0 < without_links(site, tmp_path, 0.7).right <= tally.given


@pytest.mark.parametrize("site", ["ray_charles", "indieweb"])
def test_predictions_were_read_on_both_sites(site: str) -> None:
    """A hundred of each site, each once."""
    read = judgements(site)
    assert len(read) == len({(item.path, item.start) for item in read}) == 100, JUDGED
