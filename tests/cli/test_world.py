"""`infoseek world` at the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from infoseek.cli.world import world_app
from infoseek.errors import BadInput


def test_make_writes_a_world_with_what_it_leaves_out(tmp_path: Path) -> None:
    """Pages, seed, share and day reach the world that is written."""
    arguments = ["make", str(tmp_path), "--pages", "35", "--seed", "3", "--left-out", "0.3", "--day", "1"]
    assert CliRunner().invoke(world_app, arguments).exit_code == 0
    assert len((tmp_path / "pages.jsonl").read_text().splitlines()) == 35
    facts = [json.loads(line) for line in (tmp_path / "facts.jsonl").read_text().splitlines()]
    assert not all(fact["is_stated"] for fact in facts)


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--pages", "7"], "not 7"),
        (["--left-out", "2"], "not 2.0"),
        (["--left-out", "nan"], "not nan"),
        (["--day", "-1"], "not from -1"),
        (["--port", "99999"], "Port 99999"),
    ],
)
def test_bad_values_are_one_sentence(options: list[str], sentence: str) -> None:
    """A size, share, day or port out of range is bad input that names it."""
    error = CliRunner().invoke(world_app, ["serve", *options]).exception
    assert isinstance(error, BadInput)
    assert sentence in str(error)
    assert str(error).endswith(".")
    assert not str(error).endswith("..")


def test_a_folder_that_cannot_be_written_is_bad_input(tmp_path: Path) -> None:
    """A file in the folder's place is named."""
    (tmp_path / "taken").write_text("")
    error = CliRunner().invoke(world_app, ["make", str(tmp_path / "taken")]).exception
    assert isinstance(error, BadInput)
    assert "taken" in str(error)
