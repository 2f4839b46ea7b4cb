"""The lead sentence's grammar: "X is a 1964 album by …" taken apart into noun phrase and what follows.

What lives here: finding the phrase and its head noun. What may not: entities or edges made of it, the nouns.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from infoseek.linking.kinds.lead_nouns import (
    COMPOUNDS,
    NO_TYPES,
    VAGUE,
    is_modifier,
    is_noun,
    read_as,
    singular,
)

__all__ = ["MAX_LEAD_CHARS", "Phrase", "predicate_phrase", "read_as"]

MAX_LEAD_CHARS = 1500
_PARTICLE_CHARS = 3

_COPULA = re.compile(r"(?<![\w'’-])(?:is|was|are|were)(?![\w'’-])")
_OPENING = re.compile(
    r"\s*(?:(?:also|still|now|primarily|mainly|best known as|perhaps|currently|formerly|essentially|basically)\s+)?"
    r"(?P<one>(?:one|any|(?:the\s+)?(?:\w+\s+)?(?:[a-z]+est|only|first|second|third|last|most\s+\w+|least\s+\w+)"
    r"(?:\s+and\s+[a-z]+est)?)\s+of\s+|among\s+)?"
    r"(?:(?:an?|the)\s+|(?P<owner>(?:[^\s,.;]+\s+){0,4}?[^\s,.;]+['’]s?\s+)|(?=\d{4}\s))",
)
_COUNT = re.compile(
    r"(?:world['’]s\s+)?(?:(?:two|three|four|five|six|seven|eight|nine|ten|many|several|various|\d+)\s+)"
)
_NAMING = re.compile(
    r"^(?:(?:common|official|working)\s+)?(?:name|title|type|kind|form|species|sub-?species|sort|subtype|variety)\s+of\s+"
    r"(?:(?:an?|the|two|domesticated|extinct|small|large)\s+)*"
)
# A participle with what hangs on it opens a clause behind the noun, unless it is a noun itself.
_CLAUSE = (
    r"(?!(?:building|painting|recording|drawing|engraving|meeting|gathering|ring|wing|king|string|spring|thing|"
    r"being|offspring|setting|offering|listing|posting|mapping|ranking|warning|wedding|seed|feed|breed|bed|shed|"
    r"embed|need)\s)(?:\w{2,}(?:ed|ing)|built|run|meant|kept|held|seen|sold|shown|given)\s+(?:by|in|on|to|for|from|at|with|of|as|into|the|an?|around)"
)
_STOP = re.compile(
    r"(?<![\w-])(?:by|of|from|in|on|off|at|for|to|with|as|into|about|under|near|between|during|after|before|"
    r"that|which|who|whose|where|when|while|and is|and was|or is|is|was|has|had|"
    r"released|recorded|written|co-written|composed|performed|directed|produced|published|covered|sung|created|"
    r"located|situated|founded|based (?:in|on|at|upon|around|near|out|off)|born|known|originally|best|first (?:recorded|published|released|performed)|"
    r"starring|featuring|consisting|containing|focusing|made|set in|named|called|made up|formed|established|"
    r"associated|closely|historically|formerly|usually|typically|often|like|such as|within|via|through|you|we|they|he|she|it|people|how|"
    r"led|owned|headquartered|active|working|over|across|won|fought|held|painted (?:by|in|on)|sponsored|"
    rf"{_CLAUSE})(?![\w-])|[;:.!?](?:\s|$)|\s[–—-]\s"
)
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_QUOTES = re.compile(r'"[^"]*"|“[^”]*”')
_SEGMENT = re.compile(r",\s*(?:and\s+)?|\s+and\s+|\s+or\s+|/|\s&\s")
_YEAR = re.compile(r"(?<![\w.,-])(1[4-9]\d\d|20\d\d)(?![\w.,-])")
_PLAIN_WORD = re.compile(r"[A-Za-z][a-z]{2,24}|[A-Z]{2,6}|[a-z]+(?:-[a-z]+)+")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A sentence "X is (noun phrase) (rest)".

    subject_end, start, end: where the copula begins and the noun phrase's span, in the sentence.
    segments: its coordinated parts; nouns: their known head nouns; head: the noun the type is read from.
    year: a year that stands before the head ("a 1964 album"), or 0.
    """

    subject_end: int
    start: int
    end: int
    segments: tuple[str, ...]
    nouns: tuple[str, ...]
    head: str
    year: int


