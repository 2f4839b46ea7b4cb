"""V2 and L4 of derived claims: made again from the cited spans alone, and not their value in other words."""

from __future__ import annotations

import pytest

from infoseek.gates.certificate import certificate
from infoseek.gates.exposure import exposed_constant
from infoseek.gates.item import Item
from infoseek.gates.support import unsupported_claim
from infoseek.settings import GateSettings
from infoseek.tree.claim import Claim, Constraint, Evidence
from infoseek.tree.edits import AddRoot, Constrain, Edit, Finish
from tests.gates.corpus import World, attribute, books, day, entity_vertex, question_row

YEAR = 365.2425
Span = tuple[str, str]
AGE = (("salt", "published"), ("salt", "author"), ("quill", "born"))
# 37.7 to 38.7 years, which nobody can tell from the question.
THIRTIES = Constraint(
    form="gap",
    predicate="published",
    other="born",
    through="author",
    low=round(30 * YEAR),
    high=round(40 * YEAR),
)
WROTE = Constraint(form="count", predicate="author", direction="inverse", low=2)


def tree(world: World, root: str, constraint: Constraint, evidence: tuple[Evidence, ...]) -> list[Edit]:
    told = Claim(text="A is so and so", constraint=constraint, evidence=evidence)
    return [
        AddRoot(vertex=entity_vertex(world, "A", root)),
        Constrain(parent="A", vertex=attribute("B", "so"), claim=told, candidates=2),
        Finish(),
    ]


def spans(world: World, *places: Span) -> tuple[Evidence, ...]:
    return tuple(world.evidence(*place) for place in places)


def item(
    world: World, root: str, constraint: Constraint, *places: Span, question: str = "Which novel?"
) -> Item:
    return Item(question_row(world, tree(world, root, constraint, spans(world, *places)), question=question))


def unsupported(world: World, root: str, constraint: Constraint, *places: Span) -> str:
    return unsupported_claim(item(world, root, constraint, *places), world.corpus(), GateSettings()).reason


def exposed(world: World, root: str, constraint: Constraint, *places: Span, question: str = "Which?") -> str:
    asked = item(world, root, constraint, *places, question=question)
    return exposed_constant(asked, world.corpus(), GateSettings()).reason


def test_an_age_needs_both_dates_and_the_relation() -> None:
    """Each of the three spans states a part; without one of them they state no age."""
    assert unsupported(books(), "salt", THIRTIES, *AGE) == ""
    for missing in AGE:
        kept = [place for place in AGE if place != missing]
        assert "no such published" in unsupported(books(), "salt", THIRTIES, *kept)


def test_a_span_that_states_no_part_fails() -> None:
    """Neither another row of the page, nor another author's birth."""
    for idle in (("salt", "pages"), ("vane", "born")):
        assert "gives no part of it" in unsupported(books(), "salt", THIRTIES, *AGE, idle)


def test_the_gap_that_the_spans_make_must_lie_within() -> None:
    """38 years are no twenties, and a bound within what the year can mean is not sure."""
    twenties = THIRTIES.model_copy(update={"low": 20 * YEAR, "high": 30 * YEAR})
    assert "no such published" in unsupported(books(), "salt", twenties, *AGE)
    unsure = THIRTIES.model_copy(update={"high": day("1931-06-01") - day("1893-04-02")})
    assert "no such published" in unsupported(books(), "salt", unsure, *AGE)


def test_a_lifespan_is_of_one_thing() -> None:
    """Born and died, of the person alone."""
    world = books()
    world.state("quill", "died", "1950-01-02", bounds=(day("1950-01-02"),) * 2, value_type="date")
    lived = Constraint(form="gap", predicate="died", other="born", low=50 * YEAR, high=60 * YEAR)
    assert unsupported(world, "quill", lived, ("quill", "died"), ("quill", "born")) == ""
    assert "no such died" in unsupported(world, "quill", lived, ("quill", "died"), ("vane", "born"))


def test_a_count_needs_so_many_different_statements() -> None:
    """Two novels of hers: one is not enough, and one cited twice is one."""
    both = (("salt", "author"), ("tides", "author"))
    assert unsupported(books(), "quill", WROTE, *both) == ""
    assert "tell 1 apart, not 2" in unsupported(books(), "quill", WROTE, both[0])
    assert "gives no part of it" in unsupported(books(), "quill", WROTE, *both, ("copper", "author"))
    three = WROTE.model_copy(update={"low": 3})
    assert "tell 2 apart, not 3" in unsupported(books(), "quill", three, *both)


