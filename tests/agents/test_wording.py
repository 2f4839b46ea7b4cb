"""What a clause and a wording must hold to be used."""

from __future__ import annotations

import asyncio
import re

import pytest

from infoseek.agents import blurrer, clauses, composer
from infoseek.agents.blurrer import BlurredClaim, Offer
from infoseek.agents.blurring import NotBlurred, Worded, blur_and_word
from infoseek.agents.ladder import Rung
from infoseek.agents.sizes import Sizes
from infoseek.llm.call import LlmCall, LlmResult
from infoseek.settings import GrowthSettings, ModelSettings
from infoseek.tree.claim import Claim, Constraint, Evidence
from infoseek.tree.vertex import Vertex
from tests.agents.discography import OfflineAsker, corpus
from tests.agents.starting import grown as grown_from

SIZES = Sizes(corpus(), GrowthSettings())
EVIDENCE = (Evidence(page_id="p", url="u", content_sha256="h", start=0, end=4, text="Text"),)
ALBUM = Vertex(
    id="A", kind="entity", name="Opal Engine", entity_id="p14", type_noun="album", visibility="hidden"
)


def offer(constraint: Constraint, child: Vertex, bounds: tuple[int | None, int | None]) -> Offer:
    rung = Rung(strategy="x", unit="years", bounds=bounds, constraint=constraint)
    return Offer(
        parent=ALBUM,
        child=child,
        claim=Claim(text="t", constraint=constraint, evidence=EVIDENCE),
        before=1,
        rungs=[(rung, 3)],
    )


RELEASED = offer(
    Constraint(form="range", predicate="released", low=0, high=1),
    Vertex(id="B", kind="attribute", name="1963", visibility="given"),
    (1960, 1964),
)
FOLLOWED = offer(
    Constraint(form="relation", predicate="followed_by"),
    ALBUM.model_copy(update={"id": "B", "name": "Marble Kite"}),
    (None, None),
)
NAMES = ["Opal Engine", "Marble Kite"]


@pytest.mark.parametrize(
    ("clause", "which", "reason"),
    [
        ("came out in the first half of the 1960s", RELEASED, None),
        ("came out between 1960 and 1964", RELEASED, None),
        ("came out in 1963", RELEASED, "exact_number"),
        ("is Opal Engine", RELEASED, "names_a_vertex"),
        ("came after {child}", RELEASED, "child_slot_missing"),
        ("came before {child}", FOLLOWED, None),
        ("came before another", FOLLOWED, "child_slot_missing"),
        ("came before {child} and {child}", FOLLOWED, "child_slot_missing"),
        ("came before {child}, MARBLE KITE", FOLLOWED, "names_a_vertex"),
        ("came before {child} <script>", FOLLOWED, "not_a_clause"),
        ("was Marble Kite's successor to {child}", FOLLOWED, "names_a_vertex"),
        ("was Opal\u200b Engine’s successor to {child}", FOLLOWED, "names_a_vertex"),
    ],
)
def test_a_clause_is_checked_before_use(clause: str, which: Offer, reason: str | None) -> None:
    """Exact numbers, names, missing slots and markup are refused with their reason."""
    answer = BlurredClaim(child="B", rung=0, clause=clause)
    assert clauses.refusal(answer, which, NAMES) == reason


def test_a_rung_must_exist() -> None:
    """An answer that takes a rung which was not offered is refused."""
    answer = BlurredClaim(child="B", rung=4, clause="came out in the 1960s")
    assert clauses.refusal(answer, RELEASED, NAMES) == "no_such_rung"


@pytest.fixture(scope="module")
def worded() -> Worded:
    grown = grown_from(SIZES, "p08")
    return asyncio.run(blur_and_word(SIZES, OfflineAsker(), ModelSettings(), grown))


def clauses_of(worded: Worded) -> dict[str, str]:
    tree = worded.tree
    return {v.id: re.sub(rf"\b{v.id}\b", blurrer.SLOT, tree.claim(v.id).text[2:]) for v in tree.vertices[1:]}


def refused(worded: Worded, question: str) -> str | None:
    tree = worded.tree
    subs = [composer.SubQuestion(vertex=s["vertex"], question=s["question"]) for s in worded.sub_questions]
    names = {v.id: [v.name] for v in tree.vertices if v.is_entity}
    return composer.refusal(
        composer.Wording(question=question, sub_questions=subs), tree, clauses_of(worded), names
    )


def test_a_good_wording_passes(worded: Worded) -> None:
    """The wording that was taken is not refused."""
    assert refused(worded, worded.question) is None


