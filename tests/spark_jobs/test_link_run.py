"""The linked tables, from pages to rows, through a real Spark session."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyspark.sql import SparkSession

from infoseek.linking.disambiguation.pack import BIT_OF_SOURCE, open_pack
from infoseek.linking.disambiguation.pack_store import fetch_pack
from infoseek.linking.report import UNREAD_LABEL
from infoseek.store.objects import ObjectStore
from infoseek.store.schemas import ALIASES, EDGES, ENTITIES, MENTIONS
from tests.linking.pages import id_of, page_row
from tests.spark_jobs.runs import Rows, linked, tables_of

pytestmark = pytest.mark.service

GONE = [id_of("Gone")]

PAGES_OF_A_WEB = [
    page_row("Ray Charles", "Ray Charles was an American singer.", redirects=["Brother Ray"]),
    page_row("The Raelettes", "The Raelettes were a girl group.", redirects=["Margie Hendricks"]),
    page_row(
        "Yes Indeed!",
        "Yes Indeed! is a 1958 album by [[Brother Ray|Ray Charles]].",
        [("Producer", "Ray Charles, Jerry Wexler"), ("X chronology", " | Yes Indeed! | [[Genius]]")],
        {
            "Track listing": [
                '"Lonely Avenue"',
                '"[[Cry (1951 song)|Cry]]"',
                '"Leave My Woman Alone"',
                '"Twin"',
            ]
        },
    ),
    page_row(
        "Genius",
        "Genius is a 1959 album by [[Ray Charles|the singer]].",
        [("Label", "[[Yes Indeed!]]"), ("Writer", "[[Margie Hendricks]]; [[Elsewhere|Ray Charles]]")],
    ),
    page_row("Lonely Avenue", '"Lonely Avenue" is a song. See [[Genius|album]].'),
    page_row("Cry (1951 song)", '"Cry" is a song written by Ray Charles.'),
    page_row("Twin", '"Twin" is a song.'),
    page_row("Twin (song)", '"Twin" is a song.'),
    page_row("List of songs", "This is a list of songs: [[Genius]]."),
    page_row("Gone", "Gone is an album by [[Ray Charles]]."),
]


@pytest.fixture(scope="module")
def web(spark: SparkSession, lake: ObjectStore, scratch: Path) -> Rows:
    """The four tables of a small web, an outdated version of one page among its rows."""
    old = {**page_row("Twin", "Twin is a film."), "page_id": id_of("Twin")}
    return tables_of(linked(spark, lake, scratch, [[old], PAGES_OF_A_WEB], GONE))


def edges(web: Rows, title: str) -> list[tuple[str, str, str]]:
    names = {row["entity_id"]: row["title"] for row in web[ENTITIES.name]}
    return sorted(
        (row["predicate"], row["value"], names.get(row["object_id"], ""))
        for row in web[EDGES.name]
        if row["subject_id"] == id_of(title)
    )


def test_every_table_has_the_columns_of_its_schema(web: Rows) -> None:
    """Each transform ends in its table's columns."""
    for table in (ENTITIES, ALIASES, MENTIONS, EDGES):
        assert list(web[table.name][0]) == table.schema.names


def test_one_entity_a_live_page_in_its_last_version(web: Rows) -> None:
    """Tombstones are gone, and of two versions the later one counts."""
    found = {row["title"]: row for row in web[ENTITIES.name]}
    assert set(found) == {row["title"] for row in PAGES_OF_A_WEB} - {"Gone"}
    assert found["Twin"]["type_noun"] == "song"
    assert not found["List of songs"]["is_answerable"]


def test_in_links_count_pages_through_redirects(web: Rows) -> None:
    """Two live pages link to the singer, one of them by a redirect; a page linking thrice counts once."""
    found = {row["title"]: row["in_links"] for row in web[ENTITIES.name]}
    assert found["Ray Charles"] == 2
    assert found["Genius"] == 3
    assert found["Twin"] == 0


def test_anchors_become_aliases_with_their_count(web: Rows) -> None:
    """A telling anchor is an alias of its target, a generic one is none."""
    found = {(row["entity_id"], row["alias"], row["source"]): row["count"] for row in web[ALIASES.name]}
    assert found[id_of("Ray Charles"), "Ray Charles", "anchor"] == 1
    assert found[id_of("Ray Charles"), "Brother Ray", "redirect"] == 1
    assert found[id_of("Genius"), "Genius", "anchor"] == 2
    assert not any(alias in ("album", "the singer") for _, alias, _ in found)


