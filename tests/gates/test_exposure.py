"""L4: exact constants of the evidence stand in no question, in whatever form; blurred wordings do."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infoseek.gates.corpus import GateCorpus
from infoseek.gates.exposure import exposed_constant
from infoseek.gates.item import Item
from infoseek.gates.numerals import spelled
from infoseek.settings import GateSettings
from infoseek.tree.claim import Constraint
from infoseek.tree.edits import Blur, Constrain, Edit, Extend, Finish
from infoseek.tree.vertex import Vertex
from tests.gates.corpus import (
    QUESTION,
    World,
    attribute,
    blurred,
    books,
    claim,
    day,
    good_edits,
    question_row,
    ranged,
    related,
)

SETTINGS = GateSettings()
WORLD = books()
CORPUS = WORLD.corpus()
ASKED = "Which novel {} is by a writer who was born in the 1890s?"


def reason(
    question: str, world: World = WORLD, corpus: GateCorpus = CORPUS, edits: Any = None, **row: Any
) -> str:
    item = Item(question_row(world, edits, question=question, **row))
    return exposed_constant(item, corpus, SETTINGS).reason


def reblurred(child: str, constraint: Constraint) -> list[Edit]:
    """The good edits with one claim blurred to something else."""
    kept = [edit for edit in good_edits(WORLD) if not (isinstance(edit, Blur) and edit.child == child)]
    return [*kept, blurred(child, constraint, "is so and so")]


def test_the_untouched_question_passes() -> None:
    """Decades and the bounds of a range are no exposed constants."""
    assert reason(QUESTION) == ""


@pytest.mark.parametrize(
    "exposed",
    [
        "of 1931",
        "of the year nineteen thirty-one",
        "of ’31",
        "of nineteen hundred and thirty-one",
        "with 240 pages",
        "with two hundred and forty pages",
        "with 240pp",
        "with 242 pages or so",
        "whose author was born on 2 April",
        "whose author was born on April the second",
        "whose author was born in 1893",
        "whose author was born on 1893-04-02",
        "whose author was born on 02/04/1893",
        "told at http://books.example/salt",
    ],
)
def test_an_exact_value_in_any_form_fails(exposed: str) -> None:
    """A year, a day, a number or an address of the evidence is found in digits and in words."""
    assert reason(ASKED.format(exposed)).startswith("The question shows the ")


@given(st.integers(10, 9999).filter(lambda n: n not in (200, 300, 1930, 1939)), st.booleans())
def test_no_spelling_of_a_number_hides_it(number: int, is_grouped: bool) -> None:
    """Whatever number the evidence states, each way to write it is found in the question."""
    world = books()
    world.drop("salt", "pages")
    world.number("salt", "pages", number)
    edits = [*good_edits(world)[:-1], blurred("E", ranged("pages", number / 1.4, number * 3), "is so long")]
    corpus = world.corpus()
    forms = [f"{number:,}" if is_grouped else str(number), *spelled(number)]
    for form in forms:
        question = ASKED.format(f"of {form} pages")
        item = Item(question_row(world, edits, question=question))
        assert exposed_constant(item, corpus, SETTINGS).reason


@pytest.mark.parametrize(
    "harmless",
    [
        "of the 1930s",
        "of more than 200 and fewer than 300 pages",
        "of between two hundred and three hundred pages",
        "of 1930 to 1939",
        "told in three parts by one of 5 brothers",
        "with 77 drawings",
    ],
)
def test_what_the_evidence_does_not_state_passes(harmless: str) -> None:
    """Bounds in digits or words, small counts and numbers of nowhere are no constants of the evidence."""
    assert reason(ASKED.format(harmless)) == ""


def test_one_bound_of_two_is_exposed_where_it_is_the_value() -> None:
    """A value that begins its period may be said with the period's end, and not alone."""
    edits = reblurred("D", ranged("published", day("1931-01-01"), day("1939-12-31")))
    assert reason(ASKED.format("of between 1931 and 1939"), edits=edits) == ""
    assert '"1931"' in reason(ASKED.format("of 1931"), edits=edits)


