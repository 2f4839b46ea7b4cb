"""What a crawl may ask for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infoseek.web.crawl.frontier import MAX_REDIRECTS, MAX_TWINS, Ask, Failure, Frontier, limits_of
from infoseek.web.seeds import SeedSet

SEEDS = SeedSet(name="s", urls=["http://h/"], scope=["h"])


def frontier(max_pages: int = 10, max_depth: int = 3) -> Frontier:
    return Frontier({"s": limits_of(SEEDS, max_pages, max_depth)})


def begun(crawl: Frontier) -> Ask:
    crawl.begin([SEEDS])
    (seed,) = crawl.take(9)
    return seed


def test_each_url_is_asked_for_once() -> None:
    """A URL that several pages link to is given out once, out-of-scope and binary ones never."""
    crawl = frontier()
    seed = begun(crawl)
    links = ["http://h/a", "http://h/a", "http://h/", "http://h:81/b", "http://other/", "http://h/x.PNG"]
    crawl.follow(seed, links)
    crawl.follow(seed, links)
    assert crawl.take(9) == [Ask("http://h/a", "s", depth=1)]
    assert crawl.take(9) == []


def test_depth_and_pages_are_bounded() -> None:
    """Links are followed as deep as allowed, and no more when the set is full."""
    crawl = frontier(max_pages=1, max_depth=1)
    seed = begun(crawl)
    crawl.follow(seed, ["http://h/a", "http://h/b"])
    (child,) = crawl.take(1)
    crawl.follow(child, ["http://h/c"])
    assert crawl.keep(seed)
    assert crawl.is_full("s")
    assert not crawl.keep(child)
    assert crawl.take(9) == []


def test_sets_take_turns() -> None:
    """The next URLs come from every set in turn, breadth first within each."""
    other = SeedSet(name="t", urls=["http://h/t1", "http://h/t2"], scope=["h"])
    crawl = Frontier({"s": limits_of(SEEDS, 9, 9), "t": limits_of(other, 9, 9)})
    crawl.begin([SEEDS, other])
    assert [ask.url for ask in crawl.take(2)] == ["http://h/", "http://h/t1"]
    assert [ask.url for ask in crawl.take(2)] == ["http://h/t2"]


def test_a_sets_own_limits_win() -> None:
    """Limits written in the seed set outrank the settings'."""
    limits = limits_of(SEEDS.model_copy(update={"max_pages": 1, "max_depth": 0}), 9, 9)
    assert (limits.max_pages, limits.max_depth) == (1, 0)


def test_redirects_lead_to_their_page() -> None:
    """A chain of redirects resolves to the page at its end, at the depth of its beginning."""
    crawl = frontier()
    seed = begun(crawl)
    crawl.follow(seed, ["http://h/later"])
    crawl.redirect(seed, "http://h/a")
    (second,) = crawl.take(1)
    assert second == Ask("http://h/a", "s", depth=0, redirects=1)
    crawl.redirect(second, "http://h/b")
    assert crawl.resolve("http://h/", {"http://h/b"}) == "http://h/b"


@pytest.mark.parametrize(
    ("target", "reason"),
    [
        (None, "bad_redirect"),
        ("http://other/", "out_of_scope"),
        ("http://h:81/", "out_of_scope"),
        ("http://h/", "redirect_loop"),
    ],
)
def test_redirects_that_lead_nowhere(target: str | None, reason: str) -> None:
    """A redirect to nonsense, out of scope or to itself fails with its reason."""
    crawl = frontier()
    seed = begun(crawl)
    crawl.redirect(seed, target)
    assert crawl.take(9) == []
    assert crawl.failures["http://h/"].reason == reason


def test_a_circle_of_redirects_is_a_failure() -> None:
    """URLs that redirect to one another fail, each of them."""
    crawl = frontier()
    crawl.redirect(Ask("http://h/a", "s"), "http://h/b")
    crawl.redirect(Ask("http://h/b", "s"), "http://h/a")
    for url in ("http://h/a", "http://h/b"):
        found = crawl.resolve(url, set())
        assert isinstance(found, Failure)
        assert found.reason == "redirect_loop"


def test_an_endless_chain_is_cut() -> None:
    """Redirects to ever new URLs end at the limit, and every URL of the chain fails with the same reason."""
    crawl = frontier()
    asks = [Ask("http://h/0", "s")]
    number = 0
    while asks:
        number += 1
        crawl.redirect(asks[0], f"http://h/{number}")
        asks = crawl.take(9)
    assert number == MAX_REDIRECTS + 1
    found = crawl.resolve("http://h/0", set())
    assert isinstance(found, Failure)
    assert found.reason == "too_many_redirects"


def test_query_traps_are_left() -> None:
    """After enough equal pages under one path no more of its queries are asked for; the path itself is."""
    crawl = frontier()
    seed = begun(crawl)
    crawl.follow(seed, ["http://h/trap?n=98"])
    for number in range(MAX_TWINS):
        crawl.twin(f"http://h/trap?n={number}")
    crawl.follow(seed, ["http://h/trap?n=99", "http://h/trap", "http://h/fine?n=1"])
    assert crawl.take(9) == [
        Ask("http://h/trap", "s", 1),
        Ask("http://h/fine?n=1", "s", 1),
    ]


@given(st.dictionaries(st.integers(0, 6), st.integers(0, 6)), st.sets(st.integers(0, 6)))
def test_resolving_always_ends(edges: dict[int, int], pages: set[int]) -> None:
    """Whatever redirects there are, every URL resolves to a page or to a reason."""
    crawl = frontier()
    for source, target in edges.items():
        crawl.redirect(Ask(f"http://h/{source}", "s"), f"http://h/{target}")
    urls = {f"http://h/{number}" for number in pages}
    for number in range(7):
        found = crawl.resolve(f"http://h/{number}", urls)
        assert found in urls or isinstance(found, Failure)