def test_names_that_may_mean_one_thing_count_once() -> None:
    """ "Nib" may be P. Nib; "Tom Vane" without a link may be the one that is linked."""
    world = books()
    for name in ("P. Nib", "Nib"):
        world.state("salt", "illustrator", name)
    twice = Constraint(form="count", predicate="illustrator", low=2)
    edges = [edge for edge in world.edge_rows() if edge["predicate"] == "illustrator"]
    evidence = tuple(Evidence(**{name: edge[name] for name in Evidence.model_fields}) for edge in edges)
    row = question_row(world, tree(world, "salt", twice, evidence))
    assert "tell 1 apart" in unsupported_claim(Item(row), world.corpus(), GateSettings()).reason


def places() -> World:
    world = books()
    for key, name, noun in (("vik", "Vik", "town"), ("sogn", "Sogn", "county"), ("lund", "Lund", "town")):
        world.entity(key, name, noun)
    world.state("quill", "birth_place", "Vik", object_id="vik")
    world.state("vik", "located_in", "Sogn", object_id="sogn")
    world.state("lund", "located_in", "Sogn", object_id="sogn")
    return world


def test_a_containment_needs_every_step() -> None:
    """Born in Vik, which lies in Sogn: both rows, and no other town's."""
    within = Constraint(form="within", predicate="birth_place", value="sogn")
    steps = (("quill", "birth_place"), ("vik", "located_in"))
    assert unsupported(places(), "quill", within, *steps) == ""
    assert "no such birth_place" in unsupported(places(), "quill", within, steps[0])
    assert "gives no part of it" in unsupported(places(), "quill", within, *steps, ("lund", "located_in"))


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (13787, 1e12, "bounds its own gap"),
        (0, 14151, "bounds its own gap"),
        (37 * YEAR, 39 * YEAR, "told to 2.0 years"),
        (33 * YEAR, 43.5 * YEAR, "in the middle"),
        (30 * YEAR, 40 * YEAR, ""),
        (30 * YEAR, 1e12, ""),
        (0, 50 * YEAR, ""),
    ],
)
def test_a_gap_must_not_give_itself_away(low: float, high: float, words: str) -> None:
    """Neither by a bound, nor by a narrow band, nor from its middle; 13,787 to 14,151 days are stated."""
    found = exposed(books(), "salt", THIRTIES.model_copy(update={"low": low, "high": high}), *AGE)
    assert (words in found) if words else found == ""


def test_a_count_must_not_be_told_exactly_unless_it_is_small() -> None:
    """ "At least five" of five is the number; of two it says no more than several."""
    world = books()
    rows = [("salt", "author"), ("tides", "author")]
    assert exposed(world, "quill", WROTE, *rows) == ""
    for number in range(3):
        world.entity(f"tale{number}", f"Tale {number}", "novel")
        world.author(f"tale{number}", "quill")
        rows.append((f"tale{number}", "author"))
    assert "as many as there are" in exposed(world, "quill", WROTE.model_copy(update={"low": 5}), *rows)
    assert exposed(world, "quill", WROTE.model_copy(update={"low": 4}), *rows) == ""


def test_the_bounds_may_be_said_and_the_value_not() -> None:
    """The years of a gap's band are its wording; the age itself is an exposed constant."""
    world = books()
    told = THIRTIES.model_copy(update={"low": 31 * YEAR, "high": 43 * YEAR})
    between = "Which novel came out when its author was between 31 and 43 years old?"
    assert exposed(world, "salt", told, *AGE, question=between) == ""
    exact = "Which novel came out when its author was 38?"
    assert 'the number "38"' in exposed(world, "salt", told, *AGE, question=exact)


def test_the_certificate_tells_the_whole_constraint() -> None:
    """Both dates, the relation between the two and the bounds stand in the clue's row."""
    world = books()
    clue = certificate(item(world, "salt", THIRTIES, *AGE), world.corpus(), [])["clues"][0]
    told = {"form": "gap", "predicate": "published", "other": "born", "through": "author"}
    assert told.items() <= clue.items()
    assert (clue["low"], clue["high"]) == (THIRTIES.low, THIRTIES.high)
