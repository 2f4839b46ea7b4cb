"""Edges from rows and description lines of boxes."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from infoseek.linking.kinds.entities import describe
from infoseek.linking.page import Page
from infoseek.linking.stating.edges import page_drafts
from infoseek.web.page.extract import extract
from tests.linking.pages import page_of, url_of

ALBUM = "Yes is a 1958 album by [[Ray Charles]]."
SONG = '"Yes" is a song.'


def stated(title: str, lead: str, *args: Any, **kwargs: Any) -> list[tuple[str, str]]:
    page, entity = page_of(title, lead, *args, **kwargs)
    return [(d.predicate, d.value) for d in page_drafts(page, entity) if d.source == "row"]


def test_a_musical_box_states_its_facts() -> None:
    """Dates, lengths, labels, names and genres become typed values in the order of the box."""
    rows = [
        ("Released", "July 1959"),
        ("Recorded", "February 18, 1959, New York City"),
        ("Genre", "Rhythm and blues, Soul"),
        ("Length", "6:30"),
        ("Label", "Atlantic 8029"),
        ("Writer(s)", "[[Ray Charles]]"),
        ("Producer(s)", "Ahmet Ertegün, Jerry Wexler"),
        ("B-side", '"Yes, Pt. 2"'),
        ("Certification", "Gold"),
    ]
    assert stated("Yes", SONG, rows) == [
        ("released", "1959-07"),
        ("recorded", "1959-02-18"),
        ("genre", "rhythm and blues"),
        ("genre", "soul"),
        ("length", "390"),
        ("label", "atlantic"),
        ("written_by", "ray charles"),
        ("produced_by", "ahmet ertegun"),
        ("produced_by", "jerry wexler"),
        ("b_side", "yes pt 2"),
    ]


def test_evidence_is_the_whole_row_line() -> None:
    """A draft's text is its span of the page, label included; a link gives the object's address."""
    page, entity = page_of("Yes", SONG, [("Writer(s)", "[[Ray Charles]]")])
    (draft,) = [d for d in page_drafts(page, entity) if d.source == "row"]
    assert draft.text == page.text[draft.start : draft.end] == "Writer(s): Ray Charles"
    assert (draft.label, draft.target_url, draft.is_complete) == ("Writer(s)", url_of("Ray Charles"), False)


def test_a_description_line_states_performers_and_album() -> None:
    """ "Single by X from the album Y" states both; on an album it lists all performers."""
    line = "Single by [[Ray Charles]] with Gareth Gates from the album [[Yes Indeed!]]"
    assert stated("Yes", SONG, [("", line)]) == [
        ("performed_by", "ray charles"),
        ("performed_by", "gareth gates"),
        ("from_album", "yes indeed"),
    ]
    page, entity = page_of("Yes", ALBUM, [("", "Studio album by [[Ray Charles]], Milt Jackson")])
    rows = [d for d in page_drafts(page, entity) if d.source == "row"]
    assert [(d.value, d.is_complete) for d in rows] == [("ray charles", True), ("milt jackson", True)]


def test_a_box_about_something_else_states_nothing() -> None:
    """The box of a film's soundtrack is no source for the film."""
    rows = [
        ("Directed by", "John Landis"),
        ("", "Soundtrack album by The Blues Brothers", 1),
        ("Label", "Atlantic", 1),
    ]
    assert stated("Blues", "Blues is a 1980 film.", rows) == [("directed_by", "john landis")]


def test_the_first_box_comes_first() -> None:
    """Versions of a song keep their own facts, those of the main one before the others."""
    rows = [
        ("", "Single by Ray Charles", 0),
        ("Released", "1956", 0),
        ("", "Song by Van Morrison", 1),
        ("Released", "1993", 1),
    ]
    assert stated("Yes", SONG, rows) == [
        ("performed_by", "ray charles"),
        ("released", "1956"),
        ("performed_by", "van morrison"),
        ("released", "1993"),
    ]


