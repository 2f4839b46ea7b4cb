"""What one shard of a crawl is given: its plan, seed sets and the pages already known. Pinned on S3.

What may not live here: running it.
"""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, ValidationError

from infoseek.errors import BadInput
from infoseek.store.manifests import Plan, content_hash
from infoseek.store.objects import ObjectMissing, ObjectStore
from infoseek.web.scope import ANY_HOST, scope_of
from infoseek.web.seeds import SeedSet

MAX_SHARDS = 8
_OFFLINE = "warc-"


class CrawlJob(BaseModel):
    """A planned crawl. shards: the seed sets of each shard.

    snapshot, before: of the batch before, ids of its corpus snapshot and its manifest, or "".
    is_same_reader: whether this version of the reader made the snapshot's texts.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    plan: Plan
    seed_sets: list[SeedSet]
    shards: dict[str, list[str]]
    snapshot: str
    before: str = ""
    is_same_reader: bool = True

    def seeds_of(self, shard: str) -> list[SeedSet]:
        """The seed sets of a shard. Raises `BadInput` where the job has no such shard."""
        if shard not in self.shards:
            raise BadInput(f"The crawl of batch {self.plan.batch_id} has no shard {shard!r}.")
        names = set(self.shards[shard])
        return [seeds for seeds in self.seed_sets if seeds.name in names]

    def hosts_of(self, shard: str) -> frozenset[str] | None:
        """The hosts that a shard may take pages of; None for any host. Raises as `seeds_of` does."""
        hosts = {host for seeds in self.seeds_of(shard) for host in scope_of(seeds.scope).hosts}
        return None if ANY_HOST in hosts else frozenset(hosts)


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
    """Seed sets by shard: sets that share a host stay together, so that one process alone asks each host.

    A set whose pages come from stored files is a shard of its own, `warc-` and its name.
    """
    groups: list[tuple[set[str], list[str]]] = []
    for seeds in sorted(seed_sets, key=lambda each: each.name):
        if seeds.is_offline:
            continue
        hosts, names = set(scope_of(seeds.scope).hosts), [seeds.name]
        apart = []
        for group in groups:
            if group[0] & hosts:
                hosts |= group[0]
                names = [*group[1], *names]
            else:
                apart.append(group)
        groups = [*apart, (hosts, names)]
    shards = {f"{_OFFLINE}{seeds.name}": [seeds.name] for seeds in seed_sets if seeds.is_offline}
    for hosts, names in groups:
        number = int(content_hash(min(hosts), 8), 16) % MAX_SHARDS
        shards.setdefault(f"{number:03d}", []).extend(names)
    return {shard: sorted(shards[shard]) for shard in sorted(shards)}


def is_offline(shard: str) -> bool:
    """Whether a shard takes its pages from stored files and asks no server for anything."""
    return shard.startswith(_OFFLINE)
