"""What a crawl may ask for, in which order, and where its URLs lead."""

from __future__ import annotations

from pathlib import Path

import pytest

from infoseek.settings import CrawlSettings
from infoseek.web.crawl.frontier import MAX_REDIRECTS, Ask, Bounds, Failure, bounds_of, intake, runs
from infoseek.web.crawl.frontier.intake import MAX_NESTED, is_file
from infoseek.web.scope import scope_of
from infoseek.web.seeds import SeedSet
from tests.web.crawl.neighbours import Before, Bench, Rules, bench

DOWN = Failure("taken_down", "It was taken down.")
GONE = Failure("http_404", "The server answered 404.")


def page(crawl: Bench, ask: Ask, *links: str, outcome: str = "new") -> None:
    """Answer an ask with a page."""
    crawl.frontier.settle(ask, outcome)
    crawl.frontier.follow(ask, links)


def counted(crawl: Bench, measure: str) -> dict[str, float]:
    rows = crawl.frontier.report_rows("b")
    return {row["key"]: row["value"] for row in rows if row["measure"] == measure}


def test_each_url_is_asked_for_once(tmp_path: Path) -> None:
    """A URL that several pages link to is given out once, out-of-scope and binary ones never, and are counted."""
    crawl = bench(tmp_path)
    seed = crawl.only()
    links = ["http://h/a", "http://h/a", "http://h/", "http://h:81/b", "http://other/", "http://h/x.PNG"]
    page(crawl, seed, *links)
    (found,) = crawl.frontier.take(9)
    assert found == Ask("http://h/a", "s", depth=1)
    page(crawl, found, *links)
    assert crawl.frontier.take(9) == []
    assert crawl.frontier.is_drained()
    assert counted(crawl, "refused") == {"out_of_scope": 4, "not_a_page": 2}


@pytest.mark.parametrize(
    ("url", "is_one"),
    [
        ("http://h/a.pdf", True),
        ("http://h/a.PDF?x=1.html", True),
        ("http://h/a.html", False),
        ("http://h/?file=a.pdf", False),
        ("http://h.zip/", False),
        ("http://h.zip", False),
        ("http://h/.zip", False),
        ("http://h/wiki/St._Louis", False),
        ("http://h/a.pdf/b", False),
    ],
)
def test_files_are_told_by_their_suffix(url: str, is_one: bool) -> None:
    """Only the last part of the path says that a URL is no page."""
    assert is_file(url) is is_one


def test_the_most_linked_is_asked_for_first(tmp_path: Path) -> None:
    """Within a level those with more links from above come first, the rest in an order that scatters them."""
    crawl = bench(tmp_path)
    page(crawl, crawl.only(), "http://h/1", "http://h/2")
    for ask, links in zip(crawl.frontier.take(9), [["/c", "/z"], ["/b", "/z"]], strict=True):
        page(crawl, ask, *(f"http://h{link}" for link in links))
    assert crawl.urls() == ["http://h/z", "http://h/c", "http://h/b"]


def test_a_level_waits_for_the_one_above(tmp_path: Path) -> None:
    """While a page of a level is in flight nothing below it is asked for, unless it takes too long."""
    crawl = bench(tmp_path)
    page(crawl, crawl.only(), "http://h/1", "http://h/2")
    first, _ = crawl.frontier.take(9)
    page(crawl, first, "http://h/3")
    assert crawl.urls() == []
    assert crawl.frontier.next_wait_s() == 5.0
    crawl.now += 5.0
    assert crawl.urls() == ["http://h/3"]


def test_a_straggler_s_links_come_up_to_their_level(tmp_path: Path) -> None:
    """What a late page links to is asked for at its own depth, also where a deeper page had found it."""
    crawl = bench(tmp_path)
    page(crawl, crawl.only(), "http://h/1", "http://h/2")
    first, late = crawl.frontier.take(9)
    page(crawl, first, "http://h/3")
    crawl.now += 5.0
    third = crawl.only()
    page(crawl, third, "http://h/deep")
    page(crawl, late, "http://h/deep", "http://h/4")
    assert [(ask.url, ask.depth) for ask in crawl.frontier.take(9)] == [
        ("http://h/4", 2),
        ("http://h/deep", 2),
    ]


