"""Linking upon an earlier batch: what it reuses, and that its tables are those of a run from nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyspark.sql import SparkSession

from infoseek.bench.world_corpus import page_rows
from infoseek.store.manifests import Manifest
from infoseek.store.objects import ObjectStore
from infoseek.store.schemas import MENTIONS
from infoseek.store.snapshots import Snapshot
from infoseek.world.build import build_world
from tests.linking.pages import page_row
from tests.spark_jobs.runs import Row, link, settings_of, stored, tables_of

pytestmark = pytest.mark.service

PAGES = 90
LOOSE = {"min_score": 0.2}
"""So that names are linked that the shipped weights are unsure of: more may differ."""


def first_day() -> list[Row]:
    world = build_world(PAGES, 3)
    extra = [
        page_row("Lonely Avenue", '"Lonely Avenue" is a song.', redirects=["The Avenue"]),
        page_row("Review", "Review is a film. It uses Lonely Avenue, and [[The Avenue]] once more."),
        page_row("Quiet", "Quiet is a novel about [[Silence]]."),
        page_row("Silence", "Silence is an opera. Nobody is heard."),
    ]
    return [*page_rows(world, list(world.pages)), *extra]


def second_day(before: list[Row]) -> tuple[list[Row], list[str]]:
    """What changed and what is gone: a world's day, a page that vanished, a new namesake, a redirect that moved."""
    world = build_world(PAGES, 3, day=1)
    known = {row["page_id"]: row["content_sha256"] for row in before}
    today = page_rows(world, list(world.pages))
    changed = [row for row in today if known.get(row["page_id"]) != row["content_sha256"]]
    gone = sorted(set(known) - {row["page_id"] for row in today} - {row["page_id"] for row in before[PAGES:]})
    film = next(row for row in before if "film" in row["text"] and row["page_id"] not in gone)
    changed += [
        page_row("Lonely Avenue", '"Lonely Avenue" is a song.'),
        page_row("Lonely Avenue (film)", "Lonely Avenue is a film.", redirects=["The Avenue"]),
    ]
    kept = [row for row in changed if row["page_id"] != film["page_id"]]
    return kept, [*gone, film["page_id"]]


@pytest.fixture(scope="module")
def days(spark: SparkSession, lake: ObjectStore, scratch: Path) -> tuple[Manifest, Manifest, Snapshot]:
    """The first day's batch, the second's upon it, and the second day's snapshot."""
    settings = settings_of(lake, scratch, **LOOSE)
    rows = first_day()
    one = stored(lake, [rows[:30], rows[30:]])
    first = link(spark, settings, one)
    changed, gone = second_day(rows)
    two = stored(lake, [changed], gone, one, "2026-11-06")
    return first, link(spark, settings, two, base=first), two


def test_a_run_upon_another_equals_one_from_nothing(
    spark: SparkSession, lake: ObjectStore, scratch: Path, days: tuple[Manifest, Manifest, Snapshot]
) -> None:
    """With the same model pinned, every row of every table is the same, whatever was reused."""
    first, second, two = days
    full = link(spark, settings_of(lake, scratch, **LOOSE), two, pinned=first)
    assert 0 < second.stats["readings_reused"] < PAGES
    assert 0 < second.stats["pages_relinked"] < full.stats["pages_relinked"]
    assert tables_of((lake, second)) == tables_of((lake, full))


def named(lake: ObjectStore, manifest: Manifest, title: str) -> set[tuple[int, str]]:
    """What a page's text names, by where."""
    rows = tables_of((lake, manifest))[MENTIONS.name]
    return {(row["start"], row["entity_id"]) for row in rows if row["page_id"] == page_row(title)["page_id"]}


def test_a_new_namesake_changes_a_page_that_did_not(
    lake: ObjectStore, days: tuple[Manifest, Manifest, Snapshot]
) -> None:
    """What a name without a link meant the day before, it means no more once another thing is called so."""
    first, second, _ = days
    avenue, film = page_row("Lonely Avenue")["page_id"], page_row("Lonely Avenue (film)")["page_id"]
    assert avenue in {entity for _, entity in named(lake, first, "Review")}
    assert film in {entity for _, entity in named(lake, second, "Review")}
    assert named(lake, first, "Review") != named(lake, second, "Review")


def test_what_is_as_it_was_two_days_before_is_linked_again(
    spark: SparkSession, lake: ObjectStore, scratch: Path, days: tuple[Manifest, Manifest, Snapshot]
) -> None:
    """The redirect moves back, so that the page's links are those of a row that no longer counts."""
    first, second, two = days
    back = [row for row in first_day() if row["title"] == "Lonely Avenue"]
    gone = [*two.tombstones, page_row("Lonely Avenue (film)")["page_id"]]
    three = stored(lake, [back], gone, two, "2026-11-08")
    third = link(spark, settings_of(lake, scratch, **LOOSE), three, base=second)
    assert named(lake, third, "Review") == named(lake, first, "Review")


def test_without_changes_nothing_is_linked_again(
    spark: SparkSession, lake: ObjectStore, scratch: Path, days: tuple[Manifest, Manifest, Snapshot]
) -> None:
    """The same corpus a day later: all is reused, and a third day may build upon it."""
    _, second, two = days
    third = two.model_copy(update={"batch_id": "2026-11-07"})
    found = link(spark, settings_of(lake, scratch, **LOOSE), third, base=second)
    assert found.stats["pages_relinked"] == 0
    assert found.stats["readings_reused"] == found.stats["entities"]
    assert tables_of((lake, found)) == tables_of((lake, second))
