"""Names that rows and leads tell."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infoseek.linking.naming.told_names import told_names
from tests.linking.pages import page_of


def test_rows_tell_names() -> None:
    """A country's long form, a person's birth name; "none" is no name."""
    rows = [
        ("Conventional long form", "Republic of Bulgaria"),
        ("Local short form", "Balgariya; note: since 1990"),
        ("Former", "none"),
        ("Capital", "Sofia"),
    ]
    assert told_names(page_of("Bulgaria", "", rows)[0], "place") == ["Republic of Bulgaria", "Balgariya"]


@pytest.mark.parametrize(
    ("lead", "kind", "names"),
    [
        ('"Bein\' Green" (also known as "It\'s Not Easy") is a song.', "work", ["It's Not Easy"]),
        ("Betty Carter (born Lillie Mae Jones, May 16, 1929) was a singer.", "person", ["Lillie Mae Jones"]),
        ("Ann Lee (née Holt) was a singer nicknamed Red.", "person", ["Holt", "Red"]),
        ("Hiveway (AKA Etherhive) was a silo.", "thing", ["Etherhive"]),
        (
            "Social Web Group (AKA Social Web WG or Social WG) was a group.",
            "thing",
            ["Social Web WG", "Social WG"],
        ),
        ("Oswin (also called The Beacon at Nightfall) is a film.", "work", ["The Beacon at Nightfall"]),
        ("Mess Around, written by Ertegun under the pseudonym of Nugetre, is a song.", "work", []),
        ("Ray (born London, 3 May 1930) was a singer.", "person", []),
        ("Ray (born May 1930) is a novel written by A and known to few.", "work", []),
    ],
)
def test_leads_tell_names(lead: str, kind: str, names: list[str]) -> None:
    """Behind "also known as", "née", "born"; what is said of others is not taken."""
    assert told_names(page_of("X", lead)[0], kind) == names


@given(st.text(max_size=120), st.sampled_from(["person", "work", ""]))
def test_never_raises(text: str, kind: str) -> None:
    """Any lead and any row may stand on a page."""
    text = text.replace("[", "(")
    assert all(told_names(page_of("X", f"X (aka {text}", [("Alias", text)])[0], kind))
