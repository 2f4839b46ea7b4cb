"""The predicates: what they can be said of, and when a row of them refutes."""

from __future__ import annotations

from collections import defaultdict
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infoseek.linking.kinds.types import KINDS, groups_of
from infoseek.linking.predicates.labels import LABELS
from infoseek.linking.predicates.lexicon import INVERSES, PREDICATES, predicate_of, predicates_of
from infoseek.linking.predicates.units import is_unit

CONTRACT = """released recorded published born died founded opened built first_aired dissolved length running_time
pages seasons episodes height_m performed_by written_by composed_by lyrics_by produced_by directed_by starring
screenplay_by story_by edited_by cinematography_by created_by author publisher founder headquarters birth_place
death_place origin from_album preceded_by followed_by has_track b_side a_side label distributed_by based_on
associated_act architect illustrator located_in member_of genre format occupation instrument country language
studio on_river capital area_km2 flows_into crosses alma_mater spouse doctoral_advisor painted_by painted medium
first_performed venue led_by took_place sponsored_by won_by""".split()
# One noun of each place in the hierarchy.
NOUNS = sorted({groups_of(noun): noun for noun in sorted(frozenset().union(*KINDS.values()))}.values())


def test_knows_the_predicates_of_the_data_contract() -> None:
    """Predicate names are fixed: later stages word and check by them."""
    assert set(CONTRACT) <= set(PREDICATES)
    assert len(PREDICATES) >= 80


@pytest.mark.parametrize(
    ("label", "type_noun", "predicate"),
    [
        ("Artist", "album", "performed_by"),
        ("Artist", "painting", "painted_by"),
        ("Artist", "sculpture", "created_by"),
        ("Year", "painting", "painted"),
        ("Completed", "painting", "painted"),
        ("Completed", "castle", "built"),
        ("Date", "battle", "took_place"),
        ("Dates", "expedition", "took_place"),
        ("Premiere", "opera", "first_performed"),
        ("Original release", "television sitcom", "first_aired"),
        ("Leader(s)", "expedition", "led_by"),
        ("Winner", "competition", "won_by"),
        ("Crosses", "bridge", "crosses"),
        ("Mouth", "river", "flows_into"),
        ("Basin size", "river", "area_km2"),
        ("Area", "county", "area_km2"),
        ("County", "village", "located_in"),
        ("Alma mater", "botanist", "alma_mater"),
        ("Spouse(s)", "painter", "spouse"),
        ("Doctoral advisor", "botanist", "doctoral_advisor"),
        ("Height", "gizmo", "height_m"),
        ("Height", "singer", "stature_m"),
        ("Length", "bridge", "length_km"),
        ("Length", "film", "length"),
        ("Director", "film", "directed_by"),
        ("Director", "museum", "director_of"),
        ("Editor", "novel", "edited_by"),
        ("Editor", "magazine", "chief_editor"),
        ("Family", "bird", "taxon_family"),
        ("Family", "singer", "relative"),
        ("Catchment area", "lake", "basin_area_km2"),
        ("Preceded by", "novel", "preceded_by"),
        ("Preceded by", "politician", "predecessor"),
        ("Written in", "software", "programming_language"),
        ("Developer(s)", "video game", "developed_by"),
        ("Population", "town", "population"),
        ("Prime Minister", "country", "head_of_government"),
    ],
)
def test_a_label_means_what_it_means_for_the_type(label: str, type_noun: str, predicate: str) -> None:
    """The same label states different predicates of a painting, a record and a building."""
    found = predicate_of(label, type_noun)
    assert found is not None
    assert found.name == predicate


@pytest.mark.parametrize(
    ("label", "type_noun"),
    [
        ("Leader", "country"),
        ("Genus", "novel"),
        ("Author", "bridge"),
        ("Capital", "company"),
        ("Year", "album"),
        ("Date", "song"),
        ("Winner", "football club"),
        ("Location", "album"),
        ("Published", "novelist"),
        ("Spouse", "town"),
    ],
)
def test_a_label_states_nothing_of_what_cannot_have_it(label: str, type_noun: str) -> None:
    """A company has no capital city, a town no spouse: such rows make no edge."""
    assert predicate_of(label, type_noun) is None


