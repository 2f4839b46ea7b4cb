"""What a blurrer's clause must not give away."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infoseek.agents import clauses, ladder
from infoseek.agents.blurrer import BlurredClaim, Offer
from infoseek.agents.ladder import Rung, region_rungs
from infoseek.agents.words import spelled_numbers
from infoseek.tree.claim import Claim, Constraint, Evidence
from infoseek.tree.vertex import Vertex

PERSON = Vertex(
    id="A", kind="entity", name="Ada Quill", entity_id="q", type_noun="novelist", visibility="hidden"
)
CHILD = Vertex(id="B", kind="attribute", name="x", visibility="given")
EVIDENCE = (Evidence(page_id="p", url="u", content_sha256="h", start=0, end=4, text="Text"),)
NAMES = clauses.names_to_hide(["Ada Quill", "World Wide Web Consortium", "Łódź"])


def offered(constraint: Constraint, rungs: list[Rung]) -> Offer:
    claim = Claim(text="t", constraint=constraint, evidence=EVIDENCE)
    return Offer(parent=PERSON, child=CHILD, claim=claim, before=1, rungs=[(rung, 3) for rung in rungs])


def refused(offer: Offer, clause: str) -> str | None:
    return clauses.refusal(BlurredClaim(child="B", rung=0, clause=clause), offer, NAMES)


def pages(stated: int, under: int | None, over: int | None) -> Offer:
    constraint = Constraint(form="range", predicate="pages", low=stated, high=stated)
    rung = Rung(strategy="band", unit="count", bounds=(under, over), constraint=constraint)
    return offered(constraint, [rung])


BORN = Constraint(form="range", predicate="born", low=ladder.day_of(1893), high=ladder.day_of(1893) + 10)
YEARS = offered(BORN, [rung for rung in ladder.rungs(BORN, "date") if rung.strategy == "half_century"][:1])
GAP = Constraint(form="gap", predicate="died", other="born", low=71.5 * 365.2425, high=71.6 * 365.2425)
AGE = offered(GAP, ladder.rungs(GAP, "gap"))


@pytest.mark.parametrize(
    ("offer", "clause", "reason"),
    [
        (pages(240, 180, 260), "has between 180 and 260 pages", None),
        (pages(240, 180, 260), "has 240 pages", "exact_number"),
        (pages(240, 180, 260), "has two hundred and forty pages", "exact_number"),
        (pages(12, 8, 16), "has between eight and sixteen pages", None),
        (pages(12, 8, 16), "has twelve pages", "exact_number"),
        (YEARS, "was born in the second half of the 19th century", None),
        (YEARS, "was born in the second half of the 18th century", "exact_number"),
        (YEARS, "was born in April, late in the nineteenth century", "exact_number"),
        (YEARS, "was born late in eighteen ninety-three", "exact_number"),
        (AGE, "lived into their seventies", None),
        (AGE, "lived to be seventy-two", "exact_number"),
        (AGE, "was a friend of Ada Quill", "names_a_vertex"),
        (AGE, "was at the WWWC", "names_a_vertex"),
        (AGE, "was seen in Lodz", "names_a_vertex"),
        (AGE, "is told of at www.quill.example", "gives_an_address"),
        (AGE, "is told of at quill.org", "gives_an_address"),
        (AGE, "lived\x07 long", "not_a_clause"),
        (AGE, "lived\nlong", "not_a_clause"),
        (AGE, "lived \ue000 long", "not_a_clause"),
    ],
)
def test_a_clause_gives_nothing_away(offer: Offer, clause: str, reason: str | None) -> None:
    """Numbers in digits or words, months, initials, other spellings, addresses and control characters are refused."""
    assert refused(offer, clause) == reason


def test_a_region_is_named_and_nothing_else() -> None:
    """The clause of a region rung must say the region's name; that name may stand in the evidence."""
    stated = Constraint(form="value", predicate="birth_place", value="flint")
    offer = offered(stated, region_rungs(stated, [("r", "North Marl Valley Shire")]))
    evidence = EVIDENCE[0].model_copy(update={"text": "Flint lies in North Marl Valley Shire"})
    offer = offer.model_copy(update={"claim": offer.claim.model_copy(update={"evidence": (evidence,)})})
    assert refused(offer, "was born in North Marl Valley Shire") is None
    assert refused(offer, "was born in the north") == "region_missing"


@given(st.text(min_size=3, max_size=300), st.integers(-5, 5))
def test_any_text_is_judged(clause: str, rung: int) -> None:
    """Whatever a model writes is taken or refused with a reason, never an error; digits pass as bounds only."""
    offer = pages(240, 180, 260)
    reason = clauses.refusal(BlurredClaim(child="B", rung=rung, clause=clause), offer, NAMES)
    if reason is None:
        assert rung == 0
        assert "240" not in clause
        assert "{" not in clause


@given(st.integers(1, 9999))
def test_numbers_in_words_are_read(number: int) -> None:
    """A number below ten thousand said in words is found, hyphenated or not."""
    assert spelled_numbers(f"has {spelled(number)} pages") == [number]


def spelled(number: int) -> str:
    ones = (
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen"
    ).split()
    tens = "- - twenty thirty forty fifty sixty seventy eighty ninety".split()
    if number < 20:
        return ones[number]
    if number < 100:
        return tens[number // 10] + (f"-{ones[number % 10]}" if number % 10 else "")
    size, name = (1000, "thousand") if number >= 1000 else (100, "hundred")
    rest = f" and {spelled(number % size)}" if number % size else ""
    return f"{spelled(number // size)} {name}{rest}"
