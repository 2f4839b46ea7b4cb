"""A published batch with its WARC files, cached answers and data docs, and a search through a whole bucket.

What may not live here: assertions.
"""

from __future__ import annotations

import gzip
import io
import json
import re
import tarfile
import tempfile
import zlib
from collections.abc import Iterator
from pathlib import Path

import pyarrow.parquet as pq
import tantivy
import zstandard

from infoseek.gates.catalogue import CHECKS, judge
from infoseek.gates.certificate import certificate
from infoseek.gates.item import Item
from infoseek.llm.call import LlmResult
from infoseek.llm.segments import SegmentWriter, ShardRun
from infoseek.retrieval.build import build_index
from infoseek.settings import GateSettings, Settings
from infoseek.store import manifests
from infoseek.store.manifests import Manifest
from infoseek.store.objects import ObjectStore
from infoseek.store.schemas import (
    ACCEPTED,
    ALIASES,
    BLURRED_AUDIT,
    BLURRED_QUESTIONS,
    BLURRED_TREES,
    CRAWL_FAILURES,
    EDGES,
    ENTITIES,
    GROWN_TREES,
    MENTIONS,
    PAGES,
    QUARANTINED,
    VERDICTS,
)
from infoseek.store.snapshots import Snapshot, write_snapshot
from infoseek.tree.edits import AddRoot, Constrain, Extend, Finish
from infoseek.web.warc import Response, WarcWriter
from tests.gates.corpus import (
    BATCH,
    Row,
    World,
    attribute,
    books,
    claim,
    day,
    entity_vertex,
    question_row,
    ranged,
    related,
)
from tests.gates.stored import commit_rows, written
from tests.store.blank import blank

QUILL = "http://books.example/quill"
SECRET = "The harbour of Vell froze twice in the winter that she left it."
"""Stands on Ada Quill's page alone."""

KEPT = "Tom Vane kept bees behind the customs house for thirty years."
"""Stands on another page."""

OTHER_QUESTION = "Which novel of between 250 and 350 pages is by a writer who was born in the 1890s?"


def world() -> World:
    """The books, with a sentence of its own on two pages."""
    found = books()
    found.texts["quill"] += f"\n{SECRET}"
    found.texts["vane"] += f"\n{KEPT}"
    return found


def ferry_row(found: World, batch_id: str = BATCH) -> Row:
    """A question that has nothing to do with Ada Quill."""
    edits = [
        AddRoot(vertex=entity_vertex(found, "A", "ferry")),
        Extend(
            parent="A",
            vertex=entity_vertex(found, "B", "vane"),
            claim=claim(found, "A was written by B", related("author"), "ferry"),
            candidates=2,
        ),
        Constrain(
            parent="B",
            vertex=attribute("C", "1895-11-30"),
            claim=claim(found, "B was born on that day", ranged("born", day("1895-11-30"), day("1895-11-30")), "vane"),
            candidates=1,
        ),
        Constrain(
            parent="A",
            vertex=attribute("D", "300"),
            claim=claim(found, "A has so many pages", ranged("pages", 300, 300), "ferry"),
            candidates=1,
        ),
        Finish(),
    ]  # fmt: skip
    return question_row(
        found, edits, question=OTHER_QUESTION, batch_id=batch_id, question_id="ferry-question"
    )


def stored_batch(store: ObjectStore, scratch: Path, batch_id: str = BATCH) -> Manifest:
    """A gated batch whose every stage lies in the bucket; the gate's manifest."""
    found = world()
    crawled = _crawled(store, found, scratch, batch_id)
    snapshot = str(crawled.notes["snapshot"])
    build_index(store, Settings(s3=store.settings, scratch=scratch), snapshot)
    mention = {
        "page_id": "salt",
        "start": 0,
        "end": 3,
        "entity_id": "quill",
        "source": "link",
        "score": 1.0,
        "kind": "row",
    }
    linked = commit_rows(
        store,
        "linked",
        {"snapshot": snapshot},
        {
            ENTITIES: list(found.entities.values()),
            ALIASES: found.aliases,
            MENTIONS: [mention, {**mention, "page_id": "ferry", "entity_id": "vane"}],
            EDGES: found.edge_rows(),
        },
        batch_id,
    )
    rows = [question_row(found), ferry_row(found)]
    rows = [{**row, "batch_id": batch_id, "corpus": linked.key} for row in rows]
    grown = commit_rows(
        store, "grown", {"linked": linked.key}, {GROWN_TREES: list(map(_tree, rows))}, batch_id,
        {"model": {"planner": "offline-extractive-1"}},
    )  # fmt: skip
    blurred = commit_rows(
        store, "blurred", {"grown": grown.key, "linked": linked.key},
        {BLURRED_TREES: list(map(_tree, rows)), BLURRED_AUDIT: list(map(_audit, rows)), BLURRED_QUESTIONS: rows},
        batch_id,
    )  # fmt: skip
    _asked(store, batch_id)
    stamp = batch_id.replace("-", "")
    store.put(
        f"docs/site/validations/questions/{stamp}T000000Z.html", f"<p>{rows[0]['question']}</p>".encode()
    )
    inputs = {"blurred": blurred.key, "linked": linked.key, "snapshot": snapshot}
    return commit_rows(store, "gated", inputs, _gated(found, rows), batch_id)


def _gated(found: World, rows: list[Row]) -> dict[object, list[Row]]:
    """Every question accepted, with the verdicts of the real checks."""
    corpus, verdicts, accepted = found.corpus(), [], []
    for row in rows:
        item = Item(row)
        reached = [judge(check, item, corpus, GateSettings()) for check in CHECKS.values()]
        accepted.append({**row, "certificate": json.dumps(certificate(item, corpus, reached))})
        verdicts += [
            {
                **verdict.model_dump(),
                "evidence": json.dumps(verdict.evidence),
                "question_id": row["question_id"],
                "batch_id": row["batch_id"],
            }
            for verdict in reached
        ]
    return {VERDICTS: verdicts, ACCEPTED: accepted, QUARANTINED: []}