def test_depth_and_pages_are_bounded(tmp_path: Path) -> None:
    """Links are followed as deep as allowed; with as many pages as allowed the rest is left."""
    crawl = bench(tmp_path, max_pages=2, max_depth=1)
    page(crawl, crawl.only(), "http://h/a", "http://h/b")
    (child,) = crawl.frontier.take(9)
    page(crawl, child, "http://h/c")
    assert crawl.urls() == []
    assert crawl.frontier.is_drained()
    assert crawl.frontier.left("s") == 1
    assert counted(crawl, "queue_left") == {"": 1}
    assert crawl.frontier.coverage() == []


@pytest.mark.parametrize("outcome", ["copy", "fail"])
def test_what_gives_no_page_frees_its_place(tmp_path: Path, outcome: str) -> None:
    """A copy or a failure lets another unknown URL be asked for."""
    crawl = bench(tmp_path, max_pages=2)
    page(crawl, crawl.only(), "http://h/a", "http://h/b")
    (first,) = crawl.frontier.take(9)
    if outcome == "copy":
        crawl.frontier.settle(first, "copy", "http://h/")
    else:
        crawl.frontier.fail(first, "http_404", "The server answered 404.")
    assert crawl.urls() == ["http://h/b"]


def test_requests_for_unknown_urls_are_bounded(tmp_path: Path) -> None:
    """Failures use up the requests of a set, and the rest is left."""
    crawl = bench(tmp_path, max_requests=3)
    page(crawl, crawl.only(), *(f"http://h/{number}" for number in range(9)))
    for ask in crawl.frontier.take(9):
        crawl.frontier.fail(ask, "http_404", "The server answered 404.")
    assert crawl.urls() == []
    assert crawl.frontier.left("s") == 7


def test_sets_take_turns_and_have_budgets_of_their_own(tmp_path: Path) -> None:
    """The next URLs come from every set in turn; a set that is full stops none of the others."""
    seeds = [
        SeedSet(name="s", urls=["http://h/1", "http://h/2"], scope=["h"]),
        SeedSet(name="t", urls=["http://k/1", "http://k/2"], scope=["k"]),
    ]
    bounds = {
        "s": Bounds(scope_of(["h"]), 1, 9, 9, 9),
        "t": Bounds(scope_of(["k"]), 9, 9, 9, 9),
    }
    crawl = Bench(tmp_path, seeds, bounds)
    assert crawl.urls() == ["http://h/1", "http://k/1", "http://k/2"]


def test_a_url_belongs_to_the_set_that_found_it_first(tmp_path: Path) -> None:
    """Of two sets over one host each has its own bounds; a URL counts to one of them alone."""
    seeds = [
        SeedSet(name="s", urls=["http://h/", "http://h/both"], scope=["h"]),
        SeedSet(name="t", urls=["http://h/both", "http://h/wiki/"], scope=["h"]),
    ]
    bounds = {name: Bounds(scope_of(["h"]), 9, 9, 9, 9) for name in "st"}
    crawl = Bench(tmp_path, seeds, bounds)
    found = sorted((ask.url, ask.seed_set) for ask in crawl.frontier.take(9))
    assert found == [("http://h/", "s"), ("http://h/both", "s"), ("http://h/wiki/", "t")]


def test_a_set_s_own_bounds_win() -> None:
    """Bounds written in the seed set outrank the settings'; requests follow the pages."""
    seeds = SeedSet(name="s", urls=["http://h/"], scope=["h"], max_pages=3, max_depth=0)
    bounds = bounds_of(seeds, CrawlSettings(max_pages=9, max_depth=9, requests_per_page=1.5))
    assert (bounds.max_pages, bounds.max_depth, bounds.max_requests) == (3, 0, 5)


def test_seeds_outside_their_scope_fail(tmp_path: Path) -> None:
    """A seed that the scope leaves out, or that was taken down, is a failure that says so."""
    seeds = [SeedSet(name="s", urls=["http://k/", "http://h/gone"], scope=["h"])]
    bounds = {"s": Bounds(scope_of(["h"]), 9, 9, 9, 9)}
    crawl = Bench(tmp_path, seeds, bounds, taken_down={"http://h/gone": DOWN})
    assert crawl.urls() == []
    found = {url: failure.reason for url, _, failure in crawl.frontier.failures()}
    assert found == {"http://k/": "out_of_scope", "http://h/gone": "taken_down"}