def test_a_sub_question_counts_as_well() -> None:
    """A sub-question that shows the year of birth gives the hop away."""
    sub = [{"vertex": "B", "question": "Which writer was born in 1893?", "answer": "Ada Quill"}]
    found = reason(QUESTION, sub_questions=json.dumps(sub))
    assert found == 'The sub-question for B shows the number "1893", which the evidence of C states.'


def prose() -> tuple[World, list[Edit]]:
    """The good tree, its year cited from a sentence; the page has a sentence before and one behind."""
    world = books()
    world.texts["salt"] += (
        "\nIt was reviewed on 5 May. It was published in 1931 as Atlantic 999, code SD1304, by a press behind the "
        'copper harbour chapel, as "Bitter Wharf". It ran to 87 printings.'
    )
    text = world.texts["salt"]
    edge = next(e for e in world.edges if (e["subject_id"], e["predicate"]) == ("salt", "published"))
    start = text.index("published in 1931")
    edge |= {"start": start, "end": start + len("published in 1931"), "text": "published in 1931"}
    return world, good_edits(world)


@pytest.mark.parametrize(
    ("exposed", "kind"),
    [
        ("known as Atlantic 999", "number"),
        ("with the code sd1304", "code"),
        ("first called “Bitter Wharf”", "quotation"),
        ("made by a press behind the copper harbour chapel", "phrase"),
        ("from behind the copper harbour chapel's walls", "phrase"),
        ("from a press near a chapel at a harbour", ""),
        ("that had 87 printings", ""),
        ("reviewed on 5 May", ""),
    ],
)
def test_the_whole_sentence_of_the_evidence_counts(exposed: str, kind: str) -> None:
    """Numbers, codes, quotations and phrases of the cited sentence fail; its neighbours and its plain words do not."""
    world, edits = prose()
    found = reason(ASKED.format(exposed), world, world.corpus(), edits)
    assert found.startswith(f"The question shows the {kind}") if kind else found == ""


def test_ordinary_words_are_no_source_phrase() -> None:
    """Four words in a row that many pages write in lower case are nobody's phrase."""
    world, edits = prose()
    for page in ("tides", "copper", "glass"):
        world.texts[page] += "\na press behind the copper harbour chapel"
    question = ASKED.format("made by a press behind the copper harbour chapel")
    assert reason(question, world, world.corpus(), edits) == ""


def test_a_page_that_is_gone_leaves_the_span_to_judge_by() -> None:
    """Without its page the cited text itself is still compared."""
    world, edits = prose()
    corpus = world.corpus()
    corpus._page_rows.clear()
    assert "1931" in reason(ASKED.format("of 1931"), world, corpus, edits)


@pytest.mark.parametrize(
    ("child", "constraint", "fault"),
    [
        ("E", ranged("pages", 240, 240), "it bounds its own range"),
        ("E", ranged("pages", 240, 300), "it bounds its own range"),
        ("E", ranged("pages", 239.5, 240.9), "no other whole number"),
        ("E", ranged("pages", 236, 245), "narrower than 5%"),
        ("E", ranged("pages", 230, 251), "in the middle 20% of its range"),
        ("E", ranged("pages", 140, 340), "in the middle 20% of its range"),
        ("E", Constraint(form="value", predicate="pages", value="240"), "demands the value itself"),
        ("D", ranged("published", day("1931-01-01"), day("1931-12-31")), "1 year long"),
        ("D", ranged("published", day("1930-01-01"), day("1931-12-31")), "2 years long"),
        ("D", ranged("published", day("1928-01-01"), day("1934-12-31")), "in the middle 20% of its range"),
        ("D", ranged("published", -1e12, 1e12), "has no years"),
    ],
)
def test_a_claim_that_is_its_value_fails(child: str, constraint: Constraint, fault: str) -> None:
    """An exact, narrow or centred range, a short period and a plain value are no blur."""
    found = reason(QUESTION, edits=reblurred(child, constraint))
    assert found.startswith(f"The claim of {child} gives its value away: ")
    assert fault in found


