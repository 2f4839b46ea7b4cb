"""Names in other scripts and in plain letters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infoseek.linking.naming.names import fold_name
from infoseek.linking.naming.scripts import in_latin, native_names


@pytest.mark.parametrize(
    ("name", "spelt"),
    [
        ("Рай", ["Ray"]),
        ("Ра́й", ["Ray"]),
        ("Αθήνα", ["Athina"]),
        ("Łódź", ["Lodz"]),
        ("Müller", ["Mueller"]),
        ("Ødegård", ["Odegard", "Oedegaard"]),
        ("Café", []),
        ("Ray", []),
    ],
)
def test_spells_a_name_in_latin_letters(name: str, spelt: list[str]) -> None:
    """Beside what folding gives anyway."""
    assert in_latin(name) == spelt


@pytest.mark.parametrize(
    ("lead", "names"),
    [
        ("Paradise (Russian: Ра́й, romanized: Ray) is a film.", ["Рай", "Ray"]),
        ('Tokyo (Japanese: 東京, Tōkyō, lit. "Eastern Capital") is a city.', ["東京", "Tōkyō"]),
        ("Moscow (Москва) is a city.", ["Москва"]),
        ("Cologne (German: Köln; founded 38 BC) is a city.", ["Köln"]),
        ("Рай (например этот) — роман.", []),
        ("Ray (born 1930; died in Paris) was a singer.", []),
    ],
)
def test_reads_native_names_in_brackets(lead: str, names: list[str]) -> None:
    """With a language before them, or in letters of their own; remarks are none."""
    assert native_names(lead) == names


@given(st.text(max_size=80))
def test_any_text_is_spelt(text: str) -> None:
    """Spellings fold to something else than the name; nothing raises."""
    assert fold_name(text) not in {fold_name(spelt) for spelt in in_latin(text)}
    native_names(f"{text} ({text})")
