"""`infoseek ingest-warc`: what it says of the files it is given."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from infoseek.cli.app import app
from infoseek.errors import BadInput
from infoseek.store.objects import ObjectStore
from infoseek.web.seeds import read_seeds
from tests.cli.test_seeds import home
from tests.web.warcs import http, members, page, record, saved

__all__ = ["home"]

pytestmark = pytest.mark.service

GOOD = members(page("http://a.org/", "A."), record("http://a.org/x", http(b"<p>x", status=b"404 Not Found")))


def given(home: Path, *arguments: str) -> Result:
    runner = CliRunner(env={"COLUMNS": "200"})
    return runner.invoke(app, ["ingest-warc", *arguments, "--home", str(home)], catch_exceptions=False)


def test_it_tells_what_files_hold(home: Path, tmp_path: Path, store: ObjectStore) -> None:
    """Pages, what is left out by reason, broken records by offset, and how the pages get into the corpus."""
    path = saved(tmp_path, "site.warc.gz", GOOD + b"\x1f\x8b\x08junk")
    said = given(home, path).stdout.splitlines()
    assert said[0] == f"{path}: 1 pages; left out: 1 http_404."
    assert said[1] == f"  broken at offset {len(GOOD)}: its gzip data is damaged"
    assert said[2].startswith("Seed set site, version 1: 1 stored file, ")
    assert said[2].endswith("`infoseek run --set site`.")
    assert read_seeds(store, "site").is_offline


def test_it_speaks_json(home: Path, tmp_path: Path) -> None:
    """One line a file, then the seed set."""
    done = given(home, saved(tmp_path, "site.warc.gz", GOOD), "--name", "mine", "--json")
    file, seeds = map(json.loads, done.stdout.splitlines())
    assert (file["pages"], file["skipped"], file["broken"]) == (1, {"http_404": 1}, 0)
    assert (seeds["seed_set"]["name"], seeds["seed_set"]["max_pages"]) == ("mine", 1)


def test_a_wrong_file_or_name_is_bad_input(home: Path, tmp_path: Path) -> None:
    """One sentence names it."""
    with pytest.raises(BadInput, match=r"a\.txt is no WARC file"):
        given(home, saved(tmp_path, "a.txt", b"text"))
    with pytest.raises(BadInput, match="name: string should match"):
        given(home, saved(tmp_path, "site.warc.gz", GOOD), "--name", "Not A Name")
