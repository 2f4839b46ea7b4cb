"""How the Spark job's time and memory grow with the corpus, what a day's changes cost, and a cluster's tables.

What lives here: linking world pages that are stored without a crawl. What may not: how good the linking is.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from infoseek.bench.figure import Figure, at_least, at_most
from infoseek.bench.memory import PeakMemory
from infoseek.bench.scale import exponent
from infoseek.bench.session import Session
from infoseek.bench.spark_cluster import standalone_cluster
from infoseek.bench.world_corpus import WorldCorpus, commit_corpus, stored_rows
from infoseek.embedded.home import locked_home
from infoseek.embedded.servers import start_s3
from infoseek.embedded.service import Services
from infoseek.linking import stage
from infoseek.settings import Settings
from infoseek.store.manifests import Manifest
from infoseek.store.objects import ObjectStore
from infoseek.store.schemas import ALIASES, EDGES, ENTITIES, MENTIONS
from infoseek.store.snapshots import Snapshot, read_snapshot
from infoseek.store.tables import read_table

FIRST, SECOND = "2026-01-01", "2026-01-02"
DAY_SHARE = 0.2
"""Of a world's day, which changes one page in twenty: so that one in a hundred does."""

FULL_SIZE = 100_000
MOST_FULL_S, MOST_FULL_BYTES = 1200.0, 10 * 2**30
MOST_EXPONENT = 1.1
MOST_RELINKED = 0.15
"""Of a day on which one page in a hundred changed."""
BENT_FROM = 10_000
"""Below so many pages a job's start-up is most of its time."""

CLUSTER_PAGES = 1_000
_BYTES_A_PAGE = 20_000
_TABLES = (ENTITIES, ALIASES, MENTIONS, EDGES)


@dataclass(frozen=True)
class Linked:
    """One batch's linking. elapsed_s: of the stage's Spark job. peak_bytes: of it and all that it started."""

    manifest: Manifest
    elapsed_s: float
    peak_bytes: int


@dataclass
class Workbench:
    """A bucket in which corpora are linked."""

    settings: Settings
    store: ObjectStore

    def link(self, batch_id: str) -> Linked:
        """Link a committed crawl."""
        begun = time.perf_counter()
        with PeakMemory() as memory:
            plan = stage.plan(self.settings, batch_id)
            receipt = stage.run_shard(self.settings, plan, stage.SHARD)
            manifest = stage.commit(self.settings, plan, [receipt])
        return Linked(manifest, time.perf_counter() - begun, memory.launched_bytes)


def run(session: Session) -> Iterator[Figure]:
    """Over the sizes of the load: times, exponent and memory; a day on the largest; a cluster on a small one."""
    sizes = sorted(set(session.load.sizes))
    times: dict[int, float] = {}
    for size in sizes:
        with _workbench(session.settings, size) as bench:
            first, second = _two_days(session, bench, size)
            times[size] = first.elapsed_s
            is_full = size >= FULL_SIZE
            limit_s = at_most(MOST_FULL_S) if is_full else None
            limit_mib = at_most(MOST_FULL_BYTES / 2**20) if is_full else None
            yield Figure(f"linking, {size} pages", first.elapsed_s, "s", limit_s)
            yield Figure(f"linking's memory, {size} pages", first.peak_bytes / 2**20, "MiB", limit_mib)
            yield Figure(
                f"a day's linking beside all of it, {size} pages", second.elapsed_s / first.elapsed_s, "ratio"
            )
            # Among few pages a namesake more is much.
            limit_share = at_most(MOST_RELINKED) if size >= BENT_FROM else None
            name = f"share of pages linked again in a day, {size} pages"
            yield Figure(name, _relinked(second), "share", limit_share)
    grown = [size for size in sizes if size >= BENT_FROM]
    if len(grown) > 1:
        found = exponent(grown, [times[size] for size in grown])
        yield Figure("linking, exponent", found, "exponent", at_most(MOST_EXPONENT))
    yield from _cluster_figures(session)


def _relinked(linked: Linked) -> float:
    return linked.manifest.stats["pages_relinked"] / linked.manifest.stats["entities"]


def _two_days(session: Session, bench: Workbench, size: int) -> tuple[Linked, Linked]:
    """A world linked from nothing, and one day later upon that."""
    first = _committed(session, bench, WorldCorpus(size), FIRST)
    session.tell(f"link {size} pages")
    whole = bench.link(FIRST)
    _committed(session, bench, WorldCorpus(size, day=1), SECOND, first)
    session.tell(f"link {size} pages again, a day later")
    return whole, bench.link(SECOND)


def _committed(
    session: Session, bench: Workbench, corpus: WorldCorpus, batch_id: str, before: Snapshot | None = None
) -> Snapshot:
    session.tell(f"make {corpus.pages} pages of day {corpus.day}")
    files = stored_rows(corpus, session.settings.scratch / "corpora")
    crawl = commit_corpus(bench.store, batch_id, files, before, DAY_SHARE if before else 1.0)
    return read_snapshot(bench.store, crawl.notes["snapshot"])


def _cluster_figures(session: Session) -> Iterator[Figure]:
    with _workbench(session.settings, CLUSTER_PAGES) as bench:
        for batch_id in (FIRST, SECOND):
            _committed(session, bench, WorldCorpus(CLUSTER_PAGES), batch_id)
        session.tell(f"link {CLUSTER_PAGES} pages on a cluster of two workers")
        # The later batch first, so that neither builds upon the other.
        with standalone_cluster(bench.settings.scratch / "cluster") as master:
            spark = bench.settings.spark.model_copy(update={"master": master})
            spread = Workbench(bench.settings.model_copy(update={"spark": spark}), bench.store).link(SECOND)
        alone = bench.link(FIRST)
    equal = [
        # Unlike Arrow's comparison this one takes NaN for equal to NaN.
        read_table(bench.store, spread.manifest, table)
        .to_pandas()
        .equals(read_table(bench.store, alone.manifest, table).to_pandas())
        for table in _TABLES
    ]
    yield Figure("tables a cluster of two workers makes alike", sum(equal) / len(equal), "share", at_least(1))
    yield Figure("linking on a cluster beside one machine", spread.elapsed_s / alone.elapsed_s, "ratio")


@contextmanager
def _workbench(settings: Settings, pages: int) -> Iterator[Workbench]:
    """A bucket of its own, and a driver with memory for so many pages."""
    with Services() as services:
        root = services.enter_context(tempfile.TemporaryDirectory(prefix="infoseek-link-"))
        home = services.enter_context(locked_home(Path(root)))
        s3 = start_s3(home, services, "link")
        store = ObjectStore(s3)
        store.create_bucket()
        memory = f"{1024 + pages * _BYTES_A_PAGE // 2**20}m"
        spark = settings.spark.model_copy(update={"driver_memory": memory})
        yield Workbench(
            settings.model_copy(update={"s3": s3, "spark": spark, "scratch": home.scratch}), store
        )
