"""What one shard's findings become, on one day and on those that follow."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from infoseek.errors import Halted
from infoseek.store.objects import ObjectStore
from infoseek.web.crawl import spool
from infoseek.web.page.extract import extract
from infoseek.web.urls import page_id
from infoseek.web.warc import Place, Response, read_response
from tests.web.crawl.harvesting import WORDS, Run, html

pytestmark = pytest.mark.service


def test_a_page_is_stored_with_its_record(store: ObjectStore, tmp_path: Path) -> None:
    """The row names the record that holds the page's bytes, its validators, and when it came."""
    run = Run(store, tmp_path)
    run.take("/a", html("Page A."), ETag='"1"', Last_Modified="Tue, 03 Nov 2026 10:00:00 GMT")
    run.finish()
    row = run.stored()["/a"]
    response = read_response(store, Place(row["warc_path"], row["warc_offset"], row["warc_length"]))
    assert response.body.decode() == html("Page A.")
    assert (row["etag"], row["last_modified"]) == ('"1"', "Tue, 03 Nov 2026 10:00:00 GMT")
    assert row["fetched_at"] == response.fetched_at == "2026-11-01T02:00:00Z"
    assert (row["page_id"], row["batch_id"]) == (page_id("http://h/a"), "2026-11-01")


def test_aliases_found_late_reach_their_page(store: ObjectStore, tmp_path: Path) -> None:
    """A redirect met after its page was taken in, and checkpointed, is still one of the page's aliases."""
    run = Run(store, tmp_path)
    run.take("/a", html("Page A."))
    run.shard.harvest.checkpoint()
    run.redirect("/old", "/a")
    run.redirect("/older", "/old")
    run.finish()
    assert run.aliases() == {"/a": ["/old", "/older"]}
    assert set(run.failures()) == {"/"}


def test_copies_are_folded(store: ObjectStore, tmp_path: Path) -> None:
    """Pages of the same text are one, under the shortest URL unless they name another one canonical."""
    run = Run(store, tmp_path)
    run.take("/a?copy", html(f"{WORDS} A."))
    run.take("/a", html(f"{WORDS} A."))
    run.take("/b", html(f"{WORDS} B.", '<link rel="canonical" href="/beautiful">'))
    run.take("/beautiful", html(f"{WORDS} B.", '<link rel="canonical" href="/beautiful">'))
    receipt = run.finish()
    assert run.aliases() == {"/a": ["/a?copy"], "/beautiful": ["/b"]}
    assert receipt.stats["pages"] == 2
    assert run.pages_by_fate() == {"new": 2, "copy": 2}
    for path, row in run.stored().items():
        response = read_response(store, Place(row["warc_path"], row["warc_offset"], row["warc_length"]))
        assert response.url == f"http://h{path}"


def test_a_false_canonical_folds_nothing(store: ObjectStore, tmp_path: Path) -> None:
    """Pages that all call the home page canonical but say other things are kept."""
    run = Run(store, tmp_path)
    texts = {"/": "Home of all beasts.", "/fox": "The fox is red.", "/owl": "An owl, a bird."}
    for path, text in texts.items():
        run.take(path, html(text, '<link rel="canonical" href="/">'))
    run.finish()
    assert len(run.stored()) == 3


def test_canonical_links_in_a_circle_lose_no_page(store: ObjectStore, tmp_path: Path) -> None:
    """Two pages that name one another canonical, and say different things, are both kept."""
    run = Run(store, tmp_path)
    run.take("/a", html("Same words, more or less.", '<link rel="canonical" href="/b">'))
    run.take("/b", html("Same words, less or more.", '<link rel="canonical" href="/a">'))
    run.finish()
    assert len(run.stored()) == 2


