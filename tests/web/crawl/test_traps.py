"""Traps by shape and by what came of them; large sites that are none."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import count
from pathlib import Path

import pytest

from infoseek.web.crawl.reasons import REASONS
from infoseek.web.crawl.state import CrawlState
from infoseek.web.crawl.traps import MAX_CHARS, Traps


@pytest.fixture
def traps(tmp_path: Path) -> Traps:
    return Traps(CrawlState(tmp_path, "s"))


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("http://h/" + "a" * MAX_CHARS, "too_long"),
        ("http://h/" + "/".join(f"x{number}y" for number in range(20)), "too_deep"),
        ("http://h/a/a/a/", "repeating_path"),
        ("http://h/a/b/a/b/a/b", "repeating_path"),
        ("http://h/x/a/y/a/z/a/w/a", "repeating_path"),
    ],
)
def test_shapes_that_no_page_has(traps: Traps, url: str, reason: str) -> None:
    """Endless paths are refused before anything was asked, each under its reason."""
    failure = traps.refusal(url)
    assert failure is not None
    assert failure.reason == reason
    assert failure.detail.endswith(".")


@pytest.mark.parametrize(
    "url",
    [
        "http://h/",
        "http://h/2024/05/05/title",
        "http://h/1/1/1/1",
        "http://h/wiki/Talk:A/B/A",
        "http://h/a/b/c/d/e/f/g/h/i/j/k/l",
        "http://h/index.php?title=A&action=edit",
    ],
)
def test_shapes_that_pages_have(traps: Traps, url: str) -> None:
    """Dates, numbers and folders that come twice are no traps."""
    assert traps.refusal(url) is None


def _months() -> Iterator[tuple[str, bool, str]]:
    for number in count():
        day = date(2000, 1, 15) + timedelta(days=30 * number)
        yield (
            f"http://h/cal/{day.year}/{day.month}",
            True,
            f"{day:%B %Y} Mo Tu We 1 2 3 No events. {day.month}",
        )


def _dates_in_queries() -> Iterator[tuple[str, bool, str]]:
    for number in count():
        day = date(2000, 1, 15) + timedelta(days=number)
        yield f"http://h/cal?date={day.isoformat()}", True, f"Events of {day:%A, %d %B}: none."


def _sorts() -> Iterator[tuple[str, bool, str]]:
    return ((f"http://h/shop?sort={number}", number == 0, "The same shop.") for number in count())


def _sessions() -> Iterator[tuple[str, bool, str]]:
    return ((f"http://h/s/a1b2c3d4e5f6{number:04d}/{number % 3}", number < 3, "Page.") for number in count())


def _numbers() -> Iterator[tuple[str, bool, str]]:
    return ((f"http://h/s/{number}", number == 0, "Page.") for number in count())


def _depths() -> Iterator[tuple[str, bool, str]]:
    for number in count():
        path = "/".join(f"p{number}q{step}" for step in range(9))
        yield f"http://h/deep/down/{path}", True, f"You are at {path.replace('/', ' ')}."


@pytest.mark.parametrize(
    ("pages", "reason", "most"),
    [
        (_months, "calendar_trap", 40),
        (_dates_in_queries, "calendar_trap", 40),
        (_sorts, "query_trap", 12),
        (_sessions, "session_trap", 15),
        (_numbers, "session_trap", 60),
        (_depths, "deep_trap", 40),
    ],
)
def test_endless_sites_are_bounded(
    traps: Traps, pages: Callable[[], Iterator[tuple[str, bool, str]]], reason: str, most: int
) -> None:
    """After a few dozen pages without anything new no more of their kind is asked for."""
    for asked, (url, is_fresh, text) in enumerate(pages()):
        failure = traps.refusal(url)
        if failure is not None:
            break
        assert asked < most
        traps.note(url, is_fresh, text)
    assert failure is not None
    assert failure.reason in (reason, "query_trap")
    assert failure.reason in REASONS
    assert traps.refusal("http://h/other/page") is None
    assert traps.refusal("http://k/cal/2000/1") is None


def _items() -> Iterator[tuple[str, str]]:
    return ((f"http://h/item/{number}", f"Item {number} costs {number * 7}.") for number in range(10_000))


def _news() -> Iterator[tuple[str, str]]:
    for number in range(3000):
        day = date(2015, 1, 1) + timedelta(days=number)
        yield f"http://h/{day:%Y/%m/%d}/title-{number}", f"News of {day:%d %B}, story of {_word(number)}."
        yield f"http://h/{day:%Y/%m/%d}/", f"All stories of {day:%d %B}: {_word(number)}."


def _wiki() -> Iterator[tuple[str, str]]:
    for number in range(3000):
        yield f"http://h/index.php?title={_word(number)}", f"{_word(number)} is a village."


def _word(number: int) -> str:
    return "".join("abcdefghij"[int(digit)] for digit in str(number))


@pytest.mark.parametrize("pages", [_items, _news, _wiki])
def test_large_sites_are_no_traps(traps: Traps, pages: Callable[[], Iterator[tuple[str, str]]]) -> None:
    """Thousands of items, an archive of news by date and a wiki of stubs are asked for to the end."""
    for number, (url, text) in enumerate(pages()):
        assert traps.refusal(url) is None
        # Now and then a page turns out to be a copy: an item that is gone, a story told twice.
        traps.note(url, number % 10 < 7, text)


def test_traps_survive_a_restart(tmp_path: Path) -> None:
    """What a checkpoint holds is refused after it, too."""
    state, other = CrawlState(tmp_path, "s"), CrawlState(tmp_path, "t")
    traps, again = Traps(state), Traps(other)
    for number in range(20):
        traps.note(f"http://h/shop?sort={number}", number == 0, "Shop.")
    other.apply(state.delta())
    assert again.refusal("http://h/shop?sort=99") is not None
    assert again.refusal("http://h/shop") is None
