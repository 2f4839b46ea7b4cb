"""`infoseek takedown` and what other commands say afterwards."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from infoseek.cli.app import app
from infoseek.embedded.home import made_home
from infoseek.errors import BadInput
from infoseek.release import latest, stage
from infoseek.settings import S3Settings, Settings
from infoseek.store.objects import ObjectStore
from infoseek.web.crawl.takedowns import read_takedowns
from tests.gates.corpus import QUESTION, question_row
from tests.takedown.stored import QUILL, SECRET, holding, stored_batch, world

pytestmark = pytest.mark.service

GOOD = question_row(world())["question_id"]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return made_home(tmp_path).root


@pytest.fixture
def bucket(s3: S3Settings, monkeypatch: pytest.MonkeyPatch) -> S3Settings:
    """The bucket the commands reach, named by their environment."""
    for name in ("endpoint_url", "bucket", "access_key", "secret_key"):
        monkeypatch.setenv(f"INFOSEEK_S3__{name.upper()}", getattr(s3, name))
    return s3


def given(home: Path, *arguments: str) -> Result:
    done = CliRunner(env={"COLUMNS": "200"}).invoke(
        app, [*arguments, "--home", str(home)], catch_exceptions=False
    )
    assert done.exit_code == 0, done.output
    return done


def told(home: Path, *arguments: str) -> dict[str, Any]:
    (line,) = given(home, *arguments, "--json").stdout.splitlines()
    found: dict[str, Any] = json.loads(line)
    return found


def test_a_page_is_taken_down(home: Path, bucket: S3Settings, store: ObjectStore, tmp_path: Path) -> None:
    """First what would go, then it goes; the list of items, the item and the list of take-downs say why."""
    batch = stored_batch(store, tmp_path / "scratch").batch_id
    settings = Settings(s3=bucket)
    stage.commit(settings, stage.plan(settings, batch))
    dry = told(home, "takedown", QUILL, "--why", "Asked for.", "--dry-run")
    assert (dry["is_dry_run"], dry["items"], read_takedowns(store).entries) == (True, {batch: [GOOD]}, ())
    said = given(home, "takedown", QUILL, "--why", "Asked for.").stdout
    for part in (
        f"{QUILL} is taken down since ",
        ": Asked for.",
        "1 question retracted",
        "without them: v2",
    ):
        assert part in said, part
    assert (holding(store, SECRET), latest(store).version) == ([], 2)
    again = told(home, "takedown", f"{QUILL}#top", "--why", "Again.")
    assert (again["takedown"]["why"], again["takedown"]["state"], again["parts"]) == ("Asked for.", "done", 0)
    listed = given(home, "items").stdout
    assert f"{GOOD[:12]}  retracted           Asked for." in listed
    shown = given(home, "show", GOOD[:8]).stdout
    assert f"Item {GOOD} of batch {batch}: retracted: Asked for." in shown
    assert QUESTION not in listed + shown


def test_a_batch_under_way_keeps_it_open(
    home: Path, bucket: S3Settings, store: ObjectStore, tmp_path: Path
) -> None:
    """Before the gate a stage may still write what it had read: the command says to run it again."""
    batch = stored_batch(store, tmp_path / "scratch").batch_id
    store.delete("gated/_head.json")
    done = told(home, "takedown", QUILL, "--why", "Asked for.")
    assert (done["under_way"], done["takedown"]["state"]) == ([batch], "open")
    assert "once more when it has ended" in given(home, "takedown", QUILL, "--why", "Asked for.").stdout


def test_what_is_never_stored_is_refused_all_the_same(
    home: Path, bucket: S3Settings, store: ObjectStore
) -> None:
    """A host that was not crawled yet is on the list from now on."""
    done = told(home, "takedown", "example.org", "--why", "Asked for.")
    assert (done["pages"], done["takedown"]["state"]) == ([], "done")
    assert read_takedowns(store).covers("http://example.org/any")


@pytest.mark.parametrize(
    ("arguments", "sentence"), [((QUILL,), "needs a reason"), (("*", "--why", "x"), "not everything")]
)
def test_what_is_missing_or_meant_for_all_is_bad_input(
    home: Path, bucket: S3Settings, arguments: tuple[str, ...], sentence: str
) -> None:
    """One sentence, and nothing is recorded."""
    with pytest.raises(BadInput, match=sentence):
        given(home, "takedown", *arguments)