def test_unchanged_pages_are_not_stored_again(store: ObjectStore, tmp_path: Path) -> None:
    """304 and equal bytes bring no new row and small records; a new alias brings a row of the same version."""
    first = Run(store, tmp_path)
    for name in "abc":
        first.take(f"/{name}", html(f"Page {name}. {WORDS * 20}{name}"))
    first.finish()
    second = Run(store, tmp_path, 2, first)
    second.not_modified("/a")
    second.take("/b", html(f"Page b. {WORDS * 20}b"))
    second.not_modified("/c")
    second.redirect("/old", "/c")
    receipt = second.finish()
    assert (receipt.stats["pages"], receipt.stats["unchanged"]) == (1, 3)
    assert second.pages_by_fate() == {"unchanged": 1, "not_modified": 2}
    row, before = second.stored()["/c"], first.stored()["/c"]
    assert row == {**before, "aliases_urls": ["http://h/old"]}
    assert second.snapshot.digest == first.snapshot.digest
    assert second.live_pages == 3
    assert second.aliases() == {"/a": [], "/b": [], "/c": ["/old"]}


def test_a_changed_page_gets_a_version(store: ObjectStore, tmp_path: Path) -> None:
    """The new version counts, keeps its aliases, and the old one stays readable through its own snapshot."""
    first = Run(store, tmp_path)
    first.take("/a", html("Page A."))
    first.redirect("/old", "/a")
    first.finish()
    second = Run(store, tmp_path, 2, first)
    second.take("/a", html("Page A, edited."))
    second.finish()
    assert second.stored()["/a"]["text"] == "Page A, edited."
    assert second.aliases() == {"/a": ["/old"]}
    assert first.aliases() == {"/a": ["/old"]}
    assert first.stored()["/a"]["text"] == "Page A."
    assert second.pages_by_fate() == {"changed": 1}


def test_a_page_that_was_there_first_stands_for_its_copies(store: ObjectStore, tmp_path: Path) -> None:
    """A new copy with a shorter URL, met before the known page, becomes the known page's alias."""
    first = Run(store, tmp_path)
    first.take("/a-long-name", html(f"{WORDS} A."))
    first.finish()
    second = Run(store, tmp_path, 2, first)
    second.take("/a", html(f"{WORDS} A.", "<meta name=x>"))
    second.not_modified("/a-long-name")
    second.finish()
    assert second.aliases() == {"/a-long-name": ["/a"]}
    assert second.pages_by_fate() == {"not_modified": 1, "copy": 1}


def test_a_known_copy_asked_for_again_costs_nothing(store: ObjectStore, tmp_path: Path) -> None:
    """The copy of an unchanged page that was folded the day before is neither stored nor recorded again."""
    first = Run(store, tmp_path)
    text = "".join(f"{WORDS} Part {number}." for number in range(20))
    first.take("/a", html(f"{text} A."))
    first.take("/b", html(f"{text} A.", "<title>Frame</title>"))
    first.finish()
    assert first.aliases() == {"/a": ["/b"]}
    second = Run(store, tmp_path, 2, first)
    second.not_modified("/a")
    second.take("/b", html(f"{text} A.", "<title>Frame</title>"))
    receipt = second.finish()
    assert receipt.stats["pages"] == 0
    assert sum(len(store.get(path)) for path in receipt.names["segments"]) < 900
    assert second.aliases() == {"/a": ["/b"]}


def test_vanished_pages_leave_after_some_batches(store: ObjectStore, tmp_path: Path) -> None:
    """404 counts, 410 is final, an answer in between resets the count, and other failures count for nothing."""
    names = ("dead", "gone", "shaky", "slow")

    def day(number: int, before: Run | None, statuses: dict[str, int]) -> Run:
        run = Run(store, tmp_path, number, before, gone_after=2)
        for name in names:
            if statuses.get(name, 200) == 200:
                run.take(f"/{name}", html(f"Page {name}."))
            elif name in statuses and (before is None or f"/{name}" in before.aliases()):
                run.fail(f"/{name}", statuses[name])
        run.finish()
        return run

    first = day(1, None, {})
    second = day(2, first, {"dead": 404, "gone": 410, "shaky": 404, "slow": 500})
    assert set(second.aliases()) == {"/dead", "/shaky", "/slow"}
    assert second.pages_by_fate() == {"gone": 1, "missing": 2}
    assert second.snapshot.missing == {page_id("http://h/dead"): 1, page_id("http://h/shaky"): 1}
    third = day(3, second, {"dead": 404, "gone": 410, "slow": 500})
    assert set(third.aliases()) == {"/shaky", "/slow"}
    fourth = day(4, third, {"dead": 404, "shaky": 404, "slow": 500})
    assert set(fourth.aliases()) == {"/gone", "/shaky", "/slow"}
    assert fourth.snapshot.missing == {page_id("http://h/shaky"): 1}
    assert fourth.live_pages == 3