def test_a_life_row_states_date_and_place() -> None:
    """Born and died rows carry a place behind the date."""
    rows = [
        ("Born", "Lillie Mae Jones; May 16, 1929; Flint, Michigan, United States"),
        ("Died", "September 26, 1998 (aged 69); New York"),
    ]
    assert stated("Betty", "Betty was a singer.", rows) == [
        ("born", "1929-05-16"),
        ("birth_place", "flint michigan"),
        ("died", "1998-09-26"),
        ("death_place", "new york"),
    ]


def test_rows_about_a_person_are_not_complete() -> None:
    """What a person's box does not list is not thereby refuted."""
    page, entity = page_of("Betty", "Betty was a singer.", [("Alma mater", "Howard University")])
    assert [d.is_complete for d in page_drafts(page, entity) if d.source == "row"] == [False]


def test_books_buildings_and_organisations_state_theirs() -> None:
    """The lexicon covers more than music."""
    book = [("Author", "Ilse Brandt"), ("Published", "1931"), ("Pages", "318 pp"), ("Publisher", "Haar & Co")]
    assert stated("Ash", "Ash is a novel.", book) == [
        ("author", "ilse brandt"),
        ("published", "1931"),
        ("pages", "318"),
        ("publisher", "haar co"),
    ]
    tower = [("Architect", "Ole Lund"), ("Height", "80 m (262 ft)"), ("Opened", "3 May 1901")]
    assert stated("Tower", "Tower is a lighthouse.", tower) == [
        ("architect", "ole lund"),
        ("height_m", "80"),
        ("opened", "1901-05-03"),
    ]


def test_a_series_is_aired_not_released() -> None:
    """The first date of a series' run is when it was first aired."""
    rows = [("Original release", "November 3, 1993 – June 24, 1999")]
    assert stated("Nanny", "The Nanny is a television sitcom.", rows) == [("first_aired", "1993-11-03")]


def test_a_month_without_a_year_makes_a_recording_as_coarse_as_the_year() -> None:
    """Of "28 April and 6 June 1966" only the year is sure for the whole."""
    assert stated("Yes", SONG, [("Recorded", "28 April and 6 June 1966")]) == [("recorded", "1966")]


def test_a_song_is_on_the_album_whose_track_listing_its_box_shows() -> None:
    """The listing counts only if its album is linked."""
    value = '"A" | "[[Yes]]" | "B"'
    assert stated("Yes", SONG, [("Dark Horse track listing", value)]) == []
    page, entity = page_of(
        "Yes", SONG, [("", "[[Dark Horse]] track listing"), ("Dark Horse track listing", value)]
    )
    assert all(d.needs_object for d in page_drafts(page, entity))


def row(title: str, lead: str, *args: Any, **kwargs: Any) -> list[tuple[str, str, bool]]:
    """The predicate, the value and whether anything else is refuted, of each row."""
    page, entity = page_of(title, lead, *args, **kwargs)
    drafts = [d for d in page_drafts(page, entity) if d.source == "row"]
    return [(d.predicate, d.value, d.is_functional or d.is_complete) for d in drafts]


def test_places_state_theirs() -> None:
    """A county its capital and area, a river its mouth and basin, a bridge what it crosses."""
    county = [("Capital", "[[Vik]]"), ("Area", "1,240 km² (479 sq mi)")]
    assert row("Sogn", "Sogn is a county.", county) == [
        ("capital", "vik", True),
        ("area_km2", "1240", True),
    ]
    river = [("Flows into", "the Selvan Sea"), ("Basin size", "480 sq mi"), ("Length", "346 km")]
    assert row("Sel", "Sel is a river.", river) == [
        ("flows_into", "the selvan sea", True),
        ("area_km2", "1243.19", True),
        ("length_km", "346", False),
    ]
    bridge = [("Crosses", "[[River Sel]]"), ("Location", "[[Vik]]"), ("Length", "800 m")]
    assert row("Span", "Span is a bridge.", bridge) == [
        ("crosses", "river sel", True),
        ("located_in", "vik", True),
        ("length_km", "0.8", False),
    ]
    town = [("County", "Sogn"), ("Elevation", "84 m"), ("River", "Sel")]
    assert row("Vik", "Vik is a town.", town) == [
        ("located_in", "sogn", True),
        ("height_m", "84", True),
        ("on_river", "sel", False),
    ]


