"""`infoseek bench`: its names, its JSON, its exit statuses."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from infoseek.bench import extract
from infoseek.cli.app import app

COMMAND = [str(Path(sys.executable).parent / "infoseek"), "bench"]
SMALL = ["extract", "--pages", "30", "--no-sites"]


def test_figures_are_one_json_object_a_line() -> None:
    """Stdout holds the figures of the benchmark asked for and nothing else."""
    done = CliRunner().invoke(app, ["bench", *SMALL, "--json"])
    records = [json.loads(line) for line in done.stdout.splitlines()]
    assert {tuple(record) for record in records} == {("name", "figure", "value", "unit", "target", "ok")}
    assert {record["name"] for record in records} == {"extract"}
    spans = [record for record in records if "spans right" in record["figure"]]
    assert [(record["value"], record["target"], record["ok"]) for record in spans] == [(1, ">= 1", True)] * 2


def test_figures_stand_beside_their_targets_with_machine_and_load() -> None:
    """For people: a table, and above it what it was measured on and with."""
    shown = CliRunner().invoke(app, ["bench", *SMALL]).stdout
    for part in ("cores", "Python", "30 pages a world", "share of link spans right", ">= 1"):
        assert part in shown, part


def test_a_missed_target_is_status_1(monkeypatch: pytest.MonkeyPatch) -> None:
    """The figure is shown as missed, and the command fails."""
    monkeypatch.setattr(extract, "LEAST_OF_PLAIN", 1e9)
    done = CliRunner().invoke(app, ["bench", *SMALL])
    assert done.exit_code == 1
    (missed,) = [line for line in done.stdout.splitlines() if line.startswith("✗")]
    assert "pace beside main text alone" in missed


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["rollouts"], "There is no benchmark 'rollouts': there are crawl, "),
        (["scale", "--sizes", "many"], "--sizes 'many' is no list of page counts"),
        (["scale", "--sizes", "500"], "at least two sizes"),
        (["grow", "--pages", "5"], "not 5"),
    ],
)
def test_bad_input_is_one_sentence_and_status_2(arguments: list[str], sentence: str) -> None:
    """Nothing is started for a name or load that cannot be used."""
    done = subprocess.run([*COMMAND, *arguments], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert sentence in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
