"""Taking a page down from a whole stored batch on a real S3 server."""

from __future__ import annotations

import hashlib
import io
import json
import pkgutil
import uuid
from pathlib import Path

import pytest
from fastwarc.warc import ArchiveIterator as FastIterator
from warcio.archiveiterator import ArchiveIterator

from infoseek.errors import BadInput
from infoseek.linking.corpus import LinkedCorpus
from infoseek.quality.items import read_item
from infoseek.release import latest, read_release, stage
from infoseek.release.retraction import read_retractions
from infoseek.retrieval.index import open_index
from infoseek.retrieval.reference import read_ref, ref_keys
from infoseek.settings import S3Settings, Settings
from infoseek.store import manifests
from infoseek.store.objects import ObjectStore
from infoseek.store.schemas import ACCEPTED, EDGES, ENTITIES, MENTIONS, PAGES, VERDICTS
from infoseek.store.snapshots import live_pages, read_snapshot
from infoseek.store.tables import read_rows
from infoseek.takedown.act import rehearse, take_down
from infoseek.web.crawl.takedowns import read_takedowns
from infoseek.web.warc import Place, read_response
from tests.gates.corpus import BATCH, QUESTION, question_row
from tests.takedown.stored import KEPT, OTHER_QUESTION, QUILL, SECRET, holding, stored_batch, world

pytestmark = pytest.mark.service

NEXT = "2026-11-06"
WHEN = "2026-11-07T10:00:00Z"
WHY = "The author asked for it."
FROZE = "froz"
"""The stem of a word of the secret sentence: a term of the passage index."""

GOOD = question_row(world())["question_id"]


@pytest.fixture
def settings(s3: S3Settings, tmp_path: Path) -> Settings:
    return Settings(s3=s3, scratch=tmp_path)


def published(settings: Settings, batch_id: str = BATCH) -> manifests.Manifest:
    return stage.commit(settings, stage.plan(settings, batch_id))


