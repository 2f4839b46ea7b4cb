"""URLs that stand for others by learnt rules."""

from __future__ import annotations

from pathlib import Path

import pytest

from infoseek.web.crawl.state import CrawlState
from infoseek.web.crawl.variants import Variants


@pytest.fixture
def variants(tmp_path: Path) -> Variants:
    return Variants(CrawlState(tmp_path, "s"))


def _learn_parameter(variants: Variants, pages: str = "123") -> None:
    for page in pages:
        variants.learn(f"http://h/d/{page}?who=a", "page")
        variants.learn(f"http://h/d/{page}?who=b", "copy", f"http://h/d/{page}?who=a")


def _learn_naming(variants: Variants, names: str = "abc") -> None:
    for name in names:
        variants.learn(f"http://h/{name}.html", "page")
        variants.namings.judged(f"http://h/print_{name}.html", f"http://h/{name}.html", True)
        variants.learn(f"http://h/print_{name}.html", "copy", f"http://h/{name}.html")


def test_nothing_is_rewritten_before_it_is_learnt(variants: Variants) -> None:
    """Without rules every URL stands for itself."""
    for url in ("http://h/a", "http://h/a?b=1", "http://h/print_a.html"):
        assert variants.rewritten(url) == url


def test_idle_parameters_are_left_out(variants: Variants) -> None:
    """Of a folder's URLs nearly all lose the parameter; what was asked stays what it is."""
    _learn_parameter(variants)
    found = [variants.rewritten(f"http://h/d/p{number}?who=z") for number in range(300)]
    spared = [url for url in found if "?" not in url]
    assert 250 <= len(spared) < 300
    assert variants.rewritten("http://h/d/1?who=z") in ("http://h/d/1?who=a", "http://h/d/1?who=z")
    assert variants.rewritten("http://h/d/1?who=b") == "http://h/d/1?who=b"
    assert variants.rewritten("http://h/d/1") == "http://h/d/1?who=a"


def test_rewriting_comes_to_an_end(variants: Variants) -> None:
    """What stands for a URL stands for itself, and the same URL is always answered alike."""
    _learn_parameter(variants)
    _learn_naming(variants)
    variants.learn("http://h/d/9.html", "page")
    for number in range(100):
        for url in (
            f"http://h/d/p{number}?who=z",
            f"http://h/d/print_9.html?who={number}",
            f"http://h/d/{number % 5}?who=q",
        ):
            once = variants.rewritten(url)
            assert variants.rewritten(once) == once
            assert variants.rewritten(url) == once


def test_copies_by_name_are_spared_where_their_page_was_read(variants: Variants) -> None:
    """A print version leads to its page if that is there; if it is not, it is asked for itself."""
    _learn_naming(variants)
    pages = [f"page{number}" for number in range(200)]
    for page in pages:
        variants.learn(f"http://h/{page}.html", "page")
    found = [variants.rewritten(f"http://h/print_{page}.html") for page in pages]
    assert sum("print_" not in url for url in found) > 180
    assert any("print_" in url for url in found), "some are asked for to check the rule"
    assert variants.rewritten("http://h/print_unread.html") == "http://h/print_unread.html"
    assert variants.rewritten("http://h/print_a.html") == "http://h/print_a.html"


def test_a_fallen_rule_spares_nothing(variants: Variants) -> None:
    """The first page that speaks against a rule ends it, and its fall is told."""
    _learn_parameter(variants)
    _learn_naming(variants)
    variants.learn("http://h/z.html", "page")
    before = variants.revision
    variants.learn("http://h/d/7?who=a", "page")
    variants.learn("http://h/d/7?who=b", "page")
    assert variants.revision == before + 1
    assert variants.rewritten("http://h/d/9?who=z") == "http://h/d/9?who=z"
    variants.namings.judged("http://h/print_z.html", "http://h/z.html", False)
    assert variants.revision == before + 2
    assert variants.rewritten("http://h/print_z.html") == "http://h/print_z.html"
    assert variants.rules() == []


def test_rules_are_told(variants: Variants) -> None:
    """Host, kind, rule and how often it was borne out."""
    _learn_parameter(variants)
    _learn_naming(variants)
    assert variants.rules() == [
        ("h", "parameter", "http://h/d/ who", 3),
        ("h", "name", "print_….html copies ….html", 3),
    ]


def test_rules_survive_a_restart(tmp_path: Path) -> None:
    """What a checkpoint holds brings back rules and checks."""
    state, other = CrawlState(tmp_path, "s"), CrawlState(tmp_path, "t")
    variants, again = Variants(state), Variants(other)
    _learn_parameter(variants)
    urls = [f"http://h/d/p{number}?who=z" for number in range(50)]
    found = [variants.rewritten(url) for url in urls]
    other.apply(state.delta())
    assert [again.rewritten(url) for url in urls] == found
