"""One whole batch of a fictional web through the real launcher, Airflow, Scrapy, Spark and Great Expectations."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from infoseek.bench.oracle import Oracle
from infoseek.embedded.home import locked_home
from infoseek.embedded.service import free_port
from infoseek.embedded.services import storage
from infoseek.release.reader import latest, read_release
from infoseek.settings import Settings
from infoseek.stages import CHAIN
from infoseek.store import schemas
from infoseek.store.manifests import Manifest, required
from infoseek.store.objects import ObjectStore
from infoseek.store.snapshots import live_pages, read_snapshot
from infoseek.store.tables import read_rows
from infoseek.tree.edits import load_edits
from infoseek.tree.research_tree import ResearchTree
from infoseek.world.build import build_world
from infoseek.world.server import serving
from infoseek.world.truth import World

pytestmark = pytest.mark.e2e

BATCH = "2026-11-05"
LIMIT_S = 500
KNOWN_SHARE = 0.95
"""Share of a world's facts that linking must find."""


@dataclass(frozen=True)
class Batch:
    """The finished run: what it printed, where it lies, which web it read."""

    output: str
    home: Path
    address: str
    world: World


def infoseek(home: Path, seeds: str, batch: str = BATCH) -> subprocess.CompletedProcess[str]:
    """The command as a user gives it, without this session's own settings."""
    command = [str(Path(sys.executable).parent / "infoseek"), "run", "--seeds", seeds]
    env = {name: value for name, value in os.environ.items() if not name.startswith(("INFOSEEK_", "AIRFLOW"))}
    return subprocess.run(
        [*command, "--batch", batch, "--home", str(home)],
        env={**env, "COLUMNS": "200"},
        capture_output=True,
        text=True,
        timeout=LIMIT_S,
        check=False,
    )


def left_behind(home: Path) -> list[str]:
    """Command lines of processes that still work for this home."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            mine = str(home).encode() in (process / "environ").read_bytes()
            command = (process / "cmdline").read_bytes().replace(b"\0", b" ").decode()
        except OSError:
            continue
        if mine and command:
            found.append(command)
    return found


@pytest.fixture(scope="module")
def batch(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Batch]:
    world, home = build_world(), tmp_path_factory.mktemp("home")
    with serving(world) as address:
        done = infoseek(home, address)
        logs = "\n".join(f"{path.name}: {path.read_text()[-2000:]}" for path in (home / "logs").glob("*.log"))
        assert done.returncode == 0, f"{done.stdout}\n{done.stderr}\n{logs}"
        yield Batch(done.stdout, home, address, world)


@pytest.fixture(scope="module")
def store(batch: Batch) -> Iterator[ObjectStore]:
    """What the batch stored, through a server started on the same home once more."""
    with locked_home(batch.home) as home, storage(Settings(), home) as settings:
        yield ObjectStore(settings.s3)


@pytest.fixture(scope="module")
def zones(store: ObjectStore) -> dict[str, Manifest]:
    return {stage.zone: required(store, stage.zone, BATCH) for stage in CHAIN}


def test_the_whole_batch_is_reported(batch: Batch) -> None:
    """Every stage succeeded through Airflow, and yield, cost, release and a drawn question are printed."""
    for stage in CHAIN:
        assert re.search(rf"{stage.dag_id} +success", batch.output)
    for line in (
        r"\b40 +pages",
        r"\d+ +accepted",
        "Cost: ",
        "Release: s3://",
        r"answer .+\n",
        "claim  ",
        "page   http",
    ):
        assert re.search(line, batch.output), line


def test_nothing_is_left_running(batch: Batch) -> None:
    """The launcher stopped what it started."""
    assert left_behind(batch.home) == []


def test_the_same_batch_again_is_a_no_op(batch: Batch) -> None:
    """Equal date and seeds say that there is nothing to do, and print the same release."""
    again = infoseek(batch.home, batch.address)
    assert again.returncode == 0, again.stderr
    assert f"Batch {BATCH} is published already" in again.stdout
    printed = re.compile(r"^Release: .*$", re.MULTILINE)
    assert printed.findall(again.stdout) == printed.findall(batch.output)


def test_a_day_without_news_makes_no_release(batch: Batch) -> None:
    """The next date on the unchanged web ends well, says that there is nothing new, and names the release."""
    (release,) = re.findall(r"^Release: (.*)$", batch.output, re.MULTILINE)
    next_day = infoseek(batch.home, batch.address, "2026-11-06")
    assert next_day.returncode == 0, next_day.stdout + next_day.stderr
    assert "no new release" in next_day.stdout
    assert release in next_day.stdout


def test_the_release_is_published_and_readable(store: ObjectStore, zones: dict[str, Manifest]) -> None:
    """The newest release is this batch's, its files have their hashes, and it holds every accepted question."""
    release = read_release(store, BATCH)
    assert latest(store) == release
    assert len(release.questions) == zones["gated"].rows("accepted") >= 1


