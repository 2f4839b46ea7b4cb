"""Names of things in a row's value, by how such rows write them. What may not live here: numbers, dates and terms."""

from __future__ import annotations

import re
from dataclasses import replace

from infoseek.linking.naming.names import fold_name
from infoseek.linking.page import Page
from infoseek.linking.predicates.predicate import Predicate
from infoseek.linking.stating.name_lists import MAX_VALUE_CHARS, Name, names_in
from infoseek.linking.values.quantities import measures_in

# Words of a phrase, which is no name: "no official capital", "south of Poland".
_PHRASE = re.compile(
    r"(?<![\w'’-])(?!(?:of|the|and|de|da|di|do|dos|das|du|des|la|le|les|las|los|van|von|der|den|y|e|a|al|el|il|bin|es|"
    r"au|aux|am|an|upon|sur|sous|en)\b)[a-zà-ÿ]{2,}\b"
)
_NOTE = re.compile(r"[;,(]?\s{0,3}\bnotes?\b\s{0,3}[-–—:]", re.IGNORECASE)
# "Slovakia 420 km", "Germany 26.06%": what is said of a listed name beside it.
_MEASURED = re.compile(r"\s+(?:(?:less|more) than\s+)?[-−]?\d[\d,.]*\s?(?:km|mi|m|%)?$", re.IGNORECASE)
_SAID = re.compile(
    r"\([^()]{0,200}\)|\b(?:(?:less|more) than\s+)?[-−]?\d[\d,.]*\s?(?:km|mi|m|%)?", re.IGNORECASE
)
_REMARK = re.compile(r"(?<=;)[^;]+")
_COUNTED = re.compile(r"^\(?\d{1,3}\)?[:\s]\s*")
_GUEST = re.compile(r"[^,;()]{0,120}\([^()]{0,120}\)")
_WHERE = re.compile(r"\s(?:on|in|at|near|along|between)\s", re.IGNORECASE)
_NEAR = re.compile(r"^\s*(?:near|at|in|on|along)\s+", re.IGNORECASE)
_NO_POINT = re.compile(r"^\s*(?:unnamed|unknown|several|sea level)\b", re.IGNORECASE)
_TITLES = re.compile(
    r"^\s*(?:(?:(?:Acting|Interim|Vice|Deputy|Federal|Lord|His|Her|Crown|Grand|Co-)\s*)*(?:President|Prime Minister|"
    r"Premier|Chancellor|Queen|King|Emperor|Sultan|Amir|Emir|Prince|Princess|Duke|Governor[- ]General|Governor|"
    r"Administrator|High Commissioner|Commissioner|Chief Minister|Majesty|Highness|Excellency|Holiness|Honou?rable|"
    r"General|Gen\.|Lt\.|Col\.|Capt\.|Cdr\.|Maj\.|Dr\.?|Sir|Dame|Sheikh|Pope|Chairman|Chief Executive|Mayor|"
    r"Ambassador|Brig\.|Field Marshal|Marshal|Captain|Colonel|Brigadier|The)(?=\s)\s*)+"
)
_STOP = re.compile(r"[(\[;,|\n]|\s[-–—]\s")
_LETTER = re.compile(r"[^\W\d_]")


def row_names(page: Page, span: tuple[int, int], predicate: Predicate) -> tuple[list[Name], bool]:
    """The names a row's value states for a predicate, and whether it was read as a whole list.

    span: of the value in the page's text.
    """
    start, end = span[0], min(span[1], span[0] + MAX_VALUE_CHARS)
    match predicate.style:
        case "listed":
            return _listed(page, start, end, predicate)
        case "point":
            return _point(page, start, end), True
        case "incumbent":
            return _incumbent(page, start, end), False
    names = _plain(page, start, end, predicate)
    if predicate.style == "places":
        kept = [name for name in names if name.target_url or not _PHRASE.search(name.text)]
        return kept, len(kept) == len(names)
    return names, True


def _plain(page: Page, start: int, end: int, predicate: Predicate) -> list[Name]:
    return names_in(page.text[start:end], page.links_within(start, end), predicate.style, start)


def _listed(page: Page, start: int, end: int, predicate: Predicate) -> tuple[list[Name], bool]:
    """ "Belarus 605 km, Russia (Kaliningrad Oblast) 432 km": names with what is said of each."""
    text = page.text[start:end]
    note = _NOTE.search(text)
    text = text[: note.start()] if note else text
    if predicate.name == "participates_in":
        # Observers and candidates take part as something else.
        text = _GUEST.sub(_blank, text)
    plain = _REMARK.sub(lambda part: _blank(part) if _is_phrase(part[0]) else part[0], text)
    found: dict[str, Name] = {}
    is_whole = note is None and plain == text
    for name in names_in(plain, page.links_within(start, start + len(plain)), "listed", start):
        written = _COUNTED.sub("", _MEASURED.sub("", name.text)).strip()
        folded = fold_name(written)
        if not written or _PHRASE.search(written) or not _LETTER.match(written):
            is_whole = False
        elif folded:
            found.setdefault(folded, replace(name, text=written, folded=folded))
    return list(found.values()), is_whole


def _is_phrase(segment: str) -> bool:
    """True where what follows a list says something of it, as a sentence does."""
    return bool(_PHRASE.search(_SAID.sub(" ", segment)))


def _blank(match: re.Match[str]) -> str:
    return "," * len(match[0])


def _point(page: Page, start: int, end: int) -> list[Name]:
    """ "Rysy 2,499 m", "near Raczki Elblaskie -2 m": a place before its height."""
    text = page.text[start:end].partition(";")[0]
    measures = measures_in(text, "m")
    text = text[: measures[0].start] if measures else text
    near = _NEAR.match(text)
    begin = near.end() if near else 0
    where = _WHERE.search(text, begin)
    stop = where.start() if where else len(text)
    if _NO_POINT.match(text):
        return []
    links = page.links_within(start + begin, start + stop)
    names = names_in(text[begin:stop], links, "places", start + begin)[:1]
    return [name for name in names if name.target_url or not _PHRASE.search(name.text)]


def _incumbent(page: Page, start: int, end: int) -> list[Name]:
    """ "President Bronislaw KOMOROWSKI (since 6 August 2010)": the first person, without the titles."""
    links = page.links_within(start, end)
    title = _TITLES.match(page.text[start:end])
    begin = title.end() if title else 0
    rest = page.text[start + begin : end]
    stop = _STOP.search(rest)
    rest = rest[: stop.start()] if stop else rest
    if links and links[0].start >= start + begin and links[0].end <= start + begin + len(rest):
        return names_in(rest, links[:1], "people", start + begin)[:1]
    # "President of the Republic of X Y": where the land ends and the person begins is not told.
    if title is None or re.match(r"of\b|and\b", rest):
        rest = rest if title is None else ""
    names = names_in(rest, (), "people", start + begin)[:1]
    return [name for name in names if len(name.folded.split()) <= 6 and not _PHRASE.search(name.text)]
