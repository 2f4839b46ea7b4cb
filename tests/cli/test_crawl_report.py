"""`infoseek crawl-report`."""

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
from tests.quality.stored import crawled

pytestmark = pytest.mark.service


@pytest.fixture
def home(tmp_path: Path, s3: S3Settings, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home whose commands reach this test's bucket."""
    for name in ("endpoint_url", "bucket", "access_key", "secret_key"):
        monkeypatch.setenv(f"INFOSEEK_S3__{name.upper()}", getattr(s3, name))
    return made_home(tmp_path).root


def given(home: Path, *arguments: str) -> str:
    command = ["crawl-report", *arguments, "--home", str(home)]
    return CliRunner(env={"COLUMNS": "200"}).invoke(app, command, catch_exceptions=False).stdout


def test_the_newest_crawl_is_told(home: Path, store: ObjectStore) -> None:
    """Sums in the first line, outcomes, each code with its meaning, and a line a host."""
    crawled(store)
    said = given(home)
    for part in (
        f"Crawl of batch {BATCH}: 9 pages by 14 requests, 0.1 MB in 3 s, 3.0 pages/s; 5 URLs left waiting",
        "3 new, 1 changed, 4 not modified, 1 copy, 2 gone",
        "robots  The site's robots.txt forbids it.",
        "books.example",
    ):
        assert part in said, part


def test_as_json_it_is_one_line(home: Path, store: ObjectStore) -> None:
    """Totals, seed sets and hosts, each with the same figures."""
    crawled(store)
    (line,) = given(home, "--batch", BATCH, "--json").splitlines()
    told = json.loads(line)
    assert (told["batch_id"], told["total"]["fetched"], told["total"]["pages_per_s"]) == (BATCH, 9, 3.0)
    assert [tally["name"] for tally in told["hosts"]] == ["books.example"]
    assert told["seed_sets"][0]["refused"] == {"out_of_scope": 30, "robots": 2}


def test_without_a_crawl_it_says_what_to_do(home: Path, store: ObjectStore) -> None:
    """No crawl at all, and none of that batch."""
    with pytest.raises(BadInput, match="run one first"):
        given(home)
    with pytest.raises(BadInput, match="2020-01-01"):
        given(home, "--batch", "2020-01-01")
