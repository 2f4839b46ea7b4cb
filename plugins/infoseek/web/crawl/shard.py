"""Puts the parts of one shard's crawl together, as they were at its last checkpoint.

What may not live here: fetching (scrapers/), and what the parts do.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib.metadata import version

from infoseek.settings import Settings
from infoseek.store import manifests
from infoseek.store.objects import ObjectStore
from infoseek.store.snapshots import read_snapshot
from infoseek.web.crawl import checkpoints
from infoseek.web.crawl.copies import Copies
from infoseek.web.crawl.frontier import Frontier, bounds_of
from infoseek.web.crawl.harvest import Course, Harvest
from infoseek.web.crawl.job import CrawlJob
from infoseek.web.crawl.known import Known, load_known
from infoseek.web.crawl.state import CrawlState
from infoseek.web.crawl.takedowns import read_takedowns
from infoseek.web.crawl.traps import Traps
from infoseek.web.crawl.variants import Variants
from infoseek.web.seeds import SeedSet


@dataclass(frozen=True)
class Shard:
    """A crawl ready to go on: its seeds are taken up, and what a checkpoint holds is settled."""

    seed_sets: list[SeedSet]
    state: CrawlState
    known: Known
    variants: Variants
    frontier: Frontier
    harvest: Harvest


def open_shard(
    store: ObjectStore, settings: Settings, job: CrawlJob, shard: str, software: str = ""
) -> Shard:
    """The crawl of a shard, begun or to be gone on with. software: other software that takes part, for the WARCs.

    Raises `BadInput` where the job has no such shard or the batch before is damaged, `Halted` where a
    checkpoint is, or the scratch folder cannot be written to, and what the store raises.
    """
    seed_sets = job.seeds_of(shard)
    crawl = settings.crawl
    state = CrawlState(settings.scratch, f"crawl-{job.plan.key}-{shard}")
    known = Known(state, job.is_same_reader)
    variants, traps = Variants(state, job.plan.batch_id), Traps(state)
    copies = Copies(state, crawl.copy_similarity, variants)
    bounds = {seeds.name: bounds_of(seeds, crawl) for seeds in seed_sets}
    taken_down = read_takedowns(store).refusal
    frontier = Frontier(state, bounds, known, variants, traps, taken_down, job.plan.batch_id, crawl)
    course = Course(
        plan=job.plan,
        shard=shard,
        snapshot=job.snapshot,
        software=f"infoseek {version('infoseek')} {software}".strip(),
        scratch=settings.scratch,
        checkpoint_s=crawl.checkpoint_s,
        gone_after=crawl.gone_after,
        max_gone_share=crawl.max_gone_share,
    )
    harvest = Harvest(store, course, state, frontier, known, copies, variants, traps)
    if job.snapshot:
        before = manifests.read_manifest(store, job.plan.zone, job.before) if job.before else None
        load_known(store, known, read_snapshot(store, job.snapshot), before, job.hosts_of(shard))
    harvest.resume(checkpoints.restore(store, job.plan, shard, state))
    frontier.begin(seed_sets)
    return Shard(seed_sets, state, known, variants, frontier, harvest)
