"""The grammar of sentences."""

from __future__ import annotations

import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infoseek.world.grammar import template

WORDS = {"sky": ("fog", "hail", "snow", "rain", "sun", "wind")}


@given(seed=st.integers())
def test_a_text_is_one_of_its_alternatives(seed: int) -> None:
    """Brackets nest, slots are filled as they are, words come from their list, a sentence begins with a capital."""
    text = template("[a|the [old|tall]] house of {owner} in <sky>.", WORDS)
    told = text.written(random.Random(seed), lambda name: f"<b>{name}</b>")
    assert re.fullmatch(r"(A|The (old|tall)) house of <b>owner</b> in (fog|hail|snow|rain|sun|wind)\.", told)
    assert text.needs == {"owner"}


@given(seed=st.integers())
def test_a_sentence_takes_no_word_of_a_list_twice(seed: int) -> None:
    """Two words of one list in one sentence differ."""
    one, other = template("<sky> and <sky>", WORDS).written(random.Random(seed), str).lower().split(" and ")
    assert one != other


def test_texts_are_escaped() -> None:
    """What a text says stands on a page as text."""
    assert template("Salt & Sons", {}).written(random.Random(1), str) == "Salt &amp; Sons"


@pytest.mark.parametrize("text", ["a [b", "a b]", "a {b", "<unheard of>", "a | b"])
def test_a_broken_text_is_refused(text: str) -> None:
    """Brackets without their other half, stray braces and unknown lists are refused."""
    with pytest.raises(ValueError, match=r"template|list of words"):
        template(text, WORDS)
