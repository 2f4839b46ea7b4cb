"""Codings of stored bodies, undone within a limit."""

from __future__ import annotations

import contextlib
import gzip
import zlib

import brotli
import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from infoseek.web.codings import BadCoding, decoded
from tests.web.warcs import chunked

BODY = b"<p>hello world</p>" * 50
LIMIT = 5000


def raw_deflate(body: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(body) + packer.flush()


@pytest.mark.parametrize(
    ("named", "body"),
    [
        ({}, BODY),
        ({"Content-Encoding": "gzip"}, gzip.compress(BODY)),
        ({"content-encoding": "X-GZIP"}, gzip.compress(BODY)),
        ({"Content-Encoding": "gzip"}, gzip.compress(BODY[:100]) + gzip.compress(BODY[100:])),
        ({"Content-Encoding": "deflate"}, zlib.compress(BODY)),
        ({"Content-Encoding": "deflate"}, raw_deflate(BODY)),
        ({"Content-Encoding": "br"}, brotli.compress(BODY)),
        ({"Content-Encoding": "zstd"}, zstandard.compress(BODY)),
        ({"Content-Encoding": "gzip, br"}, brotli.compress(gzip.compress(BODY))),
        ({"Transfer-Encoding": "chunked"}, chunked(BODY)),
        ({"Transfer-Encoding": "chunked", "Content-Encoding": "gzip"}, chunked(gzip.compress(BODY))),
        ({"Transfer-Encoding": "gzip, chunked"}, chunked(gzip.compress(BODY))),
        # Headers of codings that the archive's writer has undone already.
        ({"Content-Encoding": "gzip"}, BODY),
        ({"Content-Encoding": "br"}, BODY),
        ({"Transfer-Encoding": "chunked", "Content-Encoding": "gzip"}, BODY),
        ({"Transfer-Encoding": "chunked", "Content-Encoding": "gzip"}, gzip.compress(BODY)),
        ({"Content-Encoding": "utf-8"}, BODY),
        ({"Content-Encoding": "identity"}, BODY),
    ],
)
def test_a_body_is_what_its_reader_saw(named: dict[str, str], body: bytes) -> None:
    """Codings are undone in their order; those undone before, and unknown ones, are passed over."""
    assert decoded(body, tuple(named.items()), LIMIT) == BODY


@pytest.mark.parametrize(
    ("named", "body"),
    [
        ("gzip", b"\x1f\x8b junk"),
        ("deflate", b"\xff\xff\xff"),
        ("br", b"\xff\xff\xff"),
        ("zstd", b"junk"),
        ("gzip, gzip, gzip, gzip, gzip", b"\x1f\x8b"),
    ],
)
def test_a_body_that_is_none_of_it_is_refused(named: str, body: bytes) -> None:
    """What cannot be decoded is told apart from what was decoded before."""
    with pytest.raises(BadCoding):
        decoded(body, (("Content-Encoding", named),), LIMIT)


def test_cut_chunks_are_refused() -> None:
    """A body whose last chunks are missing is not taken for a whole one."""
    with pytest.raises(BadCoding, match="chunked"):
        decoded(chunked(BODY)[:-200], (("Transfer-Encoding", "chunked"),), LIMIT)


@pytest.mark.parametrize("pack", [gzip.compress, brotli.compress, zstandard.compress])
def test_a_bomb_goes_off_no_further_than_the_limit(pack: object) -> None:
    """A body that grows without end is cut one byte behind the limit."""
    names = {gzip.compress: "gzip", brotli.compress: "br", zstandard.compress: "zstd"}
    bomb = pack(bytes(50_000_000))  # type: ignore[operator]
    assert len(decoded(bomb, (("Content-Encoding", names[pack]),), LIMIT)) == LIMIT + 1  # type: ignore[index]


@given(st.sampled_from(["gzip", "deflate", "br", "zstd", "chunked"]), st.binary(max_size=300))
def test_junk_never_breaks_it(coding: str, body: bytes) -> None:
    """Any bytes under any coding are decoded, left as they are, or refused."""
    name = "Transfer-Encoding" if coding == "chunked" else "Content-Encoding"
    with contextlib.suppress(BadCoding):
        assert len(decoded(body, ((name, coding),), LIMIT)) <= LIMIT + 1
