"""What the frontier makes of the batch before, of rules learnt on the way, and of take-downs."""

from __future__ import annotations

from pathlib import Path

from infoseek.settings import CrawlSettings
from infoseek.web.crawl.frontier import Ask, Failure
from tests.web.crawl.neighbours import Before, Bench, Rules, bench, known_page

GONE = Failure("http_404", "The server answered 404.")
NEVER = CrawlSettings(recheck_batches=10**9)
ALWAYS = CrawlSettings(recheck_batches=1)


def page(crawl: Bench, ask: Ask, *links: str, outcome: str = "new") -> None:
    """Answer an ask with a page."""
    crawl.frontier.settle(ask, outcome)
    crawl.frontier.follow(ask, links)


def test_known_pages_are_asked_for_with_what_is_known(tmp_path: Path) -> None:
    """A known page is asked for with its live version and takes no place of a new page."""
    crawl = bench(tmp_path, max_pages=1, before=Before(pages={"http://h/": [], "http://h/a": []}))
    seed = crawl.only()
    assert seed.known == known_page("http://h/")
    page(crawl, seed, "http://h/a", "http://h/new", outcome="not_modified")
    known, new = sorted(crawl.frontier.take(9), key=lambda ask: ask.url)
    assert (known.url, new.url, new.known) == ("http://h/a", "http://h/new", None)
    page(crawl, new, "http://h/a2")
    page(crawl, known, outcome="unchanged")
    assert crawl.urls() == []


def test_so_many_known_pages_are_asked_for_others_walked_through(tmp_path: Path) -> None:
    """With more known pages than revisits each batch asks for others; their stored links lead on all the same."""
    pages = {f"http://h/{number}": [f"http://h/{number + 1}"] for number in range(40)}
    asked: dict[str, set[str]] = {}
    for batch in ("2026-11-05", "2026-11-06"):
        before = Before(pages={"http://h/": ["http://h/0"], **pages})
        crawl = bench(tmp_path, max_revisits=10, before=before, batch_id=batch)
        asked[batch] = set()
        while asks := crawl.frontier.take(3):
            for ask in asks:
                asked[batch].add(ask.url)
                if ask.known is None:
                    page(crawl, ask)
                else:
                    page(crawl, ask, *before.links(ask.url), outcome="not_modified")
        assert "http://h/40" in asked[batch]
        assert len(asked[batch]) == 11
        assert crawl.frontier.coverage() == []
        assert len(list(crawl.frontier.page_urls())) == 42
        settled = [row for row in crawl.frontier.report_rows(batch) if row["measure"] == "pages"]
        assert {row["key"]: row["value"] for row in settled} == {"new": 1, "not_due": 31, "not_modified": 10}
    assert asked["2026-11-05"] != asked["2026-11-06"]


def test_without_revisits_no_known_page_is_asked_for(tmp_path: Path) -> None:
    """Revisits may be none at all: only what is new is asked for."""
    before = Before(pages={"http://h/": ["http://h/new"]})
    crawl = bench(tmp_path, max_revisits=0, before=before)
    assert crawl.urls() == ["http://h/new"]


def test_pages_that_no_link_leads_to_are_checked_last(tmp_path: Path) -> None:
    """Known pages of the scope that nothing links to any more are asked for when all else is done."""
    before = Before(pages={"http://h/": [], "http://h/stray": ["http://h/x"], "http://k/stray": []})
    crawl = bench(tmp_path, before=before)
    seed = crawl.only()
    assert crawl.urls() == []
    page(crawl, seed, "http://h/a", outcome="changed")
    page(crawl, crawl.only())
    stray = crawl.only()
    assert (stray.url, stray.known) == ("http://h/stray", known_page("http://h/stray"))
    crawl.frontier.fail(stray, "http_404", "The server answered 404.")
    assert crawl.frontier.is_drained()
    assert crawl.frontier.coverage() == []