def test_a_host_that_loses_most_of_its_pages_keeps_them(store: ObjectStore, tmp_path: Path) -> None:
    """Where most pages answer 404 at once none of them counts as missing, and the receipt names the host."""
    first = Run(store, tmp_path)
    for number in range(12):
        first.take(f"/{number}", html(f"Page {number}."))
    first.finish()
    second = Run(store, tmp_path, 2, first, gone_after=1)
    for number in range(12):
        second.fail(f"/{number}", 404 if number % 2 else 410)
    receipt = second.finish()
    assert receipt.names["kept_missing"] == ["h"]
    assert second.pages_by_fate() == {"kept_missing": 12}
    assert len(second.aliases()) == 12
    third = Run(store, tmp_path, 3, second, gone_after=1)
    third.fail("/3", 404)
    third.finish()
    assert len(third.aliases()) == 11


def test_pages_that_ask_not_to_be_indexed_leave_at_once(store: ObjectStore, tmp_path: Path) -> None:
    """A known page that turns to noindex leaves the corpus in that batch, even where the whole host does."""
    first = Run(store, tmp_path)
    for number in range(12):
        first.take(f"/{number}", html(f"Page {number}."))
    first.finish()
    second = Run(store, tmp_path, 2, first, gone_after=3)
    second.take("/0", html("Page 0."))
    for number in range(1, 12):
        second.refuse(f"/{number}", "noindex")
    second.finish()
    assert set(second.aliases()) == {"/0"}
    assert second.pages_by_fate()["gone"] == 11


def test_a_page_that_moves_leaves_its_place(store: ObjectStore, tmp_path: Path) -> None:
    """A known page that redirects to another one is that page's alias from then on, its own aliases too."""
    first = Run(store, tmp_path)
    first.take("/a", html("Page A."))
    first.take("/b", html("Page B."))
    first.redirect("/old", "/a")
    first.finish()
    second = Run(store, tmp_path, 2, first)
    second.redirect("/a", "/b")
    second.not_modified("/b")
    second.finish()
    assert second.aliases() == {"/b": ["/a", "/old"]}


def test_dead_links_are_carried_with_their_batch(store: ObjectStore, tmp_path: Path) -> None:
    """A dead link that is not asked for again stays in the table under the batch that asked."""
    first = Run(store, tmp_path)
    first.take("/a", html('<a href="/dead">x</a> Page A.'))
    first.fail("/dead", 404)
    first.finish()
    assert first.failures()["/dead"]["batch_id"] == "2026-11-01"
    second = Run(store, tmp_path, 2, first, recheck_batches=1000)
    ask = second.ask("/a")
    second.shard.frontier.settle(ask, "unchanged")
    second.shard.frontier.follow(ask, ["http://h/dead"])
    while asks := second.shard.frontier.take(5):
        assert [each.url for each in asks] == ["http://h/"]
        second.shard.frontier.fail(asks[0], "timeout", "It is not of interest.")
    second.finish()
    found = second.failures()["/dead"]
    assert (found["reason"], found["batch_id"], found["seed_set"]) == ("http_404", "2026-11-01", "s")


