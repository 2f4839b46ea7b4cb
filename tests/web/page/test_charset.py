"""Character sets of pages."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infoseek.web.page.charset import decode

TEXT = "Søren Kierkegård — “größe” Étude"

WESTERN = "La señora comió jamón en el jardín de Málaga; Étude à l'été, größe, Ærø, naïve façade, voilà. "
CZECH = "Příliš žluťoučký kůň úpěl ďábelské ódy. Praha je hlavní a současně největší město České republiky. "
RUSSIAN = "Съешь же ещё этих мягких французских булок, да выпей чаю. Москва является столицей России. "
GREEK = "Ξεσκεπάζω την ψυχοφθόρα βδελυγμία. Η Αθήνα είναι η πρωτεύουσα της Ελλάδας και η μεγαλύτερη πόλη. "
HEBREW = "ירושלים היא עיר הבירה של מדינת ישראל והעיר הגדולה ביותר בה. דג סקרן שט לו בים זך. "
ARABIC = "القاهرة هي عاصمة جمهورية مصر العربية وأكبر مدنها. نص حكيم له سر قاطع وذو شأن عظيم. "
TURKISH = "Pijamalı hasta yağız şoföre çabucak güvendi. İstanbul, Türkiye'de bulunan şehirdir. "
JAPANESE = "東京は日本の首都であり、世界でも最大級の都市です。いろはにほへと ちりぬるを。カタカナも使います。"
CHINESE = "北京是中华人民共和国的首都，也是全国的政治、文化中心。天地玄黄，宇宙洪荒。"
TAIWANESE = "臺北是臺灣的首都，也是政治、文化中心。天地玄黃，宇宙洪荒，日月盈昃。"
KOREAN = "서울은 대한민국의 수도이자 최대 도시이다. 키스의 고유조건은 입술끼리 만나야 한다. "
THAI = "กรุงเทพมหานครเป็นเมืองหลวงและนครที่มีประชากรมากที่สุดของประเทศไทย "

ENCODINGS = {
    "utf-8": WESTERN, "utf-16-le": RUSSIAN, "utf-16-be": WESTERN, "utf-32-le": WESTERN, "utf-32-be": JAPANESE,
    "iso-8859-1": WESTERN, "windows-1252": WESTERN, "iso-8859-15": WESTERN, "iso-8859-2": CZECH,
    "windows-1250": CZECH, "iso-8859-5": RUSSIAN, "windows-1251": RUSSIAN, "koi8-r": RUSSIAN,
    "iso-8859-7": GREEK, "windows-1253": GREEK, "iso-8859-8": HEBREW, "windows-1255": HEBREW,
    "iso-8859-6": ARABIC, "windows-1256": ARABIC, "iso-8859-9": TURKISH, "windows-1254": TURKISH,
    "shift_jis": JAPANESE, "euc-jp": JAPANESE, "iso-2022-jp": JAPANESE, "gb18030": CHINESE, "gbk": CHINESE,
    "big5": TAIWANESE, "euc-kr": KOREAN, "tis-620": THAI,
}  # fmt: skip
# Accents here and there look Western to anyone who does not know the language.
LOOKS_WESTERN = {"iso-8859-2", "windows-1250", "iso-8859-9", "windows-1254"}


def page_of(text: str, meta: str = "") -> str:
    return f"<html><head>{meta}<title>{text[:20]}</title></head><body><p>{text * 4}</p><p>{text}</p></body></html>"


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_declared_character_set_is_read(encoding: str) -> None:
    """What the header declares is read, and so is what the page itself declares."""
    page = page_of(ENCODINGS[encoding])
    assert decode(page.encode(encoding), encoding) == page
    page = page_of(ENCODINGS[encoding], f'<meta charset="{encoding}">')
    assert decode(page.encode(encoding)) == page


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_an_undeclared_character_set_is_found(encoding: str) -> None:
    """Without a declaration the bytes decide."""
    page = page_of(ENCODINGS[encoding])
    assert decode(page.encode(encoding)) == page


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_false_declaration_is_found_out(encoding: str) -> None:
    """Servers and templates that say UTF-8, and servers that say Latin-1, of whatever they hold are not believed."""
    page = page_of(ENCODINGS[encoding])
    assert decode(page.encode(encoding), "utf-8") == page
    if encoding not in LOOKS_WESTERN:
        assert decode(page.encode(encoding), "iso-8859-1") == page
    page = page_of(ENCODINGS[encoding], '<meta charset="utf-8">')
    assert decode(page.encode(encoding)) == page


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32"])
def test_marked_text_needs_no_declaration(encoding: str) -> None:
    """A byte order mark tells all Unicode encodings apart, whatever the header says."""
    mark = {"utf-8": codecs.BOM_UTF8}.get(encoding, b"")
    assert decode(mark + page_of(JAPANESE).encode(encoding), "koi8-r") == page_of(JAPANESE)


def test_ornaments_do_not_make_a_page_foreign() -> None:
    """A row of strange signs on a Western page changes nothing of how the page is read."""
    page = f"<p>{'»' * 200}</p><p>{WESTERN}</p>"
    assert decode(page.encode("cp1252"), "iso-8859-1") == page


def test_real_pages_that_are_not_the_utf8_they_declare(factbook: Path) -> None:
    """Every page of a real site that is not the UTF-8 it declares is read, its accents right."""
    broken = {}
    for path in factbook.rglob("*.html"):
        body = path.read_bytes()
        try:
            body.decode()
        except UnicodeDecodeError:
            broken[path.relative_to(factbook).as_posix()] = decode(body)
    assert len(broken) == 21
    assert not any("\ufffd" in text for text in broken.values())
    strange = {letter for text in broken.values() for letter in text if letter > "\x7f"}
    assert strange == set("\xa0ºàáéÈÉ’")
    assert "Lazare SÈHOUÉTO" in broken["geos/bn.html"]
    assert "Forces Armées de la République Démocratique" in " ".join(broken["geos/cg.html"].split())


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