def test_pictures_and_operas_state_theirs() -> None:
    """A painting has a painter, a year, a medium and a museum; an opera a premiere with its date and house."""
    painting = [
        ("Artist", "Ida Lund"),
        ("Year", "c. 1889–1891"),
        ("Medium", "Oil on canvas"),
        ("Location", "Vik Museum"),
    ]
    assert row("Dusk", "Dusk is a painting by Ida Lund.", painting) == [
        ("painted_by", "ida lund", True),
        ("painted", "1879/1901", False),
        ("medium", "oil on canvas", True),
        ("located_in", "vik museum", True),
    ]
    opera = [("Librettist", "Ole Berg"), ("Premiere", "3 May 1890"), ("Venue", "Vik Theatre")]
    assert row("Nix", "Nix is an opera.", opera) == [
        ("lyrics_by", "ole berg", True),
        ("first_performed", "1890-05-03", True),
        ("venue", "vik theatre", True),
    ]


def test_lives_and_events_state_theirs() -> None:
    """Spouses and advisors of people; date, leader and sponsors of an expedition, the last an open list."""
    life = [
        ("Alma mater", "University of Vik"),
        ("Spouse(s)", "Ada Holm (m. 1890)"),
        ("Doctoral advisor", "Per Lie"),
    ]
    assert row("Ida", "Ida was a botanist.", life) == [
        ("alma_mater", "university of vik", False),
        ("spouse", "ada holm", True),
        ("doctoral_advisor", "per lie", True),
    ]
    journey = [("Leader", "Ida Lund"), ("Date", "May 1890 – June 1892"), ("Sponsor", "University of Vik")]
    assert row("Trek", "Trek was an expedition.", journey) == [
        ("led_by", "ida lund", True),
        ("took_place", "1890-05/1892-06", True),
        ("sponsored_by", "university of vik", False),
    ]


def test_a_row_that_says_there_are_more_is_not_complete() -> None:
    """ "X and others" lists some, not all."""
    assert row("Ash", "Ash is a novel.", [("Author", "Ilse Brandt and others")]) == [
        ("author", "ilse brandt", False)
    ]


def test_two_sources_leave_the_row_open() -> None:
    """Only the first of several sources is read, so that the row refutes none."""
    assert row("Ash", "Ash is a film.", [("Based on", "[[Elm]]; [[Oak]]")]) == [("based_on", "elm", False)]
    assert row("Ash", "Ash is a film.", [("Based on", "[[Elm]]")]) == [("based_on", "elm", True)]


def test_parts_of_a_row_state_nothing_of_the_page() -> None:
    """The "name" or "area" below another label is not the page's own."""
    page, entity = page_of("Sogn", "Sogn is a county.", [("Capital", "[[Vik]]"), ("Area", "9 km²")])
    part = replace(page.rows[1], group="Capital")
    drafts = page_drafts(replace(page, rows=(page.rows[0], part)), entity)
    assert [d.predicate for d in drafts if d.source == "row"] == ["capital"]


def test_places_are_names_and_shares_are_none() -> None:
    """A phrase that says where a place is names none; the share of a term is no part of it."""
    county = [
        ("Location", "Southern Asia, island in the Sel Ocean, south of Vik"),
        ("Capital", "none; no official capital"),
        ("Languages", "Norse (official) 84.5%, Sami less than 9%"),
    ]
    assert row("Sogn", "Sogn is a county.", county) == [
        ("spoken_language", "norse", False),
        ("spoken_language", "sami", False),
    ]