def _crawled(store: ObjectStore, found: World, scratch: Path, batch_id: str) -> Manifest:
    rows = _with_warcs(store, found.page_rows(), scratch, batch_id)
    gone = {"seed_set": "books", "reason": "http_404", "detail": "", "batch_id": batch_id}
    failures = [{**gone, "url": f"{QUILL}/notes"}, {**gone, "url": "http://books.example/vane/notes"}]
    parts = written(store, PAGES, rows)
    plan = manifests.plan(
        store, "crawl", batch_id, stage_version="test", settings={}, inputs={"day": batch_id}
    )
    snapshot = write_snapshot(store, Snapshot(batch_id=batch_id, parts=parts, digest=f"of {batch_id}"))
    receipt = manifests.Receipt(
        shard="000", tables={"pages": parts, "failures": written(store, CRAWL_FAILURES, failures)}
    )
    manifests.write_receipt(store, plan, receipt)
    return manifests.commit(
        store,
        plan,
        [receipt],
        stage_version="test",
        settings={},
        code_revision="t",
        notes={"snapshot": snapshot},
    )


def _with_warcs(store: ObjectStore, rows: list[Row], scratch: Path, batch_id: str) -> list[Row]:
    """The page rows with the place of a response record that holds their text."""
    writer = WarcWriter(store, batch_id, f"{batch_id}-crawl", "test", scratch)
    found = []
    for row in rows:
        body = f"<html><title>{row['title']}</title><p>{row['text']}</p></html>".encode()
        place = writer.add(Response(row["url"], "HTTP/1.1", "200 OK", (("Content-Type", "text/html"),), body))
        found.append(
            {
                **row,
                "batch_id": batch_id,
                "aliases_urls": [f"{row['url']}.html"],
                "text_print": b"",
                "sentences": _lines(row["text"]),
                "warc_path": place.path,
                "warc_offset": place.offset,
                "warc_length": place.length,
            }
        )
    writer.flush()
    return found


def _lines(text: str) -> list[Row]:
    """Each line as a sentence."""
    return [
        {"start": line.start(), "end": line.end(), "kind": "prose", "section": ""}
        for line in re.finditer(r".+", text)
    ]


def _audit(row: Row) -> Row:
    stated = "1893-04-02" if row["question"] != OTHER_QUESTION else "some day"
    told = {
        "tree_id": row["tree_id"],
        "batch_id": row["batch_id"],
        "child": "C",
        "before": f"B was born on {stated}",
    }
    return blank(BLURRED_AUDIT, **told)


def _tree(row: Row) -> Row:
    return {
        "tree_id": row["tree_id"],
        "batch_id": row["batch_id"],
        "shard": 0 if row["question"] != OTHER_QUESTION else 1,
        "root_id": row["answer_id"],
        "status": "finished",
        "reason": "",
        "vertices": row["vertices"],
        "hidden": 1,
        "edits": row["edits"],
        "corpus": row["corpus"],
    }


def _asked(store: ObjectStore, batch_id: str) -> None:
    """An answer in the cache of each shard, and a ledger that quotes the first."""
    for shard, text in (("0", SECRET), ("1", KEPT)):
        run = ShardRun(batch_id, "grown", shard, "try")
        result = LlmResult(
            key=shard, content=json.dumps({"claim": text}), parsed=None, model="m", prompt_tokens=1,
            completion_tokens=1, cost_usd=0.0, attempts=1,
        )  # fmt: skip
        row = {
            "key": shard,
            "role": "browser",
            "model": "m",
            "status": "failed",
            "reason": "schema",
            "detail": text,
        }
        for kind, line in (("cache", result.model_dump(exclude={"parsed"})), ("ledger", row)):
            segments = SegmentWriter(store, run.folder(kind), run.attempt)
            segments.add(line)
            segments.seal()
            segments.push()
        store.put(f"{run.folder('batches')}0000-x.calls.jsonl", json.dumps({"content": text}).encode())


def holding(store: ObjectStore, text: str) -> list[str]:
    """The keys of all objects that hold a text, whatever they are packed in."""
    return sorted(key for key in store.keys("") if any(text in told for told in _texts(key, store.get(key))))


def _texts(key: str, body: bytes) -> Iterator[str]:
    """The object as text, unpacked and as it is."""
    yield _plain(body)
    if body.startswith(b"\x1f\x8b"):
        yield _plain(gzip.decompress(body))
    elif body.startswith(b"\x28\xb5\x2f\xfd"):
        yield _plain(zstandard.ZstdDecompressor().stream_reader(io.BytesIO(body)).read())
    elif body.startswith(b"PAR1"):
        yield json.dumps(pq.read_table(io.BytesIO(body)).to_pylist(), ensure_ascii=False, default=str)
    elif key.endswith(".tar"):
        yield _terms(body)
    elif key.endswith(".z"):
        yield _plain(zlib.decompress(body))


def _terms(body: bytes) -> str:
    """The terms of a part of a passage index, which its bytes hold packed."""
    with tempfile.TemporaryDirectory() as folder, tarfile.open(fileobj=io.BytesIO(body)) as tar:
        tar.extractall(folder, filter="data")
        found = tantivy.Index.open(folder).searcher().terms_with_prefix("text", "")
        return " ".join(term for term, _ in found)


def _plain(body: bytes) -> str:
    """Bytes as text, with what JSON escapes undone as far as it matters to a plain sentence."""
    return body.decode("utf-8", "replace")
