"""Edges from the lead sentence."""

from __future__ import annotations

import pytest

from infoseek.linking.stating.edges import page_drafts
from tests.linking.pages import page_of, url_of


def stated(title: str, lead: str) -> list[tuple[str, str]]:
    page, entity = page_of(title, lead)
    return [(draft.predicate, draft.value) for draft in page_drafts(page, entity)]


@pytest.mark.parametrize(
    ("title", "lead", "expected"),
    [
        (
            "Smile",
            "Smile is a 1964 album by [[Ray Charles]].",
            [("released", "1964"), ("performed_by", "ray charles")],
        ),
        (
            "Bye",
            '"Bye" is a popular song written by Felice and Boudleaux Bryant and published in 1957.',
            [("released", "1957"), ("written_by", "felice and boudleaux bryant")],
        ),
        (
            "Doctor",
            '"Doctor" was a hit song written by Nick Ashford, Valerie Simpson and Jo Armstead, and first recorded by [[Ray Charles]] in 1966.',
            [
                ("written_by", "nick ashford"),
                ("written_by", "valerie simpson"),
                ("written_by", "jo armstead"),
                ("performed_by", "ray charles"),
            ],
        ),
        (
            "Blues",
            "Blues is an album by [[Ray Charles]], released in October 1961 on Atlantic Records.",
            [("released", "1961-10"), ("performed_by", "ray charles"), ("label", "atlantic")],
        ),
        (
            "Woman",
            '"Woman" is a song co-written and recorded by American R&B/soul musician [[Ray Charles]] and released as a single in December 1954 on the Atlantic label.',
            [
                ("released", "1954-12"),
                ("written_by", "ray charles"),
                ("performed_by", "ray charles"),
                ("label", "atlantic"),
            ],
        ),
        (
            "Side",
            '"Side" is a popular song with lyrics by Gus Kahn and music by Harry M. Woods.',
            [("lyrics_by", "gus kahn"), ("composed_by", "harry m woods")],
        ),
        (
            "Hard",
            "Hard is a 1996 spy film directed by Rick Friedberg starring Leslie Nielsen and Nicollette Sheridan.",
            [
                ("released", "1996"),
                ("directed_by", "rick friedberg"),
                ("starring", "leslie nielsen"),
                ("starring", "nicollette sheridan"),
            ],
        ),
        (
            "Ash",
            "Ash is a 1931 novel by [[Ilse Brandt]], published by Haar.",
            [("published", "1931"), ("author", "ilse brandt"), ("publisher", "haar")],
        ),
        (
            "Haar",
            "Haar is a publishing house founded by Ole Lund in 1890.",
            [("founder", "ole lund")],
        ),
        ("Vik", "Vik is a small town in Norway.", [("located_in", "norway")]),
        (
            "Dusk",
            "Dusk is an 1889 painting by Ida Lund.",
            [("painted", "1889"), ("painted_by", "ida lund")],
        ),
        (
            "Dawn",
            "Dawn is an oil painting by Ida Lund, completed in 1889.",
            [("painted", "1889"), ("painted_by", "ida lund")],
        ),
        (
            "Nix",
            "Nix is an opera by Ole Berg, first performed on 3 May 1890.",
            [("first_performed", "1890-05-03"), ("composed_by", "ole berg")],
        ),
        (
            "Trek",
            "Trek was an expedition led by Ida Lund that took place from 1890 to 1892.",
            [("took_place", "1890/1892"), ("led_by", "ida lund")],
        ),
        (
            "Cup",
            "Cup was a competition won by Ole Berg and held on 3 May 1890.",
            [("took_place", "1890-05-03"), ("won_by", "ole berg")],
        ),
        (
            "Oar",
            "Oar is a song recorded by Lucian and the Willows.",
            [("performed_by", "lucian and the willows")],
        ),
        ("Fray", "Fray was a battle fought on 4 May 1471.", [("took_place", "1471-05-04")]),
        ("Hall", "Hall is a theatre opened in 1901.", [("opened", "1901")]),
        ("Keep", "Keep is a castle built in 1390.", [("built", "1390")]),
        (
            "Betty",
            "Betty (born Lillie Mae Jones, May 16, 1929 – September 26, 1998) was an American jazz singer and songwriter.",
            [
                ("born", "1929-05-16"),
                ("died", "1998-09-26"),
                ("occupation", "singer"),
                ("occupation", "songwriter"),
            ],
        ),
        (
            "Q",
            "Q (born March 14, 1933) is an American conductor.",
            [("born", "1933-03-14"), ("occupation", "conductor")],
        ),
    ],
)
def test_states_what_the_lead_says_of_its_subject(
    title: str, lead: str, expected: list[tuple[str, str]]
) -> None:
    """Year, credits, label, life dates and occupations are read from the usual forms."""
    assert stated(title, lead) == expected


@pytest.mark.parametrize(
    ("title", "lead", "predicate"),
    [
        ("Love", "Love is a remake film of the 1939 film directed by Leo McCarey.", "directed_by"),
        ("Rigby", '"Rigby" is a song, released on the 1966 album Revolver.', "released"),
        ("Busted", '"Busted" is a song for the album Tears released in 1963.', "released"),
        ("Fool", '"Fool" is a song by a man, re-released in 1963.', "released"),
        ("Georgia", '"Georgia" is a song by Hoagy Carmichael.', "performed_by"),
        ("Thing", "Another story is a novel by Someone Else.", "author"),
        ("Nix", "Nix is an 1890 opera by Ole Berg.", "first_performed"),
        ("Hall", "Hall is a theatre opened in 1901.", "built"),
        ("Trek", "Trek was an expedition to a castle built in 1390.", "built"),
    ],
)
def test_is_silent_where_the_words_may_be_about_something_else(title: str, lead: str, predicate: str) -> None:
    """Behind another work, or with an ambiguous "by", the lead states nothing."""
    assert predicate not in [name for name, _ in stated(title, lead)]


def test_a_lead_is_never_complete_and_cites_its_sentence() -> None:
    """Sentences do not list all values; their evidence is the whole sentence, their object the link's target."""
    lead = "Smile is a 1964 album by [[Ray Charles]]."
    page, entity = page_of("Smile", lead)
    drafts = page_drafts(page, entity)
    assert {draft.text for draft in drafts} == {"Smile is a 1964 album by Ray Charles."}
    assert not any(draft.is_complete for draft in drafts)
    assert [draft.target_url for draft in drafts] == ["", url_of("Ray Charles")]