def test_redirects_lead_to_their_page(tmp_path: Path) -> None:
    """A chain of redirects resolves to the page at its end, asked for at the depth of its beginning, and next."""
    crawl = bench(tmp_path)
    page(crawl, crawl.only(), "http://h/1", "http://h/2")
    (first,) = crawl.frontier.take(1)
    crawl.frontier.redirect(first, "http://h/a")
    (second,) = crawl.frontier.take(1)
    assert second == Ask("http://h/a", "s", depth=1, redirects=1)
    crawl.frontier.redirect(second, "http://h/b")
    (third,) = crawl.frontier.take(1)
    page(crawl, third)
    assert crawl.frontier.resolve("http://h/1") == "http://h/b"
    assert list(crawl.frontier.leading()) == [("http://h/1", "http://h/b"), ("http://h/a", "http://h/b")]


@pytest.mark.parametrize(
    ("target", "reason"),
    [
        (None, "bad_redirect"),
        ("http://other/", "out_of_scope"),
        ("http://h:81/", "out_of_scope"),
        ("http://h/", "redirect_loop"),
        ("http://h/down", "taken_down"),
        ("http://h/trap", "query_trap"),
    ],
)
def test_redirects_that_may_not_be_followed(tmp_path: Path, target: str | None, reason: str) -> None:
    """A redirect to nonsense, out of scope, to itself, to what is taken down or a trap fails with its reason."""
    rules = Rules(traps={"http://h/trap": Failure("query_trap", "No end.")})
    crawl = bench(tmp_path, rules=rules, taken_down={"http://h/down": DOWN})
    crawl.frontier.redirect(crawl.only(), target)
    assert crawl.urls() == []
    found = crawl.frontier.resolve("http://h/")
    assert isinstance(found, Failure)
    assert found.reason == reason


def test_a_circle_of_redirects_is_a_failure(tmp_path: Path) -> None:
    """URLs that redirect to one another fail, each of them."""
    crawl = bench(tmp_path)
    crawl.frontier.redirect(crawl.only(), "http://h/b")
    crawl.frontier.redirect(crawl.only(), "http://h/")
    assert crawl.frontier.is_drained()
    assert {(url, failure.reason) for url, _, failure in crawl.frontier.failures()} == {
        ("http://h/", "redirect_loop"),
        ("http://h/b", "redirect_loop"),
    }


def test_an_endless_chain_is_cut_across_restarts(tmp_path: Path) -> None:
    """Redirects to ever new URLs end at the limit, though the crawl is killed amid them."""
    crawl = bench(tmp_path)
    number = 0
    while asks := crawl.frontier.take(9):
        number += 1
        crawl.frontier.redirect(asks[0], f"http://h/{number}")
        crawl.checkpoint()
        if number % 4 == 0:
            crawl.restart()
    assert number == MAX_REDIRECTS + 1
    found = crawl.frontier.resolve("http://h/")
    assert isinstance(found, Failure)
    assert found.reason == "too_many_redirects"


def test_a_busy_host_is_waited_for(tmp_path: Path) -> None:
    """A URL put back pauses its host, is asked for again with its tries counted, and fails after the last."""
    crawl = bench(tmp_path, settings=CrawlSettings(max_tries=2))
    page(crawl, crawl.only(), "http://h/1", "http://h/2")
    (first,) = crawl.frontier.take(1)
    crawl.frontier.later(first, 30.0, "http_503", "The server answered 503.")
    assert crawl.urls() == []
    assert not crawl.frontier.is_drained()
    assert crawl.frontier.next_wait_s() == 30.0
    crawl.now += 30.0
    again, second = crawl.frontier.take(9)
    assert (again.url, again.tries, second.url) == (first.url, 1, "http://h/2")
    crawl.frontier.later(again, 0.0, "http_503", "The server answered 503.")
    assert [(url, failure.reason) for url, _, failure in crawl.frontier.failures()] == [
        (first.url, "http_503")
    ]


