"""Terms as rows list them."""

from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infoseek.linking.stating.name_lists import Style
from infoseek.linking.values.terms import terms_in


@pytest.mark.parametrize(
    ("text", "style", "terms"),
    [
        ("R&B, Soul / Rock 'n' Roll", "terms", ["rhythm and blues", "soul", "rock and roll"]),
        ("Norse (official) 84.5%, Sami less than 9%, other 1%", "proper terms", ["norse", "sami"]),
        ("Presbyterian, Congregational, and Reformed 10%, none 3%", "proper terms",
         ["presbyterian", "congregational", "reformed"]),
        ("Norse; much bilingualism, but Sami serves as the common tongue", "proper terms", ["norse"]),
        ("Norse; note - Sami is spoken too", "proper terms", ["norse"]),
        ("Founders' Day, 3 May (1791)", "first", ["founders day"]),
        ("zlotych (PLN) per US dollar -; 3.07 (2010)", "currency", ["zlotych"]),
        ("the US dollar is used", "currency", []),
        ("Norse crown", "currency", ["norse crown"]),
        ("zlotych (PLN) per US dollar -", "code", ["pln"]),
        ("country code - 48; by cable", "calling code", ["48"]),
        ("+1-876", "calling code", ["1 876"]),
        (".pl", "tld", ["pl"]),
        ("Per CC0, all rights are waived. In addition the editors have more to say", "terms", []),
    ],
)  # fmt: skip
def test_reads_terms_by_how_rows_write_them(text: str, style: Style, terms: list[str]) -> None:
    """Shares, brackets, remarks and sentences are no terms; of some rows one part alone is."""
    assert terms_in(text, style) == terms


@given(st.text(max_size=300), st.sampled_from(get_args(Style)))
def test_any_text_lists_terms_or_none(text: str, style: Style) -> None:
    """Whatever a row holds, its terms are words, each once."""
    found = terms_in(text, style)
    assert all(found)
    assert len(found) == len(set(found))
