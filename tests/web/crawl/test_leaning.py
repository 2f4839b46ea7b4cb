"""Copies known from the batch before, asked for again before their page has answered: nothing stored, nothing lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from infoseek.store.objects import ObjectStore
from tests.web.crawl.harvesting import Run, html
from tests.web.crawl.test_copies import prose

pytestmark = pytest.mark.service

TEXT = prose("page", 400)
COPY = html(TEXT, "<title>Print</title>")
PAGE = html(TEXT, "<title>Print</title><meta name=x>")


@pytest.fixture
def first(store: ObjectStore, tmp_path: Path) -> Run:
    """A batch with a page, its copy, and another page."""
    run = Run(store, tmp_path)
    run.take("/a", PAGE)
    run.take("/a-copy", COPY)
    run.take("/other", html(prose("other")))
    run.finish()
    assert run.aliases() == {"/a": ["/a-copy"], "/other": []}
    return run


def second_of(first: Run, tmp_path: Path, **crawl: int) -> Run:
    return Run(first.store, tmp_path, first.day + 1, first, **crawl)


def waits(run: Run, path: str) -> bool:
    """Whether the crawl asks for a URL next, whatever it has spent."""
    return f"http://h{path}" in [ask.url for ask in run.shard.frontier.take(99)]


def again(run: Run, path: str, page: str) -> None:
    """The server sends a page that the frontier asked for again by itself."""
    run.open()
    run.take(path, page)


@pytest.mark.parametrize("order", [("/a-copy", "/a"), ("/a", "/a-copy")])
def test_an_unchanged_copy_is_not_stored_in_any_order(
    first: Run, tmp_path: Path, order: tuple[str, str]
) -> None:
    """Asked for before or after its page, the copy is its alias as before, and brings neither row nor body."""
    second = second_of(first, tmp_path)
    for path in order:
        if path == "/a":
            second.not_modified("/a")
        else:
            second.take("/a-copy", COPY)
    second.not_modified("/other")
    receipt = second.finish()
    assert receipt.stats["pages"] == 0
    assert second.aliases() == first.aliases()
    assert second.pages_by_fate() == {"copy": 1, "not_modified": 2}
    assert second.snapshot.digest == first.snapshot.digest


def test_several_copies_lean_on_one_page(first: Run, tmp_path: Path) -> None:
    """Two copies of one page that was not asked for in this batch stay its aliases."""
    second = second_of(first, tmp_path)
    second.not_modified("/a")
    second.take("/b-copy", COPY)
    second.finish()
    third = second_of(second, tmp_path, max_revisits=0)
    third.take("/a-copy", COPY)
    third.take("/b-copy", COPY)
    (seed,) = third.shard.frontier.take(99)
    third.shard.frontier.fail(seed, "timeout", "It is not of interest.")
    assert third.finish().stats["pages"] == 0
    assert third.aliases() == {"/a": ["/a-copy", "/b-copy"], "/other": []}


def test_a_copy_of_a_page_that_changed_is_stored(first: Run, tmp_path: Path) -> None:
    """The page answers after its copy, and says something else: the copy is asked for again, and is a page."""
    second = second_of(first, tmp_path)
    second.take("/a-copy", COPY)
    second.take("/a", html(prose("news")))
    second.shard.harvest.checkpoint()
    assert waits(second, "/a-copy")
    again(second, "/a-copy", COPY)
    second.not_modified("/other")
    second.finish()
    assert second.stored()["/a-copy"]["text"] == TEXT
    assert second.aliases() == {"/a": [], "/a-copy": [], "/other": []}
    assert second.pages_by_fate() == {"changed": 1, "new": 1, "not_modified": 1}


def test_a_copy_that_changed_with_its_page_stays_a_copy(first: Run, tmp_path: Path) -> None:
    """Both say the same new thing when the copy is asked for again: it is still an alias, without a version."""
    second = second_of(first, tmp_path)
    second.take("/a-copy", COPY)
    second.take("/a", html(prose("news"), "<title>Print</title><meta name=x>"))
    second.shard.harvest.checkpoint()
    again(second, "/a-copy", html(prose("news"), "<title>Print</title>"))
    second.not_modified("/other")
    second.finish()
    assert set(second.stored()) == {"/a"}
    assert second.aliases() == first.aliases()


@pytest.mark.parametrize("status", [404, 410])
def test_a_copy_of_a_page_that_is_gone_is_stored(first: Run, tmp_path: Path, status: int) -> None:
    """The page is dead when it is asked for after its copy: the copy is asked for again and stands for itself."""
    second = second_of(first, tmp_path)
    second.take("/a-copy", COPY)
    second.fail("/a", status)
    second.shard.harvest.checkpoint()
    assert waits(second, "/a-copy")
    again(second, "/a-copy", COPY)
    second.not_modified("/other")
    second.finish()
    assert second.stored()["/a-copy"]["text"] == TEXT
    assert second.aliases().keys() == {"/a-copy", "/other"} | ({"/a"} if status == 404 else set())


def test_a_copy_of_a_page_that_was_moved_is_stored(first: Run, tmp_path: Path) -> None:
    """The page leads to another one now, which says something else: the copy is asked for again and stored."""
    second = second_of(first, tmp_path)
    second.take("/a-copy", COPY)
    second.redirect("/a", "/other")
    second.not_modified("/other")
    second.shard.harvest.checkpoint()
    again(second, "/a-copy", COPY)
    second.finish()
    assert second.stored()["/a-copy"]["text"] == TEXT
    assert second.aliases() == {"/a-copy": [], "/other": ["/a"]}


@pytest.mark.parametrize("order", [("/a-copy", "/a"), ("/a", "/a-copy")])
@pytest.mark.parametrize("change", ["And 17 of them.", prose("something more", 60)])
def test_a_copy_that_is_none_any_more_is_stored(
    first: Run, tmp_path: Path, order: tuple[str, str], change: str
) -> None:
    """A number or words that its page has not make the copy a page, whichever of them answers first."""
    second = second_of(first, tmp_path)
    for path in order:
        if path == "/a":
            second.not_modified("/a")
        else:
            second.take("/a-copy", html(f"{TEXT} {change}", "<title>Print</title>"))
    second.not_modified("/other")
    second.finish()
    assert second.stored()["/a-copy"]["text"].endswith(change)
    assert second.aliases().keys() == {"/a", "/a-copy", "/other"}


def test_what_led_to_a_missing_page_is_asked_for_again(first: Run, tmp_path: Path) -> None:
    """While a page is missing, its aliases are asked for: the copy that is still there is stored before that leaves."""
    second = second_of(first, tmp_path, recheck_batches=10**6)
    second.fail("/a", 404)
    second.not_modified("/other")
    second.finish()
    assert second.aliases() == first.aliases()
    third = second_of(second, tmp_path, recheck_batches=10**6)
    seed = third.ask("/")
    third.shard.frontier.settle(seed, "new")
    third.shard.frontier.follow(seed, ["http://h/a-copy", "http://h/a", "http://h/other"])
    asks = {ask.url for ask in third.shard.frontier.take(99)}
    assert "http://h/a-copy" in asks
    third.open()
    third.fail("/a", 404)
    third.take("/a-copy", COPY)
    third.not_modified("/other")
    third.finish()
    assert third.aliases() == {"/a-copy": [], "/other": []}


def test_a_killed_crawl_still_knows_what_leans(first: Run, tmp_path: Path) -> None:
    """The copy was judged before the kill, its page fails after it: the copy is asked for again all the same."""
    second = second_of(first, tmp_path)
    second.take("/a-copy", COPY)
    second.shard.harvest.checkpoint()
    second.open()
    second.fail("/a", 410)
    assert waits(second, "/a-copy")
