"""The platform left running: up, a batch of the sample site on it, reading it meanwhile, down."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

from infoseek.embedded.ports import is_free
from infoseek.embedded.service import free_port
from tests.e2e.test_first_light import left_behind

pytestmark = pytest.mark.e2e

BATCH = "2026-11-05"
LIMIT_S = 400
PAGES = 60


@dataclass(frozen=True)
class Installed:
    """A home with ports and a sample site of its own."""

    home: Path
    ports: dict[str, int]

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """A command as a user gives it, without this session's own settings."""
        kept = {
            name: value for name, value in os.environ.items() if not name.startswith(("INFOSEEK_", "AIRFLOW"))
        }
        ports = {f"INFOSEEK_EMBEDDED__{name}_PORT": str(port) for name, port in self.ports.items()}
        return subprocess.run(
            [str(Path(sys.executable).parent / "infoseek"), *arguments, "--home", str(self.home)],
            env={**kept, **ports, "INFOSEEK_EMBEDDED__SAMPLE_PAGES": str(PAGES), "COLUMNS": "200"},
            capture_output=True,
            text=True,
            timeout=LIMIT_S,
            check=False,
        )

    def lines(self, *arguments: str) -> list[dict[str, Any]]:
        """What a command prints with --json."""
        done = self.run(*arguments, "--json")
        assert done.returncode == 0, done.stderr
        return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.fixture(scope="module")
def up(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installed]:
    """A platform that is up, with the sample site's batch published on it."""
    ports = {name: free_port() for name in ("AIRFLOW", "S3", "MODEL", "SAMPLE")}
    installed = Installed(tmp_path_factory.mktemp("home"), ports)
    started = installed.run("up")
    try:
        logs = installed.home / "logs" / "keeper.log"
        assert started.returncode == 0, f"{started.stdout}\n{started.stderr}\n{logs.read_text()[-2000:]}"
        assert f"http://127.0.0.1:{ports['AIRFLOW']}" in started.stdout
        yield installed
    finally:
        stopped = installed.run("down")
    assert stopped.stdout.strip() == f"The platform of {installed.home} is down."
    assert all(is_free(port) for port in ports.values())
    assert left_behind(installed.home) == []


@pytest.fixture(scope="module")
def published(up: Installed) -> dict[str, Any]:
    """The line that the run of the sample site ended with."""
    (line,) = up.lines("run", "--batch", BATCH)
    return line


def test_a_run_without_seeds_publishes_the_sample_site(up: Installed, published: dict[str, Any]) -> None:
    """The batch runs on the platform that is up, every page of the site is crawled, questions are published."""
    assert (published["batch_id"], published["status"]) == (BATCH, "published")
    assert published["yield"]["pages"] == PAGES
    assert published["yield"]["accepted"] >= 1


def test_the_same_run_again_has_nothing_to_do(up: Installed, published: dict[str, Any]) -> None:
    """The site is at the same address, so its seeds are the same."""
    again = up.run("run", "--batch", BATCH)
    assert again.returncode == 0, again.stderr
    assert f"Batch {BATCH} is published already" in again.stdout
    assert f"Release: {published['release']}" in again.stdout


def test_what_runs_can_be_asked(up: Installed, published: dict[str, Any]) -> None:
    """Status, items and an item come from the store of the platform, which is left as it is."""
    platform, batch = up.lines("status")
    assert platform["platform"]["airflow"] == f"http://127.0.0.1:{up.ports['AIRFLOW']}"
    assert set(batch["stages"].values()) == {"done"}
    accepted = [item for item in up.lines("items") if item["status"] == "accepted"]
    assert len(accepted) == published["yield"]["accepted"]
    (item,) = up.lines("show", accepted[0]["question_id"])
    assert item["question"] == accepted[0]["question"]
    assert all(passage["is_intact"] for passage in item["passages"])
    assert httpx.get(item["passages"][0]["url"]).is_success


def test_up_again_only_says_where(up: Installed) -> None:
    """Nothing is started twice."""
    assert "is up already" in up.run("up").stdout


def test_a_run_can_fail_without_harm(up: Installed) -> None:
    """A seed that nobody answers is one sentence, and the platform stays up."""
    done = up.run("run", "--batch", "2026-11-06", "--seeds", f"http://127.0.0.1:{free_port()}/")
    assert done.returncode == 2, done.stdout + done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert up.lines("status")[0]["platform"]["kind"] == "up"
