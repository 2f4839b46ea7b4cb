"""How seed sets are spread over shards."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from infoseek.web.crawl.job import MAX_SHARDS, shards_of
from infoseek.web.seeds import SeedSet

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
