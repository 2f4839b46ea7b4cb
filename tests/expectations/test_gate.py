"""The gate run for real: Great Expectations on pandas, tables, results and data docs on a real S3 server."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from expectations import gate
from expectations.__main__ import main
from infoseek.errors import BadInput, Halted
from infoseek.gates import stage
from infoseek.gates.catalogue import CHECKS
from infoseek.gates.history import quality_history
from infoseek.gates.verdict import GateBlocked
from infoseek.settings import GateSettings, S3Settings, Settings
from infoseek.store import manifests
from infoseek.store.manifests import Plan
from infoseek.store.objects import ObjectStore
from infoseek.store.schemas import ACCEPTED, QUARANTINED, VERDICTS
from infoseek.store.tables import read_rows
from tests.expectations.gating import gated, other
from tests.gates.corpus import BATCH, Row, books, question_row
from tests.gates.stored import commit_world

pytestmark = pytest.mark.service


@pytest.fixture
def settings(s3: S3Settings) -> Settings:
    return Settings(s3=s3)


def test_the_launched_gate_splits_a_batch(store: ObjectStore, settings: Settings) -> None:
    """Through the child process, a good question is accepted with a certificate and a leaking one quarantined."""
    commit_world(
        store,
        books(),
        [question_row(books()), other(1, question="Who wrote The Salt Ledger in 1931, was it Ada?")],
    )
    plan = stage.plan(settings, BATCH)
    assert stage.shards(settings, plan) == ["all"]
    receipt = stage.run_shard(settings, plan, "all")
    manifest = stage.commit(settings, plan, [receipt])
    (accepted,) = read_rows(store, manifest, ACCEPTED)
    (quarantined,) = read_rows(store, manifest, QUARANTINED)
    assert json.loads(accepted["certificate"])["answer_sets"]["not_refuted"]["entities"] == ["salt"]
    assert (quarantined["question_id"], quarantined["check"]) == ("q001", "L2")
    assert manifest.stats["questions"] == 2
    assert manifest.stats["rejected_L2"] == 1
    assert stage.plan(settings, BATCH).is_done


def test_every_question_has_a_verdict_of_every_check(store: ObjectStore, settings: Settings) -> None:
    """A rejected question is judged by the other checks too, so that the funnel is complete."""
    manifest = gated(store, settings, [question_row(books()), other(1, edits="[]")])
    rows = read_rows(store, manifest, VERDICTS)
    assert len(rows) == 2 * len(CHECKS)
    assert {row["check"] for row in rows} == set(CHECKS)
    assert {row["status"] for row in rows if row["question_id"] == "q001"} == {"failed"}


def test_the_quality_history_counts_the_batch(store: ObjectStore, settings: Settings) -> None:
    """Verdicts by check, rejections by the first failure, and what the accepted questions are like."""
    leaking = other(1, question="Who wrote The Salt Ledger in 1931, was it Ada?")
    gated(store, settings, [question_row(books()), leaking])
    (quality,) = quality_history(store)
    counts = {
        count.check: (count.passed, count.failed, count.waived, count.not_run) for count in quality.checks
    }
    assert counts["L2"] == counts["L4"] == (1, 1, 0, 0)
    assert counts["S5"] == (2, 0, 0, 0)
    assert (quality.questions, quality.accepted, quality.rejected) == (2, 1, {"L2": 1})
    assert quality.distributions["answer_type"] == {"novel": 1}
    assert quality.distributions["words"] == {"20": 1}
    assert quality.distributions["predicate"] == {"author": 1, "born": 1, "pages": 1, "published": 1}


def test_rows_that_are_no_questions_are_quarantined(store: ObjectStore, settings: Settings) -> None:
    """Whatever stands in a row, the batch goes on and the row is kept with a reason."""
    bad: list[tuple[Row, str]] = [
        ({"question": "Which novel of all those years did that writer write in the thirties."}, "mark"),
        ({"question": "Which one is it?"}, "words"),
        ({"edits": "{not json"}, "edits are no list"),
        ({"edits": "[" * 100_000}, "edits are no list"),
        ({"edits": "[]"}, "tree is empty"),
        ({"tree": "[" * 100_000}, "no JSON"),
        ({"sub_questions": "7"}, "sub_questions"),
        ({"vertices": 40}, "vertices"),
        ({"vertices": None}, "vertices"),
        ({"kind": None}, "kind"),
        ({"question": None}, "question is empty"),
        ({"answer_aliases": None}, "answer_aliases"),
        ({"tree_id": None}, "tree"),
    ]
    rows = [other(number, **changed) for number, (changed, _) in enumerate(bad)]
    no_id = other(99, question_id=None)
    manifest = gated(store, settings, [question_row(books()), no_id, *rows])
    kept = {row["question_id"]: row for row in read_rows(store, manifest, QUARANTINED)}
    assert manifest.rows("accepted") == 1
    assert {row["check"] for row in kept.values()} == {"schema"}
    assert "id" in kept[None]["reason"]
    for number, (_, words) in enumerate(bad):
        assert words in kept[f"q{number:03}"]["reason"]


def test_rows_with_one_id_are_both_quarantined(store: ObjectStore, settings: Settings) -> None:
    """Two rows with one question id, or with one tree id, are no questions at all: nobody can tell which is meant."""
    same_id = [other(1), other(2, question_id="q001")]
    same_tree = [other(3), other(4, tree_id="t003")]
    manifest = gated(store, settings, [question_row(books()), *same_id, *same_tree])
    assert manifest.rows("accepted") == 1
    assert {row["check"] for row in read_rows(store, manifest, QUARANTINED)} == {"schema"}


def test_an_empty_batch_commits_empty_tables(store: ObjectStore, settings: Settings) -> None:
    """No question in: nothing accepted, nothing quarantined, and the stage is done."""
    manifest = gated(store, settings, [])
    assert manifest.stats["questions"] == 0
    assert stage.plan(settings, BATCH).is_done


def test_a_batch_that_one_check_rejects_is_blocked(
    store: ObjectStore,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """When nearly all questions fail one check, the gate exits with 1 and one sentence and commits nothing."""
    leaking = "Question {} of those that give it all away: is it The Salt Ledger?"
    commit_world(store, books(), [other(n, question=leaking.format(n)) for n in range(20)])
    plan = stage.plan(settings, BATCH)
    for name in ("s3", "gates", "growth"):
        monkeypatch.setenv(f"INFOSEEK_{name.upper()}", getattr(settings, name).model_dump_json())
    assert main(["gate", "--plan", plan.model_dump_json()]) == 3
    error = capsys.readouterr().err
    assert "L2 rejects 20 of 20 questions" in error
    assert error.count("\n") == 1
    assert not store.exists(manifests.receipt_path(plan, "all"))


def test_a_small_batch_is_not_blocked(store: ObjectStore, settings: Settings) -> None:
    """Below twenty questions a share says nothing: all are quarantined and the stage goes on."""
    leaking = "Question {} of those that give it all away: is it The Salt Ledger?"
    manifest = gated(store, settings, [other(n, question=leaking.format(n)) for n in range(19)])
    assert manifest.stats["rejected_L2"] == manifest.stats["quarantined"] == 19


def test_an_expectation_that_raises_blocks_the_batch(
    store: ObjectStore, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The gate never passes where Great Expectations could not run an expectation."""
    commit_world(store, books(), [question_row(books())])

    def broken(self: object, position: int, check_id: str) -> None:
        raise RuntimeError("disk on fire")

    monkeypatch.setattr("expectations.judging.Judging.verdict", broken)
    plan = stage.plan(settings, BATCH)
    with pytest.raises(GateBlocked, match="disk on fire"):
        gate.run(settings, plan, "all")
    assert not store.exists(manifests.receipt_path(plan, "all"))


