"""What one shard's findings become: pages, aliases, failures, a receipt."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from infoseek.store import manifests
from infoseek.store.manifests import Plan, Receipt
from infoseek.store.objects import ObjectStore
from infoseek.store.schemas import CRAWL_FAILURES, PAGES
from infoseek.store.tables import read_parts
from infoseek.web.crawl import harvest as harvest_module
from infoseek.web.crawl.frontier import Ask, Frontier, Limits
from infoseek.web.crawl.harvest import Harvest
from infoseek.web.crawl.job import KnownPage
from infoseek.web.page.extract import extract
from infoseek.web.urls import page_id
from infoseek.web.warc import Response

pytestmark = pytest.mark.service


class Shard:
    """A harvest on a real store, with what is needed to feed it."""

    def __init__(self, store: ObjectStore, scratch: Path, known: dict[str, KnownPage] | None = None) -> None:
        self.store = store
        self.frontier = Frontier({"s": Limits(frozenset({"h"}), 100, 9)})
        plan: Plan = manifests.plan(store, "crawl", "2026-11-05", stage_version="1", settings={}, inputs={})
        self.harvest = Harvest(store, plan, "000", self.frontier, known or {}, "infoseek 0", scratch)

    def take(self, path: str, html: str) -> bool:
        url = f"http://h{path}"
        response = Response(url, "HTTP/1.1", "200 OK", (("Content-Type", "text/html"),), html.encode())
        return self.harvest.take(Ask(url, "s"), response, extract(html.encode(), url))

    def finish(self) -> tuple[Receipt, dict[str, dict[str, Any]], dict[str, str]]:
        receipt = self.harvest.finish()
        pages = read_parts(self.store, PAGES, receipt.tables["pages"]).to_pylist()
        failures = read_parts(self.store, CRAWL_FAILURES, receipt.tables["failures"]).to_pylist()
        return receipt, {row["url"]: row for row in pages}, {row["url"]: row["reason"] for row in failures}


def test_aliases_found_late_reach_their_page(store: ObjectStore, tmp_path: Path) -> None:
    """A redirect met after its page was taken in is still one of the page's aliases."""
    shard = Shard(store, tmp_path)
    shard.take("/a", "<p>Page A.")
    shard.frontier.redirect(Ask("http://h/old", "s"), "http://h/a")
    shard.frontier.redirect(Ask("http://h/older", "s"), "http://h/old")
    _, pages, failures = shard.finish()
    assert pages["http://h/a"]["aliases_urls"] == ["http://h/old", "http://h/older"]
    assert failures == {}


def test_copies_are_folded(store: ObjectStore, tmp_path: Path) -> None:
    """Equal bytes under two URLs are one page; so is equal text whose page names the other as canonical."""
    shard = Shard(store, tmp_path)
    assert shard.take("/a", "<p>Page A.")
    assert not shard.take("/a?copy", "<p>Page A.")
    assert shard.take("/print", '<link rel="canonical" href="/b"><p>Page B.')
    assert shard.take("/b", '<link rel="canonical" href="/b"><h1></h1><p>Page B.')
    receipt, pages, _ = shard.finish()
    assert {url: row["aliases_urls"] for url, row in pages.items()} == {
        "http://h/a": ["http://h/a?copy"],
        "http://h/b": ["http://h/print"],
    }
    assert receipt.stats["pages"] == 2


def test_a_false_canonical_folds_nothing(store: ObjectStore, tmp_path: Path) -> None:
    """Pages that all call the home page canonical but say other things are kept."""
    shard = Shard(store, tmp_path)
    for path in ("/", "/a", "/b"):
        shard.take(path, f'<link rel="canonical" href="/"><p>Page {path}.')
    assert len(shard.finish()[1]) == 3


def test_two_pages_that_name_one_another_are_both_kept(store: ObjectStore, tmp_path: Path) -> None:
    """Canonical links in a circle lose no page."""
    shard = Shard(store, tmp_path)
    shard.take("/a", '<link rel="canonical" href="/b"><p>Same text.')
    shard.take("/b", '<link rel="canonical" href="/a"><p>Same text.')
    assert len(shard.finish()[1]) == 2


def test_unchanged_pages_are_not_stored_again(store: ObjectStore, tmp_path: Path) -> None:
    """A page whose bytes are those of its live version is counted, not stored; a new alias stores it again."""
    first = Shard(store, tmp_path)
    first.take("/a", "<p>Page A.")
    first.take("/b", "<p>Page B.")
    _, pages, _ = first.finish()
    known = {
        row["page_id"]: KnownPage(
            row["content_sha256"], (), row["warc_path"], row["warc_offset"], row["warc_length"]
        )
        for row in pages.values()
    }
    second = Shard(store, tmp_path, known)
    second.take("/a", "<p>Page A.")
    second.take("/b", "<p>Page B.")
    second.frontier.redirect(Ask("http://h/old", "s"), "http://h/b")
    receipt, again, _ = second.finish()
    assert (receipt.stats["pages"], receipt.stats["unchanged"]) == (1, 1)
    assert again["http://h/b"]["aliases_urls"] == ["http://h/old"]
    assert again["http://h/b"]["warc_path"] == pages["http://h/b"]["warc_path"]
    assert again["http://h/b"]["page_id"] == page_id("http://h/b")


def test_parts_are_bounded(store: ObjectStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages are spread over parts of a bounded number of rows, ordered by page_id throughout."""
    monkeypatch.setattr(harvest_module, "PART_ROWS", 3)
    shard = Shard(store, tmp_path)
    for number in range(8):
        shard.take(f"/{number}", f"<p>Page {number}.")
    receipt, pages, _ = shard.finish()
    assert [part.rows for part in receipt.tables["pages"]] == [3, 3, 2]
    ids = [row["page_id"] for row in pages.values()]
    assert ids == sorted(ids)
    assert list(tmp_path.iterdir()) == []


def test_what_redirects_to_a_failure_fails_too(store: ObjectStore, tmp_path: Path) -> None:
    """Every URL that was asked for ends as a page, an alias or a failure with the reason at its end."""
    shard = Shard(store, tmp_path)
    shard.take("/a", "<p>Page A.")
    shard.frontier.redirect(Ask("http://h/old", "s"), "http://h/dead")
    shard.frontier.fail("http://h/dead", "http_404", "The server answered 404.")
    assert shard.finish()[2] == {"http://h/dead": "http_404", "http://h/old": "http_404"}
