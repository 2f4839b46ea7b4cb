"""A batch's stages in this process, without Airflow: real S3 server, real offline model, real stage code.

What lives here: running stages one after another and what each took. What may not: judging the outcome.
"""

from __future__ import annotations

import importlib
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path

from infoseek.bench.load import Tell
from infoseek.bench.memory import PeakMemory
from infoseek.bench.world_facts import ids_of
from infoseek.embedded.home import locked_home
from infoseek.embedded.servers import start_model, start_s3
from infoseek.embedded.service import Services
from infoseek.llm.batch_wait import attended
from infoseek.settings import ModelSettings, Settings
from infoseek.stages import CHAIN, Stage
from infoseek.store.manifests import Manifest
from infoseek.store.objects import ObjectStore
from infoseek.web.seeds import parse_seeds, write_seeds
from infoseek.world.server import serving
from infoseek.world.truth import World

BATCH = "2026-01-01"
"""Any date: nothing is published beside it."""

BUCKET = "rehearsal"
# The whole world is wanted, however long its longest path.
_DEPTH = 1_000
ROLES = ("planner", "browser", "blurrer", "composer", "reader")
_NO_CAP_USD = 1e9


@dataclass(frozen=True)
class StageRun:
    """One stage, planned, run and committed.

    elapsed_s: wall time of all of it; shards run one after another. peak_bytes: the most memory that this
    process and all it started held at once, servers included; shared pages count in each. launched_bytes: what
    the processes held that the stage itself launched.
    """

    stage: Stage
    elapsed_s: float
    peak_bytes: int
    launched_bytes: int
    shards: int
    manifest: Manifest

    @property
    def rows(self) -> dict[str, int]:
        """Rows by table."""
        return {table: self.manifest.rows(table) for table in self.manifest.tables}


def _silent(doing: str) -> None:
    """For callers who show no progress."""


@dataclass
class Rehearsal:
    """A served world and the services a batch over it needs.

    site: its address without a last slash. ids: page id by path. runs: the stages run so far, in order.
    transcript: file of every model call and its answer (offline/transcript.py).
    """

    world: World
    site: str
    settings: Settings
    store: ObjectStore
    transcript: Path
    tell: Tell = _silent
    batch_id: str = BATCH
    runs: list[StageRun] = field(default_factory=list)

    @cached_property
    def ids(self) -> dict[str, str]:
        return ids_of(self.world, self.site)

    def run(self, stage: Stage) -> StageRun:
        """Run one stage; the one before must have been run.

        Raises what the stage raises: `BadInput`, `NothingNew`, `RuntimeError`.
        """
        self.tell(f"{stage.title} in a world of {len(self.world.pages)} pages")
        module = importlib.import_module(stage.module)
        begun = time.perf_counter()
        with PeakMemory() as memory:
            plan = module.plan(self.settings, self.batch_id)
            shards = [] if plan.is_done else module.shards(self.settings, plan)
            receipts = [
                attended(self.settings.model, partial(module.run_shard, self.settings, plan, shard))
                for shard in shards
            ]
            manifest = module.commit(self.settings, plan, receipts)
        elapsed_s = time.perf_counter() - begun
        done = StageRun(stage, elapsed_s, memory.peak_bytes, memory.launched_bytes, len(shards), manifest)
        self.runs.append(done)
        return done

    def run_through(self, last: Stage) -> None:
        """Run every stage up to and with `last` that was not run yet."""
        for stage in CHAIN[len(self.runs) : CHAIN.index(last) + 1]:
            self.run(stage)

    def run_of(self, stage: Stage) -> StageRun:
        """What a stage that was run took. Raises `KeyError`."""
        return {run.stage: run for run in self.runs}[stage]


@contextmanager
def rehearsed(world: World, settings: Settings, port: int = 0, tell: Tell = _silent) -> Iterator[Rehearsal]:
    """Serve the world and start the services of a batch over it; all is gone when the block ends.

    settings: where S3, the model and the scratch folder are is replaced, and the crawl takes the whole world.
    port: of the site; 0 takes a free one. Page ids hash the address: for equal ids give an equal port.
    tell: hears what is being done.
    """
    with Services() as services:
        root = services.enter_context(tempfile.TemporaryDirectory(prefix="infoseek-rehearsal-"))
        home = services.enter_context(locked_home(Path(root)))
        s3 = start_s3(home, services, BUCKET)
        store = ObjectStore(s3)
        store.create_bucket()
        transcript = home.logs / "transcript.jsonl"
        site = services.enter_context(serving(world, port))
        crawl = settings.crawl.model_copy(
            update={"max_pages": max(settings.crawl.max_pages, 2 * len(world.pages)), "max_depth": _DEPTH}
        )
        reached = settings.model_copy(
            update={
                "s3": s3,
                "model": start_model(home, services, offline(settings.model), transcript=transcript),
                "crawl": crawl,
                "scratch": home.scratch,
            }
        )
        write_seeds(store, parse_seeds(site + world.start.removeprefix("/")))
        yield Rehearsal(world, site.rstrip("/"), reached, store, transcript, tell)


def offline(model: ModelSettings) -> ModelSettings:
    """The settings with the offline model in every role and prices kept; nothing is spent, so nothing is capped."""
    usual = {name: field.default for name, field in ModelSettings.model_fields.items() if name in ROLES}
    return model.model_copy(update={**usual, "api_key": "offline", "budget_usd": _NO_CAP_USD})