def predicate_phrase(sentence: str, names: Iterable[str]) -> Phrase | None:
    """The sentence's main predicate where it is a noun phrase; None otherwise.

    names: what the subject is called, so that an "is" inside a name is not taken for the verb.
    """
    sentence = sentence[:MAX_LEAD_CHARS]
    masked = _masked(sentence, names)
    copula = _COPULA.search(masked)
    if copula is None:
        return None
    opening = _OPENING.match(masked, copula.end())
    is_plural = opening is None or bool(opening["one"])
    if opening is not None:
        start = opening.end()
    elif copula[0] in ("are", "were"):
        start = copula.end() + 1
    else:
        return None
    start = _after(_COUNT, masked, start) if is_plural else start
    start = _after(_NAMING, masked, start)
    stop = _STOP.search(masked, start)
    end = stop.start() if stop else len(masked)
    text = re.sub(r"\s+", " ", masked[start:end]).strip(" ,.")
    segments = tuple(part.strip() for part in _SEGMENT.split(text) if part.strip())
    if not segments:
        return None
    if is_plural:
        segments = tuple(singular(segment) for segment in segments)
    nouns = tuple(noun for noun in map(_last_noun, segments) if noun)
    year = _YEAR.search(segments[0])
    head = next((noun for noun in nouns if noun not in VAGUE), "") or _fallback(segments, bool(nouns))
    if opening is None and not is_noun(head.casefold()):
        # Without an article an unknown word may as well be an adjective.
        head = ""
    return Phrase(
        copula.start(), start, end, segments, nouns, head or "".join(nouns[:1]), int(year[1]) if year else 0
    )


def _after(pattern: re.Pattern[str], text: str, start: int) -> int:
    match = pattern.match(text[start:])
    return start + match.end() if match else start


def _masked(sentence: str, names: Iterable[str]) -> str:
    """The sentence with brackets, quotes and the subject's names blanked, every offset kept."""
    text = sentence
    for pattern in (_BRACKETS, _BRACKETS, _QUOTES):
        text = pattern.sub(lambda match: " " * len(match[0]), text)
    for name in sorted(set(names), key=len, reverse=True):
        at = text.find(name) if len(name) > 2 else -1
        if 0 <= at < 200 and not _COPULA.search(text[:at]):
            text = text[:at] + " " * len(name) + text[at + len(name) :]
    return text


def _last_noun(segment: str) -> str:
    """The segment's known noun at its end, the longest compound first; "" where its last word is unknown."""
    words = [word.casefold() for word in segment.split()]
    for length in (3, 2):
        compound = " ".join(words[-length:])
        if len(words) >= length and compound in COMPOUNDS:
            return compound
    return words[-1] if words and is_noun(words[-1]) else ""


def _unhyphened(word: str) -> str:
    """The last part of a word in parts, unless it is a particle: a co-op is a co-op, and a pop-up a pop-up."""
    part = word.rpartition("-")[2]
    return part if len(part) > _PARTICLE_CHARS or is_noun(part) else word


def _fallback(segments: tuple[str, ...], is_vague: bool) -> str:
    """The head where no segment ends in a telling noun.

    A vague noun has the one it is said of before it ("comedy film parody"); else it is the plain last word of
    the phrase, be it known or not, and where that is no noun the rightmost known one.
    """
    last = segments[-1].split()[-1]
    if not is_vague and _PLAIN_WORD.fullmatch(last):
        word = last if last.isupper() else _unhyphened(last.casefold())
        if not is_modifier(word.casefold()) and word.casefold() not in NO_TYPES:
            return word
    if last.casefold() in NO_TYPES:
        return last.casefold()
    for segment in segments:
        words = segment.split()
        for length in range(len(words) - 1, 0, -1):
            noun = _last_noun(" ".join(words[:length]))
            if noun and noun not in VAGUE:
                return noun
    return ""
