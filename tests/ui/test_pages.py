"""What the pages show of a stored batch, and that nothing of the web acts in them."""

from __future__ import annotations

import html
import json
import re

import pytest
from fastapi.testclient import TestClient

from infoseek.release.retraction import Retraction, retract
from infoseek.settings import S3Settings
from infoseek.store.objects import ObjectStore
from infoseek.store.schemas import BLURRED_AUDIT, CRAWL_REPORT, GROWN_TREES
from infoseek.tree.edits import Quit
from infoseek.ui import pages as routes
from tests.gates.corpus import BATCH, QUESTION, books, good_edits, question_row
from tests.gates.stored import commit_rows, commit_world
from tests.quality.stored import (
    HOSTILE,
    OVERRIDE,
    crawled,
    gated,
    hostile_books,
    linked,
    published,
    questions,
    report_rows,
)
from tests.quality.test_trees import audit_row, committed, tree_row

pytestmark = pytest.mark.service

GOOD = question_row(books())["question_id"]


def shown(pages: TestClient, path: str) -> str:
    answer = pages.get(f"/infoseek{path}")
    assert answer.status_code == 200, answer.text
    return answer.text


def figures(page: str) -> list[dict[str, object]]:
    found = re.findall(r'<script type="application/json">(.*?)</script>', page, re.DOTALL)
    return [json.loads(figure) for figure in found]


def test_the_first_page_shows_funnel_charts_and_release(
    pages: TestClient, store: ObjectStore, s3: S3Settings
) -> None:
    """A published batch stands there with its losses, and five figures have data."""
    crawled(store)
    gated(store)
    published(s3)
    page = shown(pages, "/")
    assert "release v1" in page
    assert "<b>2</b> http 404" in page
    assert "<b>1</b> L2" in page
    titles = [figure["title"] for figure in figures(page)]
    assert titles == [
        "Questions a batch",
        "Share that passes each check",
        "Accepted, by vertices",
        "Accepted, by intended hops",
        "Accepted, by type of answer",
    ]


def test_before_the_first_batch_the_page_says_how_to_begin(pages: TestClient) -> None:
    """An empty store is no error."""
    assert "infoseek run" in shown(pages, "/")


def test_a_batch_in_progress_is_shown(pages: TestClient, store: ObjectStore) -> None:
    """After the crawl alone there is a page that says how far it came."""
    crawled(store)
    for path in ("/", f"/batches/{BATCH}"):
        assert "reached: crawl pages" in shown(pages, path)


def test_waiting_questions_are_listed_without_links(pages: TestClient, store: ObjectStore) -> None:
    """Before the gate there is no item to open."""
    commit_world(store, books(), [question_row(books())])
    page = shown(pages, f"/batches/{BATCH}")
    assert QUESTION in page
    assert "/items/" not in page


def test_an_item_can_be_stepped_through(pages: TestClient, store: ObjectStore) -> None:
    """Every edit stands there with its call, its evidence and the tree as it then was; steps lead to one another."""
    committed(store)
    item = next(iter(re.findall(r'/items/([^"?]+)', shown(pages, f"/batches/{BATCH}"))))
    page = shown(pages, f"/items/{item}")
    steps = re.findall(r'id="step-(\d+)"', page)
    assert steps == [str(number) for number in range(1, len(steps) + 1)]
    assert f'href="#step-{len(steps)}"' in page
    assert "by the browser, m-1: 100 tokens in" in page
    assert page.count("<svg") > len(steps) // 2
    assert "Blur audit" in page
    assert "leaves 1: identifies" in page


def test_a_tree_without_a_question_has_a_page(pages: TestClient, store: ObjectStore) -> None:
    """It says why the tree was quit or given up, and shows its steps; an unknown one is missing."""
    ids = committed(store)
    assert "not unique" in shown(pages, f"/trees/{ids['quit']}")
    assert "no rung passes" in shown(pages, f"/trees/{ids['given_up']}")
    assert "Its question" in shown(pages, f"/trees/{ids['worded']}")
    assert pages.get("/infoseek/trees/nothing-like-it").status_code == 404
    batch = shown(pages, f"/batches/{BATCH}")
    assert [f"/trees/{ids[status]}?" in batch for status in ("quit", "given_up", "finished")] == [
        True,
        True,
        False,
    ]