def test_known_aliases_and_dead_links_are_not_asked_for_every_time(tmp_path: Path) -> None:
    """An alias leads to its page unasked, a dead link keeps its reason, unless it is their turn."""
    before = Before(
        pages={"http://h/": [], "http://h/page": []},
        aliases={"http://h/old": "http://h/page"},
        gone={"http://h/dead": GONE},
    )
    crawl = bench(tmp_path, before=before, settings=NEVER)
    page(crawl, crawl.only(), "http://h/old", "http://h/dead", outcome="unchanged")
    found = crawl.only()
    assert found.url == "http://h/page"
    page(crawl, found, outcome="unchanged")
    assert crawl.frontier.resolve("http://h/old") == "http://h/page"
    assert list(crawl.frontier.failures()) == [("http://h/dead", "s", GONE)]
    assert not crawl.frontier.was_asked("http://h/dead")

    crawl = bench(tmp_path, before=before, settings=ALWAYS)
    page(crawl, crawl.only(), "http://h/old", "http://h/dead", outcome="unchanged")
    assert crawl.urls() == ["http://h/dead", "http://h/old"]
    assert crawl.frontier.was_asked("http://h/dead")


def test_dead_links_are_carried_on_where_the_budget_is_spent(tmp_path: Path) -> None:
    """A dead link that is linked to but not reached keeps its reason of the batch before."""
    crawl = bench(tmp_path, max_pages=1, before=Before(gone={"http://h/dead": GONE}))
    page(crawl, crawl.only(), "http://h/dead", "http://h/other")
    assert crawl.urls() == []
    assert list(crawl.frontier.failures()) == [("http://h/dead", "s", GONE)]


def test_a_redirect_turned_round_is_asked_anew(tmp_path: Path) -> None:
    """Where yesterday's page redirects to its alias of yesterday, the alias is asked for after all."""
    before = Before(pages={"http://h/": []}, aliases={"http://h/home": "http://h/"})
    crawl = bench(tmp_path, before=before, settings=NEVER)
    crawl.frontier.redirect(crawl.only(), "http://h/home")
    ask = crawl.only()
    assert ask.url == "http://h/home"
    page(crawl, ask)
    assert crawl.frontier.resolve("http://h/") == "http://h/home"


def test_a_page_that_moved_is_no_copy_of_itself(tmp_path: Path) -> None:
    """The same content at a new address stands for itself where the old one redirects to it, or is gone."""
    before = Before(pages={"http://h/": [], "http://h/a": [], "http://h/b": []})
    crawl = bench(tmp_path, before=before)
    page(crawl, crawl.only(), "http://h/a", "http://h/b", "http://h/b2", outcome="unchanged")
    moved, gone, copy = sorted(crawl.frontier.take(9), key=lambda ask: ask.url)
    crawl.frontier.redirect(moved, "http://h/a2")
    crawl.frontier.settle(crawl.only(), "copy", "http://h/a")
    crawl.frontier.settle(copy, "copy", "http://h/b")
    crawl.frontier.fail(gone, "http_404", "The server answered 404.")
    assert crawl.frontier.resolve("http://h/a") == "http://h/a2"
    assert list(crawl.frontier.page_urls()) == ["http://h/", "http://h/a2", "http://h/b2"]
    assert [url for url, _, _ in crawl.frontier.failures()] == ["http://h/b"]


def test_a_copy_of_a_page_not_asked_for_yet_leads_to_it(tmp_path: Path) -> None:
    """What a new page is a copy of is wanted, and known to be its page."""
    crawl = bench(tmp_path, before=Before(pages={"http://h/a": []}))
    crawl.frontier.settle(crawl.only(), "copy", "http://h/a")
    page(crawl, crawl.only(), outcome="unchanged")
    assert crawl.frontier.resolve("http://h/") == "http://h/a"
    assert crawl.frontier.coverage() == []