def test_a_blocked_batch_fails_at_once_with_its_sentence(store: ObjectStore, settings: Settings) -> None:
    """From the child process comes `Halted`, which no task retries, with the sentence and the data docs' address."""
    leaking = "Question {} of those that give it all away: is it The Salt Ledger?"
    commit_world(store, books(), [other(n, question=leaking.format(n)) for n in range(20)])
    with pytest.raises(Halted) as blocked:
        stage.run_shard(settings, stage.plan(settings, BATCH), "all")
    assert str(blocked.value) == (
        f"Batch {BATCH} is blocked: L2 rejects 20 of 20 questions, more than the 95% allowed; "
        f"see {store.address('docs/site/index.html')}."
    )


def test_a_waived_check_shows_and_lets_through(store: ObjectStore, s3: S3Settings) -> None:
    """A waiver turns a failing check into a waived one, with its reason in verdict and certificate."""
    settings = Settings(s3=s3, gates=GateSettings(waivers={"L2": "names are the point here"}))
    leaking = other(1, question="Is it not The Salt Ledger that was published by its writer in the 1930s?")
    manifest = gated(store, settings, [leaking])
    (accepted,) = read_rows(store, manifest, ACCEPTED)
    assert json.loads(accepted["certificate"])["waivers"] == {"L2": "names are the point here"}
    assert manifest.notes["waivers"] == {"L2": "names are the point here"}
    statuses = {row["check"]: row["status"] for row in read_rows(store, manifest, VERDICTS)}
    assert statuses["L2"] == "waived"


