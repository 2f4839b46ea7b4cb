"""Takes the pages of stored WARC files in as a shard: `python -m infoseek.web.crawl.ingest --plan KEY --shard NAME`.

Exit status 0: the receipt is stored. Else one of `infoseek.launched.STATUSES`, said in one sentence on stderr.
"""

from __future__ import annotations

import argparse
import logging
import signal
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

from infoseek.environment import load_settings
from infoseek.errors import BadInput
from infoseek.launched import reporting, writing_below
from infoseek.settings import Settings
from infoseek.store import manifests
from infoseek.store.manifests import Receipt
from infoseek.store.objects import ObjectMissing, ObjectStore
from infoseek.web.codings import BadCoding
from infoseek.web.crawl.frontier import Ask, Failure
from infoseek.web.crawl.job import CrawlJob, read_job
from infoseek.web.crawl.shard import Shard, open_shard
from infoseek.web.crawl.state import CrawlState
from infoseek.web.page.extract import Extracted
from infoseek.web.page.headers import charset_of, is_html, is_junk, media_type, product_token
from infoseek.web.page.reading import Unreadable, read_page
from infoseek.web.seeds import SeedSet, WarcFile
from infoseek.web.urls import site_of
from infoseek.web.warc import Place, Response, parse_response
from infoseek.web.warc_files import Broken, Record, file_records

log = logging.getLogger("infoseek.crawl")

_HEADER_BYTES = 64_000
_EARLIER = "older_capture"
_NOT_COUNTED = "record_"


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m infoseek.web.crawl.ingest", description=__doc__)
    parser.add_argument("--plan", required=True, help="object key of the crawl job")
    parser.add_argument("--shard", required=True, help="name of the shard")
    arguments = parser.parse_args(argv)
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(name)s: %(message)s")
    # What counts is stored at each checkpoint, so dying at once is the tidy way to stop.
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    return reporting(lambda: _run(load_settings(), arguments.plan, arguments.shard))


def _run(settings: Settings, job_path: str, shard: str) -> None:
    store = ObjectStore(settings.s3)
    job = read_job(store, job_path)
    receipt = ingest_shard(store, settings, job, shard)
    manifests.write_receipt(store, job.plan, receipt)
    log.info("Stored: %s.", ", ".join(f"{name} {count:.0f}" for name, count in receipt.stats.items()))


def ingest_shard(store: ObjectStore, settings: Settings, job: CrawlJob, shard: str) -> Receipt:
    """Take in the pages of the WARC files that a shard's seed sets name, of each URL the latest capture.

    Files that the batch before took in already are not read again. Links are stored, and not followed.
    Raises `BadInput` where a file is missing, `Halted` where the scratch folder cannot
    be written to, and what the store raises.
    """
    opened = open_shard(store, settings, job, shard)
    files = [
        (seeds.name, file)
        for seeds in job.seeds_of(shard)
        if not _was_taken(store, settings, job, seeds)
        for file in seeds.warcs
    ]
    log.info("Taking in %d WARC files.", len(files))
    refused = _index(store, settings, opened.state, files)
    if not any(opened.frontier.page_urls()) and not any(opened.frontier.failures()):
        # Later they are in a checkpoint.
        for (seed_set, host, reason), count in sorted(refused.items()):
            opened.frontier.refuse(seed_set, host, reason, count)
    taking = _Taking(opened, settings)
    for number, (seed_set, file) in enumerate(files):
        _take_file(store, taking, number, seed_set, file)
    return opened.harvest.finish()


def _was_taken(store: ObjectStore, settings: Settings, job: CrawlJob, seeds: SeedSet) -> bool:
    """Whether the batch before took in the very same files, read in the same way."""
    if not job.before or not job.is_same_reader:
        return False
    before = manifests.read_manifest(store, job.plan.zone, job.before)
    return (
        before.inputs.get(f"seeds/{seeds.name}") == seeds.content_id
        and before.settings.get("max_page_bytes") == settings.crawl.max_page_bytes
    )


def _index(
    store: ObjectStore, settings: Settings, state: CrawlState, files: list[tuple[str, WarcFile]]
) -> Counter[tuple[str, str, str]]:
    """Note of each URL where its latest capture lies; the other records, counted by seed set, host and reason."""
    state.make(
        "captures",
        "url TEXT PRIMARY KEY, date TEXT NOT NULL, file INTEGER NOT NULL, place INTEGER NOT NULL, "
        "length INTEGER NOT NULL",
        "(file, place)",
    )
    refused: Counter[tuple[str, str, str]] = Counter()
    for number, (seed_set, file) in enumerate(files):
        with _fetched(store, file, settings.scratch) as stream, state.transaction():
            for record, _ in file_records(stream, store.address(file.path), settings.scratch):
                reason = _reason(record, settings) or _note(state, number, record)
                if reason and not reason.startswith(_NOT_COUNTED):
                    host = site_of(record.url) if isinstance(record, Record) else ""
                    refused[seed_set, host, reason] += 1
    return refused