def test_a_host_that_is_left_keeps_its_queue(tmp_path: Path) -> None:
    """What waits of a host that is left is not asked for, also after a restart, and is no loss."""
    crawl = bench(tmp_path)
    page(crawl, crawl.only(), "http://h/1", "http://h/2")
    (first,) = crawl.frontier.take(1)
    crawl.frontier.leave_host("h", "host_busy", "It asks for a day.")
    crawl.frontier.later(first, 0.0, "host_busy", "It asks for a day.")
    crawl.checkpoint()
    for _ in range(2):
        assert crawl.urls() == []
        assert crawl.frontier.is_drained()
        assert crawl.frontier.left("s") == 2
        assert crawl.frontier.coverage() == []
        assert crawl.frontier.resolve("http://h/2") == Failure("host_busy", "It asks for a day.")
        crawl.restart()


def test_hosts_do_not_wait_for_one_another(tmp_path: Path) -> None:
    """Of a host no more is given out than it may soon be asked for; the other host's URLs come instead."""
    seeds = [SeedSet(name="s", urls=["http://h/", "http://k/"], scope=["h", "k"])]
    bounds = {"s": Bounds(scope_of(["h", "k"]), 99, 99, 99, 9)}
    crawl = Bench(tmp_path, seeds, bounds, settings=CrawlSettings(concurrency=1))
    first, second = crawl.frontier.take(9)
    page(crawl, first, *(f"http://h/{number}" for number in range(5)), "http://k/z")
    page(crawl, second)
    assert [url[:9] for url in sorted(crawl.urls())] == [*["http://h/"] * 3, "http://k/"]


def test_what_was_in_flight_is_asked_for_again(tmp_path: Path) -> None:
    """After a restart all that had no answer waits again, and what is settled never comes back."""
    crawl = bench(tmp_path)
    page(crawl, crawl.only(), "http://h/1", "http://h/2", "http://h/3")
    first, *_ = crawl.frontier.take(2)
    page(crawl, first)
    crawl.checkpoint()
    crawl.restart()
    assert crawl.urls() == ["http://h/2", "http://h/3"]


def test_links_of_one_page_are_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a page with endless links so many are taken up, the rest is counted."""
    monkeypatch.setattr(intake, "MAX_LINKS", 50)
    crawl = bench(tmp_path)
    page(crawl, crawl.only(), *(f"http://h/{number}" for number in range(57)))
    assert crawl.frontier.left("s") == 50
    assert counted(crawl, "refused") == {"too_many_links": 7}


def test_the_queue_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond what a run may ever need no more unknown URLs are stored, known ones are; the rest is counted."""
    monkeypatch.setattr(runs, "QUEUED_BESIDES", 50)
    crawl = bench(tmp_path, max_pages=1, max_requests=1, before=Before(pages={"http://h/z": []}))
    ask = crawl.only()
    for block in range(6):
        crawl.frontier.follow(ask, (f"http://h/{block}/{number}" for number in range(10)))
    crawl.checkpoint()
    crawl.restart()
    crawl.frontier.follow(ask, ["http://h/more", "http://h/z"])
    assert crawl.frontier.left("s") == 55
    assert counted(crawl, "refused") == {"queue_full": 61 - 54 + 1}


def test_in_links_are_counted_once_a_page(tmp_path: Path) -> None:
    """A page that links twice counts once; its links to itself do not count."""
    crawl = bench(tmp_path)
    page(crawl, crawl.only(), "http://h/1", "http://h/1", "http://h/2", "http://h/")
    first, second = crawl.frontier.take(9)
    page(crawl, first, "http://h/2", "http://h/")
    page(crawl, second, "http://h/2")
    found = [crawl.frontier.in_links(f"http://h/{name}") for name in ("", "1", "2", "nowhere")]
    assert found == [1, 1, 2, 0]