def test_data_docs_name_checks_and_hold_no_wording(store: ObjectStore, settings: Settings) -> None:
    """The site on S3 links the batch's results, and hostile text of a row reaches no page of it."""
    hostile = "<script>alert(1)</script>"
    row = other(1, question_id=hostile, tree_id=hostile, kind=hostile, question=f"{hostile} " * 9)
    gated(store, settings, [question_row(books()), row])
    keys = list(store.keys("docs/"))
    assert "docs/site/index.html" in keys
    assert any(key.startswith("docs/validations/") for key in keys)
    pages = [store.get(key).decode() for key in keys if key.endswith((".html", ".json"))]
    assert any("unsupported claim" in page for page in pages)
    assert not any("alert(1)" in page for page in pages)


def test_running_again_replaces_the_page_of_the_batch(store: ObjectStore, settings: Settings) -> None:
    """Two attempts of one run leave one validation result."""
    commit_world(store, books(), [question_row(books())])
    plan = stage.plan(settings, BATCH)
    gate.run(settings, plan, "all")
    first = list(store.keys("docs/validations/"))
    gate.run(settings, plan, "all")
    assert list(store.keys("docs/validations/")) == first


def test_bad_input_is_one_sentence_with_status_2(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A missing manifest, plan or a plan that is none ends with status 2 and one line."""
    monkeypatch.setenv("INFOSEEK_S3", settings.s3.model_dump_json())
    plan = Plan(
        zone="gated",
        batch_id=BATCH,
        key="k",
        base="",
        inputs={"blurred": "none", "linked": "none", "snapshot": "none"},
        is_done=False,
    )
    for given in (plan.model_dump_json(), "gated/no-such-plan.json", "{}"):
        assert main(["gate", "--plan", given]) == 2
        assert capsys.readouterr().err.count("\n") == 1


def test_questions_of_another_corpus_are_refused(store: ObjectStore, settings: Settings) -> None:
    """A certificate is relative to one corpus: trees grown on another are not gated on this one."""
    commit_world(store, books(), [question_row(books())])
    plan = stage.plan(settings, BATCH)
    moved = plan.model_copy(update={"inputs": {**plan.inputs, "linked": "another"}})
    with pytest.raises(BadInput, match="grow_research_trees"):
        gate.run(settings, moved, "all")


def test_the_core_does_not_import_great_expectations() -> None:
    """Only the launched package knows Great Expectations."""
    root = Path(stage.__file__).parents[1]
    assert not [path for path in root.rglob("*.py") if "import great_expectations" in path.read_text()]