def test_variants_are_spared_by_the_rules_of_the_moment(tmp_path: Path) -> None:
    """A URL that waits when a rule is learnt becomes an alias of the one that stands for it."""
    crawl = bench(tmp_path)
    page(crawl, crawl.only(), "http://h/a?x=1", "http://h/a?x=2")
    crawl.rules.forms = {f"http://h/a?x={number}": "http://h/a" for number in (1, 2)}
    form = crawl.only()
    assert (form.url, form.depth) == ("http://h/a", 1)
    page(crawl, form)
    assert crawl.frontier.is_drained()
    assert dict(crawl.frontier.leading()) == {f"http://h/a?x={number}": "http://h/a" for number in (1, 2)}


def test_a_rule_that_falls_gives_back_what_it_spared(tmp_path: Path) -> None:
    """What a fallen rule had spared is wanted again, also where it fell right before a restart."""
    for is_killed in (False, True):
        crawl = bench(tmp_path, rules=Rules(forms={"http://h/a?x=1": "http://h/a"}))
        page(crawl, crawl.only(), "http://h/a?x=1")
        page(crawl, crawl.only())
        assert crawl.frontier.is_drained()
        crawl.rules.forms = {}
        if is_killed:
            crawl.checkpoint()
            crawl.restart()
        else:
            crawl.rules.revision += 1
        assert crawl.urls() == ["http://h/a?x=1"]


def test_where_the_form_is_dead_one_of_its_variants_is_tried(tmp_path: Path) -> None:
    """Where a rule leads to no page, one URL that it spared is asked for and stands for the others."""
    forms = {f"http://h/a?x={number}": "http://h/a" for number in range(3)}
    crawl = bench(tmp_path, rules=Rules(forms=forms))
    page(crawl, crawl.only(), *forms)
    crawl.frontier.fail(crawl.only(), "http_404", "The server answered 404.")
    variant = crawl.only()
    assert variant.url == "http://h/a?x=0"
    page(crawl, variant)
    assert crawl.frontier.is_drained()
    assert crawl.frontier.resolve("http://h/a?x=2") == "http://h/a?x=0"


def test_a_form_that_redirects_to_its_variant_loses_no_page(tmp_path: Path) -> None:
    """Where a server adds what a rule takes away, the URL with it is asked for."""
    crawl = bench(tmp_path, rules=Rules(forms={"http://h/a?x=1": "http://h/a"}))
    page(crawl, crawl.only(), "http://h/a?x=1")
    crawl.frontier.redirect(crawl.only(), "http://h/a?x=1")
    ask = crawl.only()
    assert ask.url == "http://h/a?x=1"
    page(crawl, ask)
    assert crawl.frontier.resolve("http://h/a") == "http://h/a?x=1"


def test_traps_learnt_later_hold_for_what_waits(tmp_path: Path) -> None:
    """A URL that turns out to lie in a trap while it waits is refused and counted; a known page is not."""
    before = Before(pages={"http://h/known": []})
    crawl = bench(tmp_path, before=before)
    page(crawl, crawl.only(), "http://h/known", "http://h/trap")
    trap = Failure("calendar_trap", "A calendar without end.")
    crawl.rules.traps = {"http://h/known": trap, "http://h/trap": trap}
    assert crawl.urls() == ["http://h/known"]
    refused = [row["key"] for row in crawl.frontier.report_rows("b") if row["measure"] == "refused"]
    assert refused == ["calendar_trap"]
    assert list(crawl.frontier.failures()) == []


def test_what_is_taken_down_never_comes_back(tmp_path: Path) -> None:
    """Neither as a link nor as a known page nor as the page of an alias is it asked for."""
    down = Failure("taken_down", "It was taken down.")
    before = Before(pages={"http://h/known": []}, aliases={"http://h/alias": "http://h/known"})
    crawl = bench(
        tmp_path,
        before=before,
        settings=NEVER,
        taken_down={"http://h/known": down, "http://h/new": down},
    )
    page(crawl, crawl.only(), "http://h/known", "http://h/new", "http://h/alias")
    assert crawl.urls() == []
    assert crawl.frontier.is_drained()
    assert crawl.frontier.coverage() == []