def test_steps_and_audit_are_escaped(pages: TestClient, store: ObjectStore) -> None:
    """Whatever a model wrote into a claim or a reason stands there as text."""
    world, bad = (
        books(),
        {"strategy": HOSTILE, "bounds": HOSTILE, "leaves": HOSTILE, "reason": HOSTILE, "clause": HOSTILE},
    )
    row = tree_row([*good_edits(world)[:1], Quit(reason=HOSTILE)], "quit", HOSTILE)
    linked_key = commit_world(store, world, []).inputs["linked"]
    grown = commit_rows(store, "grown", {"linked": linked_key, "n": "2"}, {GROWN_TREES: [row]})
    audit = audit_row(
        row["tree_id"], "C", before=HOSTILE, after=HOSTILE, strategy=HOSTILE, refused=json.dumps([bad])
    )
    commit_rows(store, "blurred", {"grown": grown.key, "linked": linked_key}, {BLURRED_AUDIT: [audit]})
    page = shown(pages, f"/trees/{row['tree_id']}")
    assert page.count("&lt;script&gt;alert(1)") >= 4
    assert "<script>alert(1)" not in page
    assert "<img src=x" not in page


def test_items_are_filtered_by_status_and_check(pages: TestClient, store: ObjectStore) -> None:
    """A filter leaves the items it names, and says how many of all they are."""
    gated(store)
    everything = shown(pages, f"/batches/{BATCH}")
    assert (f"/items/{GOOD}?" in everything, "/items/zz?" in everything) == (True, True)
    accepted = shown(pages, f"/batches/{BATCH}?status=accepted")
    assert (f"/items/{GOOD}?" in accepted, "/items/zz?" in accepted) == (True, False)
    leaking = shown(pages, f"/batches/{BATCH}?status=quarantined&check=L2")
    assert (f"/items/{GOOD}?" in leaking, "/items/zz?" in leaking) == (False, True)
    assert "1 of 2" in leaking
    assert "/items/" not in shown(pages, f"/batches/{BATCH}?check=S5")