def test_what_redirects_to_a_failure_fails_too(store: ObjectStore, tmp_path: Path) -> None:
    """Every URL that was asked for ends as a page, an alias or a failure with the reason at its end."""
    run = Run(store, tmp_path)
    run.take("/a", html("Page A."))
    run.redirect("/old", "/dead")
    run.fail("/dead", 404)
    run.finish()
    found = {path: row["reason"] for path, row in run.failures().items()}
    assert found == {"/": "timeout", "/dead": "http_404", "/old": "http_404"}


def test_a_killed_crawl_goes_on_from_its_checkpoint(store: ObjectStore, tmp_path: Path) -> None:
    """What was checkpointed is neither asked for nor stored again, what came later is; nothing is lost."""
    run = Run(store, tmp_path)
    run.take("/a", html("Page A."))
    run.shard.harvest.checkpoint()
    run.take("/b", html("Page B."))
    run.open()
    assert run.shard.frontier.adopt("http://h/a", "s") is None
    run.take("/b", html("Page B."))
    run.take("/c", html("Page C."))
    run.finish()
    assert set(run.stored()) == {"/a", "/b", "/c"}
    for row in run.stored().values():
        place = Place(row["warc_path"], row["warc_offset"], row["warc_length"])
        assert read_response(store, place).url == row["url"]


def test_two_processes_never_work_on_one_shard(store: ObjectStore, tmp_path: Path) -> None:
    """The one that checkpoints second ends with a sentence."""
    run = Run(store, tmp_path)
    rival = Run(store, tmp_path / "other")
    rival.take("/a", html("Page A."))
    rival.shard.harvest.checkpoint()
    run.take("/b", html("Page B."))
    with pytest.raises(Halted, match="Another process"):
        run.shard.harvest.checkpoint()


def test_parts_are_bounded_and_adopted(
    store: ObjectStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A part holds a bounded number of rows; large provisional ones are kept as they are."""
    monkeypatch.setattr(spool, "PART_BYTES", 40_000)
    monkeypatch.setattr("infoseek.web.crawl.parts._SMALL_ROWS", 3)
    run = Run(store, tmp_path)
    for number in range(12):
        run.take(f"/{number}", html(f"Page {number}. " + "".join(f"{number}-{n} " for n in range(1000))))
    run.shard.harvest.checkpoint()
    provisional = set(store.keys("crawl/pages/data/"))
    receipt = run.finish()
    assert len(provisional) > 1
    assert {part.path for part in receipt.tables["pages"]} == provisional
    assert len(run.stored()) == 12
    assert list(tmp_path.iterdir()) == []


def test_an_older_record_does_not_replace_a_newer_page(store: ObjectStore, tmp_path: Path) -> None:
    """A stored file's page that was captured before the live version leaves it as it is."""
    first = Run(store, tmp_path)
    first.take("/a", html("Page A."))
    first.finish()
    second = Run(store, tmp_path, 2, first)
    ask = second.ask("/a")
    body = html("Page A as it was.").encode()
    old = Response(ask.url, "HTTP/1.1", "200 OK", (), body, fetched_at="2020-01-01T00:00:00Z")
    second.shard.harvest.take(ask, old, extract(body, ask.url), Place("raw/x.warc.gz", 0, 10))
    second.finish()
    assert second.stored() == {}
    assert second.live_pages == 1


def test_another_reader_reads_every_page_again(store: ObjectStore, tmp_path: Path) -> None:
    """Where the stored texts are of another version, equal bytes are stored again, with their old record."""
    first = Run(store, tmp_path)
    first.take("/a", html("Page A."), ETag='"1"')
    first.finish()
    second = Run(store, tmp_path, 2, first)
    second.job = second.job.model_copy(update={"is_same_reader": False})
    second.open()
    known = second.shard.known.page("http://h/a")
    assert known is not None
    assert dataclasses.replace(known, etag='"1"') != known
    second.take("/a", html("Page A."), ETag='"1"')
    second.finish()
    assert second.stored()["/a"]["warc_path"] == first.stored()["/a"]["warc_path"]
    assert second.stored()["/a"]["batch_id"] == "2026-11-02"
