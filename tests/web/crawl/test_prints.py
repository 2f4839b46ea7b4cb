"""Words, shingles and MinHash prints of texts."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infoseek.web.crawl import prints
from infoseek.web.crawl.prints import PRINT_BYTES, estimate, own, packed, print_of, said, shared, unpacked

PROSE = " ".join(
    f"word{number % 10}x{'abcdefgh'[number % 8] * (1 + number % 5)}{number}" for number in range(400)
)


def test_a_print_is_the_same_everywhere() -> None:
    """The print of a text is fixed for good: prints of one batch are compared with those of the next."""
    found = print_of(said(PROSE))
    assert len(found) == PRINT_BYTES
    assert hashlib.sha256(found).hexdigest()[:16] == "8644f2d66ad7e07a"


def test_short_texts_have_no_print() -> None:
    """Of a text of few words nothing can be told by its print."""
    assert print_of(said("X is a village in Y.")) == b""
    assert print_of(said("")) == b""
    assert estimate(b"", b"") == 0.0


@pytest.mark.parametrize("share", [0.0, 0.5, 0.9, 1.0])
def test_prints_estimate_the_overlap(share: float) -> None:
    """Equal values of two prints are as frequent as common shingles, to the print's error."""
    words = [f"w{number}" for number in range(1000)]
    kept = int(len(words) * share)
    other = words[:kept] + [f"v{number}" for number in range(len(words) - kept)]
    true = kept / (2 * len(words) - kept)
    found = estimate(print_of(said(" ".join(words))), print_of(said(" ".join(other))))
    assert abs(found - true) < 0.25


def test_near_texts_meet_in_a_band() -> None:
    """Texts that differ in a sentence share a key, others do not."""
    near = print_of(said(f"{PROSE} And one more sentence here."))
    far = print_of(said(" ".join(f"other{number}" for number in range(400))))
    keys = set(prints.bands_of(print_of(said(PROSE))))
    assert keys & set(prints.bands_of(near))
    assert not keys & set(prints.bands_of(far))


def test_long_texts_are_sampled_alike() -> None:
    """Of a long text a bounded sample is kept, by which a part is still known as one."""
    words = [f"w{number}" for number in range(60_000)]
    whole, part = said(" ".join(words)), said(" ".join(words[:30_000]))
    assert len(whole.shingles) <= prints.MAX_KEPT
    assert shared(part, whole)[0] == 1.0
    assert 0.4 < shared(part, whole)[1] < 0.6


def test_own_words_tell_numbers_apart() -> None:
    """Words that one text alone has are counted, and runs of them with a number."""
    assert own(said("born in May in Rome"), said("died in May in Rome")) == (1, 0)
    words, numbers = own(said("the year was 1912"), said("the year was 1913"))
    assert (words, numbers) == (1, 1)
    assert own(said("a b c"), said("a b c")) == (0, 0)


def test_scripts_without_spaces_count_by_the_letter() -> None:
    """Japanese, Chinese and Thai texts have as many words as letters."""
    assert len(said("東京は日本の首都").words) == 8


@given(st.text())
def test_what_is_said_survives_a_table(text: str) -> None:
    """Any text is read, and its reading comes back from bytes as it was."""
    found = said(text)
    again = unpacked(packed(found))
    assert found.words.tolist() == again.words.tolist()
    assert found.shingles.tolist() == again.shingles.tolist()
    assert sorted(set(found.words.tolist())) == found.words.tolist()


@given(st.lists(st.sampled_from("abcdefgh"), max_size=60), st.lists(st.sampled_from("abcdefgh"), max_size=60))
def test_shares_are_shares(left: list[str], right: list[str]) -> None:
    """Shares lie between 0 and 1, turn round with the texts, and are 1 for a text and itself."""
    one, other = said(" ".join(left)), said(" ".join(right))
    ours, theirs = shared(one, other)
    assert 0 <= ours <= 1
    assert shared(other, one) == (theirs, ours)
    if left:
        assert shared(one, one) == (1.0, 1.0)


def test_surrogates_and_marks_do_no_harm() -> None:
    """Text that is no valid Unicode is read all the same."""
    assert len(said("\ud800\udfff a\u0301 ـ").words) >= 1
