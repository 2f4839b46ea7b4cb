"""Pages in twenty character sets, said in every way in which a character set can be said, or not said."""

from __future__ import annotations

import codecs

import pytest

from infoseek.settings import Settings
from infoseek.web.page.extract import extract
from infoseek.web.seeds import SeedSet
from tests.scrapers.crawling import crawl
from tests.scrapers.site import Site, answer

URL = "http://example.org/"

_WESTERN = (
    "Zürich liegt am Fluß. Der Größte heißt Jürgen, die Übrigen gehen früher nach Österreich über die Brücke."
)
_CENTRAL = (
    "Příliš žluťoučký kůň úpěl ďábelské ódy. Nechť již hříšné saxofony ďáblů rozezvučí síň úděsnými tóny."
)
_RUSSIAN = "Съешь же ещё этих мягких французских булок, да выпей чаю. Широкая электрификация южных губерний."
_GREEK = "Ξεσκεπάζω την ψυχοφθόρα βδελυγμία. Η γρήγορη αλεπού πηδάει πάνω από τον τεμπέλη σκύλο."
_TURKISH = "Pijamalı hasta yağız şoföre çabucak güvendi. Öküz ajan hapse düştü yavrum, ocağı felce uğramış."
_BALTIC = "Įlinkdama fechtuotojo špaga sublykčiojusi pragręžė apvalų arbūzą. Žvirbliai čiulba ąžuoluose."
_JAPANESE = "いろはにほへと散りぬるを。我が世誰ぞ常ならむ。有為の奥山今日越えて、浅き夢見じ酔ひもせず。"
_CHINESE = "天地玄黄，宇宙洪荒。日月盈昃，辰宿列张。寒来暑往，秋收冬藏。闰余成岁，律吕调阳。"
_TAIWANESE = "天地玄黃，宇宙洪荒。日月盈昃，辰宿列張。寒來暑往，秋收冬藏。閏餘成歲，律呂調陽。"
_KOREAN = (
    "다람쥐 헌 쳇바퀴에 타고파. 모든 국민은 법 앞에 평등하다. 나라의 말이 중국과 달라 서로 통하지 아니한다."
)
_HEBREW = "דג סקרן שט בים מאוכזב ולפתע מצא חברה. בראשית ברא אלהים את השמים ואת הארץ."
_ARABIC = "صف خلق خود كمثل الشمس إذ بزغت. يحظى الضجيع بها نجلاء معطار. قال المعلم هذا الدرس مهم."
_THAI = "เป็นมนุษย์สุดประเสริฐเลิศคุณค่า กว่าบรรดาฝูงสัตว์เดรัจฉาน จงฝ่าฟันพัฒนาวิชาการ"

TEXTS = {
    "utf-8": _RUSSIAN, "utf-16": _RUSSIAN, "utf-16le": _WESTERN, "utf-16be": _GREEK,
    "windows-1252": _WESTERN, "iso-8859-1": _WESTERN, "iso-8859-15": _WESTERN, "windows-1250": _CENTRAL,
    "iso-8859-2": _CENTRAL, "windows-1251": _RUSSIAN, "koi8-r": _RUSSIAN, "iso-8859-5": _RUSSIAN,
    "windows-1253": _GREEK, "windows-1254": _TURKISH, "windows-1257": _BALTIC, "windows-1255": _HEBREW,
    "windows-1256": _ARABIC, "shift_jis": _JAPANESE, "euc-jp": _JAPANESE, "gb18030": _CHINESE, "gbk": _CHINESE,
    "big5": _TAIWANESE, "euc-kr": _KOREAN, "windows-874": _THAI,
}  # fmt: skip
_PYTHON = {"windows-874": "cp874"}
_WITH_MARK = ("utf-8", "utf-16le", "utf-16be")
_MARKS = {"utf-8": codecs.BOM_UTF8, "utf-16le": codecs.BOM_UTF16_LE, "utf-16be": codecs.BOM_UTF16_BE}
_DETECTED = (
    "utf-8",
    "utf-16",
    "windows-1252",
    "windows-1251",
    "koi8-r",
    "shift_jis",
    "euc-jp",
    "gb18030",
    "big5",
)


def encoded(charset: str, head: str = "") -> bytes:
    page = f"<html><head>{head}<title>x</title></head><body><p>{TEXTS[charset]}</p></body></html>"
    return page.encode(_PYTHON.get(charset, charset))


@pytest.mark.parametrize("charset", TEXTS)
def test_said_by_the_header(charset: str) -> None:
    """The header's character set is used, even where the page itself says another."""
    assert TEXTS[charset] in extract(encoded(charset, "<meta charset=utf-8>"), URL, charset).text


@pytest.mark.parametrize("charset", [each for each in TEXTS if not each.startswith("utf-16")])
def test_said_by_the_page(charset: str) -> None:
    """A meta element says it in the old way and in the new."""
    new = f'<meta charset="{charset}">'
    old = f'<meta http-equiv="Content-Type" content="text/html; charset={charset}">'
    assert TEXTS[charset] in extract(encoded(charset, new), URL).text
    assert TEXTS[charset] in extract(encoded(charset, old), URL).text


@pytest.mark.parametrize("charset", _WITH_MARK)
def test_said_by_a_byte_order_mark(charset: str) -> None:
    """A byte order mark counts more than the header."""
    assert TEXTS[charset] in extract(_MARKS[charset] + encoded(charset), URL, "windows-1252").text


@pytest.mark.parametrize("charset", _DETECTED)
def test_not_said_at_all(charset: str) -> None:
    """What nobody says is detected from the bytes."""
    assert TEXTS[charset] in extract(encoded(charset), URL).text


@pytest.mark.service
def test_no_page_of_a_crawl_is_lost_to_its_encoding(settings: Settings, site: Site) -> None:
    """All of them on one site, by header, mark, meta element and by nothing: each is stored with its own text."""
    expected = {}
    for charset in TEXTS:
        forms = {"header": (encoded(charset), f"text/html; charset={charset}")}
        if not charset.startswith("utf-16"):
            forms["meta"] = (encoded(charset, f"<meta charset={charset}>"), "text/html")
        if charset in _MARKS:
            forms["mark"] = (_MARKS[charset] + encoded(charset), "text/html")
        if charset in _DETECTED:
            forms["none"] = (encoded(charset), "text/html")
        for form, (body, kind) in forms.items():
            site.pages[f"/{charset}/{form}"] = answer(200, body, Content_Type=kind)
            expected[f"/{charset}/{form}"] = TEXTS[charset]
    site.page("/", "Start. " + " ".join(f'<a href="{path}">x</a>' for path in expected))
    found = crawl(settings, SeedSet(name="encodings", urls=[f"{site.url}/"], scope=[site.name]))
    assert found.failures == {}
    texts = found.texts(site.url)
    stored = {path: next((texts[p] for p in aliases_and(found, site, path)), "") for path in expected}
    assert [path for path, text in expected.items() if text not in stored[path]] == []


def aliases_and(found: object, site: Site, path: str) -> list[str]:
    """The path itself, or the page that it was folded into as a copy."""
    pages = found.pages  # type: ignore[attr-defined]
    url = f"{site.url}{path}"
    return [
        each.removeprefix(site.url)
        for each, row in pages.items()
        if each == url or url in row["aliases_urls"]
    ]
