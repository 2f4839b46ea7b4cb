"""The act: record, find, retract, erase, publish again, say so. Killed anywhere and run again it ends the same.

What lives here: the order of steps. What may not: what each of them does.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from itertools import groupby

from infoseek.errors import BadInput, NothingNew
from infoseek.linking.disambiguation.pack_redaction import drop_naming
from infoseek.release import stage as release_stage
from infoseek.release.reader import ZONE as RELEASE
from infoseek.release.retraction import Retraction, read_retractions, redact_release, release_keys, retract
from infoseek.retrieval.redaction import redact_indexes
from infoseek.settings import ReleaseSettings, Settings
from infoseek.store.manifests import current, read_manifest
from infoseek.store.objects import ObjectStore
from infoseek.store.redaction import Moved, erase, redact_parts, redirect
from infoseek.takedown.calls import cached, forget, uncommitted
from infoseek.takedown.crawls import begin_anew, restate, under_way
from infoseek.takedown.finding import Found, find
from infoseek.takedown.tables import redactions
from infoseek.takedown.traces import Traces, scrubbed
from infoseek.web import blanking
from infoseek.web.crawl.takedowns import Takedown, Takedowns, close, record, widen

_RAW = ("raw/",)
_DOCS = "docs/"


@dataclass(frozen=True)
class Outcome:
    """What a take-down came to, or would come to.

    pages: canonical URLs. items: ids of the retracted questions by batch. parts: table parts written anew.
    indexes: passage indexes built anew.
    releases: versions whose files were redacted. follow_ups: versions published without the items.
    under_way: batches that are not through the gate: a stage that runs may still write what it had read, so the
        entry stays open until the act is repeated after it.
    """

    takedown: Takedown
    pages: list[str]
    items: dict[str, list[str]]
    trees: int
    parts: int
    indexes: int
    warc_records: int
    cache_segments: int
    documents: int
    releases: list[int]
    follow_ups: list[int]
    under_way: list[str]


def take_down(
    settings: Settings, what: str, why: str, when: str, tell: Callable[[str], None] = lambda doing: None
) -> Outcome:
    """Take a host, place or URL down: nothing of it is stored afterwards, and nothing of it comes back.

    what: as `takedowns.target_of` gives it. when: UTC, ISO, seconds. tell: hears what is being done.
    Raises `BadInput` where there is no reason, or something stored cannot be read.
    """
    store = ObjectStore(settings.s3)
    entry = record(store, what, why, when)
    tell("Looking for what falls")
    found = find(store, entry)
    if entry.is_url:
        entry = widen(store, entry, found.urls)
    retract(store, (_retraction(entry, key, batch) for key, batch in sorted(found.items)))
    items = _by_batch(
        # What an earlier try that was killed erased is found no more.
        (each.question_id, each.batch_id)
        for each in read_retractions(store)
        if each.cause == entry.takedown_id
    )
    traces = _traces(found)
    tell("Erasing data docs and cached answers of models")
    documents = _documents(store, items.keys())
    for key in documents:
        store.delete(key)
    segments = forget(store, found.shards | (uncommitted(store) if found.page_ids else set()))
    tell("Redacting releases")
    releases = _redacted_releases(store, traces, entry)
    tell("Building passage indexes without the pages")
    indexes = redact_indexes(store, settings.scratch, found.page_ids)
    tell("Removing linker packs and models that name the pages")
    drop_naming(store, settings.scratch, found.page_ids, found.names)
    tell("Rewriting tables")
    parts = _redacted_tables(store, found, traces, entry)
    tell("Publishing what is left of the batches' releases")
    follow_ups = _follow_ups(settings, store, items.keys())
    tell("Erasing WARC records")
    covers = Takedowns([entry]).covers
    records = sum(
        blanking.blank(
            store, key, lambda url: covers(url) is not None, lambda path, sha256: restate(store, path, sha256)
        )
        for key in _warc_files(store)
    )
    unfinished = under_way(store)
    return Outcome(
        takedown=entry if unfinished else close(store, entry),
        pages=sorted(found.urls),
        items=items,
        trees=len(found.trees),
        parts=parts,
        indexes=indexes,
        warc_records=records,
        cache_segments=segments,
        documents=len(documents),
        releases=releases,
        follow_ups=follow_ups,
        under_way=unfinished,
    )


def rehearse(settings: Settings, what: str, why: str, when: str) -> Outcome:
    """What `take_down` would do, without changing anything."""
    store = ObjectStore(settings.s3)
    entry = Takedown(takedown_id="", what=what, why=why, when=when)
    found = find(store, entry)
    entry = entry.model_copy(update={"urls": sorted(found.urls)}) if entry.is_url else entry
    listed = Takedowns([entry])
    items = _by_batch(found.items)
    affected = [
        manifest
        for manifest in (read_manifest(store, RELEASE, key) for key in release_keys(store))
        if manifest.batch_id in items
    ]
    return Outcome(
        takedown=entry,
        pages=sorted(found.urls),
        items=items,
        trees=len(found.trees),
        parts=0,
        indexes=0,
        warc_records=sum(
            blanking.covered(store, key, lambda url: listed.covers(url) is not None)
            for key in _warc_files(store)
        ),
        cache_segments=len(cached(store, found.shards | (uncommitted(store) if found.page_ids else set()))),
        documents=len(_documents(store, items.keys())),
        releases=sorted(int(manifest.notes["version"]) for manifest in affected),
        follow_ups=[],
        under_way=under_way(store),
    )


def _retraction(entry: Takedown, question_id: str, batch_id: str) -> Retraction:
    return Retraction(
        question_id=question_id, batch_id=batch_id, why=entry.why, when=entry.when, cause=entry.takedown_id
    )


def _by_batch(items: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for key, batch in sorted(items):
        found.setdefault(batch, []).append(key)
    return found


def _traces(found: Found) -> Traces:
    return Traces({*found.page_ids, *(key for key, _ in found.items), *found.trees}, found.urls, found.names)


def _documents(store: ObjectStore, batches: Collection[str]) -> list[str]:
    """The data docs of these batches' gates: they show questions, and names in what rejected them."""
    return [
        key
        for key in store.keys(_DOCS)
        if any(batch.replace("-", "") in key.replace("-", "") for batch in batches)
    ]