def test_a_page_is_asked_for_before_its_copy(tmp_path: Path) -> None:
    """Where a rule names the original of a URL and that waits too, the original is asked for, and the copy is not."""
    rules = Rules(
        originals={"http://h/print_a": ["http://h/none", "http://h/a"], "http://h/print_b": ["http://h/b"]}
    )
    crawl = bench(tmp_path, rules=rules)
    page(crawl, crawl.only(), "http://h/print_a", "http://h/a", "http://h/print_b")
    asks = {ask.url: ask for ask in crawl.frontier.take(9)}
    assert set(asks) == {"http://h/a", "http://h/print_b"}
    page(crawl, asks["http://h/print_b"])
    page(crawl, asks["http://h/a"])
    assert crawl.frontier.resolve("http://h/print_a") == "http://h/a"
    assert crawl.frontier.coverage() == []


def test_a_copy_whose_page_fails_is_asked_for(tmp_path: Path) -> None:
    """The original that was awaited gives no page: the copy that was spared for it is asked for itself."""
    crawl = bench(tmp_path, rules=Rules(originals={"http://h/print_a": ["http://h/a"]}))
    page(crawl, crawl.only(), "http://h/print_a", "http://h/a")
    ask = crawl.only()
    assert ask.url == "http://h/a"
    crawl.frontier.fail(ask, "http_404", "The server answered 404.")
    assert crawl.urls() == ["http://h/print_a"]


def test_a_copy_leans_on_a_known_page(tmp_path: Path) -> None:
    """It is an alias as long as the page is what it was, and asked for again when that is another one, spent or not."""
    for outcome in ("unchanged", "not_modified", "changed", "copy"):
        before = Before(pages={"http://h/a": []}, aliases={"http://h/a2": "http://h/a"})
        crawl = bench(tmp_path, before=before, settings=ALWAYS, max_pages=2)
        page(crawl, crawl.only(), "http://h/a", "http://h/a2", "http://h/b")
        asks = {ask.url: ask for ask in crawl.frontier.take(9)}
        assert crawl.frontier.is_as_before("s", "http://h/a")
        crawl.frontier.settle(asks["http://h/a2"], "leans", "http://h/a")
        for ask in crawl.frontier.take(9):
            page(crawl, ask)
        crawl.checkpoint()
        crawl.restart()
        again = crawl.frontier.take(9)
        known = next((ask for ask in (*asks.values(), *again) if ask.url == "http://h/a"), None)
        assert known is not None
        crawl.frontier.settle(known, outcome, "http://h/" if outcome == "copy" else "")
        is_same = outcome in ("unchanged", "not_modified")
        assert crawl.frontier.is_as_before("s", "http://h/a") == is_same
        assert ("http://h/a2" in crawl.urls()) == (not is_same)


def test_what_is_out_of_scope_is_leant_on_no_more(tmp_path: Path) -> None:
    """A known page that the set may not ask for cannot be checked in this batch."""
    crawl = bench(tmp_path, before=Before(pages={"http://k/a": []}))
    assert not crawl.frontier.is_as_before("s", "http://k/a")


def test_aliases_of_a_missing_page_are_asked_for(tmp_path: Path) -> None:
    """What led to a page that was not there in the batch before is asked for, as it may be there itself."""
    before = Before(
        pages={"http://h/": [], "http://h/a": [], "http://h/b": []},
        aliases={"http://h/a2": "http://h/a", "http://h/b2": "http://h/b"},
        missing={"http://h/a"},
    )
    crawl = bench(tmp_path, before=before, settings=NEVER)
    page(crawl, crawl.only(), "http://h/a2", "http://h/b2", outcome="not_modified")
    assert sorted(crawl.urls()) == ["http://h/a2", "http://h/b"]