@pytest.mark.parametrize(
    ("predicate", "complete", "left_open"),
    [
        ("author", "novel", "novelist"),
        ("architect", "castle", "architect"),
        ("publisher", "novel", "magazine"),
        ("label", "live album", "band"),
        ("performed_by", "album", "song"),
        ("founder", "publishing company", "festival"),
        ("located_in", "castle", "river"),
        ("located_in", "painting", "university"),
        ("led_by", "expedition", "company"),
        ("spouse", "painter", "town"),
        ("language", "novel", "film"),
        ("medium", "painting", "album"),
        ("produced_by", "film", "song"),
        ("directed_by", "film", "television series"),
        ("written_by", "opera", "song"),
        ("composed_by", "opera", "video game"),
        ("borders", "country", "county"),
    ],
)
def test_a_row_lists_all_values_only_where_boxes_do(predicate: str, complete: str, left_open: str) -> None:
    """Credits of a work are whole; what a person's or a body's page names is what matters."""
    assert PREDICATES[predicate].is_complete_for(complete)
    assert not PREDICATES[predicate].is_complete_for(left_open)


@pytest.mark.parametrize(
    "predicate",
    [
        "starring",
        "alma_mater",
        "on_river",
        "sponsored_by",
        "distributed_by",
        "from_album",
        "genre",
        "occupation",
    ],
)
def test_what_boxes_leave_out_refutes_nothing(predicate: str) -> None:
    """No type has a whole list of what it stars, studied, lies on or counts as."""
    assert not PREDICATES[predicate].is_functional
    assert not any(PREDICATES[predicate].is_complete_for(noun) for noun in NOUNS)


def test_an_unknown_type_can_have_anything_and_completes_nothing() -> None:
    """A page whose noun is not known keeps its rows, and none of them is closed by its type."""
    for predicate in PREDICATES.values():
        assert predicate.suits("gizmo")
        assert predicate.suits("")
        assert not predicate.is_complete_for("gizmo")


def test_every_predicate_can_be_stated_by_a_row_of_some_type() -> None:
    """No predicate is out of reach: a label leads to it for at least one type, a track listing or a text to the last."""
    labels = defaultdict(list)
    for label, stated in LABELS.items():
        for each in stated:
            labels[each.predicate].append(label)
    for name in PREDICATES.keys() - {"has_track"}:
        pairs = product(labels[name], NOUNS)
        assert any(name in {found.name for found, _ in predicates_of(*pair)} for pair in pairs), name


@pytest.mark.parametrize(
    ("group", "label", "predicates"),
    [
        ("Area", "total", ["area_km2"]),
        ("Area", "• Land", ["land_area_km2"]),
        ("Capital", "name", ["capital"]),
        ("Elevation extremes", "highest point", ["highest_point", "highest_point_m"]),
        ("Population (2010)", "• Density", ["population_density"]),
        ("GDP (PPP)", "• Per capita", ["gdp_per_capita_usd"]),
        ("Physical characteristics", "Length", ["length_km"]),
        ("Area", "country comparison to the world", []),
        ("Capital", "Area", []),
        ("Climate", "name", []),
    ],
)
def test_a_label_below_a_heading_is_read_with_it(group: str, label: str, predicates: list[str]) -> None:
    """The "land" below "Area" is its land area; a heading that only tells sections apart says nothing."""
    assert [predicate.name for predicate, _ in predicates_of(label, "country", group)] == predicates


def test_what_changes_by_nature_refutes_nothing() -> None:
    """A volatile predicate is neither functional nor complete, and those of the field's examples are volatile."""
    volatile = {name for name, predicate in PREDICATES.items() if predicate.is_volatile}
    assert not any(PREDICATES[name].is_functional or PREDICATES[name].complete_for for name in volatile)
    assert volatile >= {"population", "gdp_ppp_usd", "head_of_state", "has_member", "mayor", "latest_version"}


def test_measures_have_a_unit_that_numbers_can_be_told_in() -> None:
    """Each predicate of a measure names its unit, each date days, each duration seconds; names have none."""
    for predicate in PREDICATES.values():
        if predicate.range == "quantity":
            assert predicate.unit == "usd" or is_unit(predicate.unit), predicate.name
        elif predicate.range in ("entity", "term", "number"):
            assert predicate.unit == "", predicate.name
        elif predicate.range in ("date", "duration"):
            assert predicate.unit == {"date": "days", "duration": "s"}[predicate.range]


def test_inverses_come_in_pairs_and_nest_nothing() -> None:
    """The inverse of an inverse is the relation itself; candidate sets rely on no nested relation having one."""
    assert all(INVERSES[INVERSES[name]] == name for name in INVERSES)
    assert not any(PREDICATES[name].is_nested for name in INVERSES)


@given(st.text(max_size=100), st.text(max_size=20))
def test_never_raises_on_a_label(label: str, type_noun: str) -> None:
    """Any string is a label or none, of any type."""
    predicate_of(label, type_noun)