def test_items_are_paged(pages: TestClient, store: ObjectStore, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page holds so many items, and leads to the next."""
    monkeypatch.setattr(routes, "PAGE_ITEMS", 1)
    gated(store)
    first = shown(pages, f"/batches/{BATCH}")
    assert 'rel="next"' in first
    assert 'rel="prev"' not in first
    assert "/items/zz?" in shown(pages, f"/batches/{BATCH}?page=2")


def test_an_item_shows_tree_claims_and_verdicts(pages: TestClient, store: ObjectStore) -> None:
    """The evidence is marked in its page's text, with its source, the blur and the check's words beside it."""
    gated(store)
    page = shown(pages, f"/items/{GOOD}")
    assert "<mark>born: 1893-04-02</mark>" in page
    assert 'href="http://books.example/quill" target="_blank" rel="noopener noreferrer nofollow"' in page
    assert "was born in the 1890s" in page
    assert 'class="vertex answer"' in page
    assert "Minimal identifying subsets" in page
    assert shown(pages, "/items/zz").count("badge failed") >= 2


def test_hostile_names_titles_and_addresses_are_inert(pages: TestClient, store: ObjectStore) -> None:
    """Markup from a page is text, text direction is not turned, and only web addresses become links."""
    world = hostile_books()
    good, leaking = questions(world)
    leaking["question"] = f"{HOSTILE} The Salt Ledger {OVERRIDE}"
    gated(store, world=world, rows=[good, leaking])
    for path in (f"/items/{good['question_id']}", "/items/zz", f"/batches/{BATCH}", "/"):
        page = shown(pages, path)
        assert "<script>alert" not in page
        assert "<img src=x" not in page
        assert OVERRIDE not in page
        assert 'href="javascript:' not in page
    page = shown(pages, f"/items/{good['question_id']}")
    assert html.escape(HOSTILE, quote=False)[:20] in page


def test_a_question_of_a_megabyte_is_cut(pages: TestClient, store: ObjectStore) -> None:
    """What is long is shown in part, everywhere."""
    long = {**questions(books())[1], "question": "The Salt Ledger " * 2**16, "answer": "y" * 2**20}
    gated(store, rows=[long])
    for path in ("/items/zz", f"/batches/{BATCH}", "/"):
        assert len(shown(pages, path)) < 200_000


def test_the_linking_of_a_batch_is_reported(pages: TestClient, store: ObjectStore) -> None:
    """Sums, shares with what they say, counts by key, what dangles; a batch leads there, one without it not."""
    linked(store)
    page = shown(pages, f"/batches/{BATCH}/linking")
    for part in ("Linking of batch", "90.0 %", "novel", "edges.object_id", "Shares of a linking", "10.0 %"):
        assert part in page, part
    assert "[bold]x" in page
    assert f"/batches/{BATCH}/linking" in shown(pages, f"/batches/{BATCH}")
    assert pages.get("/infoseek/batches/2020-01-01/linking").status_code == 404


def test_a_linking_without_a_report_has_a_page(pages: TestClient, store: ObjectStore) -> None:
    """Zeros, and two empty figures."""
    commit_rows(store, "linked", {}, {})
    assert "Linking of batch" in shown(pages, f"/batches/{BATCH}/linking")


def test_the_crawl_of_a_batch_is_reported(pages: TestClient, store: ObjectStore) -> None:
    """Counts, refusals with their meaning, two figures and each host; a batch leads there, one without a crawl not."""
    crawled(store)
    page = shown(pages, f"/batches/{BATCH}/crawl")
    for part in ("not modified", "out_of_scope", "robots.txt forbids it.", "books.example", "120 kB"):
        assert part in html.unescape(page), part
    assert [figure["title"] for figure in figures(page)] == [
        "Pages a crawl, by what became of them",
        "Links and answers refused, by reason",
    ]
    assert f"/batches/{BATCH}/crawl" in shown(pages, f"/batches/{BATCH}")
    assert pages.get("/infoseek/batches/2020-01-01/crawl").status_code == 404
    assert pages.get("/infoseek/batches/nonsense/crawl").status_code == 404


def test_hostile_hosts_and_codes_are_inert_in_the_report(pages: TestClient, store: ObjectStore) -> None:
    """Whatever a host or a reason is called, it is text, in the tables and in the figures."""
    rows = report_rows(host=f"{HOSTILE}{OVERRIDE}")
    rows += [{**rows[0], "measure": "refused", "key": HOSTILE}]
    commit_rows(store, "crawl", {}, {CRAWL_REPORT: rows})
    page = shown(pages, f"/batches/{BATCH}/crawl")
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert OVERRIDE not in page
    refused = figures(page)[1]["data"]
    assert "<script" not in json.dumps(refused)


def test_a_retracted_item_shows_why_and_nothing_else(pages: TestClient, store: ObjectStore) -> None:
    """In the list and on its own page: the reason, and no word of question or answer."""
    gated(store)
    why = f"Asked for by its author. {HOSTILE}"
    retract(
        store, [Retraction(question_id=GOOD, batch_id=BATCH, why=why, when="2026-11-07T00:00:00Z", cause="t")]
    )
    for path in (f"/batches/{BATCH}", f"/items/{GOOD}"):
        page = shown(pages, path)
        assert "retracted" in page
        assert "Asked for by its author." in page
        assert QUESTION not in page
        assert "<script>alert" not in page
    assert "retracted" in shown(pages, f"/batches/{BATCH}?status=retracted")
