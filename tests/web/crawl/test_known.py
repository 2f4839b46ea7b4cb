"""What a crawl knows of the batch before, read from its snapshot and its failures."""

from __future__ import annotations

from pathlib import Path

import pytest

from infoseek.store.objects import ObjectStore
from infoseek.web.crawl.frontier import Failure
from infoseek.web.crawl.known import Known, load_known
from infoseek.web.crawl.state import CrawlState
from infoseek.web.urls import page_id
from tests.web.crawl.harvesting import Run, html

pytestmark = pytest.mark.service

LINKS = '<a href="/b">b</a> and <a href="/c">c</a>, <a href="/spam" rel="nofollow">spam</a>, <a href="/b">b again</a>'


def known_after(run: Run, scratch: Path, hosts: set[str] | None = None, is_same_reader: bool = True) -> Known:
    known = Known(CrawlState(scratch, "known"), is_same_reader)
    load_known(run.store, known, run.snapshot, run.manifest, hosts)
    return known


@pytest.fixture
def run(store: ObjectStore, tmp_path: Path) -> Run:
    first = Run(store, tmp_path)
    first.take("/a", html(f"Page A: {LINKS}", "<title>A title</title>"), ETag='"1"')
    first.take("/b", html("Page B."))
    first.redirect("/old", "/a")
    first.fail("/dead", 404)
    first.fail("/broken", 500)
    first.finish()
    return first


def test_pages_are_known_with_their_validators(run: Run, tmp_path: Path) -> None:
    """A page brings what a conditional request and a revisit record need."""
    found = known_after(run, tmp_path).page("http://h/a")
    row = run.stored()["/a"]
    assert found is not None
    for name, value in vars(found).items():
        assert row[name] == value
    assert found.etag == '"1"'


def test_stored_links_are_what_may_be_followed(run: Run, tmp_path: Path) -> None:
    """Each target once, in the page's order, without those it asks not to follow."""
    known = known_after(run, tmp_path)
    assert known.links("http://h/a") == ["http://h/b", "http://h/c"]
    assert known.links("http://h/unknown") == []


def test_aliases_and_dead_links(run: Run, tmp_path: Path) -> None:
    """Aliases lead to their page, dead links have their reason; other failures are asked for again."""
    known = known_after(run, tmp_path)
    assert known.alias("http://h/old") == "http://h/a"
    assert known.aliases_of("http://h/a") == ["http://h/old"]
    assert known.dead("http://h/dead") == Failure("http_404", "The server answered 404.")
    assert known.dead("http://h/broken") is None
    assert list(known.urls("h")) == ["http://h/a", "http://h/b"]


def test_what_a_page_says_is_at_hand(run: Run, tmp_path: Path) -> None:
    """Title, text, hash and print come back as they were stored."""
    said, row = known_after(run, tmp_path).content("http://h/a"), run.stored()["/a"]
    assert (said.title, said.text) == (row["title"], row["text"])
    assert (said.text_sha256, said.text_print) == (row["text_sha256"], row["text_print"])


def test_only_the_last_version_of_live_pages_is_known(store: ObjectStore, run: Run, tmp_path: Path) -> None:
    """A later version stands in the earlier one's place, and a page that is gone is none."""
    second = Run(store, tmp_path, 2, run)
    second.take("/a", html("Page A, edited."), ETag='"2"')
    second.fail("/b", 410)
    second.finish()
    known = known_after(second, tmp_path)
    found = known.page("http://h/a")
    assert found is not None
    assert found.etag == '"2"'
    assert known.page("http://h/b") is None
    assert page_id("http://h/b") in second.snapshot.tombstones


def test_other_hosts_are_not_read_in(run: Run, tmp_path: Path) -> None:
    """A shard knows its own hosts alone."""
    assert list(known_after(run, tmp_path, {"elsewhere"}).urls("h")) == []
    assert known_after(run, tmp_path, {"h"}).page("http://h/a") is not None


def test_another_reader_needs_the_pages_whole(run: Run, tmp_path: Path) -> None:
    """Where another version of the reader made the texts, no page has validators."""
    found = known_after(run, tmp_path, is_same_reader=False).page("http://h/a")
    assert found is not None
    assert (found.etag, found.last_modified) == ("", "")
