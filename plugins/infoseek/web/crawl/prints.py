"""What a text says, in numbers small enough to keep: its words, its shingles, its MinHash print.

What may not live here: which pages are copies (copies.py), and any table.
"""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from datasketch import MinHash

Hashes = npt.NDArray[np.uint32]

PRINT_BYTES = 128
BANDS = 6
MIN_WORDS = 40
"""A text with fewer words has no print: two of a kind differ in a name only."""
MAX_KEPT = 8192
"""Hashes kept of one text, at most; of a longer one a sample, the same for every text (FracMinHash)."""
MAX_CHARS = 1_000_000

_PERMUTATIONS = PRINT_BYTES // 4
_ROWS = 5
_SCHEME = "affine32"
_MADE = MinHash(_PERMUTATIONS, seed=1, scheme=_SCHEME).permutations
# Scripts without spaces count by the letter.
_SPACELESS = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\u0e00-\u0eff"
_WORD = re.compile(rf"[{_SPACELESS}]|[^\W{_SPACELESS}]+")
_NUMBER = np.uint64(1)
_MIX = tuple(map(np.uint64, (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0xBF58476D1CE4E5B9)))


@dataclass(frozen=True)
class Said:
    """words, shingles: sorted hashes, each once. scale: all those below 2^32 >> scale are kept.

    The lowest bit of a hash says whether there is anything but letters in it: a number.
    """

    words: Hashes
    shingles: Hashes
    scale: int = 0


def said(text: str) -> Said:
    """What a text says: its words, and its runs of three, case and punctuation left out. O(length)."""
    found = _WORD.findall(text[:MAX_CHARS].lower())
    marks = {word: _marked(word) for word in set(found)}
    hashes = np.array(list(map(marks.__getitem__, found)), np.uint64)
    shingles = _sorted(_runs(hashes))
    scale = _scale_of(len(shingles))
    words = _sorted(np.array(list(marks.values()), np.uint32))
    return Said(_sampled(words, scale), _sampled(shingles, scale), scale)


def print_of(given: Said) -> bytes:
    """The MinHash print, equal on every machine (affine32 permutations of seed 1); b"" for too short a text."""
    if len(given.words) < MIN_WORDS:
        return b""
    sketch = MinHash(
        _PERMUTATIONS, seed=1, hashfunc=_itself, permutations=_MADE, scheme=_SCHEME, gpu_mode="disable"
    )
    sketch.update_batch(given.shingles.tolist())
    return bytes(np.asarray(sketch.hashvalues, "<u4").tobytes())


def bands_of(text_print: bytes) -> list[int]:
    """The keys under which prints of like texts meet: at a Jaccard index of 0.9 with probability 0.99."""
    step = _ROWS * 4
    rows = (text_print[at : at + step] for at in range(0, BANDS * step, step))
    return [zlib.crc32(row) | number << 32 for number, row in enumerate(rows)]


def estimate(left: bytes, right: bytes) -> float:
    """The Jaccard index of two prints' shingles, with a standard error below 0.09."""
    if len(left) != PRINT_BYTES or len(right) != PRINT_BYTES:
        return 0.0
    return float(np.mean(np.frombuffer(left, "<u4") == np.frombuffer(right, "<u4")))


def shared(left: Said, right: Said) -> tuple[float, float]:
    """The shares of each one's shingles that are the other's too; (0.0, 0.0) where too few could be kept."""
    scale = max(left.scale, right.scale)
    ours, theirs = _sampled(left.shingles, scale), _sampled(right.shingles, scale)
    if not len(ours) or not len(theirs) or (scale and min(len(ours), len(theirs)) < MIN_WORDS):
        return 0.0, 0.0
    both = len(np.intersect1d(ours, theirs, assume_unique=True))
    return both / len(ours), both / len(theirs)


def joined(given: Said, more: Said) -> Said:
    """Of two texts, the words of both and the shingles of the first."""
    words = _sorted(np.concatenate([given.words, _sampled(more.words, given.scale)]))
    return Said(words, given.shingles, given.scale)


def own(left: Said, right: Said) -> tuple[int, int]:
    """How many words, and how many runs of words with a number, `left` has that `right` has not."""
    scale = max(left.scale, right.scale)
    words, shingles = (
        np.setdiff1d(_sampled(ours, scale), _sampled(theirs, scale), assume_unique=True)
        for ours, theirs in ((left.words, right.words), (left.shingles, right.shingles))
    )
    return len(words), int(np.count_nonzero(shingles & np.uint32(1)))


def own_numbers(left: Said, right: Said) -> int:
    """How many words with anything but letters in them `left` has that `right` has not."""
    scale = max(left.scale, right.scale)
    words = np.setdiff1d(_sampled(left.words, scale), _sampled(right.words, scale), assume_unique=True)
    return int(np.count_nonzero(words & np.uint32(1)))


def packed(given: Said) -> bytes:
    """As bytes, for a table."""
    parts = (np.array([given.scale, len(given.words)], "<u4"), given.words, given.shingles)
    return b"".join(np.asarray(part, "<u4").tobytes() for part in parts)


def unpacked(content: bytes) -> Said:
    numbers = np.frombuffer(content, "<u4")
    scale, count = int(numbers[0]), int(numbers[1])
    return Said(numbers[2 : 2 + count], numbers[2 + count :], scale)


def _itself(value: Any) -> Any:
    return value


def _marked(word: str) -> int:
    return zlib.crc32(word.encode("utf-8", "surrogatepass")) & 0xFFFFFFFE | (not word.isalpha())


def _runs(hashes: npt.NDArray[np.uint64]) -> Hashes:
    """Hashes of three words in a row; of a shorter text, of the whole."""
    if len(hashes) < 3:
        hashes = np.concatenate([hashes, np.zeros(3 - len(hashes), np.uint64)]) if len(hashes) else hashes
    first, second, third, last = _MIX
    mixed = hashes[:-2] * first + hashes[1:-1] * second + hashes[2:] * third
    mixed ^= mixed >> np.uint64(29)
    mixed *= last
    marks = hashes[:-2] | hashes[1:-1] | hashes[2:]
    found: Hashes = ((mixed >> np.uint64(32)) & ~_NUMBER | marks & _NUMBER).astype(np.uint32)
    return found


def _sorted(hashes: Hashes) -> Hashes:
    """Each once; by sorting, which takes a twentieth of the time of numpy's `unique` here."""
    ordered = np.sort(hashes)
    is_first: npt.NDArray[np.bool_] = np.ones(len(ordered), np.bool_)
    is_first[1:] = ordered[1:] != ordered[:-1]
    found: Hashes = ordered[is_first]
    return found


def _scale_of(count: int) -> int:
    return max(0, (count - 1).bit_length() - (MAX_KEPT - 1).bit_length()) if count > MAX_KEPT else 0


def _sampled(hashes: Hashes, scale: int) -> Hashes:
    """Those below 2^32 >> scale, of sorted ones."""
    if not scale:
        return hashes
    return hashes[: int(np.searchsorted(hashes, np.uint32((1 << (32 - scale)) - 1), "right"))]
