"""`infoseek link-report`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from infoseek.cli.app import app
from infoseek.embedded.home import made_home
from infoseek.errors import BadInput
from infoseek.settings import S3Settings
from infoseek.store.objects import ObjectStore
from tests.gates.corpus import BATCH
from tests.quality.stored import linked

pytestmark = pytest.mark.service


@pytest.fixture
def home(tmp_path: Path, s3: S3Settings, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home whose commands reach this test's bucket."""
    for name in ("endpoint_url", "bucket", "access_key", "secret_key"):
        monkeypatch.setenv(f"INFOSEEK_S3__{name.upper()}", getattr(s3, name))
    return made_home(tmp_path).root


def given(home: Path, *arguments: str) -> str:
    command = ["link-report", *arguments, "--home", str(home)]
    return CliRunner(env={"COLUMNS": "200"}).invoke(app, command, catch_exceptions=False).stdout


def test_the_newest_linking_is_told(home: Path, store: ObjectStore) -> None:
    """Sums in the first line, shares with what they say, counts by key; markup of a page is plain text."""
    linked(store)
    said = given(home)
    for part in (
        f"Linking of batch {BATCH}: 40 entities, 90 names, 120 mentions, 70 statements",
        "90.0%  share of the links held back that were linked again as they were (accuracy)",
        "2  dangling: edges.object_id",
        "25  work",
        "7  [bold]x",
    ):
        assert part in said, part


def test_as_json_it_is_all_measures(home: Path, store: ObjectStore) -> None:
    """By measure and key."""
    linked(store)
    found = json.loads(given(home, "--json"))
    assert (found["batch_id"], found["typed"]) == (BATCH, {"": 0.8})


def test_without_a_linking_it_says_so(home: Path) -> None:
    """An empty lake is bad input with a remedy."""
    with pytest.raises(BadInput, match=r"no linking in .* run one first"):
        given(home)