@pytest.mark.parametrize(
    ("child", "constraint"),
    [
        ("E", ranged("pages", 0, 400)),
        ("E", ranged("pages", 100, 1e12)),
        ("E", ranged("pages", 120, 320)),
        ("D", ranged("published", day("1930-01-01"), day("1934-12-31"))),
        ("D", ranged("published", day("1925-01-01"), day("1949-12-31"))),
        ("C", ranged("born", day("1890-01-01"), day("1894-12-31"))),
    ],
)
def test_a_range_that_hides_its_value_passes(child: str, constraint: Constraint) -> None:
    """Open ranges, off-centre ranges and the calendar's own periods are blurs."""
    assert reason(QUESTION.replace("200 and 300", "200"), edits=reblurred(child, constraint)) == ""


def test_a_term_and_a_given_name_may_stand_as_they_are() -> None:
    """A term is blurred by being common, a given name is meant to be read; their numbers and phrases do not count."""
    world = books()
    world.state("quill", "instrument", "the 12-string harbour chapel organ", value_type="term")
    world.entity("guild", "Order of the 24 Harbour Chapel Bells", "society")
    world.state("quill", "member_of", "Order of the 24 Harbour Chapel Bells", object_id="guild")
    value = Constraint(form="value", predicate="instrument", value="the 12-string harbour chapel organ")
    guild = Vertex(
        id="G",
        kind="entity",
        name="Order of the 24 Harbour Chapel Bells",
        entity_id="guild",
        type_noun="society",
        visibility="given",
    )
    more: list[Edit] = [
        Constrain(
            parent="B",
            vertex=attribute("F", "organ"),
            claim=claim(world, "B plays", value, "quill"),
            candidates=3,
        ),
        Extend(
            parent="B",
            vertex=guild,
            claim=claim(world, "B is in G", related("member_of"), "quill"),
            candidates=3,
        ),
    ]
    edits = [*good_edits(world)[:5], *more, Finish(), *good_edits(world)[6:]]
    question = ASKED.format(
        "by a player of the 12-string harbour chapel organ in the Order of the 24 Harbour Chapel Bells"
    )
    assert reason(question, world, world.corpus(), edits) == ""
    assert "24" in reason(ASKED.format("of 24 bells"), world, world.corpus(), edits)


def test_what_was_never_cited_frees_no_bound() -> None:
    """A range whose span states nothing of its predicate leaves its bounds as exposed as any number."""
    world = books()
    edits = good_edits(world)
    world.texts["salt"] += "\nIt has 200 chapters."
    edge = next(e for e in world.edges if (e["subject_id"], e["predicate"]) == ("salt", "author"))
    start = world.texts["salt"].index("It has")
    edge |= {"start": start, "end": start + 20, "text": "It has 200 chapters."}
    edits = good_edits(world)
    world.drop("salt", "pages")
    assert '"200"' in reason(QUESTION, world, world.corpus(), edits)


@pytest.mark.parametrize(
    ("told", "shown"),
    [
        ("that lasts between 120 and 150 minutes", ""),
        ("that lasts under 150 minutes", '"150"'),
        ("that lasts 149 minutes", '"149"'),
        ("that lasts 2 hours and 29 minutes", '"8940"'),
    ],
)
def test_a_span_of_time_may_be_said_in_any_unit(told: str, shown: str) -> None:
    """Both bounds in minutes say the range, however near the value one of them is; one bound does not."""
    world = books()
    world.state("salt", "length", "149 minutes", value_type="duration", bounds=(8940.0, 8940.0))
    length = Constrain(
        parent="A",
        vertex=attribute("F", "149 minutes"),
        claim=claim(world, "A lasts", ranged("length", 7200.000001, 8999.999999), "salt"),
        candidates=3,
    )
    edits = [*good_edits(world)[:5], length, Finish(), *good_edits(world)[6:]]
    found = reason(ASKED.format(told), world, world.corpus(), edits)
    assert shown in found
    assert bool(found) == bool(shown)