def _reason(record: Record | Broken, settings: Settings) -> str:
    if isinstance(record, Broken):
        return "broken_record"
    if not record.reason and record.block_bytes > settings.crawl.max_page_bytes + _HEADER_BYTES:
        return "too_large"
    return record.reason


def _note(state: CrawlState, number: int, record: Record | Broken) -> str:
    """Note a capture, in place of an older one of its URL; why one of the two is left out, or ""."""
    assert isinstance(record, Record)
    row = (record.date, number, record.offset, record.length, record.url)
    connection = state.connection
    if connection.execute(
        "INSERT OR IGNORE INTO captures(date, file, place, length, url) VALUES (?,?,?,?,?)", row
    ).rowcount:
        return ""
    connection.execute(
        "UPDATE captures SET date = ?, file = ?, place = ?, length = ? WHERE url = ? AND date < ?",
        (*row, record.date),
    )
    return _EARLIER


class _Taking:
    """What taking a page in needs."""

    def __init__(self, opened: Shard, settings: Settings) -> None:
        self.state, self.frontier, self.harvest = opened.state, opened.frontier, opened.harvest
        self.max_bytes = settings.crawl.max_page_bytes
        self.robot = product_token(settings.crawl.user_agent)
        self.scratch = settings.scratch


def _take_file(store: ObjectStore, taking: _Taking, number: int, seed_set: str, file: WarcFile) -> None:
    rows = taking.state.connection.execute(
        "SELECT url, date, place, length FROM captures WHERE file = ? ORDER BY place", (number,)
    ).fetchall()
    if not rows:
        return
    with _fetched(store, file, taking.scratch) as stream:
        for url, date, offset, length in rows:
            ask = taking.frontier.adopt(url, seed_set)
            if ask is None:
                continue
            stream.seek(offset)
            _take(taking, ask, stream.read(length), date, Place(file.path, offset, length))
            if taking.harvest.is_due():
                taking.harvest.checkpoint()


def _take(taking: _Taking, ask: Ask, member: bytes, date: str, place: Place) -> None:
    """Take one page in, or note why it is none."""
    response = _response(member, date, taking.max_bytes)
    page = response if isinstance(response, Failure) else _page(response, ask.url, taking.robot)
    if isinstance(page, Failure) or isinstance(response, Failure):
        assert isinstance(page, Failure)
        taking.frontier.fail(ask, page.reason, page.detail)
    else:
        taking.harvest.take(ask, response, page, place)


def _response(member: bytes, date: str, max_bytes: int) -> Response | Failure:
    try:
        response = parse_response(member, max_bytes)
    except BadInput as error:
        return Failure("bad_http", f"Its record cannot be read: {error}.")
    except BadCoding as error:
        return Failure("bad_coding", f"Its body cannot be decompressed: {error}.")
    if len(response.body) > max_bytes:
        return Failure("too_large", "It is larger than the page size limit.")
    return replace(response, fetched_at=date)


def _page(response: Response, url: str, robot: str) -> Extracted | Failure:
    """The page, with what the headers say of it, or why it is none that may be kept."""
    headers = response.headers
    if not is_html(headers, response.body):
        return Failure("not_html", f"It is {media_type(headers) or 'without a content type, and no HTML'}.")
    if is_junk(response.body, charset_of(headers)):
        return Failure("not_html", "It is declared as HTML, but is binary data.")
    try:
        page = read_page(response.body, url, headers, robot)
    except Unreadable as error:
        return Failure(error.reason, str(error))
    if page.is_noindex:
        return Failure("noindex", "It asks not to be indexed.")
    if not page.text:
        return Failure("no_text", "The page holds no text.")
    return page


@contextmanager
def _fetched(store: ObjectStore, file: WarcFile, scratch: Path) -> Iterator[IO[bytes]]:
    """A stored file, copied to scratch. Raises `BadInput` where it is missing."""
    with writing_below(scratch):
        scratch.mkdir(parents=True, exist_ok=True)
        copy = TemporaryFile(dir=scratch)  # noqa: SIM115 - closed below
    with copy:
        try:
            with writing_below(scratch):
                store.download(file.path, copy)
        except ObjectMissing:
            raise BadInput(f"The WARC file {store.address(file.path)} of a seed set is missing.") from None
        yield copy


if __name__ == "__main__":
    sys.exit(main())
