"""`infoseek seeds`: what each command stores and says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from infoseek.cli.app import app
from infoseek.embedded.home import made_home
from infoseek.errors import BadInput
from infoseek.settings import S3Settings
from infoseek.store.objects import ObjectStore
from infoseek.web.seeds import read_seeds

pytestmark = pytest.mark.service

FILE = """
[[seed_set]]
name = "one"
urls = ["http://a.org/"]

[[seed_set]]
name = "two"
sitemaps = ["http://b.org/sitemap.xml"]
max_pages = 3
"""


@pytest.fixture
def home(s3: S3Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home whose commands use the test's bucket."""
    for name in ("endpoint_url", "bucket", "access_key", "secret_key"):
        monkeypatch.setenv(f"INFOSEEK_S3__{name.upper()}", str(getattr(s3, name)))
    return made_home(tmp_path / "home").root


def given(home: Path, *arguments: str) -> Result:
    runner = CliRunner(env={"COLUMNS": "200"})
    return runner.invoke(app, ["seeds", *arguments, "--home", str(home)], catch_exceptions=False)


def lines(home: Path, *arguments: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in given(home, *arguments, "--json").stdout.splitlines()]


def test_a_file_of_sets_is_added_and_listed(home: Path, tmp_path: Path, store: ObjectStore) -> None:
    """Each set is stored under its name; adding it again changes nothing, other bounds make a version."""
    path = tmp_path / "seeds.toml"
    path.write_text(FILE)
    for _ in range(2):
        assert given(home, "add", str(path)).stdout.splitlines() == [
            "one  version 1  1 URL  in a.org",
            "two  version 1  1 sitemap  in b.org  max_pages=3",
        ]
    given(home, "add", str(path), "--max-pages", "9", "--delay-s", "0.5")
    assert [(seeds["name"], seeds["version"], seeds["max_pages"], seeds["delay_s"]) for seeds in lines(home, "list")] == [
        ("one", 2, 9, 0.5),
        ("two", 2, 9, 0.5),
    ]  # fmt: skip
    assert read_seeds(store, "two").sitemaps == ["http://b.org/sitemap.xml"]


def test_a_set_is_shown_as_it_was(home: Path) -> None:
    """The current version by default, an earlier one by its number, every field that is set."""
    given(home, "add", "http://a.org/wiki/", "--name", "wiki", "--scope", "a.org/wiki/")
    given(home, "add", "http://a.org/wiki/", "--name", "wiki", "--max-depth", "2")
    said = given(home, "show", "wiki", "--version", "1").stdout.splitlines()
    assert said[:4] == [
        "name        wiki",
        "version     1",
        "urls        http://a.org/wiki/",
        "scope       a.org/wiki/",
    ]
    (shown,) = lines(home, "show", "wiki")
    assert (shown["version"], shown["scope"], shown["max_depth"]) == (2, ["a.org"], 2)


def test_a_removed_set_is_gone_and_its_pages_are_not(home: Path) -> None:
    """Removing says that pages stay; the set is no longer listed, its versions can be read."""
    given(home, "add", "http://a.org/", "--name", "one")
    assert "Pages that it brought stay in the corpus" in given(home, "remove", "one").stdout
    assert "no seed set yet" in given(home, "list").stdout
    assert lines(home, "show", "one", "--version", "1")[0]["urls"] == ["http://a.org/"]
    with pytest.raises(BadInput, match="no seed set 'one'"):
        given(home, "remove", "one")


def test_bad_bounds_are_named(home: Path) -> None:
    """An option that cannot be is told by the field's name, and nothing is stored."""
    with pytest.raises(BadInput, match="max_pages: input should be greater"):
        given(home, "add", "http://a.org/", "--max-pages", "0")
    with pytest.raises(BadInput, match="lies outside the set's own scope"):
        given(home, "add", "http://a.org/", "--scope", "b.org")
    assert lines(home, "list") == []
