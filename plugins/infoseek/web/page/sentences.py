"""Splits English prose into sentences. What may not live here: markup, pages, other units of text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable

Span = tuple[int, int]

MAX_QUOTED_TITLE = 60

# Never end a sentence: what follows belongs to them.
_OPEN = frozenset(
    "mr mrs ms dr prof rev fr st mt ft gen col sgt capt lt maj cmdr adm gov sen rep pres hon "
    "vs v no nos vol vols ch pp p ed eds trans feat ed al e.g i.e cf viz ca c approx fig op b d r née".split()
)
# May end one: they do where the next word commonly begins a sentence.
_MAYBE = frozenset(
    "jr sr inc co corp ltd bros u.s u.k u.s.a d.c l.a n.y a.m p.m ph.d m.d b.a m.a etc esq dept univ assn "
    "jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat sun ave blvd rd".split()
)
_STARTERS = frozenset(
    "a an the he she it they we i you his her its their our my your this that these those there here "
    "in on at by for from with after before during while when where although though however but and so as "
    "if since because both some many most several other others another one two three first later soon then "
    "also according despite due until upon among following not all each every either neither no nobody "
    "only once what who which why how to of about around between through throughout under over against "
    "besides meanwhile moreover instead additionally eventually initially originally today".split()
)
_BOUNDARY = re.compile(r"[.!?…]+[\"'”’»)\]]*(?= +([\"'“‘«(\[]*)([^\s]))")
_WORD_BEFORE = re.compile(r"[^\s\"'“”‘’(\[]+$")
_FIRST_WORD = re.compile(r"[\"'“‘«(\[]*([^\W\d_]+)")
_INITIAL = re.compile(r"(?:[A-Z]\.)*[A-Z]")
_QUOTED = re.compile(
    rf"(?<![^\s(\[—–-])\"(?=\S)[^\"]{{1,{MAX_QUOTED_TITLE}}}(?<=\S)\"|“[^”]{{1,{MAX_QUOTED_TITLE}}}”"
)


def split(text: str, titles: Iterable[Span] = ()) -> list[Span]:
    """The sentences of one block of text, as spans that leave out the space between them.

    titles: spans that are one name each, such as links and italics; no sentence ends inside one, and one
        that ends in "?" ends a sentence only where the next word begins one. Short quotations count too.
    """
    spans = sorted({*titles, *(match.span() for match in _QUOTED.finditer(text))})
    starts = [start for start, _ in spans]
    # The furthest end of all spans that begin at or before each one.
    ends: list[int] = []
    for _, end in spans:
        ends.append(max(end, ends[-1]) if ends else end)
    found: list[Span] = []
    begin = 0
    for match in _BOUNDARY.finditer(text):
        number = bisect_right(starts, match.start()) - 1
        reach = ends[number] if number >= 0 else 0
        if reach > match.end() or not _ends_sentence(text, match, is_title=reach > match.start()):
            continue
        found.append((begin, match.end()))
        begin = match.end() + 1
        while begin < len(text) and text[begin] == " ":
            begin += 1
    if text[begin:].strip():
        found.append((begin, len(text.rstrip())))
    return found


def _ends_sentence(text: str, mark: re.Match[str], is_title: bool) -> bool:
    following = mark[2]
    if not (following.isupper() or following.isdigit() or (mark[1] and not following.islower())):
        return False
    word = _WORD_BEFORE.search(text, max(0, mark.start() - 40), mark.start())
    before = word[0] if word else ""
    first = _FIRST_WORD.match(text, mark.end() + 1)
    is_start = first is not None and first[1].lower() in _STARTERS
    # "Shout! Factory" and "Yes Indeed! Records" are names.
    if mark[0][0] == "!" or (is_title and mark[0][0] == "?"):
        return is_start
    if mark[0] != ".":
        return True
    plain = before.lower()
    if plain in _OPEN:
        return False
    if plain in _MAYBE or _INITIAL.fullmatch(before):
        return is_start
    return True