def test_anchors_that_are_no_names_tell_the_linker_what_they_mean(
    spark: SparkSession, lake: ObjectStore, scratch: Path
) -> None:
    """ "the singer" leads to one page of the corpus: no alias of it, yet in the pack as a phrase."""
    _, manifest = linked(spark, lake, scratch, [PAGES_OF_A_WEB], GONE)
    pack = open_pack(fetch_pack(lake, manifest.notes["pack"], scratch / "packs"))
    row = int(pack.name_offsets[pack.trie.key_id("the singer")])
    assert pack.id_of(int(pack.candidate_entity[row])) == id_of("Ray Charles")
    assert pack.candidate_sources[row] == BIT_OF_SOURCE["phrase"]


def test_row_labels_that_state_nothing_known_are_counted(
    spark: SparkSession, lake: ObjectStore, scratch: Path
) -> None:
    """A label that no lexicon reads is told by its name, as often as it stands."""
    pages = [
        page_row("Genius", "Genius is an album.", [("Frobnication", "blue"), ("Released", "1959")]),
        page_row("Cry", '"Cry" is a song.', [("Frobnication", "red")]),
    ]
    _, manifest = linked(spark, lake, scratch, [pages])
    assert {name: count for name, count in manifest.stats.items() if name.startswith(UNREAD_LABEL)} == {
        f"{UNREAD_LABEL}frobnication": 2
    }


def test_mentions_name_the_entity_behind_the_link(web: Rows) -> None:
    """Links lead through redirects to entities; those that leave the corpus are no mentions."""
    found = {(row["page_id"], row["entity_id"]) for row in web[MENTIONS.name]}
    assert (id_of("Yes Indeed!"), id_of("Ray Charles")) in found
    assert (id_of("Genius"), id_of("The Raelettes")) in found
    links = [
        row for row in web[MENTIONS.name] if row["source"] == "link" and row["page_id"] == id_of("Genius")
    ]
    assert len(links) == 3


def test_objects_are_resolved_by_link_or_by_an_unambiguous_name(web: Rows) -> None:
    """An unlinked name is an entity if exactly one of a fitting kind bears it; a namesake's is not guessed."""
    assert edges(web, "Yes Indeed!") == [
        ("followed_by", "genius", "Genius"),
        ("has_track", "cry", "Cry (1951 song)"),
        ("has_track", "leave my woman alone", ""),
        ("has_track", "lonely avenue", "Lonely Avenue"),
        ("has_track", "twin", ""),
        ("performed_by", "ray charles", "Ray Charles"),
        ("produced_by", "jerry wexler", ""),
        ("produced_by", "ray charles", "Ray Charles"),
        ("released", "1958", ""),
    ]


def test_a_link_of_the_wrong_kind_or_out_of_the_corpus_stays_a_name(web: Rows) -> None:
    """An album is no label, a member that redirects to the group is not the group, elsewhere is unknown."""
    found = edges(web, "Genius")
    assert ("label", "yes indeed", "") in found
    assert ("written_by", "margie hendricks", "") in found
    assert ("written_by", "ray charles", "") in found


def test_a_bar_of_links_on_many_pages_says_nothing_of_them(
    spark: SparkSession, lake: ObjectStore, scratch: Path
) -> None:
    """The same line of links on page after page is navigation; a page's own links count all the same."""
    titles = [f"Meeting {number}" for number in range(8)]
    bar = " • ".join(f"[[{title}]]" for title in titles)
    pages = [
        page_row(title, f"{title} is a meetup. It followed [[{before}]].", lists={"Others": [bar]})
        for title, before in zip(titles, [titles[-1], *titles], strict=False)
    ]
    tables = tables_of(linked(spark, lake, scratch, [pages]))
    links = [row for row in tables[MENTIONS.name] if row["source"] == "link"]
    assert len(links) == len(titles)


def test_edges_cite_their_page(web: Rows) -> None:
    """Every edge's text is the span of the page it names, and its id is its own."""
    pages = {row["page_id"]: row for row in PAGES_OF_A_WEB}
    for row in web[EDGES.name]:
        page = pages[row["page_id"]]
        assert row["text"] == page["text"][row["start"] : row["end"]]
        assert (row["url"], row["content_sha256"]) == (page["url"], page["content_sha256"])
        assert row["value_type"] == ("entity" if row["object_id"] else row["value_type"])
    ids = [row["edge_id"] for row in web[EDGES.name]]
    assert len(ids) == len(set(ids))


def test_parts_make_no_difference(spark: SparkSession, lake: ObjectStore, scratch: Path, web: Rows) -> None:
    """One part or several, in another order: the same rows with the same ids."""
    backwards = [[row] for row in reversed(PAGES_OF_A_WEB)]
    assert tables_of(linked(spark, lake, scratch, backwards, GONE)) == web
