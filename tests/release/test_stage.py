"""Publishing on a real S3 server: staged, checked, then switched."""

from __future__ import annotations

import hashlib
import json

import pyarrow.parquet as pq
import pytest
from pyarrow import BufferReader

from infoseek.errors import BadInput, NothingNew
from infoseek.gates.catalogue import CHECKS, judge
from infoseek.gates.certificate import certificate
from infoseek.gates.item import Item
from infoseek.llm.ledger import totals
from infoseek.release import latest, read_release, stage
from infoseek.settings import GateSettings, ReleaseSettings, S3Settings, Settings
from infoseek.store import manifests
from infoseek.store.manifests import Manifest
from infoseek.store.objects import ObjectStore
from infoseek.store.schemas import ACCEPTED, QUARANTINED, VERDICTS
from tests.gates.corpus import BATCH, Row, books, question_row
from tests.gates.stored import commit_rows, commit_world

pytestmark = pytest.mark.service

NEXT = "2026-11-06"
FILES = {
    "README.md",
    "_manifest.json",
    "infoseek.jsonl",
    "quarantine.jsonl",
    "quarantine.parquet",
    "release.json",
    "train.jsonl",
    "train.parquet",
    "verdicts.parquet",
}


def gate_rows(questions: list[Row]) -> dict[object, list[Row]]:
    """The gate's tables for rows the checks are run on, without Great Expectations."""
    corpus = books().corpus()
    tables: dict[object, list[Row]] = {VERDICTS: [], ACCEPTED: [], QUARANTINED: []}
    for row in questions:
        item = Item(row)
        verdicts = [judge(check, item, corpus, GateSettings()) for check in CHECKS.values()]
        for verdict in verdicts:
            plain = verdict.model_dump(exclude={"evidence"})
            tables[VERDICTS].append(
                {**plain, "evidence": "{}", "question_id": row["question_id"], "batch_id": row["batch_id"]}
            )
        failed = next((verdict for verdict in verdicts if verdict.status == "failed"), None)
        if failed:
            why = {"check": failed.check, "reason": failed.reason, "evidence": "{}"}
            tables[QUARANTINED].append({**row, **why})
        else:
            proof = json.dumps(certificate(item, corpus, verdicts))
            tables[ACCEPTED].append({**row, "certificate": proof})
    return tables


def gated(store: ObjectStore, batch_id: str = BATCH, note: str = "") -> Manifest:
    """A gated batch: one accepted question, one that leaks."""
    good = question_row(books())
    leaking = {**good, "question_id": "zz", "question": "Is it not The Salt Ledger, by that writer?"}
    blurred = commit_world(store, books(), [good, leaking], batch_id)
    linked = manifests.read_manifest(store, "linked", blurred.inputs["linked"])
    inputs = {
        "blurred": blurred.key,
        "linked": linked.key,
        "snapshot": linked.inputs["snapshot"],
        "note": note,
    }
    return commit_rows(store, "gated", inputs, gate_rows([good, leaking]), batch_id)


def published(settings: Settings, batch_id: str = BATCH) -> Manifest:
    return stage.commit(settings, stage.plan(settings, batch_id), [])


def bodies(store: ObjectStore, prefix: str) -> dict[str, bytes]:
    return {key.removeprefix(f"{prefix}/"): store.get(key) for key in store.keys(f"{prefix}/")}


@pytest.fixture
def settings(s3: S3Settings) -> Settings:
    return Settings(s3=s3)


def test_a_release_holds_its_files_and_their_hashes(store: ObjectStore, settings: Settings) -> None:
    """Every file is there under the versioned prefix, hashed in _manifest.json and in the manifest."""
    gated(store)
    manifest = published(settings)
    found = bodies(store, manifest.notes["prefix"])
    assert set(found) == FILES
    assert manifest.notes["prefix"] == f"release/v0001-{manifest.key[:8]}"
    listed = json.loads(found["_manifest.json"])["files"]
    assert set(listed) == FILES - {"_manifest.json"}
    for name, file in listed.items():
        assert file["sha256"] == hashlib.sha256(found[name]).hexdigest()
    assert manifest.rows("train") == 1
    assert pq.read_table(BufferReader(found["verdicts.parquet"])).num_rows == 2 * len(CHECKS)


