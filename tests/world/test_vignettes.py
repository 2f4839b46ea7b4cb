"""The drawings of a world's pages."""

from __future__ import annotations

import random
from xml.etree import ElementTree

import pytest

from infoseek.world.kinds import FAMILY_OF
from infoseek.world.vignettes import vignette


@pytest.mark.parametrize("kind", FAMILY_OF)
def test_every_kind_has_drawings_without_words(kind: str) -> None:
    """A drawing is well formed, has no text, and two pages of a kind have different ones."""
    drawn = [vignette(kind, random.Random(seed)) for seed in range(4)]
    assert len(set(drawn)) == len(drawn)
    for each in drawn:
        root = ElementTree.fromstring(each)
        assert root.get("viewBox")
        assert "".join(root.itertext()) == ""
        assert {node.tag for node in root.iter()} <= {"svg", "rect", "circle", "path"}
