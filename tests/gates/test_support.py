"""V2: spans stand on their hashed pages and state what the claims demand."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from infoseek.gates.item import Item
from infoseek.gates.support import unsupported_claim
from infoseek.settings import GateSettings
from infoseek.tree.claim import Claim, Constraint
from infoseek.tree.edits import AddRoot, Constrain, Edit, Extend, Finish
from tests.gates.corpus import (
    World,
    attribute,
    blurred,
    books,
    claim,
    day,
    entity_vertex,
    good_edits,
    question_row,
    ranged,
    related,
)

Span = dict[str, Any]


def reason(world: World, edits: list[Edit]) -> str:
    return unsupported_claim(Item(question_row(world, edits)), world.corpus(), GateSettings()).reason


def tampered(world: World, change: Callable[[Span], None]) -> str:
    """V2 on the good tree with the evidence of its vertex C changed."""
    row = question_row(world)
    edits = json.loads(row["edits"])
    change(edits[2]["claim"]["evidence"][0])
    row["edits"] = json.dumps(edits)
    return unsupported_claim(Item(row), world.corpus(), GateSettings()).reason


def test_claims_that_their_rows_state_pass() -> None:
    """Relation, and blurred ranges around the stated values."""
    assert reason(books(), good_edits(books())) == ""


def shift(span: Span) -> None:
    span.update(start=span["start"] + 1, end=span["end"] + 1)


def test_a_shifted_span_fails() -> None:
    """One character off is not what the page has there."""
    assert "is not what" in tampered(books(), shift)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda span: span.update(text="born: 1894-04-02"), "is not what"),
        (lambda span: span.update(end=span["end"] + 500), "is not what"),
        (lambda span: span.update(content_sha256="0" * 64), "another version"),
        (lambda span: span.update(page_id="nowhere"), "not in the corpus snapshot"),
        (lambda span: span.update(url="http://elsewhere.example/"), "but that page is"),
    ],
)
def test_evidence_that_is_not_on_its_page_fails(change: Callable[[Span], None], words: str) -> None:
    """Text, end, hash, page and URL are all held against the snapshot."""
    assert words in tampered(books(), change)


def test_a_page_that_changed_since_fails() -> None:
    """The page's bytes are no longer those the claim was read from."""
    world = books()
    edits = good_edits(world)
    world.texts["quill"] += "\nShe died."
    assert "another version" in reason(world, edits)


def test_a_blur_that_lost_the_stated_value_fails() -> None:
    """After blurring the stated value must lie within the range."""
    world = books()
    wrong = blurred("E", ranged("pages", 241, 300), "has 241 to 300 pages")
    assert "no such pages" in reason(world, [*good_edits(world), wrong])


def test_a_blur_that_turns_the_relation_round_fails() -> None:
    """A was not the author of B."""
    world = books()
    turned = blurred("B", related("author", "inverse"), "wrote B")
    assert "no such author" in reason(world, [*good_edits(world), turned])


def test_a_range_that_only_touches_what_a_coarse_date_can_mean_fails() -> None:
    """ "1931" is any day of the year: a range that begins in June is not stated."""
    world = books()
    later = blurred("D", ranged("published", day("1931-06-01"), day("1939-12-31")), "came out later")
    assert "no such published" in reason(world, [*good_edits(world), later])


def test_another_rows_span_does_not_support_a_claim() -> None:
    """A true claim that cites the wrong row of the right page is unsupported."""
    world = books()
    edits = good_edits(world)
    extend = edits[1]
    assert isinstance(extend, Extend)
    cited = extend.claim.model_copy(update={"evidence": (world.evidence("salt", "pages"),)})
    edits[1] = extend.model_copy(update={"claim": cited})
    assert "no such author" in reason(world, edits)


def test_every_cited_span_must_state_the_claim() -> None:
    """One good span does not carry a second that says something else."""
    world = books()
    edits = good_edits(world)
    extend = edits[1]
    assert isinstance(extend, Extend)
    both = (*extend.claim.evidence, world.evidence("salt", "pages"))
    edits[1] = extend.model_copy(update={"claim": extend.claim.model_copy(update={"evidence": both})})
    assert "no such author" in reason(world, edits)


def pair(world: World, constraint: Constraint, evidence: tuple[Any, ...], child: str = "tides") -> list[Edit]:
    """A tree of a root and one related novel."""
    return [
        AddRoot(vertex=entity_vertex(world, "A", "salt")),
        Extend(
            parent="A",
            vertex=entity_vertex(world, "B", child),
            claim=Claim(text="A and B", constraint=constraint, evidence=evidence),
            candidates=2,
        ),
        Finish(),
    ]


SHARED = Constraint(form="shared", predicate="author")


def test_a_shared_value_needs_a_row_of_each_side() -> None:
    """Two rows with one author support the claim; one side alone, or two authors, do not."""
    world = books()
    ours, theirs = world.evidence("salt", "author"), world.evidence("tides", "author")
    assert reason(world, pair(world, SHARED, (ours, theirs))) == ""
    assert "in common" in reason(world, pair(world, SHARED, (ours,)))
    stranger = (ours, world.evidence("glass", "author"))
    assert "in common" in reason(world, pair(world, SHARED, stranger, "glass"))
    assert "gives no author" in reason(world, pair(world, SHARED, (ours, world.evidence("tides", "pages"))))
    assert "gives no author" in reason(world, pair(world, SHARED, (ours, world.evidence("copper", "author"))))


def test_a_shared_name_without_a_page_supports() -> None:
    """Two rows with the same unlinked name have it in common."""
    world = books()
    for novel in ("salt", "tides"):
        world.state(novel, "illustrator", "P. Nib")
    constraint = Constraint(form="shared", predicate="illustrator")
    evidence = (world.evidence("salt", "illustrator"), world.evidence("tides", "illustrator"))
    assert reason(world, pair(world, constraint, evidence)) == ""


def test_the_inverse_predicate_states_the_same() -> None:
    """ "followed by" on one page supports "preceded by" seen from the other, and never itself turned."""
    world = books()
    world.state("tides", "followed_by", "The Salt Ledger", object_id="salt")
    evidence = (world.evidence("tides", "followed_by"),)
    assert reason(world, pair(world, related("preceded_by"), evidence)) == ""
    assert reason(world, pair(world, related("followed_by", "inverse"), evidence)) == ""
    assert "no such followed_by" in reason(world, pair(world, related("followed_by"), evidence))


@pytest.mark.parametrize(("value", "holds"), [("maritime", True), ("marine", False)])
def test_a_value_is_compared_as_stated(value: str, holds: bool) -> None:
    """A term claim holds for exactly the stated term."""
    world = books()
    world.state("salt", "genre", "Maritime")
    constraint = Constraint(form="value", predicate="genre", value=value)
    edits: list[Edit] = [
        AddRoot(vertex=entity_vertex(world, "A", "salt")),
        Constrain(
            parent="A",
            vertex=attribute("B", value),
            claim=claim(world, "A's genre", constraint, "salt"),
            candidates=2,
        ),
        Finish(),
    ]
    assert (reason(world, edits) == "") is holds


def test_a_name_without_numbers_lies_in_no_range() -> None:
    """A statement whose bounds are unknown supports no range, however wide."""
    world = books()
    world.state("salt", "length", "long")
    edits: list[Edit] = [
        AddRoot(vertex=entity_vertex(world, "A", "salt")),
        Constrain(
            parent="A",
            vertex=attribute("B", "long"),
            claim=claim(world, "A is long", ranged("length", -1e12, 1e12), "salt"),
            candidates=2,
        ),
        Finish(),
    ]
    assert "no such length" in reason(world, edits)
