"""Takes in what one shard's crawl finds and, when it has ended, writes pages, failures and the receipt.

What may not live here: fetching. Nothing of it is visible before the stage's commit.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any

from infoseek.launched import writing_below
from infoseek.store.manifests import Part, Plan, Receipt
from infoseek.store.objects import ObjectStore
from infoseek.store.schemas import CRAWL_FAILURES, PAGES
from infoseek.store.tables import new_attempt, write_part
from infoseek.web.crawl.frontier import Ask, Failure, Frontier
from infoseek.web.crawl.job import KnownPage
from infoseek.web.page.extract import Extracted
from infoseek.web.urls import page_id, site_of
from infoseek.web.warc import Place, Response, WarcWriter

PART_BYTES = 32_000_000
PART_ROWS = 2000


@dataclass(frozen=True)
class _Entry:
    """A page in the spool: where its row lies there, and what decides whether it is stored."""

    url: str
    content_sha256: str
    text_sha256: str
    canonical: str | None
    offset: int
    length: int


class Harvest:
    """One shard's pages, spooled in an unnamed local file that vanishes with the process."""

    def __init__(
        self,
        store: ObjectStore,
        plan: Plan,
        shard: str,
        frontier: Frontier,
        known: dict[str, KnownPage],
        software: str,
        scratch: Path,
    ) -> None:
        self._store, self._plan, self._shard = store, plan, shard
        self._frontier, self._known = frontier, known
        self._attempt = new_attempt()
        self._warc = WarcWriter(store, plan.batch_id, self._attempt, software)
        self._scratch = scratch
        with writing_below(scratch):
            scratch.mkdir(parents=True, exist_ok=True)
            self._spool = TemporaryFile(dir=scratch)  # noqa: SIM115 - it lives as long as the harvest
        self._entries: list[_Entry] = []
        self._by_content: dict[tuple[str, str], str] = {}
        self._twins: dict[str, str] = {}
        self._received = 0

    def take(self, ask: Ask, response: Response, page: Extracted) -> bool:
        """Take in a page; False where it is the copy of another one of the host, or its set is full.

        Raises `Halted` where the scratch folder cannot be written to, and what the store raises.
        """
        content = hashlib.sha256(response.body).hexdigest()
        self._received += len(response.body)
        twin = self._by_content.setdefault((site_of(ask.url), content), ask.url)
        if twin != ask.url:
            self._twins[ask.url] = twin
            self._frontier.twin(ask.url)
            return False
        if not self._frontier.keep(ask):
            return False
        self._put(ask.url, content, response, page)
        return True

    def _put(self, url: str, content: str, response: Response, page: Extracted) -> None:
        known = self._known.get(page_id(url))
        if known is not None and known.content_sha256 == content:
            place = Place(known.warc_path, known.warc_offset, known.warc_length)
        else:
            place = self._warc.add(response)
        fields = asdict(page)
        canonical = fields.pop("canonical")
        row = {
            **fields,
            "page_id": page_id(url),
            "url": url,
            "content_sha256": content,
            "text_sha256": hashlib.sha256(page.text.encode()).hexdigest(),
            "size_bytes": len(response.body),
            "warc_path": place.path,
            "warc_offset": place.offset,
            "warc_length": place.length,
            "batch_id": self._plan.batch_id,
        }
        with writing_below(self._scratch):
            offset = self._spool.tell()
            length = self._spool.write(json.dumps(row, ensure_ascii=False).encode())
        self._entries.append(_Entry(url, content, row["text_sha256"], canonical, offset, length))

    def failure(self, url: str) -> Failure | None:
        """Why a URL gave no page, or None where it did."""
        found = self._resolve(url, self._pages())
        return found if isinstance(found, Failure) else None

    def finish(self) -> Receipt:
        """Write everything and return the receipt of it. Raises as `take` does."""
        with writing_below(self._scratch):
            self._spool.flush()
        entries = self._folded()
        aliases = self._aliases({entry.url for entry in entries})
        stored = [entry for entry in entries if not self._is_unchanged(entry, aliases[entry.url])]
        pages = self._write_pages(stored, aliases)
        failures = self._failures({entry.url for entry in entries})
        rows = [
            {"url": url, "reason": failure.reason, "detail": failure.detail, "batch_id": self._plan.batch_id}
            for url, failure in sorted(failures.items())
        ]
        self._warc.flush()
        reasons = Counter(failure.reason for failure in failures.values())
        stats = {
            "pages": len(stored),
            "unchanged": len(entries) - len(stored),
            "aliases": sum(map(len, aliases.values())),
            "bytes": self._received,
            **{f"failed_{reason}": count for reason, count in sorted(reasons.items())},
        }
        tables = {
            PAGES.name: pages,
            CRAWL_FAILURES.name: write_part(self._store, CRAWL_FAILURES, rows, self._attempt),
        }
        return Receipt(
            shard=self._shard, tables=tables, stats={name: float(count) for name, count in stats.items()}
        )

    def _pages(self) -> set[str]:
        return {entry.url for entry in self._entries}

    def _folded(self) -> list[_Entry]:
        """The pages, those left out that call another page of the same text and host their canonical one."""
        by_url = {entry.url: entry for entry in self._entries}
        kept: list[_Entry] = []
        for entry in sorted(self._entries, key=lambda each: page_id(each.url)):
            other = by_url.get(entry.canonical or "")
            is_copy = (
                other is not None
                and other.url != entry.url
                and other.text_sha256 == entry.text_sha256
                and site_of(other.url) == site_of(entry.url)
                and other.canonical in (None, other.url)
            )
            if is_copy and other is not None:
                self._twins[entry.url] = other.url
            else:
                kept.append(entry)
        return kept

    def _aliases(self, pages: set[str]) -> defaultdict[str, list[str]]:
        """The URLs that lead to each page by redirect or as its copies, sorted."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for url in sorted({*self._frontier.redirects, *self._twins} - pages):
            page = self._resolve(url, pages)
            if isinstance(page, str):
                found[page].append(url)
        return found

    def _failures(self, pages: set[str]) -> dict[str, Failure]:
        asked = {*self._frontier.failures, *self._frontier.redirects} - pages
        resolved = ((url, self._resolve(url, pages)) for url in asked)
        return {url: found for url, found in resolved if isinstance(found, Failure)}

    def _resolve(self, url: str, pages: set[str]) -> str | Failure:
        """The page a URL leads to, copies standing for what they copy."""
        seen: set[str] = set()
        at: str | Failure = url
        while isinstance(at, str) and at not in pages and at not in seen:
            seen.add(at)
            at = (
                self._twins[at]
                if at in self._twins
                else self._frontier.resolve(at, pages | self._twins.keys())
            )
        if isinstance(at, str) and at not in pages:
            return Failure("redirect_loop", "Its redirects go round in a circle.")
        return at

    def _is_unchanged(self, entry: _Entry, aliases: list[str]) -> bool:
        known = self._known.get(page_id(entry.url))
        return (
            known is not None
            and known.content_sha256 == entry.content_sha256
            and set(aliases) <= set(known.aliases_urls)
        )

    def _write_pages(self, entries: list[_Entry], aliases: dict[str, list[str]]) -> list[Part]:
        parts: list[Part] = []
        for rows in self._row_groups(entries, aliases):
            parts += write_part(self._store, PAGES, rows, self._attempt, len(parts))
        return parts

    def _row_groups(
        self, entries: list[_Entry], aliases: dict[str, list[str]]
    ) -> Iterator[list[dict[str, Any]]]:
        rows: list[dict[str, Any]] = []
        size = 0
        for entry in entries:
            self._spool.seek(entry.offset)
            row = json.loads(self._spool.read(entry.length))
            rows.append({**row, "aliases_urls": aliases.get(entry.url, [])})
            size += entry.length
            if size >= PART_BYTES or len(rows) >= PART_ROWS:
                yield rows
                rows, size = [], 0
        if rows:
            yield rows