def test_a_dropped_clue_is_noticed(worded: Worded) -> None:
    """A wording that leaves out the words of a clause is refused."""
    for clause in clauses_of(worded).values():
        for words in clause.split(blurrer.SLOT):
            for said in (words.strip(), words.strip().removeprefix("was ")):
                if len(said.split()) > 2 and worded.question.count(said) == 1:
                    assert refused(worded, worded.question.replace(said, "was")) == "clue_missing"


@pytest.mark.parametrize(
    ("clause", "text", "holds"),
    [
        ("was released in the 1960s", "An album from the 1960s, released by {child}, is meant.", True),
        ("was released in the 1960s", "An album recorded in the 1960s is meant.", False),
        ("was released in the first half of the 1960s", "It was released in the second half of the 1960s.", False),
        ("has more than 300 pages", "It has fewer than 300 pages.", False),
        ("has more than 300 pages", "With more than 300 pages, it is a novel.", True),
        ("was composed by {child}", "The opera's composer played the organ.", True),
        ("was designed by {child}", "Its architect was born in the 1850s.", True),
        ("was written by {child}", "It was sung by a novelist.", False),
        ("has at least twelve tracks", "It has at least two tracks.", False),
        ("was born in Bavaria", "A painter born in Saxony is meant.", False),
    ],
)  # fmt: skip
def test_a_clue_is_held_by_words_like_its_own(clause: str, text: str, holds: bool) -> None:
    """What says how much or when must stand as it is and in order; of the rest, more than half, or a word of its stem."""
    assert composer.holds(text, clause) is holds


def test_a_name_in_the_wording_is_noticed(worded: Worded) -> None:
    """A wording that names the answer, in whatever case, is refused."""
    name = worded.tree.root.name.upper()
    assert refused(worded, f"{worded.question[:-1]}, {name}?") == "names_a_vertex"


def test_a_possessive_of_a_name_in_the_wording_is_noticed(worded: Worded) -> None:
    """A wording that names a hidden vertex as "Name's" is refused."""
    name = worded.tree.hidden_inner[0].name
    assert refused(worded, f"{worded.question[:-1]}, {name}'s own?") == "names_a_vertex"


def test_a_number_no_clue_has_is_noticed(worded: Worded) -> None:
    """A wording with a number that stands in none of its clauses is refused."""
    assert refused(worded, f"{worded.question[:-1]}, of which 77 were sold?") == "exact_number"


def test_a_phrase_of_the_source_is_noticed() -> None:
    """Four words running that the evidence has are refused where two of them say something."""
    evidence = EVIDENCE[0].model_copy(update={"text": "It was cut at midnight by lantern light."})
    claim = RELEASED.claim.model_copy(update={"evidence": (evidence,)})
    told = RELEASED.model_copy(update={"claim": claim})
    answer = BlurredClaim(child="B", rung=0, clause="was cut at midnight by lantern glow")
    assert clauses.refusal(answer, told, NAMES) == "source_phrase"
    answer = BlurredClaim(child="B", rung=0, clause="was cut before midnight, by lantern")
    assert clauses.refusal(answer, told, NAMES) is None


def test_a_term_is_no_phrase_of_the_source() -> None:
    """A term, which many share, may be said as the page has it, however long."""
    term = Constraint(form="value", predicate="genre", value="slow northern harbour song")
    value = Vertex(id="B", kind="attribute", name="x", visibility="given")
    asked = offer(term, value, (None, None))
    evidence = EVIDENCE[0].model_copy(update={"text": "Genre: slow northern harbour song"})
    asked = asked.model_copy(update={"claim": asked.claim.model_copy(update={"evidence": (evidence,)})})
    answer = BlurredClaim(child="B", rung=0, clause="is a slow northern harbour song")
    assert clauses.refusal(answer, asked, NAMES) is None


def test_a_dropped_type_is_noticed(worded: Worded) -> None:
    """A wording that no longer says what kind of thing is asked for is refused."""
    wording = composer.Wording(question=worded.question.replace("album", "work"), sub_questions=[])
    names = {v.id: [v.name] for v in worded.tree.vertices if v.is_entity}
    assert composer.refusal(wording, worded.tree, {}, names) == "type_missing"


class Leaker(OfflineAsker):
    """A composer that gives the answer away in every wording."""

    async def ask(self, call: LlmCall) -> LlmResult:
        result = await super().ask(call)
        if call.role != "composer":
            return result
        wordings = [{**w, "question": "Is it Indigo Stair?"} for w in result.parsed["wordings"]]
        return result.model_copy(update={"parsed": {"wordings": wordings}})


def test_a_tree_without_a_usable_wording_is_given_up() -> None:
    """When every wording leaks, the tree is given up with the reason, and no question comes out."""
    grown = grown_from(SIZES, "p08")
    with pytest.raises(NotBlurred) as error:
        asyncio.run(blur_and_word(SIZES, Leaker(), ModelSettings(), grown))
    assert error.value.reason == "names_a_vertex"