def test_what_changes_is_marked_with_its_date() -> None:
    """A volatile row is read, refutes nothing, and carries the date it gives for its first value."""
    rows = [("Population", "12,340 (1998 est.)"), ("Mayor", "[[Ida Lund]]"), ("Elevation", "84 m")]
    page, entity = page_of("Vik", "Vik is a town.", rows)
    drafts = [d for d in page_drafts(page, entity) if d.source == "row"]
    assert [(d.predicate, d.value, d.is_volatile, d.as_of, d.unit) for d in drafts] == [
        ("population", "12340", True, "1998", ""),
        ("mayor", "ida lund", True, "", ""),
        ("height_m", "84", False, "", "m"),
    ]
    assert not any(d.is_functional or d.is_complete for d in drafts if d.is_volatile)


def test_an_unsure_date_refutes_none() -> None:
    """ "c. 1503" is read as the years around it, and may be any of them or another."""
    page, entity = page_of("Dusk", "Dusk is a painting.", [("Year", "c. 1503")])
    (draft,) = [d for d in page_drafts(page, entity) if d.source == "row"]
    assert (draft.value, draft.is_functional, draft.is_complete) == ("1493/1513", False, False)


def test_a_place_without_a_page_is_typed_as_one() -> None:
    """What can only be a place is one; who made a work may be a person or a body."""
    rows = [("Birth place", "Vik"), ("Born", "1901")]
    page, entity = page_of("Ida", "Ida was a botanist.", rows)
    assert {d.predicate: d.value_type for d in page_drafts(page, entity) if d.source == "row"} == {
        "birth_place": "place",
        "born": "date",
    }


def test_labels_that_repeat_are_of_listed_things() -> None:
    """A page that gives a date four times lists events; it states none for itself."""
    rows = [("Date", f"3 May 190{n}", n) for n in range(4)]
    assert stated("Meets", "Meets is a festival.", rows) == []
    assert stated("Meets", "Meets is a festival.", rows[:1]) == [("took_place", "1900-05-03")]


def test_tables_and_lists_state_what_their_labels_say_and_navigation_states_nothing() -> None:
    """Rows of a table with header cells and "Label: value" items are read; boxes of links are kept out."""
    html = """<html><head><title>Haar House</title></head><body><main><h1>Haar House</h1>
    <p><b>Haar House</b> is a castle that stands above the bay and is known for its wide halls.</p>
    <table><tr><th>Architect</th><td><a href="/wiki/Ole_Lund">Ole Lund</a></td></tr>
    <tr><th>Opened</th><td>3 May 1901</td></tr><tr><th>Ghosts</th><td>two</td></tr></table>
    <h2>Facts</h2><ul><li><b>Height</b>: 80 m</li><li><b>Owner</b>: Ida Lund</li><li><b>Ghosts</b>: two</li>
    <li><b>Material</b>: slate</li><li><b>Mood</b>: grim</li></ul>
    <div class="navbox" role="navigation"><table><tr><th>Location</th><td><a href="/wiki/Vik">Vik</a></td></tr>
    <tr><th>Architect</th><td><a href="/wiki/Per_Lie">Per Lie</a></td></tr></table></div></main></body></html>"""
    url = "http://web.test/wiki/Haar_House"
    row = {**vars(extract(html.encode(), url)), "page_id": "haar", "url": url}
    page = Page.from_row({**row, "aliases_urls": [], "content_sha256": ""})
    found = {(d.predicate, d.value) for d in page_drafts(page, describe(page)) if d.source == "row"}
    assert found == {
        ("architect", "ole lund"),
        ("opened", "1901-05-03"),
        ("height_m", "80"),
        ("owner", "ida lund"),
        ("material", "slate"),
    }


@pytest.mark.parametrize("size", [1, 40_000])
def test_hostile_rows_are_bounded(size: int) -> None:
    """Endless values, labels and rows are read as far as is sensible."""
    value = "1,234 km (2010) and X, " * size
    page, entity = page_of("Vik", "Vik is a town.", [("Area" * size, value), ("Twin towns", value)])
    many = replace(page, rows=page.rows * (10_000 if size == 1 else 1))
    assert len(page_drafts(many, entity)) < 10_000