def _redacted_releases(store: ObjectStore, traces: Traces, entry: Takedown) -> list[int]:
    """The versions whose files were changed. Each release is of one batch, so is what it must not hold."""
    retracted = read_retractions(store)
    found = []
    for key in release_keys(store):
        batch = read_manifest(store, RELEASE, key).batch_id
        why = {each.question_id: each.why for each in retracted if each.batch_id == batch}
        if redact_release(store, key, why, lambda row: scrubbed(row, traces), entry.takedown_id):
            found.append(int(read_manifest(store, RELEASE, key).notes["version"]))
    return sorted(found)


def _redacted_tables(store: ObjectStore, found: Found, traces: Traces, entry: Takedown) -> int:
    """Rewrite every table, zone by zone; how many parts. New parts are named before the old ones are deleted."""
    rules = redactions(found, traces, Takedowns([entry]))
    count = 0
    for zone, of_zone in groupby(rules, key=lambda rule: rule[0].zone):
        moved: Moved = {}
        for table, redact in of_zone:
            moved |= redact_parts(store, table, redact, entry.takedown_id)
        redirect(store, zone, moved, entry.takedown_id)
        begin_anew(store, moved)
        erase(store, moved)
        count += len(moved)
    return count


def _follow_ups(settings: Settings, store: ObjectStore, batches: Collection[str]) -> list[int]:
    """Publish these batches again, as far as they are published and something is left; the new versions."""
    versions = []
    for batch in sorted(batches):
        published = current(store, RELEASE, batch)
        if published is None:
            continue
        as_before = settings.model_copy(
            update={"release": ReleaseSettings.model_validate(published.settings)}
        )
        try:
            plan = release_stage.plan(as_before, batch)
        except (BadInput, NothingNew):
            # Nothing accepted is left: the redacted release is all there is of the batch.
            continue
        if not plan.is_done:
            versions.append(int(release_stage.commit(as_before, plan).notes["version"]))
    return versions


def _warc_files(store: ObjectStore) -> list[str]:
    return [key for prefix in _RAW for key in store.keys(prefix) if ".warc" in key.rpartition("/")[2]]
