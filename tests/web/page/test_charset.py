"""Character sets of pages."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infoseek.web.page.charset import decode

TEXT = "Søren Kierkegård — “größe” Étude"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be"])
def test_a_byte_order_mark_decides(encoding: str) -> None:
    """A BOM outranks what the header says."""
    mark = {"utf-8": codecs.BOM_UTF8, "utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE}
    assert decode(mark[encoding] + TEXT.encode(encoding), "latin-1") == TEXT


def test_the_header_outranks_the_meta_element() -> None:
    """The header's character set is used before the page's own."""
    page = f'<meta charset="koi8-r"><p>{TEXT}'
    assert decode(page.encode("cp1252"), "windows-1252") == page


def test_the_meta_element_is_read() -> None:
    """Without a header the page's own declaration counts."""
    page = '<html><head><meta http-equiv="Content-Type" content="text/html; charset=koi8-r"></head>Привет'
    assert decode(page.encode("koi8-r")) == page


def test_an_unknown_label_is_passed_over() -> None:
    """A character set nobody knows leaves the choice to what follows."""
    page = '<meta charset="utf-8">é'
    assert decode(page.encode(), "x-no-such-set") == page


def test_undeclared_text_is_detected() -> None:
    """Without any declaration the bytes decide."""
    page = "Съешь же ещё этих мягких французских булок, да выпей чаю. " * 5
    assert decode(page.encode("windows-1251")) == page


def test_stray_bytes_in_utf8_are_read_as_windows_1252() -> None:
    """A pasted Windows quote does not cost the page its other letters."""
    body = "naïve café ".encode() + b"\x93quoted\x94"
    assert decode(body, "utf-8") == "naïve café “quoted”"


def test_a_page_that_lies_about_utf8_is_detected() -> None:
    """A page in another character set throughout is not taken for broken UTF-8."""
    page = "La señora comió jamón en el jardín de Málaga con el niño. " * 3
    assert decode(page.encode("cp1252"), "utf-8") == page


@given(st.binary(max_size=300), st.sampled_from([None, "utf-8", "utf-16", "utf-7", "shift_jis", "x", ""]))
def test_decoding_never_fails(body: bytes, label: str | None) -> None:
    """Any bytes under any label give text that can be written as UTF-8."""
    decode(body, label).encode()
