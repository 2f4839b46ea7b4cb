"""Terms such as genres, countries and instruments, spelt one way. What may not live here: names of entities."""

from __future__ import annotations

import re

from infoseek.linking.naming.names import fold_name
from infoseek.linking.stating.name_lists import MAX_VALUE_CHARS, Style, names_in
from infoseek.linking.values.date_pattern import MONTH

MAX_TERM_WORDS = 6
_MOST_PROPER_WORDS = 4
# Folded spellings of one term.
_SAME = {
    "r b": "rhythm and blues",
    "rnb": "rhythm and blues",
    "rhythm blues": "rhythm and blues",
    "country and western": "country",
    "country music": "country",
    "soul music": "soul",
    "blues music": "blues",
    "jazz music": "jazz",
    "rock n roll": "rock and roll",
    "rock roll": "rock and roll",
    "sci fi": "science fiction",
    "us": "united states",
    "u s": "united states",
    "usa": "united states",
    "u s a": "united states",
    "united states of america": "united states",
    "uk": "united kingdom",
    "u k": "united kingdom",
    "great britain": "united kingdom",
}
# A share of a whole, as in "Bulgarian 84.5%".
_SHARE = re.compile(r"\s{0,3}(?:(?:less|more) than\s+)?[<>~]?\d+(?:[.,]\d+)?\s?%")
_BRACKETED = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_NOTE = re.compile(r"\bnotes?\b\s*[-–—:]", re.IGNORECASE)
_NO_TERMS = frozenset(
    "others|other|none|unspecified|unknown|various|na|n a|not applicable|not available".split("|")
)
_PIECE = re.compile(r"[,;/|•\n&]|\sand\s")
_PROPER = re.compile(r"[A-ZÀ-ÞŁŚŻČŠŽ][^\W\d_]*(?:[ '’-](?:(?:of|the|de|la|du)\s)?[A-ZÀ-ÞŁŚŻČŠŽ]?[^\W\d_]+)*")
_LOWER_WORD = re.compile(r"(?<![\w'’-])(?!(?:of|the|de|la|du)\b)[a-z]{2,}")
_MONEY_CODE = re.compile(r"\(\s?([A-Z]{3})\s?\)|(?<![A-Z])([A-Z]{3})(?![A-Za-z])")
_PER_DOLLAR = re.compile(
    r"^\s*(?P<name>[^();:\d]{2,60}?)\s*(?:\([A-Z]{3}\))?\s+per\s+(?:US dollar|USD)\b", re.IGNORECASE
)
_CALLING = re.compile(
    r"(?:country code\s*[-–—:]\s*|^\s*\+\s?)(?P<code>\d{1,4}(?:[- ]\d{1,4})?)(?!\d)", re.IGNORECASE
)
_TLD = re.compile(r"(?<![\w.])\.([a-z]{2,24}|[^\W\d_a-zA-Z]{1,24})\b")
# A full stop with a new sentence behind it.
_PROSE = re.compile(r"[a-z]{3}[.!?]\s+[A-Z][a-z]+\s+[a-z]")
_SENTENCE = re.compile(r"\b(?:per|is|are|used|use|uses)\b")
_DAY = re.compile(rf"(?:^|\s)\d{{1,2}}\s+{MONTH}.*$", re.IGNORECASE | re.DOTALL)
_FIRST = re.compile(r"[^;,|•\n(\[]+")


def normal_term(folded: str) -> str:
    """The one spelling of a folded term."""
    return _SAME.get(folded, folded)


def terms_in(text: str, style: Style = "terms") -> list[str]:
    """The terms a row's value lists, normalised, in order, each once; whole sentences are no terms.

    style: how such rows write them (`name_lists.Style`): "proper terms" begin with a capital (languages), of
    "first" only the first is read, a currency stands before "per US dollar" or is named by its code.
    """
    text = text[:MAX_VALUE_CHARS]
    if _PROSE.search(text) and style in ("terms", "proper terms"):
        return []
    match style:
        case "proper terms":
            found = _proper(text)
        case "first":
            first = _FIRST.search(text)
            found = _plain(_DAY.sub("", first[0])) if first else []
        case "currency":
            per = _PER_DOLLAR.match(text)
            found = [fold_name(per["name"])] if per else [] if _SENTENCE.search(text) else _plain(text)
        case "code":
            code = _MONEY_CODE.search(text)
            found = [(code[1] or code[2]).casefold()] if code and code[0] != "USD" else []
        case "calling code":
            calling = _CALLING.search(text)
            found = [fold_name(calling["code"])] if calling else []
        case "tld":
            found = [fold_name(domain) for domain in _TLD.findall(text)]
        case _:
            found = _plain(_SHARE.sub("", text))
    return [term for term in dict.fromkeys(found) if term and term not in _NO_TERMS]


def _plain(text: str) -> list[str]:
    terms = (normal_term(name.folded.removeprefix("and ")) for name in names_in(text, (), "terms"))
    return [term for term in terms if len(term.split()) <= MAX_TERM_WORDS]


def _proper(text: str) -> list[str]:
    """ "Polish (official) 97.8%, other 2.2%": what has a capital, without brackets, shares and remarks."""
    note = _NOTE.search(text)
    plain = _BRACKETED.sub(" ", _SHARE.sub(" ", text[: note.start()] if note else text))
    found = []
    for piece in _PIECE.split(plain):
        word = piece.strip(" .:-–—")
        is_term = _PROPER.fullmatch(word) and not _LOWER_WORD.search(word)
        if is_term and len(word.split()) <= _MOST_PROPER_WORDS:
            found.append(normal_term(fold_name(word)))
    return found
