"""A world's pages as a stored corpus, without a crawl: extracted in parallel, kept in a folder between runs.

What lives here: making page rows, parts and a snapshot of a world. What may not: what is measured on them.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

import infoseek
from infoseek.stages import CRAWL
from infoseek.store import manifests
from infoseek.store.manifests import Manifest, content_hash
from infoseek.store.objects import ObjectStore
from infoseek.store.schemas import PAGES
from infoseek.store.snapshots import Snapshot, live_pages, write_snapshot
from infoseek.store.tables import new_attempt, write_arrow
from infoseek.web.page.extract import extract
from infoseek.web.urls import canonical_url, page_id
from infoseek.world.build import build_world
from infoseek.world.truth import World

SITE = "http://world.example"
PAGES_OF_A_PART = 5_000
_HEX, _DIGITS = 16, 8


@dataclass(frozen=True)
class WorldCorpus:
    """Which world: its pages, seed and day."""

    pages: int
    seed: int = 1
    day: int = 0

    def world(self) -> World:
        return build_world(self.pages, self.seed, day=self.day)


def page_rows(world: World, paths: Sequence[str]) -> list[dict[str, Any]]:
    """The crawl__pages rows of some pages of a world, as a crawl of `SITE` would store them."""
    leading = _leading(world)
    return [_row(world, path, leading.get(path, [])) for path in paths]


def _leading(world: World) -> dict[str, list[str]]:
    """The redirects to each page, as canonical URLs, sorted."""
    found = defaultdict[str, list[str]](list)
    for path, target in world.redirects.items():
        found[target].append(canonical_url(SITE + path))
    return {target: sorted(urls) for target, urls in found.items()}


def _row(world: World, path: str, leading: list[str]) -> dict[str, Any]:
    body = world.pages[path].html.encode()
    url = canonical_url(SITE + path)
    page = extract(body, url)
    return {
        **{name: value for name, value in vars(page).items() if name in PAGES.schema.names},
        "page_id": page_id(url),
        "url": url,
        "aliases_urls": leading,
        "seed_set": "world",
        "etag": "",
        "last_modified": "",
        "fetched_at": "2026-01-01T00:00:00Z",
        "content_sha256": hashlib.sha256(body).hexdigest(),
        "text_sha256": hashlib.sha256(page.text.encode()).hexdigest(),
        "text_print": b"",
        "size_bytes": len(body),
        "warc_path": "",
        "warc_offset": 0,
        "warc_length": 0,
        "batch_id": "2026-01-01",
    }


def stored_rows(corpus: WorldCorpus, cache: Path, processes: int = 2) -> list[Path]:
    """Files of page rows, made unless the cache folder holds them; worlds of other code are other files."""
    folder = cache / f"{corpus.pages}-{corpus.seed}-{corpus.day}-{_code()}"
    done = folder / "done"
    if not done.exists():
        folder.mkdir(parents=True, exist_ok=True)
        for number, rows in enumerate(_made(corpus, processes)):
            pq.write_table(rows, folder / f"{number:05d}.parquet", compression="zstd")
        done.touch()
    return sorted(folder.glob("*.parquet"))


def _made(corpus: WorldCorpus, processes: int) -> Iterator[pa.Table]:
    paths = list(corpus.world().pages)
    chunks = [paths[start : start + PAGES_OF_A_PART] for start in range(0, len(paths), PAGES_OF_A_PART)]
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        yield from pool.map(partial(_chunk_rows, corpus), chunks)


_WORLDS: dict[WorldCorpus, World] = {}


def _chunk_rows(corpus: WorldCorpus, paths: list[str]) -> pa.Table:
    if corpus not in _WORLDS:
        _WORLDS[corpus] = corpus.world()
    return pa.Table.from_pylist(page_rows(_WORLDS[corpus], paths), schema=PAGES.schema)


def _code() -> str:
    """Digest of the code that makes worlds and reads pages."""
    root = Path(infoseek.__file__).parent
    files = sorted([*(root / "world").rglob("*.py"), *(root / "web/page").rglob("*.py")])
    return content_hash([file.read_text() for file in files], 12)


def commit_corpus(
    store: ObjectStore,
    batch_id: str,
    files: Sequence[Path],
    before: Snapshot | None = None,
    changed_share: float = 1.0,
) -> Manifest:
    """Commit a crawl whose corpus these files are; with the snapshot before, only what differs from it is stored.

    changed_share: of the pages that differ, those count whose ids lie in this share of all ids.
    """
    known = _known(store, before) if before else {}
    parts = list(before.parts) if before else []
    limit = f"{int(changed_share * _HEX**_DIGITS):0{_DIGITS}x}" if changed_share < 1 else "g"
    seen: set[str] = set()
    attempt = new_attempt()
    for number, file in enumerate(files):
        rows = pq.read_table(file)
        ids, hashes = rows["page_id"].to_pylist(), rows["content_sha256"].to_pylist()
        seen.update(ids)
        fresh = [known.get(each) != sha and each < limit for each, sha in zip(ids, hashes, strict=True)]
        if any(fresh):
            parts.append(write_arrow(store, PAGES, rows.filter(pa.array(fresh)), attempt, number))
    gone = sorted(page for page in set(known) - seen if page < limit)
    snapshot = Snapshot(batch_id=batch_id, parts=parts, tombstones=gone)
    return commit_snapshot(store, snapshot)


def _known(store: ObjectStore, before: Snapshot) -> Mapping[str, str]:
    rows = live_pages(store, before, ["page_id", "content_sha256"])
    return dict(zip(rows["page_id"].to_pylist(), rows["content_sha256"].to_pylist(), strict=True))


def commit_snapshot(store: ObjectStore, snapshot: Snapshot) -> Manifest:
    """Commit a crawl that came to this snapshot."""
    notes = {"snapshot": write_snapshot(store, snapshot)}
    plan = manifests.plan(
        store,
        CRAWL.zone,
        snapshot.batch_id,
        stage_version="1",
        settings={},
        inputs={"snapshot": notes["snapshot"]},
    )
    return manifests.commit(
        store, plan, [], stage_version="1", settings={}, code_revision="bench", notes=notes
    )
