"""What plain sentences state, of a page's own subject and of others, and what no sentence may state."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infoseek.linking.kinds.entities import describe
from infoseek.linking.mentions import Mention
from infoseek.linking.predicates.catalogue import PREDICATES
from infoseek.linking.stating.sentence_edges import sentence_drafts
from infoseek.linking.stating.subject import NOUN_SCORE, PRONOUN_SCORE
from tests.linking.prose import drafts_of, prose_page, told

TYPES = {
    "Ada_Bell": "architect",
    "Cy_Dorn": "actor",
    "Eve_Fane": "film director",
    "Tin_Crow": "film",
    "Old_Sel": "river",
    "Nar": "town",
    "Far_Hill": "museum",
    "Slate_Press": "publishing company",
    "Grey_Tides": "novel",
    "Low_Bells": "album",
}
LEADS = {
    "Sorn Light": "Sorn Light is a lighthouse in [[Nar]].",
    "Tin Crow": "Tin Crow is a film about a lamp.",
    "Mara Voss": "Mara Voss (born 1901) was a novelist. She kept bees.",
    "Red Kettle": "Red Kettle is a novel about fog.",
    "Vel": "The Vel is a river of the isles.",
    "Long Errand": "Long Errand is an album of marches.",
}


def stated(title: str, sentence: str) -> set[tuple[str, str, str]]:
    """What one sentence behind the lead of a page states."""
    return told(prose_page(title, f"{LEADS[title]} {sentence}"), **TYPES)


@pytest.mark.parametrize(
    ("title", "sentence", "expected"),
    [
        ("Sorn Light", "It was designed by [[Ada Bell]] in 1887.", {("Sorn Light", "architect", "Ada Bell")}),
        ("Sorn Light", "In 1887 it was opened.", {("Sorn Light", "opened", "1887")}),
        ("Sorn Light", "The lighthouse is 42 m high.", {("Sorn Light", "height_m", "42")}),
        (
            "Tin Crow",
            "The film was directed by [[Eve Fane]] and stars [[Cy Dorn]].",
            {("Tin Crow", "directed_by", "Eve Fane"), ("Tin Crow", "starring", "Cy Dorn")},
        ),
        (
            "Tin Crow",
            "It was released on 3 May 1931 and lasts 91 minutes.",
            {("Tin Crow", "released", "1931-05-03"), ("Tin Crow", "running_time", "5460")},
        ),
        ("Tin Crow", "Its director was [[Eve Fane]].", {("Tin Crow", "directed_by", "Eve Fane")}),
        ("Tin Crow", "The music is by [[Ada Bell]].", {("Tin Crow", "composed_by", "Ada Bell")}),
        ("Mara Voss", "In 1924 she married [[Cy Dorn]].", {("Mara Voss", "spouse", "Cy Dorn")}),
        (
            "Mara Voss",
            "Voss was born in [[Nar]] on 3 May 1901.",
            {("Mara Voss", "birth_place", "Nar"), ("Mara Voss", "born", "1901-05-03")},
        ),
        ("Mara Voss", "She wrote [[Grey Tides]] in an attic.", {("Grey Tides", "author", "Mara Voss")}),
        (
            "Mara Voss",
            "[[Eve Fane]] directed [[Tin Crow]] in that year.",
            {("Tin Crow", "directed_by", "Eve Fane")},
        ),
        ("Red Kettle", "It was published by [[Slate Press]].", {("Red Kettle", "publisher", "Slate Press")}),
        ("Vel", "The river flows into the [[Old Sel]].", {("Vel", "flows_into", "Old Sel")}),
        ("Long Errand", "It was recorded by Lot and the Lanterns.", {("Long Errand", "performed_by", "lot and the lanterns")}),
    ],
)  # fmt: skip
def test_a_plain_sentence_states(title: str, sentence: str, expected: set[tuple[str, str, str]]) -> None:
    """Active and passive verbs, links and dates, of the page's subject and of others."""
    assert stated(title, sentence) == expected


@pytest.mark.parametrize(
    ("title", "sentence"),
    [
        ("Sorn Light", "It was not designed by [[Ada Bell]]."),
        ("Sorn Light", "It may have been designed by [[Ada Bell]]."),
        ("Sorn Light", "It was reportedly designed by [[Ada Bell]]."),
        ("Sorn Light", "It was to be designed by [[Ada Bell]]."),
        ("Sorn Light", "It will be designed by [[Ada Bell]]."),
        ("Sorn Light", "Was it designed by [[Ada Bell]]?"),
        ("Sorn Light", "If it was designed by [[Ada Bell]], nobody knows."),
        ("Sorn Light", '"It was designed by [[Ada Bell]]," said a keeper.'),
        ("Sorn Light", "A keeper said it was designed by [[Ada Bell]]."),
        ("Sorn Light", "It was designed by [[Ada Bell]]'s brother."),
        ("Sorn Light", "It was designed by one of the Bells, like [[Ada Bell]]."),
        ("Sorn Light", "The model of it was designed by [[Ada Bell]]."),
        ("Sorn Light", "It was opened around 1887."),
        ("Sorn Light", "It was opened between 1887 and 1890."),
        ("Tin Crow", "It was released on DVD in 2003."),
        ("Tin Crow", "The sequel to [[Tin Crow]] was directed by [[Eve Fane]]."),
        ("Tin Crow", "It stars a dog."),
        ("Tin Crow", "It was directed by [[Nar]]."),
        ("Mara Voss", "She wrote a letter to [[Grey Tides]]."),
        ("Mara Voss", "She wrote [[Nar]]."),
        ("Mara Voss", "[[Eve Fane]] directed [[Tin Crow]] and [[Cy Dorn]] wrote [[Grey Tides]]."),
        ("Mara Voss", "Her sister wrote [[Grey Tides]]."),
        ("Mara Voss", "She directed [[Tin Crow]] music."),
    ],
)
def test_nothing_else_is_stated(title: str, sentence: str) -> None:
    """What is denied, doubted, told by others, asked or said of something near states nothing."""
    assert stated(title, sentence) == set()


