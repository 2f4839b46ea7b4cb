"""Pages of WARC files on their way into the corpus, through the stage as a batch runs it."""

from __future__ import annotations

import gzip
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import brotli
import pytest

import infoseek
from infoseek.errors import BadInput
from infoseek.settings import CrawlSettings, S3Settings, Settings
from infoseek.store import manifests, snapshots
from infoseek.store.manifests import Manifest
from infoseek.store.objects import ObjectStore
from infoseek.store.schemas import CRAWL_REPORT
from infoseek.store.tables import read_rows
from infoseek.web.crawl import stage, takedowns
from infoseek.web.crawl.ingest import ingest_shard
from infoseek.web.crawl.job import job_path, read_job
from infoseek.web.seeds import SeedSet, WarcFile, parse_seeds, write_seeds
from infoseek.web.warc import Place, read_response
from infoseek.web.warc_intake import take_in
from tests.scrapers.site import Site, serving
from tests.web.warcs import HTML, chunked, http, info, members, page, record, saved

pytestmark = pytest.mark.service

DAY1, DAY2, DAY3 = "2026-11-05", "2026-11-06", "2026-11-07"
ROOT = Path(infoseek.__file__).parents[2]


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as found:
        yield found


@pytest.fixture
def settings(s3: S3Settings, tmp_path: Path) -> Settings:
    return Settings(s3=s3, crawl=CrawlSettings(max_page_bytes=20_000), scratch=tmp_path / "scratch")


def body(text: str) -> bytes:
    return f"<html><body><h1>Title</h1><p>{text}</p></body></html>".encode()


def ingest(store: ObjectStore, folder: Path, *records: bytes, name: str = "files") -> SeedSet:
    """Take a file of these records into a set."""
    number = len(list(folder.iterdir()))
    path = saved(folder, f"{number}.warc.gz", members(*records))
    return take_in(store, [path], name, folder / "scratch", lambda found: None)


def run(settings: Settings, batch_id: str, *, is_launched: bool = False) -> Manifest:
    """A batch's crawl. is_launched: files are taken in by a process of its own, as in production."""
    store = ObjectStore(settings.s3)
    plan = stage.plan(settings, batch_id)
    receipts = []
    for shard in stage.shards(settings, plan):
        if is_launched or not shard.startswith("warc-"):
            receipts.append(stage.run_shard(settings, plan, shard))
        else:
            receipt = ingest_shard(store, settings, read_job(store, job_path(plan.key)), shard)
            receipts.append(manifests.write_receipt(store, plan, receipt))
    return stage.commit(settings, plan, receipts)


def live(store: ObjectStore, batch_id: str) -> dict[str, dict[str, Any]]:
    snapshot = snapshots.read_snapshot(store, stage.snapshot_of(store, batch_id))
    return {row["url"]: row for row in snapshots.live_pages(store, snapshot).to_pylist()}


def refused(store: ObjectStore, manifest: Manifest) -> dict[str, float]:
    rows = read_rows(store, manifest, CRAWL_REPORT)
    return {row["key"]: row["value"] for row in rows if row["measure"] == "refused"}


