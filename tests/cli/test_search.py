"""`infoseek search`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from infoseek.cli.app import app
from infoseek.embedded.home import made_home
from infoseek.settings import S3Settings, Settings
from infoseek.store.objects import ObjectStore
from tests.retrieval.corpora import DAY, HARBOUR, page, snapshot_of, towns
from tests.retrieval.test_shard import linked

pytestmark = pytest.mark.service


@pytest.fixture
def home(tmp_path: Path, s3: S3Settings, store: ObjectStore, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home whose commands reach this test's bucket, with a linked batch."""
    for name in ("endpoint_url", "bucket", "access_key", "secret_key"):
        monkeypatch.setenv(f"INFOSEEK_S3__{name.upper()}", getattr(s3, name))
    hostile = page("Quay \x1b[31m", {"": ["A quay of [bold]stone[/bold]."]})
    linked(Settings(s3=s3, scratch=tmp_path / "scratch"), snapshot_of(store, [*towns(), hostile]))
    return made_home(tmp_path / "home").root


def given(home: Path, *arguments: str) -> str:
    command = ["search", *arguments, "--home", str(home)]
    return CliRunner(env={"COLUMNS": "200"}).invoke(app, command, catch_exceptions=False).stdout


def test_passages_are_shown_with_title_and_address(home: Path) -> None:
    """Best first, what a page says as plain text."""
    said = given(home, "the harbour froze", "--batch", DAY)
    assert said.index(" Vell ") < said.index("http://books.example/Vell") < said.index(HARBOUR)
    quay = given(home, "quay")
    assert "[bold]stone[/bold]" in quay
    assert "\x1b[31m" not in quay
    assert "has no passage" in given(home, "zeppelin")


def test_as_json_a_passage_is_a_line(home: Path) -> None:
    """With its span, rank and score; no more than asked for."""
    (line,) = given(home, "harbour ropes", "-k", "1", "--json").splitlines()
    found = json.loads(line)
    assert found["rank"] == 1
    assert found["end"] - found["start"] == len(found["text"])