def test_evidence_is_the_sentence() -> None:
    """A draft carries its sentence's span, source and least score; the page's own subject has no subject_id."""
    page = prose_page("Sorn Light", f"{LEADS['Sorn Light']} It was designed by [[Ada Bell]].")
    (draft,) = drafts_of(page, **TYPES)
    assert (draft.text, draft.source) == ("It was designed by Ada Bell.", "sentence")
    assert page.text[draft.start : draft.end] == draft.text
    assert (draft.subject_id, draft.object_id, draft.score) == ("", "Ada Bell", PRONOUN_SCORE)
    assert not draft.is_complete


def test_statements_about_others_name_both_ends() -> None:
    """A sentence on a third page tells subject and object by their ids, and calls the own subject by its name."""
    page = prose_page("Mara Voss", LEADS["Mara Voss"], "She wrote [[Grey Tides]].")
    (draft,) = drafts_of(page, **TYPES)
    assert (draft.subject_id, draft.object_id, draft.value) == ("Grey Tides", "Mara Voss", "mara voss")


def test_a_quotation_of_several_sentences_states_nothing() -> None:
    """What stands between quotation marks is somebody's word, also where the sentence itself has no mark."""
    page = prose_page(
        "Tin Crow", LEADS["Tin Crow"], '"We were poor. The film was directed by [[Eve Fane]]. It rained."'
    )
    assert told(page, **TYPES) == set()


def test_the_sentence_that_says_what_a_page_is_about_is_left_to_the_lead() -> None:
    """ "X is a film directed by Y" makes no second edge of source sentence."""
    page = prose_page("Tin Crow", "Tin Crow is a film directed by [[Eve Fane]].")
    assert told(page, **TYPES) == set()


def test_other_languages_state_nothing() -> None:
    """Sentences are read in English."""
    page = prose_page("Tin Crow", LEADS["Tin Crow"], "The film was directed by [[Eve Fane]].", language="de")
    assert told(page, **TYPES) == set()


def test_a_thing_of_unknown_type_is_no_subject() -> None:
    """Without a type nothing is stated of it; who did something may be of unknown type."""
    page = prose_page("Mara Voss", LEADS["Mara Voss"], "[[Dim Lamp]] was directed by [[Eve Fane]].")
    assert told(page, **TYPES) == set()
    assert told(page, Dim_Lamp="film") == {("Dim Lamp", "directed_by", "Eve Fane")}


def test_of_overlapping_mentions_a_link_counts() -> None:
    """An unlinked name that overlaps a link is left aside."""
    page = prose_page("Tin Crow", LEADS["Tin Crow"], "The film was directed by [[Eve Fane]].")
    start = page.text.index("Eve")
    mentions = [
        Mention(start, start + 3, "Eve (name)", "name", "prose", 0.9),
        Mention(start, start + 8, "Eve Fane", "link", "prose", 1.0),
        Mention(page.text.index("The film"), page.text.index(" was directed"), "Tin Crow", "subject", "prose", NOUN_SCORE),
    ]  # fmt: skip
    (draft,) = sentence_drafts(page, describe(page), page.page_id, mentions, {"Eve Fane": "film director"})
    assert draft.object_id == "Eve Fane"


_WORDS = st.sampled_from(
    'It The film was not directed by [[Eve Fane]] [[Tin Crow]] , and in 1931 . " ( ) which stars 42 m is ; Mara'.split(
        " "
    )
)


@given(st.lists(_WORDS, max_size=60))
def test_any_text_gives_well_formed_drafts(words: list[str]) -> None:
    """Whatever the text, a draft's span is on the page, its predicate known and its two ends differ."""
    page = prose_page("Tin Crow", LEADS["Tin Crow"], " ".join(words))
    for draft in drafts_of(page, **TYPES):
        assert page.text[draft.start : draft.end] == draft.text
        assert draft.predicate in PREDICATES
        assert (draft.subject_id or page.page_id) != draft.object_id
        assert 0 < draft.score <= 1


@pytest.mark.parametrize("text", ["It was " * 4000, "[[Eve Fane]], " * 3000, "(" * 20_000, '"' * 20_000, "In 1931 " * 4000, "X" * 50_000, "the a-b " * 5000, "Aa Bb of " * 5000])  # fmt: skip
def test_hostile_text_ends(text: str) -> None:
    """Endless repetitions are read in bounded time and state nothing."""
    assert told(prose_page("Tin Crow", LEADS["Tin Crow"], f"{text}."), **TYPES) == set()