def test_records_as_common_crawl_writes_them(settings: Settings, store: ObjectStore, tmp_path: Path) -> None:
    """Bodies are decoded, the latest capture counts, whatever is no page to keep is left out by its reason."""
    zipped = b"Content-Encoding: gzip\r\n"
    records = [
        info(),
        record("http://a.org/plain", b"GET /plain HTTP/1.1\r\n\r\n", kind="request"),
        page("http://A.org:80/plain?utm_source=x#part", "Plain one."),
        record("http://a.org/gzip", http(gzip.compress(body("Gzip one.")), HTML + zipped)),
        record("http://a.org/br", http(brotli.compress(body("Brotli one.")), HTML + b"Content-Encoding: br\r\n")),
        record(
            "http://a.org/chunked",
            http(chunked(gzip.compress(body("Chunked one."))), HTML + zipped + b"Transfer-Encoding: chunked\r\n"),
        ),
        # As Common Crawl wrote until 2018: the header of a coding that was undone.
        record("http://a.org/undone", http(body("Undone one."), HTML + zipped)),
        record("https://b.org/latin", http(body("Caf\xe9.").replace(b"\xc3\xa9", b"\xe9"), HTML.replace(b"utf-8", b"latin1"))),
        page("http://a.org/twice", "New text.", date="2021-05-01T00:00:00Z"),
        page("http://a.org/twice", "Old text.", date="2020-05-01T00:00:00Z"),
        record("http://a.org/revisit", http(b""), kind="revisit"),
        record("http://a.org/missing", http(b"<p>x", status=b"404 Not Found")),
        record("http://a.org/pdf", http(b"%PDF-1.4", b"Content-Type: application/pdf\r\n")),
        record("http://a.org/false", http(b"%PDF-1.4 \0\0\0")),
        record("http://a.org/cut", http(body("Cut.")), WARC_Truncated="length"),
        record("http://a.org/hidden", http(b'<meta name="robots" content="noindex"><p>Hidden.')),
        record("http://a.org/tagged", http(body("Tagged."), HTML + b"X-Robots-Tag: noindex\r\n")),
        record("http://a.org/empty", http(b"<html></html>")),
        record("http://a.org/bomb", http(gzip.compress(bytes(10**6)), HTML + zipped)),
        record("http://a.org/large", http(body("x" * 100_000))),
        record("http://a.org/broken", http(gzip.compress(body("y"))[:-8] + bytes(8), HTML + zipped)),
    ]  # fmt: skip
    ingest(store, tmp_path, *records)
    manifest = run(settings, DAY1, is_launched=True)
    pages = live(store, DAY1)
    assert {url.rpartition("/")[2]: row["text"] for url, row in pages.items()} == {
        "plain": "Plain one.", "gzip": "Gzip one.", "br": "Brotli one.", "chunked": "Chunked one.",
        "undone": "Undone one.", "latin": "Caf\xe9.", "twice": "New text.",
    }  # fmt: skip
    assert pages["http://a.org/twice"]["fetched_at"] == "2021-05-01T00:00:00Z"
    told = refused(store, manifest)
    assert {key: told[key] for key in ("older_capture", "http_404", "truncated", "too_large")} == {
        "older_capture": 1.0, "http_404": 1.0, "truncated": 1.0, "too_large": 1.0,
    }  # fmt: skip
    failed = {key: value for key, value in manifest.stats.items() if key.startswith("failed_")}
    assert failed == {
        "failed_not_html": 1, "failed_noindex": 2, "failed_no_text": 1, "failed_too_large": 1, "failed_bad_coding": 1,
    }  # fmt: skip
    for row in pages.values():
        place = Place(row["warc_path"], row["warc_offset"], row["warc_length"])
        assert read_response(store, place).body.startswith(b"<html>")


def test_files_are_taken_in_once(settings: Settings, store: ObjectStore, tmp_path: Path) -> None:
    """An equal set is not read again; one that grew stores what is new, and no byte of a page twice."""
    first = [page(f"http://a.org/{number}", f"Page {number}.") for number in range(5)]
    ingest(store, tmp_path, *first)
    assert run(settings, DAY1).stats["pages"] == 5
    records = store.sizes("raw/")
    # Were it read, it would be missed.
    held = store.get(next(iter(records)))
    store.delete(next(iter(records)))
    second = run(settings, DAY2)
    assert (second.stats["pages"], second.stats["unchanged"], second.stats["live_pages"]) == (0, 0, 5)
    store.put(next(iter(records)), held)
    ingest(store, tmp_path, page("http://a.org/5", "Page 5."))
    third = run(settings, DAY3)
    assert (third.stats["pages"], third.stats["unchanged"], third.stats["live_pages"]) == (1, 5, 6)
    assert len(store.sizes("raw/")) == len(records) + 1
    assert live(store, DAY3)["http://a.org/0"] == live(store, DAY1)["http://a.org/0"]


def test_a_missing_file_is_named(settings: Settings, store: ObjectStore, tmp_path: Path) -> None:
    """A set whose stored file is gone stops its shard in one sentence."""
    (file,) = ingest(store, tmp_path, page("http://a.org/", "A.")).warcs
    store.delete(file.path)
    with pytest.raises(BadInput, match=rf"{file.path} of a seed set is missing"):
        run(settings, DAY1)


def test_a_crawl_counts_more_than_an_old_capture(
    settings: Settings, store: ObjectStore, site: Site, tmp_path: Path
) -> None:
    """Of a page that is crawled too the crawl's version stays, on the same day and later; others are added."""
    site.page("/", "Crawled text.")
    write_seeds(store, parse_seeds(site.url, "crawled"))
    old = [page(f"{site.url}/", "Old text."), page(f"{site.url}/gone", "Only in the file.")]
    ingest(store, tmp_path, *old)
    run(settings, DAY1)
    texts = {url.rpartition("/")[2]: row["text"] for url, row in live(store, DAY1).items()}
    assert texts == {"": "Crawled text.", "gone": "Only in the file."}
    ingest(store, tmp_path, page(f"{site.url}/more", "More."), name="files")
    run(settings, DAY2)
    texts = {url.rpartition("/")[2]: row["text"] for url, row in live(store, DAY2).items()}
    assert texts == {"": "Crawled text.", "gone": "Only in the file.", "more": "More."}


