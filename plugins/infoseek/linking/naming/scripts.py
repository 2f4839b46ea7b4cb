"""Names in other scripts and spellings: in Latin letters, in plain ones, as the lead gives them in their own language.

What lives here: spelling names otherwise, reading native names. What may not: folding (names.py).
"""

from __future__ import annotations

import re
import unicodedata

from anyascii import anyascii

from infoseek.linking.naming.names import fold_name

MAX_LEAD = 600
MAX_NATIVE_CHARS, MAX_NATIVE_WORDS = 80, 6
_STRESS = str.maketrans("", "", "\u0301\u0300\u200b\u200e\u200f\u00ad")
# German and Nordic letters have spellings of their own in plain letters.
_DIGRAPHS = str.maketrans(
    {
        "ä": "ae",
        "ö": "oe",
        "ü": "ue",
        "å": "aa",
        "ø": "oe",
        "æ": "ae",
        "Ä": "Ae",
        "Ö": "Oe",
        "Ü": "Ue",
        "Å": "Aa",
    }
    | {"Ø": "Oe", "Æ": "Ae", "ß": "ss", "œ": "oe", "Œ": "Oe"}
)
_LANGUAGES = (
    "Abkhaz|Afrikaans|Albanian|Amharic|Ancient Greek|Arabic|Aramaic|Armenian|Azerbaijani|Basque|Belarusian|Bengali|"
    "Bosnian|Breton|Bulgarian|Burmese|Catalan|Chinese|Cornish|Croatian|Czech|Danish|Dutch|Estonian|Finnish|French|"
    "Galician|Georgian|German|Greek|Gujarati|Hawaiian|Hebrew|Hindi|Hungarian|Icelandic|Indonesian|Irish|Italian|"
    "Japanese|Kannada|Kazakh|Khmer|Korean|Kurdish|Kyrgyz|Lao|Latin|Latvian|Lithuanian|Macedonian|Malay|Malayalam|"
    "Maltese|Maori|Marathi|Mongolian|Nepali|Norwegian|Old English|Old Norse|Ottoman Turkish|Pashto|Persian|Polish|"
    "Portuguese|Punjabi|Romanian|Russian|Sanskrit|Scottish Gaelic|Serbian|Serbo-Croatian|Sinhala|Slovak|Slovene|"
    "Somali|Spanish|Swahili|Swedish|Tagalog|Tajik|Tamil|Tatar|Telugu|Thai|Tibetan|Turkish|Turkmen|Ukrainian|Urdu|Uyghur|"
    "Uzbek|Vietnamese|Welsh|Yiddish|Native|Romanized|Romanised|romanized|romanised|Romaji|Hepburn|Pinyin|Wade–Giles|"
    "transliterated|transliteration|translit\\.|simplified Chinese|traditional Chinese|Hangul|Hanja|RR|kana"
)
_BRACKET = re.compile(r"\(([^()]{3,300})\)")
_SPELLING = re.compile(r"\s*[^\W\d_][\w'’-]*(?:\s[^\W\d_][\w'’-]*){0,5}\s*")
_LABELLED = re.compile(
    rf"(?:^|[\s,;(])(?:(?:in )?(?:{_LANGUAGES})(?: name)?(?::| as)?|[A-Z][a-z]{{2,14}}(?:ish|ian|ese|ic|ch):)\s+"
    r"(?P<name>[^,;:()\[\]]{1,80})"
)


def in_latin(name: str) -> list[str]:
    """A name's spellings in plain Latin letters that folding alone does not give: "Рай" -> "Ray", "Łódź" -> "Lodz".

    Folding strips marks ("Müller" is "muller"); German and Nordic letters have two plain spellings ("Mueller").
    """
    if name.isascii():
        return []
    folded = fold_name(name)
    found: dict[str, str] = {}
    for spelt in (anyascii(_bare(name)), anyascii(_bare(name).translate(_DIGRAPHS))):
        plain = re.sub(r"\s+", " ", spelt).strip()
        if fold_name(plain) not in ("", folded):
            found.setdefault(fold_name(plain), plain)
    return list(found.values())


def native_names(lead: str) -> list[str]:
    """The names that a lead's brackets give in their language: "(Russian: Ра́й)", "(Japanese: 東京, Tōkyō)".

    Also a name in another script that stands in brackets without a label.
    """
    found: dict[str, None] = {}
    # In a text of the same script a bracket holds a remark.
    is_remark = _is_foreign(lead.lstrip('"“«„ ')[:1])
    for bracket in _BRACKET.findall(lead[:MAX_LEAD]):
        for match in _LABELLED.finditer(f" {bracket}"):
            found.setdefault(_bare(match["name"]).strip(" '\"“”‘’"))
        was_foreign = False
        for part in re.split(r"[,;:]", bracket):
            # What follows a name in another script is its spelling in Latin letters.
            if not is_remark and (_is_foreign(part) or (was_foreign and _SPELLING.fullmatch(part))):
                found.setdefault(_bare(part).strip(" '\"“”‘’"))
            was_foreign = _is_foreign(part)
    return [name for name in found if 1 < len(name) <= MAX_NATIVE_CHARS and _is_name(name)]


def _bare(name: str) -> str:
    """The name without the stress marks of dictionaries and shapeless characters; other marks stay."""
    if name.isascii():
        return name
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).translate(_STRESS))


def _is_foreign(part: str) -> bool:
    letters = [letter for letter in part if letter.isalpha()]
    return bool(letters) and all(not unicodedata.name(letter, "").startswith("LATIN") for letter in letters)


def _is_name(name: str) -> bool:
    return not name[0].islower() and not name[0].isdigit() and len(name.split()) <= MAX_NATIVE_WORDS
