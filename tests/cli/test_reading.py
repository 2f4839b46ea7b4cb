"""Commands that read: status, items, show, estimate, doctor. A stored batch stands in for a run."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from infoseek.cli.app import app
from infoseek.embedded.home import made_home
from infoseek.embedded.record import record_of_this_process, write_record
from infoseek.errors import BadInput
from infoseek.settings import S3Settings, Settings
from infoseek.store.objects import ObjectStore
from tests.gates.corpus import BATCH, books, question_row
from tests.quality.stored import gated, published
from tests.quality.test_estimate import asked, commit, row
from tests.quality.test_trees import committed

pytestmark = pytest.mark.service

GOOD = question_row(books())["question_id"]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return made_home(tmp_path).root


@pytest.fixture
def bucket(s3: S3Settings, monkeypatch: pytest.MonkeyPatch) -> S3Settings:
    """The bucket the commands read, named by their environment."""
    assert s3.endpoint_url
    for name in ("endpoint_url", "bucket", "access_key", "secret_key"):
        monkeypatch.setenv(f"INFOSEEK_S3__{name.upper()}", getattr(s3, name))
    return s3


@pytest.fixture
def batch(bucket: S3Settings, store: ObjectStore) -> str:
    """One published batch: a good question, and one that names its answer."""
    gated(store)
    published(bucket)
    return BATCH


def given(home: Path, *arguments: str) -> Result:
    return CliRunner(env={"COLUMNS": "200"}).invoke(app, [*arguments, "--home", str(home)])


def lines(home: Path, *arguments: str) -> list[dict[str, Any]]:
    """What a command prints with --json: whole lines of JSON, nothing else on stdout."""
    done = given(home, *arguments, "--json")
    assert done.exit_code == 0, done.output
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_status_tells_each_batch(home: Path, batch: str) -> None:
    """Stages, yield, cost and release of a batch, and that nothing is up."""
    said = given(home, "status").stdout
    assert f"No platform is up in {home}" in said
    for part in (batch, "gate_batch done", "crawl_seed_pages waiting", "1 accepted", "release  v1, s3://"):
        assert part in said, part


def test_status_is_json_lines(home: Path, batch: str) -> None:
    """The first line is the platform, then one a batch."""
    platform, told = lines(home, "status")
    assert platform == {"platform": None}
    assert told["batch_id"] == batch
    assert told["stages"]["publish_release"] == "done"
    assert (told["yield"]["accepted"], told["release"]["questions"]) == (1, 1)


def test_status_tells_of_a_platform_that_was_killed(home: Path, batch: str) -> None:
    """A record that its process did not take away points to the log."""
    record = record_of_this_process("up", made_home(home), Settings())
    write_record(made_home(home), record.model_copy(update={"started": 1.0}))
    assert "ended without `infoseek down`" in given(home, "status").stdout


def test_status_of_an_unused_home_says_what_to_do(home: Path) -> None:
    """There is nothing to read, and that is no failure."""
    done = given(home, "status")
    assert done.exit_code == 0
    assert "There is no batch yet: `infoseek run`" in done.stdout


def test_items_are_listed_with_what_became_of_them(home: Path, batch: str) -> None:
    """Accepted ones first, quarantined ones with the check that stopped them."""
    first, second = given(home, "items").stdout.splitlines()
    assert first.split()[:2] == [GOOD[:12], "accepted"]
    assert "The Salt Ledger: " in first
    assert "quarantined (L2)" in second
    assert [item["status"] for item in lines(home, "items", "--batch", batch)] == ["accepted", "quarantined"]


def test_items_of_a_batch_that_is_not_there_are_bad_input(home: Path, batch: str) -> None:
    """The date is named."""
    with pytest.raises(BadInput, match="no batch '2020-01-01'"):
        CliRunner().invoke(app, ["items", "--batch", "2020-01-01"], catch_exceptions=False)


def test_an_item_is_shown_whole(home: Path, batch: str) -> None:
    """Tree, claims, evidence in its page, blur, verdicts and certificate, from the beginning of its id."""
    said = given(home, "show", GOOD[:8]).stdout
    for part in (
        f"Item {GOOD} of batch {batch}: accepted",
        "answer A The Salt Ledger",
        "claim  ",
        "author: Ada Quill",
        "was published in the 1930s",
        "passed",
        "2  evidence pages",
    ):
        assert part in said, part


def test_an_item_is_one_json_line(home: Path, batch: str) -> None:
    """The tree as its edits, the evidence as spans in their pages' text."""
    (item,) = lines(home, "show", GOOD)
    assert item["tree"][0]["op"] == "add_root"
    passage = item["passages"][0]
    assert passage["text"][passage["start"] : passage["end"]] == "author: Ada Quill"
    assert item["certificate"]["evidence_pages"] == 2