@pytest.fixture(scope="module")
def stored(s3_endpoint: str, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Every object of a published batch of two questions, of which one rests on Ada Quill's page."""
    s3 = S3Settings(
        endpoint_url=s3_endpoint, bucket=f"t-{uuid.uuid4().hex[:12]}", access_key="test", secret_key="test"
    )
    store = ObjectStore(s3)
    store.create_bucket()
    scratch = tmp_path_factory.mktemp("scratch")
    stored_batch(store, scratch)
    published(Settings(s3=s3, scratch=scratch))
    return bodies(store)


@pytest.fixture
def batch(store: ObjectStore, stored: dict[str, bytes]) -> str:
    """That batch in a bucket of its own."""
    for key, body in stored.items():
        store.put(key, body)
    return BATCH


def bodies(store: ObjectStore) -> dict[str, bytes]:
    return {key: store.get(key) for key in store.keys("")}


def test_no_object_holds_the_page_any_more(store: ObjectStore, settings: Settings, batch: str) -> None:
    """Its sentence, its facts and the question on it are found in no object, those of other pages still are."""
    assert len(holding(store, SECRET)) >= 4
    assert len(holding(store, QUESTION)) >= 4
    assert any(key.endswith(".tar") for key in holding(store, FROZE))
    others = holding(store, KEPT)
    take_down(settings, QUILL, WHY, WHEN)
    for text in (SECRET, FROZE, QUESTION, "1893-04-02", '"page_id":"quill"'):
        assert holding(store, text) == [], text
    assert len(holding(store, KEPT)) == len(others)
    assert holding(store, OTHER_QUESTION)


def test_everything_else_still_reads(store: ObjectStore, settings: Settings, batch: str) -> None:
    """Snapshot, linked tables, release, items and every WARC record that is left, by two tools."""
    before = manifests.required(store, "crawl", batch)
    rows = read_rows(store, before, PAGES)
    take_down(settings, QUILL, WHY, WHEN)
    after = manifests.required(store, "crawl", batch)
    assert (after.key, after.notes["snapshot"]) == (before.key, before.notes["snapshot"])
    assert after.notes["redacted"]
    snapshot = read_snapshot(store, str(after.notes["snapshot"]))
    assert (len(snapshot.redacted), snapshot.digest) == (1, f"of {batch}")
    left = live_pages(store, snapshot, ["page_id"])["page_id"].to_pylist()
    assert left == sorted(row["page_id"] for row in rows if row["page_id"] != "quill")
    linked = manifests.required(store, "linked", batch)
    assert "quill" not in LinkedCorpus.open(store, linked.key).entities
    (key,) = ref_keys(store)
    index = open_index(store, settings.scratch, read_ref(store, key))
    assert (index.search("froze", 5), index.ref.replaced) == ([], [])
    assert index.search("kept bees behind the customs house", 1)[0].page_id == "vane"
    ids = {value for table in (ENTITIES, EDGES, MENTIONS) for row in read_rows(store, linked, table)
           for name, value in row.items() if name.endswith("_id")}  # fmt: skip
    assert "quill" not in ids
    assert {"vane", "ferry"} <= ids
    assert read_item(store, "ferry").passages[0].is_intact
    for row in rows:
        place = Place(row["warc_path"], row["warc_offset"], row["warc_length"])
        if row["page_id"] == "quill":
            with pytest.raises(BadInput, match="no WARC response"):
                read_response(store, place)
        else:
            assert read_response(store, place).url == row["url"]
    body = store.get(rows[0]["warc_path"])
    told = [record.rec_headers.get_header("WARC-Target-URI") for record in ArchiveIterator(io.BytesIO(body))]
    fast = [
        record.headers.get("WARC-Target-URI") for record in FastIterator(io.BytesIO(body), parse_http=False)
    ]
    assert set(told) == set(fast) == {row["url"] for row in rows if row["page_id"] != "quill"} | {None}
    assert len(told) == len(fast) == len(rows) + told.count(None) - 1


def test_a_release_loses_the_item_and_a_new_one_follows(
    store: ObjectStore, settings: Settings, batch: str
) -> None:
    """Version 1 keeps its place with hashes that fit; version 2 holds the other question and names the retracted."""
    first = manifests.required(store, "release", batch)
    outcome = take_down(settings, QUILL, WHY, WHEN)
    assert (outcome.releases, outcome.follow_ups, outcome.items) == ([1], [2], {batch: [GOOD]})
    newest = latest(store)
    assert [item["question_id"] for item in newest.questions] == ["ferry-question"]
    redacted = manifests.read_manifest(store, "release", first.key)
    for name, file in redacted.notes["files"].items():
        assert hashlib.sha256(store.get(f"{first.notes['prefix']}/{name}")).hexdigest() == file["sha256"]
    for prefix in (first.notes["prefix"], newest.prefix):
        facts = json.loads(store.get(f"{prefix}/release.json"))
        assert (facts["questions"], facts["retracted"]) == (1, {GOOD: WHY})
        assert GOOD in store.get(f"{prefix}/README.md").decode()
    assert stage.plan(settings, batch).is_done


def test_again_changes_nothing(store: ObjectStore, settings: Settings, batch: str) -> None:
    """The same take-down once more finds nothing left, and leaves every object as it is."""
    first = take_down(settings, QUILL, WHY, WHEN)
    before = bodies(store)
    again = take_down(settings, f"{QUILL}", "Another reason.", "2027-01-01T00:00:00Z")
    assert bodies(store) == before
    assert again.takedown == first.takedown
    assert (again.parts, again.warc_records, again.follow_ups) == (0, 0, [])


STEPS = (
    ("find", 1),
    ("retract", 1),
    ("forget", 1),
    ("redact_release", 1),
    ("redact_indexes", 1),
    ("redirect", 2),
    ("erase", 1),
    ("erase", 5),
    ("release_stage.commit", 1),
    ("blanking.blank", 1),
    ("close", 1),
)
"""A step of the act, and the how many-th time it is taken."""


@pytest.mark.parametrize(("step", "time"), STEPS)
def test_killed_anywhere_and_run_again_it_ends_the_same(
    store: ObjectStore, settings: Settings, batch: str, monkeypatch: pytest.MonkeyPatch, step: str, time: int
) -> None:
    """What a killed take-down left behind, the next one erases; meanwhile the entry is open."""
    holder, _, name = f"infoseek.takedown.act.{step}".rpartition(".")
    holder = pkgutil.resolve_name(holder)
    true, calls = getattr(holder, name), []

    def dies(*given: object, **named: object) -> object:
        calls.append(given)
        if len(calls) == time:
            raise OSError("killed")
        return true(*given, **named)

    with monkeypatch.context() as patched:
        patched.setattr(holder, name, dies)
        with pytest.raises(OSError, match="killed"):
            take_down(settings, QUILL, WHY, WHEN)
    assert read_takedowns(store).entries[0].state == "open"
    take_down(settings, QUILL, WHY, WHEN)
    assert (holding(store, SECRET), holding(store, QUESTION)) == ([], [])
    assert read_takedowns(store).entries[0].state == "done"
    assert [item["question_id"] for item in latest(store).questions] == ["ferry-question"]
    assert latest(store).version == 2
    facts = json.loads(
        store.get(f"{manifests.required(store, 'release', batch).notes['prefix']}/release.json")
    )
    assert facts["retracted"] == {GOOD: WHY}


def test_a_dry_run_tells_and_changes_nothing(store: ObjectStore, settings: Settings, batch: str) -> None:
    """What would go is counted; every object stays as it is, and nothing is recorded."""
    before = bodies(store)
    told = rehearse(settings, QUILL, WHY, WHEN)
    assert bodies(store) == before
    assert (told.pages, told.items) == ([QUILL, f"{QUILL}.html"], {batch: [GOOD]})
    done = take_down(settings, QUILL, WHY, WHEN)
    for name in ("pages", "items", "trees", "warc_records", "cache_segments", "documents", "releases"):
        assert getattr(told, name) == getattr(done, name), name


@pytest.mark.parametrize("what", ["books.example", "books.example/quill", f"{QUILL}.html"])
def test_a_host_a_place_or_an_alias_will_do(
    store: ObjectStore, settings: Settings, batch: str, what: str
) -> None:
    """Whichever names the page: its sentence is gone, and it is refused from then on."""
    take_down(settings, what, WHY, WHEN)
    assert holding(store, SECRET) == []
    assert read_takedowns(store).covers(QUILL)
    assert bool(holding(store, KEPT)) == (what != "books.example")


def test_where_no_question_is_left_no_release_follows(
    store: ObjectStore, settings: Settings, batch: str
) -> None:
    """The redacted release stays, empty and readable, and says why."""
    outcome = take_down(settings, "books.example", WHY, WHEN)
    assert outcome.follow_ups == []
    release = read_release(store, batch)
    assert (release.version, release.questions) == (1, [])
    assert "retracted" in store.get(f"{release.prefix}/README.md").decode().casefold()


def test_an_earlier_batch_does_not_become_the_newest(
    store: ObjectStore, settings: Settings, tmp_path: Path
) -> None:
    """A follow-up of an older batch leaves the pointer at the later batch's."""
    for day in (BATCH, NEXT):
        stored_batch(store, tmp_path, day)
        published(settings, day)
    assert take_down(settings, QUILL, WHY, WHEN).follow_ups == [3, 4]
    assert latest(store).batch_id == NEXT
    assert [item["question_id"] for item in read_release(store, BATCH).questions] == ["ferry-question"]


def test_a_later_batch_never_publishes_what_was_taken_down(
    store: ObjectStore, settings: Settings, batch: str, tmp_path: Path
) -> None:
    """Rows of a stage that ran meanwhile are withheld by their evidence and by their ids."""
    take_down(settings, QUILL, WHY, WHEN)
    stored_batch(store, tmp_path, NEXT)
    published(settings, NEXT)
    assert [item["question_id"] for item in read_release(store, NEXT).questions] == ["ferry-question"]
    assert read_retractions(store, NEXT) == []


def test_another_verdict_keeps_its_row_and_loses_the_name(
    store: ObjectStore, settings: Settings, batch: str
) -> None:
    """The verdicts on other questions stay, one a check."""
    before = read_rows(store, manifests.required(store, "gated", batch), VERDICTS)
    take_down(settings, QUILL, WHY, WHEN)
    gated = manifests.required(store, "gated", batch)
    assert len(read_rows(store, gated, VERDICTS)) == len(before) / 2
    assert [row["question_id"] for row in read_rows(store, gated, ACCEPTED)] == ["ferry-question"]