def test_every_page_was_crawled_once(store: ObjectStore, zones: dict[str, Manifest], batch: Batch) -> None:
    """The corpus is the world's pages, no more and no less; its dead links are failures with a reason."""
    snapshot = read_snapshot(store, zones["crawl"].notes["snapshot"])
    crawled = live_pages(store, snapshot, ["url"])["url"].to_pylist()
    assert len(crawled) == len(set(crawled)) == len(batch.world.pages)
    failures = read_rows(store, zones["crawl"], schemas.CRAWL_FAILURES)
    assert {row["reason"] for row in failures} == {"http_404"}
    assert len(failures) == len(batch.world.dead)


def test_linking_finds_the_worlds_facts(store: ObjectStore, zones: dict[str, Manifest], batch: Batch) -> None:
    """Nearly every fact of the world is an edge, with its object where that has a page."""
    urls = {row["entity_id"]: row["url"] for row in read_rows(store, zones["linked"], schemas.ENTITIES)}
    stated = {
        (urls[edge["subject_id"]], edge["predicate"], urls.get(edge["object_id"], edge["value"]))
        for edge in read_rows(store, zones["linked"], schemas.EDGES)
    }
    site = batch.address.rstrip("/")
    expected = {
        (site + fact.subject, fact.predicate, site + fact.object if fact.object else fact.value.casefold())
        for fact in batch.world.facts
    }
    assert len(expected & stated) >= KNOWN_SHARE * len(expected), sorted(expected - stated)[:10]


def test_accepted_questions_stand_on_their_evidence(
    store: ObjectStore, zones: dict[str, Manifest], batch: Batch
) -> None:
    """Each tree replays, has 5 to 9 vertices and a hidden inner one, and every claim cites a span of a page."""
    snapshot = read_snapshot(store, zones["crawl"].notes["snapshot"])
    pages = {row["page_id"]: row for row in live_pages(store, snapshot).to_pylist()}
    for row in read_rows(store, zones["gated"], schemas.ACCEPTED):
        tree = ResearchTree.replay(load_edits(row["edits"]))
        assert 5 <= len(tree.vertices) <= 9
        assert tree.hidden_inner
        assert row["question"].endswith("?")
        for vertex in tree.vertices:
            if vertex.visibility == "hidden":
                assert vertex.name.casefold() not in row["question"].casefold()
            if vertex.id == "A":
                continue
            for evidence in tree.claim(vertex.id).evidence:
                page = pages[evidence.page_id]
                assert page["content_sha256"] == evidence.content_sha256
                assert page["text"][evidence.start : evidence.end] == evidence.text


def test_answers_are_unique_by_the_worlds_truth(
    store: ObjectStore, zones: dict[str, Manifest], batch: Batch
) -> None:
    """By the world's facts, not by the pages, each published question has one answer: the stored one."""
    oracle = Oracle(batch.world, batch.address.rstrip("/"))
    for row in read_rows(store, zones["gated"], schemas.ACCEPTED):
        tree = ResearchTree.replay(load_edits(row["edits"]))
        assert oracle.answers(tree) == {row["answer_id"]}, row["question"]
        assert oracle.faults(tree) == [], row["question"]


def test_a_seed_that_nobody_answers_is_one_sentence(tmp_path: Path) -> None:
    """The failed task's sentence reaches the terminal, the exit status is 2, nothing is left running."""
    seed = f"http://127.0.0.1:{free_port()}/"
    done = infoseek(tmp_path / "home", seed)
    assert done.returncode == 2, done.stdout + done.stderr
    assert seed in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert left_behind(tmp_path / "home") == []
