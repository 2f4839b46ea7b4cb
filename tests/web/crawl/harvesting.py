"""A shard's crawl without a network: the answers are put in by the test, all else is real."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from infoseek.settings import CrawlSettings, Settings
from infoseek.store import manifests, snapshots
from infoseek.store.manifests import Manifest, Receipt
from infoseek.store.objects import ObjectStore
from infoseek.store.schemas import CRAWL_FAILURES, CRAWL_REPORT, PAGES
from infoseek.store.tables import read_parts
from infoseek.web.crawl.corpus import corpus_of
from infoseek.web.crawl.frontier import Ask
from infoseek.web.crawl.job import CrawlJob
from infoseek.web.crawl.shard import Shard, open_shard
from infoseek.web.page.extract import extract
from infoseek.web.seeds import SeedSet
from infoseek.web.warc import Response

SEEDS = SeedSet(name="s", urls=["http://h/"], scope=["h"])
WORDS = "Long enough to be judged as a text of its own, with a good many words that it shares with no other page: "


def html(text: str, head: str = "") -> str:
    return f"<html><head>{head}</head><body><p>{text}</p></body></html>"


class Run:
    """One batch's crawl of host `h`. day: from 1; before: the batch before."""

    def __init__(
        self, store: ObjectStore, scratch: Path, day: int = 1, before: Run | None = None, **crawl: Any
    ) -> None:
        self.store, self.day = store, day
        batch = f"2026-11-{day:02d}"
        inputs = {
            "snapshot": before.snapshot_id if before else "",
            "before": before.manifest.key if before else "",
        }
        plan = manifests.plan(store, "crawl", batch, stage_version="2", settings=crawl, inputs=inputs)
        self.job = CrawlJob(
            plan=plan,
            seed_sets=[SEEDS],
            shards={"000": ["s"]},
            snapshot=inputs["snapshot"],
            before=inputs["before"],
        )
        self.settings = Settings(s3=store.settings, scratch=scratch, crawl=CrawlSettings(**crawl))
        self.open()

    def open(self) -> Shard:
        """The crawl as its last checkpoint left it."""
        self.shard = open_shard(self.store, self.settings, self.job, "000")
        return self.shard

    def ask(self, path: str) -> Ask:
        found = self.shard.frontier.adopt(f"http://h{path}", "s")
        assert found is not None
        return found

    def take(self, path: str, page: str, **headers: str) -> None:
        """The server sends a page."""
        ask = self.ask(path)
        given = (
            ("Content-Type", "text/html"),
            *((name.replace("_", "-"), value) for name, value in headers.items()),
        )
        time = f"2026-11-{self.day:02d}T02:00:00Z"
        response = Response(ask.url, "HTTP/1.1", "200 OK", given, page.encode(), fetched_at=time)
        self.shard.frontier.answered(ask, 200, len(response.body))
        self.shard.harvest.take(ask, response, extract(response.body, ask.url))

    def not_modified(self, path: str) -> None:
        """The server answers that nothing changed."""
        ask = self.ask(path)
        self.shard.frontier.answered(ask, 304, 0)
        self.shard.harvest.not_modified(ask, Response(ask.url, "HTTP/1.1", "304 Not Modified", (), b""))

    def redirect(self, path: str, target: str) -> None:
        self.shard.frontier.redirect(self.ask(path), f"http://h{target}")

    def fail(self, path: str, status: int) -> None:
        ask = self.ask(path)
        self.shard.frontier.answered(ask, status, 0)
        self.shard.frontier.fail(ask, f"http_{status}", f"The server answered {status}.")

    def refuse(self, path: str, reason: str) -> None:
        """Fail a page that answered, for what it says."""
        ask = self.ask(path)
        self.shard.frontier.answered(ask, 200, 0)
        self.shard.frontier.fail(ask, reason, "It is not to be taken.")

    def finish(self) -> Receipt:
        """End the crawl and commit it as the batch's."""
        if self.shard.frontier.adopt("http://h/", "s") is not None:
            self.shard.frontier.fail(Ask("http://h/", "s"), "timeout", "It is not of interest.")
        self.receipt = self.shard.harvest.finish()
        self.snapshot, self.live_pages = corpus_of(self.store, self.job.plan, [self.receipt], "2")
        self.snapshot_id = snapshots.write_snapshot(self.store, self.snapshot)
        self.manifest: Manifest = manifests.commit(
            self.store, self.job.plan, [self.receipt], stage_version="2", settings={}, code_revision="r",
            notes={"snapshot": self.snapshot_id},
        )  # fmt: skip
        return self.receipt

    def stored(self) -> dict[str, dict[str, Any]]:
        """The rows of this batch by path."""
        rows = read_parts(self.store, PAGES, self.receipt.tables["pages"]).to_pylist()
        return {row["url"].removeprefix("http://h"): row for row in rows}

    def aliases(self) -> dict[str, list[str]]:
        """The aliases of the live pages, all as paths."""
        live = snapshots.live_pages(self.store, self.snapshot, ["url", "aliases_urls"]).to_pylist()
        return {
            row["url"].removeprefix("http://h"): [url.removeprefix("http://h") for url in row["aliases_urls"]]
            for row in live
        }

    def failures(self) -> dict[str, dict[str, Any]]:
        rows = read_parts(self.store, CRAWL_FAILURES, self.receipt.tables["failures"]).to_pylist()
        return {row["url"].removeprefix("http://h"): row for row in rows}

    def pages_by_fate(self) -> dict[str, float]:
        """The report's counts of pages."""
        rows = read_parts(self.store, CRAWL_REPORT, self.receipt.tables["report"]).to_pylist()
        return {row["key"]: row["value"] for row in rows if row["measure"] == "pages"}
