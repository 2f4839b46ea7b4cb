"""Names that name nothing in particular."""

from __future__ import annotations

import pytest

from infoseek.linking.naming.generic_names import is_generic


@pytest.mark.parametrize(
    "name",
    [
        "album",
        "the city",
        "Live Album",
        "film director",
        "official website",
        "1957",
        "rivers",
        "Bridge",
        "",
        "…",
    ],
)
def test_generic(name: str) -> None:
    """Type nouns, words of page layout, numbers, whatever their number and case."""
    assert is_generic(name)


@pytest.mark.parametrize(
    "name", ["Garden Bridge", "Let It Be", "The Museum of Bridges", "Heron", "W3C", "Рай"]
)
def test_telling(name: str) -> None:
    """Two type nouns written with capitals make a name, as does any other word."""
    assert not is_generic(name)