def test_a_newer_capture_is_a_new_version(settings: Settings, store: ObjectStore, tmp_path: Path) -> None:
    """A file added later that holds a later capture replaces the page, an earlier capture does not."""
    ingest(store, tmp_path, page("http://a.org/", "First.", date="2020-02-02T00:00:00Z"))
    run(settings, DAY1)
    ingest(store, tmp_path, page("http://a.org/", "Earlier.", date="2019-01-01T00:00:00Z"))
    run(settings, DAY2)
    assert live(store, DAY2)["http://a.org/"]["text"] == "First."
    ingest(store, tmp_path, page("http://a.org/", "Later.", date="2021-01-01T00:00:00Z"))
    run(settings, DAY3)
    assert live(store, DAY3)["http://a.org/"]["text"] == "Later."


def test_what_was_taken_down_stays_out(settings: Settings, store: ObjectStore, tmp_path: Path) -> None:
    """A page of a place that was taken down is not taken in from a file either."""
    takedowns.record(store, "b.org", "asked for", "2026-11-01T00:00:00Z")
    ingest(store, tmp_path, page("http://a.org/", "A."), page("http://b.org/", "B."))
    run(settings, DAY1)
    assert list(live(store, DAY1)) == ["http://a.org/"]


def test_copies_in_files_are_folded(settings: Settings, store: ObjectStore, tmp_path: Path) -> None:
    """Equal pages of a host are one page with the others' URLs as aliases."""
    text = " ".join(f"word{number}" for number in range(200))
    ingest(store, tmp_path, page("http://a.org/x", text), page("http://a.org/x?print=1", text))
    run(settings, DAY1)
    assert {url: row["aliases_urls"] for url, row in live(store, DAY1).items()} == {
        "http://a.org/x": ["http://a.org/x?print=1"]
    }


def test_a_killed_shard_goes_on(s3: S3Settings, store: ObjectStore, tmp_path: Path) -> None:
    """Killed in the middle and run again, it reads on from its last checkpoint and comes to the same pages."""
    count = 400
    ingest(
        store, tmp_path, *(page(f"http://a.org/{number}", f"Page {number}. " * 40) for number in range(count))
    )
    settings = Settings(s3=s3, crawl=CrawlSettings(checkpoint_s=0.05), scratch=tmp_path / "scratch")
    plan = stage.plan(settings, DAY1)
    (shard,) = stage.shards(settings, plan)
    command = [
        sys.executable,
        "-m",
        "infoseek.web.crawl.ingest",
        "--plan",
        job_path(plan.key),
        "--shard",
        shard,
    ]
    process = subprocess.Popen(command, env=stage._environment(settings), cwd=ROOT, stderr=subprocess.DEVNULL)
    deadline = time.monotonic() + 30
    while not any(store.keys("crawl/_checkpoints/")) and time.monotonic() < deadline:
        time.sleep(0.01)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    assert any(store.keys("crawl/_checkpoints/"))
    assert not store.exists(manifests.receipt_path(plan, shard))
    manifest = stage.commit(settings, plan, [stage.run_shard(settings, plan, shard)])
    assert manifest.stats["pages"] == count
    texts = {row["text"] for row in live(store, DAY1).values()}
    assert texts == {(f"Page {number}. " * 40).strip() for number in range(count)}
    assert not any(store.keys("crawl/_checkpoints/"))


def test_a_file_that_is_no_warc_any_more_is_bad_input(settings: Settings, store: ObjectStore) -> None:
    """Junk under a stored file's name takes in nothing, and is counted as broken."""
    store.put("raw/ingested/x.warc.gz", b"\x1f\x8b\x08junk")
    file = WarcFile(path="raw/ingested/x.warc.gz", sha256="x", size_bytes=7)
    write_seeds(store, SeedSet(name="files", warcs=[file], scope=["*"], max_pages=1))
    plan = stage.plan(settings, DAY1)
    receipt = ingest_shard(store, settings, read_job(store, job_path(plan.key)), "warc-files")
    assert receipt.stats["pages"] == 0