def test_parquet_and_jsonl_say_the_same(store: ObjectStore, settings: Settings) -> None:
    """Both formats give the same records, nested fields as JSON text in the Parquet."""
    gated(store)
    found = bodies(store, published(settings).notes["prefix"])
    (line,) = [json.loads(line) for line in found["train.jsonl"].splitlines()]
    (row,) = pq.read_table(BufferReader(found["train.parquet"])).to_pylist()
    assert list(line) == list(row)
    nested = {"sub_questions", "evidence", "tree", "certificate"}
    assert {k: json.loads(v) if k in nested else v for k, v in row.items()} == line
    assert {span["text"] for span in line["evidence"]} >= {"pages: 240", "born: 1893-04-02"}
    (quarantined,) = [json.loads(line) for line in found["quarantine.jsonl"].splitlines()]
    assert (quarantined["question_id"], quarantined["check"]) == ("zz", "L2")


def test_equal_inputs_give_equal_bytes(s3_endpoint: str) -> None:
    """Two fresh buckets with the same gated batch hold the same files, byte for byte."""
    found = []
    for bucket in ("twin-one", "twin-two"):
        settings = Settings(
            s3=S3Settings(endpoint_url=s3_endpoint, bucket=bucket, access_key="t", secret_key="t")
        )
        store = ObjectStore(settings.s3)
        store.create_bucket()
        linked = gated(store)
        found.append((linked.key, bodies(store, published(settings).notes["prefix"])))
    assert found[0] == found[1]


def test_publishing_again_is_a_no_op(store: ObjectStore, settings: Settings) -> None:
    """After publishing, the same batch plans as done and no version is added."""
    gated(store)
    first = published(settings)
    assert stage.plan(settings, BATCH).is_done
    assert stage.shards(settings, stage.plan(settings, BATCH)) == []
    before = list(store.keys("release/"))
    assert published(settings) == first
    assert list(store.keys("release/")) == before


def test_readers_find_a_batch_and_the_newest(store: ObjectStore, settings: Settings) -> None:
    """read_release gives a batch's release, latest the newest one, with their questions."""
    for batch in (BATCH, NEXT):
        gated(store, batch)
        published(settings, batch)
    first, newest = read_release(store, BATCH), latest(store)
    assert (first.version, newest.version, newest.batch_id) == (1, 2, NEXT)
    assert first.questions[0]["answer"] == "The Salt Ledger"
    assert first.address == f"s3://{store.bucket}/{first.prefix}"


def test_a_gated_batch_that_changes_gets_a_new_version(store: ObjectStore, settings: Settings) -> None:
    """Publishing a batch anew leaves the files of its first release as they were."""
    gated(store)
    first = published(settings)
    before = bodies(store, first.notes["prefix"])
    gated(store, note="judged anew")
    second = published(settings)
    assert second.notes["version"] == 2
    assert bodies(store, first.notes["prefix"]) == before
    assert read_release(store, BATCH).version == 2


@pytest.mark.parametrize("crash", ["manifests.commit", "switch"])
def test_a_crash_before_the_switch_leaves_the_old_release(
    store: ObjectStore, settings: Settings, monkeypatch: pytest.MonkeyPatch, crash: str
) -> None:
    """A run that dies between staging and switch is invisible; the next try ends it under the same number."""
    gated(store)
    published(settings)
    gated(store, NEXT)

    def dies(*_: object, **__: object) -> None:
        raise OSError("killed")

    with monkeypatch.context() as patched:
        patched.setattr(f"infoseek.release.stage.{crash}", dies)
        with pytest.raises(OSError, match="killed"):
            published(settings, NEXT)
    assert latest(store).batch_id == BATCH
    assert any(key.startswith("release/v0002-") for key in store.keys("release/"))
    plan = stage.plan(settings, NEXT)
    assert not plan.is_done
    manifest = stage.commit(settings, plan)
    assert manifest.notes["version"] == 2
    assert latest(store).batch_id == NEXT
    assert stage.plan(settings, NEXT).is_done


