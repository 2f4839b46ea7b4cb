"""What one shard of a crawl is given: its plan, seed sets and the pages already known. Pinned on S3.

What may not live here: running it.
"""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict, ValidationError

from infoseek.errors import BadInput
from infoseek.store import snapshots
from infoseek.store.manifests import Plan, content_hash
from infoseek.store.objects import ObjectMissing, ObjectStore
from infoseek.web.seeds import SeedSet
from infoseek.web.urls import site_of

MAX_SHARDS = 8


class CrawlJob(BaseModel):
    """A planned crawl. shards: the seed sets of each shard. snapshot: of the batch before, or ""."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    plan: Plan
    seed_sets: list[SeedSet]
    shards: dict[str, list[str]]
    snapshot: str

    def seeds_of(self, shard: str) -> list[SeedSet]:
        """The seed sets of a shard. Raises `BadInput` where the job has no such shard."""
        if shard not in self.shards:
            raise BadInput(f"The crawl of batch {self.plan.batch_id} has no shard {shard!r}.")
        names = set(self.shards[shard])
        return [seeds for seeds in self.seed_sets if seeds.name in names]


@dataclass(frozen=True)
class KnownPage:
    """The live version of a page: enough to see whether it changed, and to name where it lies."""

    content_sha256: str
    aliases_urls: tuple[str, ...]
    warc_path: str
    warc_offset: int
    warc_length: int


def job_path(key: str) -> str:
    return f"crawl/_jobs/{key}.json"


def write_job(store: ObjectStore, job: CrawlJob) -> str:
    """Store a job under its plan's key and return its object key."""
    path = job_path(job.plan.key)
    store.put(path, job.model_dump_json().encode(), "application/json")
    return path


def read_job(store: ObjectStore, path: str) -> CrawlJob:
    """A stored job. Raises `BadInput` where there is none."""
    try:
        return CrawlJob.model_validate_json(store.get(path))
    except ObjectMissing:
        raise BadInput(f"There is no crawl job {store.address(path)}: plan the batch first.") from None
    except ValidationError as error:
        raise BadInput(f"{store.address(path)} is no crawl job: {error.error_count()} errors.") from None


def shards_of(seed_sets: list[SeedSet]) -> dict[str, list[str]]:
    """Seed sets by shard: sets that share a host stay together, so that one process alone asks each host."""
    groups: list[tuple[set[str], list[str]]] = []
    for seeds in sorted(seed_sets, key=lambda each: each.name):
        hosts, names = set(seeds.scope), [seeds.name]
        apart = []
        for group in groups:
            if group[0] & hosts:
                hosts |= group[0]
                names = [*group[1], *names]
            else:
                apart.append(group)
        groups = [*apart, (hosts, names)]
    shards: dict[str, list[str]] = {}
    for hosts, names in groups:
        number = int(content_hash(min(hosts), 8), 16) % MAX_SHARDS
        shards.setdefault(f"{number:03d}", []).extend(names)
    return {shard: sorted(shards[shard]) for shard in sorted(shards)}


def known_pages(store: ObjectStore, snapshot_id: str, sites: set[str]) -> dict[str, KnownPage]:
    """The live pages of these hosts by page_id; none without a snapshot."""
    if not snapshot_id:
        return {}
    columns = ["page_id", "url", "content_sha256", "aliases_urls", "warc_path", "warc_offset", "warc_length"]
    table = snapshots.live_pages(store, snapshots.read_snapshot(store, snapshot_id), columns)
    return {
        row["page_id"]: KnownPage(
            row["content_sha256"],
            tuple(row["aliases_urls"]),
            row["warc_path"],
            row["warc_offset"],
            row["warc_length"],
        )
        for row in table.to_pylist()
        if site_of(row["url"]) in sites
    }
