"""How seed sets are spread over shards."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infoseek.errors import BadInput
from infoseek.store.manifests import Plan
from infoseek.web.crawl.job import MAX_SHARDS, CrawlJob, is_offline, shards_of
from infoseek.web.seeds import SeedSet, WarcFile

HOSTS = st.sets(st.sampled_from([f"h{number}" for number in range(12)]), min_size=1, max_size=3)


@given(st.lists(HOSTS, min_size=1, max_size=8))
def test_a_host_is_asked_by_one_shard(scopes: list[set[str]]) -> None:
    """Every set is in one shard, sets that share a host in the same one, in any order of the sets."""
    sets = [
        SeedSet(name=f"s{number}", urls=["http://h/"], scope=sorted(scope))
        for number, scope in enumerate(scopes)
    ]
    shards = shards_of(sets)
    assert len(shards) <= MAX_SHARDS
    assert sorted(name for names in shards.values() for name in names) == [each.name for each in sets]
    home = {name: shard for shard, names in shards.items() for name in names}
    for one in sets:
        for other in sets:
            if set(one.scope) & set(other.scope):
                assert home[one.name] == home[other.name]
    assert shards_of(sets[::-1]) == shards


def test_stored_files_are_shards_of_their_own() -> None:
    """A set with WARC files shares a shard with no other one, and may take pages of any host it says."""
    file = WarcFile(path="raw/ingested/x.warc.gz", sha256="0" * 64, size_bytes=1)
    sets = [
        SeedSet(name="crawled", urls=["http://h/"], scope=["h/wiki/", "g"]),
        SeedSet(name="stored", warcs=[file], scope=["*"]),
    ]
    shards = shards_of(sets)
    assert shards["warc-stored"] == ["stored"]
    assert is_offline("warc-stored")
    (crawled,) = (shard for shard in shards if not is_offline(shard))
    plan = Plan(zone="crawl", batch_id="2026-11-05", key="k", base="", inputs={}, is_done=False)
    job = CrawlJob(plan=plan, seed_sets=sets, shards=shards, snapshot="")
    assert job.hosts_of("warc-stored") is None
    assert job.hosts_of(crawled) == {"h", "g"}
    with pytest.raises(BadInput, match="no shard '999'"):
        job.seeds_of("999")
