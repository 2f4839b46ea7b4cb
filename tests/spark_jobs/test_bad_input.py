"""The link job over pages that no one wrote for it: huge, nameless, namesakes by the thousand, in circles."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pytest
from pyspark.errors import PySparkException
from pyspark.sql import SparkSession

from infoseek.errors import BadInput
from infoseek.store.objects import ObjectStore
from infoseek.store.schemas import ALIASES, ENTITIES, MENTIONS, PAGES
from infoseek.store.snapshots import Snapshot, write_snapshot
from infoseek.store.tables import write_part
from spark_jobs.link_entities import cause
from tests.linking.pages import id_of, page_row, url_of
from tests.spark_jobs.runs import Rows, link, linked, settings_of, tables_of

pytestmark = pytest.mark.service

LINKS = 100_000
NAMESAKES = 1_000


def hub() -> dict[str, Any]:
    """A page of a hundred thousand links to one other."""
    row = page_row("Hub", "Hub is a festival.")
    start = len(row["text"]) + 1
    text = " ".join(["Twin"] * LINKS)
    links = [
        {
            "start": start + 5 * number,
            "end": start + 5 * number + 4,
            "target_url": url_of("Twin 7"),
            "kind": "prose",
        }
        for number in range(LINKS)
    ]
    return {**row, "text": f"{row['text']}\n{text}", "links": links}


def circle() -> list[dict[str, Any]]:
    """Two pages that each claim the other's URL, and one more that both claim."""
    names = ("Left", "Right")
    return [
        page_row(name, f"{name} is a song. It is on [[Middle]].", redirects=[other, "Middle"])
        for name, other in zip(names, reversed(names), strict=True)
    ]


def bare() -> dict[str, Any]:
    """A page of which nothing is known but its address."""
    row = page_row("Bare")
    return {name: row[name] if name in ("page_id", "url") else None for name in PAGES.schema.names}


@pytest.fixture(scope="module")
def tables(spark: SparkSession, lake: ObjectStore, scratch: Path) -> Rows:
    """All of them in one corpus."""
    twins = [page_row(f"Twin {number}", "Twin is a song.", bold=["Twin"]) for number in range(NAMESAKES)]
    french = {**page_row("Rouge", "Rouge est un roman de 1830."), "language": "fr"}
    review = page_row("Review", "Review is a novel about Twin and about Left.")
    nameless = {**page_row("Nameless"), "page_id": None}
    return tables_of(
        linked(spark, lake, scratch, [twins, [hub(), *circle(), bare(), french, review, nameless]])
    )


def test_a_page_of_a_hundred_thousand_links_keeps_them(tables: Rows) -> None:
    """Each is a mention; they count as one page that links, and as so many links by that name."""
    links = [
        row for row in tables[MENTIONS.name] if row["page_id"] == id_of("Hub") and row["source"] == "link"
    ]
    assert len(links) == LINKS
    found = {row["entity_id"]: row for row in tables[ENTITIES.name]}
    assert found[id_of("Twin 7")]["in_links"] == 1
    (anchor,) = [row for row in tables[ALIASES.name] if row["source"] == "anchor" and row["alias"] == "Twin"]
    assert anchor["count"] == LINKS
    assert anchor["prior"] > 0.95


def test_a_name_that_a_thousand_share_names_none_of_the_rest(tables: Rows) -> None:
    """Every one keeps the name; what has no link of its own goes to the one that is linked so, or nowhere."""
    called = {row["entity_id"] for row in tables[ALIASES.name] if row["folded"] == "twin"}
    assert len(called) == NAMESAKES
    meant = {row["entity_id"] for row in tables[MENTIONS.name] if row["page_id"] == id_of("Review")}
    twins = {id_of(f"Twin {number}") for number in range(NAMESAKES)}
    assert meant & twins <= {id_of("Twin 7")}


def test_redirects_in_a_circle_end(tables: Rows) -> None:
    """Each page keeps its own URL, and what both claim goes to the one of the least id."""
    titles = {row["entity_id"]: row["title"] for row in tables[ENTITIES.name]}
    assert {titles[id_of("Left")], titles[id_of("Right")]} == {"Left", "Right"}
    least = min(id_of("Left"), id_of("Right"))
    meant = {
        row["entity_id"]
        for row in tables[MENTIONS.name]
        if row["page_id"] in (id_of("Left"), id_of("Right")) and row["source"] == "link"
    }
    assert meant == {least}


def test_a_page_of_nulls_is_an_entity_without_a_type(tables: Rows) -> None:
    """Nothing is known of it, and nothing fails; a row without an id is left out."""
    (found,) = [row for row in tables[ENTITIES.name] if row["entity_id"] == id_of("Bare")]
    assert (found["title"], found["type_noun"], found["is_answerable"]) == ("", "", False)
    assert len(tables[ENTITIES.name]) == NAMESAKES + 6


def test_a_page_in_another_language_has_its_name(tables: Rows) -> None:
    """Its language is told, and so is its name."""
    (found,) = [row for row in tables[ENTITIES.name] if row["entity_id"] == id_of("Rouge")]
    assert (found["name"], found["language"]) == ("Rouge", "fr")


def test_a_part_that_is_no_parquet_is_named(spark: SparkSession, lake: ObjectStore, scratch: Path) -> None:
    """Its sentence comes out of Spark's errors, with the part's address."""
    (part,) = write_part(lake, PAGES, [page_row("Fine")], "broken")
    body = b"no parquet at all"
    lake.put(part.path, body)
    wrong = part.model_copy(update={"sha256": hashlib.sha256(body).hexdigest(), "size_bytes": len(body)})
    snapshot = Snapshot(batch_id="2026-11-05", parts=[wrong])
    write_snapshot(lake, snapshot)
    with pytest.raises(PySparkException) as raised:
        link(spark, settings_of(lake, scratch), snapshot)
    found = cause(str(raised.value), None)
    assert isinstance(found, BadInput)
    assert f"{lake.address(part.path)} is no Parquet file" in str(found)