def test_a_file_that_does_not_read_back_is_never_switched_to(
    store: ObjectStore, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Bytes that differ from what was written stop the release before its commit."""
    gated(store)
    true_put = ObjectStore.put

    def put(self: ObjectStore, key: str, body: bytes, content_type: str = "") -> str:
        return true_put(self, key, body[:-1] if key.endswith("train.parquet") else body, content_type)

    monkeypatch.setattr(ObjectStore, "put", put)
    with pytest.raises(RuntimeError, match=r"train\.parquet does not read back"):
        published(settings)
    with pytest.raises(BadInput, match="Nothing is published"):
        latest(store)


def test_a_changed_file_is_not_read(store: ObjectStore, settings: Settings) -> None:
    """A reader refuses a train file that differs from its hash, naming it."""
    gated(store)
    prefix = published(settings).notes["prefix"]
    store.put(f"{prefix}/train.jsonl", b"{}\n")
    with pytest.raises(BadInput, match=r"train\.jsonl differs"):
        read_release(store, BATCH)
    store.delete(f"{prefix}/train.jsonl")
    with pytest.raises(BadInput, match=r"train\.jsonl .*missing"):
        read_release(store, BATCH)


def test_an_old_version_does_not_become_the_newest(store: ObjectStore, settings: Settings) -> None:
    """Going back to a batch's first revision moves that batch's head, never the pointer to the newest."""
    gated(store)
    published(settings)
    other = settings.model_copy(update={"release": ReleaseSettings(license="CC0-1.0")})
    published(other)
    assert published(settings).notes["version"] == 1
    assert read_release(store, BATCH).version == 1
    assert latest(store).version == 2


def test_a_number_taken_by_another_run_is_not_used_twice(store: ObjectStore, settings: Settings) -> None:
    """A run that claimed a number and died keeps it; another batch's release takes the next."""
    gated(store)
    gated(store, NEXT)
    taken = {"version": 1, "key": stage.plan(settings, BATCH).key, "batch_id": BATCH, "cost": {}}
    store.put("release/_versions/0001.json", json.dumps(taken).encode())
    assert published(settings, NEXT).notes["version"] == 2


def test_nothing_accepted_is_nothing_to_publish(store: ObjectStore, settings: Settings) -> None:
    """A batch without an accepted question fails with a sentence that counts the rejected."""
    blurred = commit_world(store, books(), [])
    plan = manifests.plan(
        store, "gated", BATCH, stage_version="t", settings={}, inputs={"blurred": blurred.key}
    )
    receipt = manifests.Receipt(shard="all", stats={"rejected_S5": 12, "rejected_L2": 3, "rejected_V2": 0})
    manifests.commit(store, plan, [receipt], stage_version="t", settings={}, code_revision="t")
    with pytest.raises(BadInput, match=r"no accepted question.*S5 12, L2 3\)"):
        stage.plan(settings, BATCH)


def test_a_day_without_a_new_root_needs_no_release(store: ObjectStore, settings: Settings) -> None:
    """Where nothing was grown because earlier batches grew it all, publishing has nothing to do."""
    for batch_id in (BATCH, NEXT):
        blurred = commit_world(store, books(), [], batch_id)
        plan = manifests.plan(
            store, "gated", batch_id, stage_version="t", settings={}, inputs={"blurred": blurred.key}
        )
        manifests.commit(store, plan, [], stage_version="t", settings={}, code_revision="t")
    with pytest.raises(NothingNew, match=NEXT):
        stage.plan(settings, NEXT)
    with pytest.raises(BadInput, match=BATCH):
        stage.plan(settings, BATCH)


def test_the_card_carries_the_batch_figures(store: ObjectStore, settings: Settings) -> None:
    """release.json holds counts, models, cost and corpus of this very batch."""
    manifest = gated(store)
    found = bodies(store, published(settings).notes["prefix"])
    facts = json.loads(found["release.json"])
    assert (facts["questions"], facts["quarantined"], facts["rejected"]) == (1, 1, {"L2": 1})
    assert facts["corpus"] == {
        "linked": manifest.inputs["linked"],
        "snapshot": manifest.inputs["snapshot"],
        "pages": 8,
    }
    assert facts["models"] == {"planner": "offline-extractive-1"}
    assert facts["cost"]["attempts"] == totals(store, BATCH)["attempts"] == 0
