"""Whole crawls of random webs: whatever the order of answers and wherever a crawl is killed."""

from __future__ import annotations

import tempfile
from collections import defaultdict
from pathlib import Path
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from infoseek.web.crawl.frontier import Bounds, Failure
from infoseek.web.scope import scope_of
from infoseek.web.seeds import SeedSet
from tests.web.crawl.neighbours import Bench
from tests.web.crawl.webs import Crawl, Web, url_of, webs

HOSTS = 2
SEED = url_of(0, HOSTS)
SCOPE = [f"h{number}" for number in range(HOSTS)]
EXAMPLES = settings(max_examples=60, deadline=None)


def crawled(
    web: Web, seed: int, max_pages: int = 100, max_depth: int = 100, kill: float = 0.0, capacity: int = 4
) -> Crawl:
    random = Random(seed)
    bounds = Bounds(scope_of(SCOPE), max_pages, 100, 1000, max_depth)
    seeds = [SeedSet(name="s", urls=[SEED], scope=SCOPE)]
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder), seeds, {"s": bounds})
        crawl = Crawl(bench, web, random, capacity, kill=lambda: crawl.kills < 5 and random.random() < kill)
        return crawl.run()


def depths(web: Web) -> dict[str, int]:
    """The least links from the seed to each URL, redirects counting none: an independent reading of the web."""
    found: dict[str, int] = {}
    level, depth = [SEED], 0
    while level:
        below: list[str] = []
        while level:
            url = level.pop()
            if url in found or url not in web:
                continue
            found[url] = depth
            answer = web[url]
            (level if answer.kind == "redirect" else below).extend(answer.links)
        level, depth = below, depth + 1
    return found


@EXAMPLES
@given(webs(HOSTS), st.integers(0, 999), st.floats(0, 0.3))
def test_all_that_is_reachable_is_settled_in_spite_of_kills(web: Web, seed: int, kill: float) -> None:
    """Every reachable URL ends as a page, an alias or a failure; nothing stored is asked for again."""
    crawl = crawled(web, seed, kill=kill)
    frontier = crawl.bench.frontier
    assert frontier.coverage() == []
    assert {ask.url for ask in crawl.asked} == set(depths(web))
    failed = {url for url, _, _ in frontier.failures()}
    led = {url for url, _ in frontier.leading()}
    assert failed | led | set(frontier.page_urls()) == set(depths(web))
    assert set(frontier.page_urls()) == set(crawl.kept)
    assert {ask.url: ask.depth for ask in crawl.asked} == depths(web)


@EXAMPLES
@given(webs(HOSTS), st.integers(0, 999), st.integers(1, 6), st.floats(0, 0.3))
def test_the_kept_pages_do_not_depend_on_who_answers_first(
    web: Web, seed: int, budget: int, kill: float
) -> None:
    """Under a budget the same contents are kept one by one, many at a time, and with kills in between."""
    alone = crawled(web, 0, max_pages=budget, capacity=1)
    crawl = crawled(web, seed, max_pages=budget, kill=kill, capacity=6)
    assert set(crawl.kept.values()) == set(alone.kept.values())
    assert len(crawl.kept) <= budget
    assert crawl.bench.frontier.coverage() == []


@EXAMPLES
@given(webs(HOSTS), st.integers(0, 999), st.integers(0, 3))
def test_the_order_is_breadth_first(web: Web, seed: int, max_depth: int) -> None:
    """No URL is asked for before one of a lesser depth, none below the deepest level allowed."""
    crawl = crawled(web, seed, max_depth=max_depth)
    asked = [ask.depth for ask in crawl.asked]
    assert asked == sorted(asked)
    reachable = {url for url, depth in depths(web).items() if depth <= max_depth}
    assert {ask.url for ask in crawl.asked} == reachable


@EXAMPLES
@given(webs(HOSTS), st.integers(0, 999))
def test_replayed_checkpoints_give_the_same_state(web: Web, seed: int) -> None:
    """A state rebuilt from all checkpoints holds the same rows as the one they were taken from."""
    crawl = crawled(web, seed)
    crawl.bench.checkpoint()

    def rows() -> dict[str, list[tuple[object, ...]]]:
        connection = crawl.bench.state.connection
        return {
            table: sorted(connection.execute(f"SELECT * FROM {table}").fetchall(), key=str)
            for table in ("urls", "in_links", "tallies", "hosts_left")
        }

    with tempfile.TemporaryDirectory() as folder:
        before = rows()
        crawl.bench.folder = Path(folder)
        crawl.bench.restart()
        assert rows() == before


@EXAMPLES
@given(webs(HOSTS), st.integers(0, 999))
def test_resolving_follows_redirects_to_their_end(web: Web, seed: int) -> None:
    """Every URL resolves to what walking the web's redirects by hand gives."""
    frontier = crawled(web, seed).bench.frontier
    ends = defaultdict(str)
    for url in depths(web):
        at, hops = url, 0
        while web[at].kind == "redirect" and hops <= len(web):
            at, hops = web[at].links[0], hops + 1
        ends[url] = at
    for url, end in ends.items():
        found = frontier.resolve(url)
        if isinstance(found, Failure):
            assert found.reason == ("redirect_loop" if web[end].kind == "redirect" else "http_404")
        else:
            assert web[found].content == web[end].content
