"""What the pages of a host come to once all are met."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from infoseek.web.crawl.names import Naming
from tests.web.crawl.test_copies import FRAME, Site, prose

NAMES = [f"{first}{second}" for first in "abcde" for second in "pqrs"]


def answers() -> dict[str, str]:
    """A site of pages with pop-ups, print versions, an error page in a pop-up's place, and an archive of posts."""
    found = {"http://h/geo/index.html": prose("index")}
    for name in NAMES:
        found[f"http://h/geo/{name}.html"] = f"{FRAME} {prose(name)} {prose(name + 'x')}"
        found[f"http://h/flags/flag_{name}.html"] = prose(name + "x")
        found[f"http://h/geo/print_{name}.html"] = prose(name)
    found[f"http://h/flags/flag_{NAMES[0]}.html"] = prose("an error page")
    found["http://h/geo/print_index.html"] = prose("the printer's own index")
    found["http://h/geo/print_lone.html"] = prose("lone")
    for year in ("2021", "2022", "2023", "2024"):
        posts = [f"{year}-05-{int(year) % 7 + 4 * day}-note" for day in range(1, 5)]
        found[f"http://h/{year}"] = " ".join(prose(post) for post in posts)
        found |= {f"http://h/{post}": prose(post) for post in posts}
    return found


def folded(site: Site, found: dict[str, str], order: list[str]) -> dict[str, str]:
    """What stands for each copy in the end, the pages met in an order."""
    standing: dict[str, str | None] = {url: site.meet(url, found[url]) for url in order}
    standing |= dict(site.copies.late())
    return {url: of for url, of in standing.items() if of is not None}


@pytest.mark.parametrize("seed", range(12))
def test_the_order_of_answers_does_not_matter(tmp_path: Path, seed: int) -> None:
    """Whatever came first, the same rules hold in the end, the same pages are folded, and pages of their own stay."""
    found = answers()
    order = sorted(found)
    random.Random(seed).shuffle(order)
    site = Site(tmp_path)
    wanted = {f"http://h/flags/flag_{name}.html": f"http://h/geo/{name}.html" for name in NAMES[1:]}
    wanted |= {f"http://h/geo/print_{name}.html": f"http://h/geo/{name}.html" for name in NAMES}
    assert folded(site, found, order) == wanted
    rules = {
        str(rule): site.variants.namings.confirmations("h", rule) for rule in site.variants.namings.rules("h")
    }
    assert rules == {
        "print_….html copies ….html": (20, 1),
        "/flags/flag_….html copies /geo/….html": (19, 1),
    }


@pytest.mark.parametrize("is_turned", [False, True])
def test_copies_come_before_or_after_all_originals(tmp_path: Path, is_turned: bool) -> None:
    """Copies that were all met before any of their originals are folded as those that came after them."""
    found = answers()
    order = sorted(found, key=lambda url: ("flag_" in url or "print_" in url) == is_turned)
    site = Site(tmp_path)
    assert len(folded(site, found, order)) == 39


def test_a_rule_that_falls_takes_its_folds_back(tmp_path: Path) -> None:
    """A page folded by a rule that most of its pages turn out to break is a page of its own in the end."""
    site = Site(tmp_path)
    for name in NAMES[:4]:
        site.meet(f"http://h/{name}.html", f"{FRAME} {prose(name)} {prose(name + 'x')}")
        site.meet(f"http://h/print_{name}.html", prose(name))
    assert site.meet("http://h/print_ap.html", prose("ap")) is None
    for name in NAMES[4:]:
        site.meet(f"http://h/{name}.html", prose(name))
        site.meet(f"http://h/print_{name}.html", prose(f"other {name}"))
    late = dict(site.copies.late())
    assert late == {"http://h/print_ar.html": None, "http://h/print_as.html": None}
    assert not site.copies.is_excerpt("http://h/print_ar.html")
    assert list(site.copies.late()) == []


def test_without_readings_the_verdicts_of_the_crawl_stand(tmp_path: Path) -> None:
    """After a restart, which takes the readings, what was judged before still folds and nothing is unfolded."""
    site = Site(tmp_path / "one")
    for name in NAMES[:5]:
        site.meet(f"http://h/{name}.html", f"{FRAME} {prose(name)} {prose(name + 'x')}")
        site.meet(f"http://h/print_{name}.html", prose(name))
    again = Site(tmp_path / "two")
    again.state.apply(site.state.delta())
    assert sorted(again.copies.late()) == [
        ("http://h/print_ap.html", "http://h/ap.html"),
        ("http://h/print_aq.html", "http://h/aq.html"),
    ]
    assert again.copies.is_excerpt("http://h/print_bp.html")
    assert again.variants.namings.rules("h") == [Naming(True, "print_", ".html", "", ".html")]
