"""Stage commits on a real S3 server."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infoseek.errors import BadInput
from infoseek.store import manifests
from infoseek.store.manifests import Part, Plan, Receipt, StaleAttempt
from infoseek.store.objects import ObjectStore

pytestmark = pytest.mark.service

PART = Part(path="grown/trees/data/a-00000.parquet", rows=3, size_bytes=10, sha256="0" * 64)


def planned(store: ObjectStore, settings: dict[str, int], batch_id: str = "2026-11-05") -> Plan:
    return manifests.plan(
        store, "grown", batch_id, stage_version="1", settings=settings, inputs={"linked": "k"}
    )


def committed(store: ObjectStore, plan: Plan, settings: dict[str, int]) -> manifests.Manifest:
    receipt = Receipt(shard="0", tables={"trees": [PART]}, stats={"finished": 2})
    return manifests.commit(store, plan, [receipt], stage_version="1", settings=settings, code_revision="r")


def test_nothing_is_visible_before_the_commit(store: ObjectStore) -> None:
    """Receipts alone leave the zone's head empty."""
    plan = planned(store, {"n": 1})
    manifests.write_receipt(store, plan, Receipt(shard="0", tables={"trees": [PART]}))
    assert manifests.current(store, "grown", "2026-11-05") is None


def test_equal_inputs_are_a_no_op(store: ObjectStore) -> None:
    """After a commit, planning the same run again says it is done."""
    manifest = committed(store, planned(store, {"n": 1}), {"n": 1})
    assert manifest.rows("trees") == 3
    assert planned(store, {"n": 1}).is_done
    assert not planned(store, {"n": 2}).is_done


def test_other_inputs_make_a_new_revision(store: ObjectStore) -> None:
    """Changed settings move the head and keep the old manifest readable."""
    first = committed(store, planned(store, {"n": 1}), {"n": 1})
    second = committed(store, planned(store, {"n": 2}), {"n": 2})
    assert manifests.required(store, "grown", "2026-11-05").key == second.key
    assert manifests.read_manifest(store, "grown", first.key).settings == {"n": 1}


def test_a_stale_attempt_cannot_swap_the_head(store: ObjectStore) -> None:
    """A run planned before another one's commit is refused and stays invisible."""
    slow = planned(store, {"n": 1})
    quick = committed(store, planned(store, {"n": 2}), {"n": 2})
    with pytest.raises(StaleAttempt):
        committed(store, slow, {"n": 1})
    assert manifests.required(store, "grown", "2026-11-05").key == quick.key


def test_a_twin_adopts_the_first_commit(store: ObjectStore) -> None:
    """Two attempts of the same run end with one manifest."""
    plan = planned(store, {"n": 1})
    first = committed(store, plan, {"n": 1})
    assert committed(store, plan, {"n": 1}) == first


def test_batches_do_not_disturb_one_another(store: ObjectStore) -> None:
    """Each batch keeps its own entry in the zone's head, and earlier ones are listed in date order."""
    for day in ("2026-11-07", "2026-11-05", "2026-11-06"):
        committed(store, planned(store, {"n": 1}, day), {"n": 1})
    assert [m.batch_id for m in manifests.earlier(store, "grown", "2026-11-07")] == [
        "2026-11-05",
        "2026-11-06",
    ]


def test_a_missing_stage_is_named(store: ObjectStore) -> None:
    """Asking for a stage that has not run names the batch and the zone."""
    with pytest.raises(BadInput, match=r"2026-11-05.*grown"):
        manifests.required(store, "grown", "2026-11-05")


@given(st.dictionaries(st.text(), st.integers() | st.text() | st.none()))
def test_content_hash_ignores_order(value: dict[str, object]) -> None:
    """The same mapping in another order has the same hash."""
    assert manifests.content_hash(value) == manifests.content_hash(dict(reversed(value.items())))


@pytest.mark.parametrize("text", ["", None, "yesterday", "2026-13-01", "2026-11-05T00:00"])
def test_a_batch_is_a_date(text: str | None) -> None:
    """Anything but a date is refused as a batch id."""
    with pytest.raises(BadInput):
        manifests.check_batch_id(text)