def test_sitemaps_are_read_first_and_bounded(tmp_path: Path) -> None:
    """Sitemaps come with the seeds, their pages below them; sitemaps of sitemaps end somewhere."""
    seeds = [SeedSet(name="s", urls=["http://h/"], sitemaps=["http://h/map.xml"], scope=["h"])]
    crawl = Bench(tmp_path, seeds, {"s": Bounds(scope_of(["h"]), 9, 9, 9, 9)})
    sitemap, seed = sorted(crawl.frontier.take(9), key=lambda ask: ask.kind, reverse=True)
    assert (sitemap.kind, seed.kind) == ("sitemap", "page")
    crawl.frontier.announce(
        "http://h/robots.txt", "s", ["http://h/map.xml", "http://h/more.xml", "http://o/m.xml"]
    )
    crawl.frontier.listed(sitemap, ["http://h/a", "http://h/", "http://o/", "http://h/b.pdf"], [])
    page(crawl, seed)
    more = crawl.only()
    assert (more.url, more.kind) == ("http://h/more.xml", "sitemap")
    for number in range(9):
        crawl.frontier.listed(more, [], [f"http://h/{number}.xml"])
        asks = crawl.frontier.take(9)
        if asks[0].kind == "page":
            break
        (more,) = asks
    assert number == MAX_NESTED
    assert [(ask.url, ask.depth) for ask in asks] == [("http://h/a", 1)]
    assert counted(crawl, "refused") == {"out_of_scope": 2, "not_a_page": 1, "too_many_sitemaps": 1}
    assert isinstance(crawl.frontier.resolve("http://h/map.xml"), Failure)


def test_sitemaps_cannot_fill_the_queue(tmp_path: Path) -> None:
    """Of the URLs that sitemaps list so many are taken up as the budget may need, across restarts."""
    seeds = [SeedSet(name="s", urls=[], sitemaps=["http://h/1.xml", "http://h/2.xml"], scope=["h"])]
    crawl = Bench(tmp_path, seeds, {"s": Bounds(scope_of(["h"]), 2, 9, 9, 9)})
    for name in "ab":
        (ask, *_) = crawl.frontier.take(9)
        crawl.frontier.listed(ask, (f"http://h/{name}{number}" for number in range(30)), [])
        crawl.checkpoint()
        crawl.restart()
    assert crawl.frontier.left("s") == 40
    assert counted(crawl, "refused") == {"too_many_listed": 20}


def test_adopted_urls_are_settled_without_a_request(tmp_path: Path) -> None:
    """A URL whose content is at hand is taken once; one that is settled or taken down is not."""
    crawl = bench(tmp_path, taken_down={"http://h/down": DOWN}, before=Before(pages={"http://h/b": []}))
    ask = crawl.frontier.adopt("http://h/a", "s")
    assert ask == Ask("http://h/a", "s")
    page(crawl, ask)
    known = crawl.frontier.adopt("http://h/b", "s")
    assert known is not None
    assert known.known is not None
    assert crawl.frontier.adopt("http://h/a", "s") is None
    assert crawl.frontier.adopt("http://h/down", "s") is None
    assert counted(crawl, "requests") == {}


def test_the_report_counts_answers(tmp_path: Path) -> None:
    """Answers count by status or reason, pages by outcome, what was not taken by reason."""
    crawl = bench(tmp_path)
    seed = crawl.only()
    crawl.frontier.answered(seed, 200, 500)
    page(crawl, seed, *(f"http://h/{number}" for number in range(5)))
    copy, image, slow, dead, forbidden = crawl.frontier.take(9)
    for ask, status in ((copy, 200), (image, 200), (dead, 404)):
        crawl.frontier.answered(ask, status, 100)
    crawl.frontier.settle(copy, "copy", seed.url)
    crawl.frontier.fail(image, "not_html", "It is image/png.")
    crawl.frontier.fail(slow, "timeout", "It took longer than the time limit.")
    crawl.frontier.fail(dead, "http_404", "The server answered 404.")
    crawl.frontier.fail(forbidden, "robots", "The site's robots.txt forbids it.")
    assert counted(crawl, "requests") == {"": 5}
    assert counted(crawl, "status") == {"200": 3, "404": 1, "timeout": 1}
    assert counted(crawl, "bytes") == {"": 800}
    assert counted(crawl, "pages") == {"new": 1, "copy": 1}
    assert counted(crawl, "refused") == {"not_html": 1, "robots": 1}
    assert counted(crawl, "first_s")[""] <= counted(crawl, "last_s")[""]


def test_what_is_forgotten_is_named(tmp_path: Path) -> None:
    """URLs that wait though they may be asked for are named by the coverage check."""
    crawl = bench(tmp_path)
    page(crawl, crawl.only(), "http://h/1")
    assert crawl.frontier.coverage() == ["http://h/1"]
    page(crawl, crawl.only())
    assert crawl.frontier.coverage() == []