def test_a_tree_is_shown_by_its_own_id(home: Path, bucket: S3Settings, store: ObjectStore) -> None:
    """One that growth quit: its steps with call and evidence; one that blurring gave up: its audit; as JSON too."""
    ids = committed(store)
    said = given(home, "show", ids["quit"][:12]).stdout
    for part in (
        f"Tree {ids['quit']} of batch {BATCH}: quit, not_unique",
        "Steps",
        "drop_claim",
        "by browser m-1",
    ):
        assert part in said, part
    said = given(home, "show", ids["given_up"]).stdout
    assert "given up, no_rung_passes: Nothing." in said
    assert "identifies: decade" in said
    listed = {tree["tree_id"]: tree["reason"] for tree in lines(home, "items", "--lost")}
    assert listed == {ids["quit"]: "not_unique", ids["given_up"]: "no_rung_passes"}
    assert "The Salt Ledger" in given(home, "items", "--lost").stdout
    (tree,) = lines(home, "show", ids["quit"])
    assert [step["op"] for step in tree["replay"]["steps"]] == [edit["op"] for edit in tree["tree"]]


def test_a_quarantined_item_says_why(home: Path, batch: str) -> None:
    """The check and its reason stand in the first line."""
    assert (
        given(home, "show", "zz")
        .stdout.splitlines()[0]
        .startswith("Item zz of batch 2026-11-05: quarantined by L2: ")
    )


def test_an_estimate_rests_on_the_ledger(
    home: Path, bucket: S3Settings, store: ObjectStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Calls by role for the trees asked for, at the settings' prices, against the budget."""
    stored_growth(store, trees=4, calls=8)
    monkeypatch.setenv("INFOSEEK_MODEL__USD_PER_MILLION_INPUT", "1000000")
    monkeypatch.setenv("INFOSEEK_MODEL__BUDGET_USD", "30")
    planner, total = lines(home, "estimate", "--trees", "2")
    assert (planner["role"], planner["calls"], planner["cost_usd"]) == ("planner", 4.0, 40.0)
    assert (total["cost_usd"], total["fits"], total["basis_calls"]) == (40.0, False, 8)
    said = given(home, "estimate", "--trees", "1").stdout
    assert "1 tree: 20.0000 USD, which fits the budget of 30.00 USD" in said
    assert "rests on 8 calls for 4 trees in 1 earlier batch," in said


def stored_growth(store: ObjectStore, trees: int, calls: int) -> None:
    """A batch that was grown and blurred, each call with ten tokens in."""
    commit(store, "grown", BATCH, trees)
    commit(store, "blurred", BATCH)
    asked(store, BATCH, *(row(str(number)) for number in range(calls)))


def test_doctor_fails_with_what_is_wrong(
    home: Path, bucket: S3Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every check is told, the failing one with its sentence, and the exit status is 1."""
    monkeypatch.setenv("INFOSEEK_S3__BUCKET", "no-such-bucket")
    done = given(home, "doctor", "--json")
    found = {finding["check"]: finding for finding in map(json.loads, done.stdout.splitlines())}
    assert done.exit_code == 1
    assert (found["S3"]["state"], found["Python"]["state"]) == ("fail", "ok")
    assert "no bucket 'no-such-bucket'" in found["S3"]["seen"]
    assert found["S3"]["advice"]
