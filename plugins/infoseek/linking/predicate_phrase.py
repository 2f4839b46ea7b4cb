"""The lead sentence's grammar: "X is a 1964 album by …" taken apart into noun phrase and what follows.

What lives here: finding the phrase and its head noun. What may not: entities or edges made of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from infoseek.linking.types import KINDS

MAX_LEAD_CHARS = 1500

# Nouns a lead uses for what `types` knows under another name.
_READ_AS = {
    "single": "song",
    "standard": "song",
    "ballad": "song",
    "tune": "song",
    "track": "song",
    "movie": "film",
    "cd": "album",
    "lp": "album",
    "compilation": "compilation album",
    "soundtrack": "soundtrack album",
    "box set": "compilation album",
    "greatest hits": "compilation album",
    "publishing house": "publisher",
    "film studio": "production company",
    "trombonist": "musician",
    "violinist": "musician",
    "cellist": "musician",
    "organist": "musician",
    "flautist": "musician",
    "clarinetist": "musician",
    "opera house": "theatre",
    "playhouse": "theatre",
    "tributary": "river",
    "novelette": "novella",
    "multi-instrumentalist": "musician",
    "instrumentalist": "musician",
    "vocalist": "singer",
    "singer-songwriter": "singer",
}
# Nouns too vague to name a type by themselves: what the infobox says comes first.
VAGUE = frozenset("hit number release disc record recording version collection set title piece work".split())
_COMPOUNDS = frozenset(
    "live album|compilation album|soundtrack album|greatest hits album|remix album|tribute album|concept album|"
    "television sitcom|television series|television film|radio series|short film|documentary film|short story|"
    "girl group|boy band|rock band|vocal group|record producer|film producer|film director|record label|"
    "record company|publishing house|publishing company|film studio|production company|box set|greatest hits|"
    "children's book|comic book|music festival|film festival|concert tour|video game|film company|opera house|"
    "concert hall|song contest".split("|")
)
_NOUNS = frozenset().union(*KINDS.values(), _READ_AS)
# Participles, and words that fill a noun's place without naming a kind of thing.
_NO_NOUNS = frozenset(
    "held built given shown seen found run kept sent sold won lost etc same one ones way thing something first last "
    "only other result reason part lot example case time year day".split()
)
_COPULA = re.compile(r"(?<![\w'’-])(?:is|was|are|were)(?![\w'’-])")
_OPENING = re.compile(
    r"\s*(?:(?:also|still|now|primarily|mainly|best known as|perhaps)\s+)?"
    r"(?:(?P<one>one of|among)\s+)?"
    r"(?:(?:an?|the)\s+|(?P<owner>(?:[^\s,.;]+\s+){0,4}?[^\s,.;]+['’]s?\s+)|(?=\d{4}\s))",
)
_NAMING = re.compile(r"^(?:name|title|type|kind|form|species|part|member)\s+of\s+(?:an?\s+|the\s+|two\s+)?")
_STOP = re.compile(
    r"(?<![\w-])(?:by|of|from|in|on|off|at|for|to|with|as|into|about|under|near|between|during|after|before|"
    r"that|which|who|whose|where|when|while|and is|and was|or is|is|was|has|had|"
    r"released|recorded|written|co-written|composed|performed|directed|produced|published|covered|sung|created|"
    r"located|situated|founded|based|born|known|originally|best|first (?:recorded|published|released|performed)|"
    r"starring|featuring|consisting|containing|focusing|made|set in|named|called|made up|formed|established|"
    r"associated|closely|"
    r"led|owned|headquartered|active|working|over|across|won|fought|held|painted (?:by|in|on)|sponsored)(?![\w-])|[;:.!?](?:\s|$)|\s[–—-]\s"
)
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_QUOTES = re.compile(r'"[^"]*"|“[^”]*”')
_SEGMENT = re.compile(r",\s*(?:and\s+)?|\s+and\s+|\s+or\s+")
_YEAR = re.compile(r"(?<![\w.,-])(1[4-9]\d\d|20\d\d)(?![\w.,-])")


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
    if opening is None:
        return None
    start = opening.end()
    naming = _NAMING.match(masked[start:])
    if naming and not masked[start:].startswith(("member", "part")):
        start += naming.end()
    stop = _STOP.search(masked, start)
    end = stop.start() if stop else len(masked)
    text = re.sub(r"\s+", " ", masked[start:end]).strip(" ,.")
    segments = tuple(part.strip() for part in _SEGMENT.split(text) if part.strip())
    if not segments:
        return None
    if opening["one"]:
        segments = tuple(_singular(segment) for segment in segments)
    nouns = tuple(noun for noun in map(_last_noun, segments) if noun)
    year = _YEAR.search(segments[0])
    head = nouns[0] if nouns else _fallback(segments)
    return Phrase(copula.start(), start, end, segments, nouns, head, int(year[1]) if year else 0)


def read_as(noun: str) -> str:
    """The type noun a head noun stands for: "single" and "standard" are songs."""
    return _READ_AS.get(noun, noun)


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
        if len(words) >= length and compound in _COMPOUNDS:
            return compound
    return words[-1] if words and (words[-1] in _NOUNS or words[-1] in VAGUE) else ""


def _fallback(segments: tuple[str, ...]) -> str:
    """The rightmost known noun of the first segment that has one, else a plain last word, else ""."""
    for segment in segments:
        words = segment.split()
        for length in range(len(words) - 1, 0, -1):
            noun = _last_noun(" ".join(words[:length]))
            if noun:
                return noun
    word = segments[0].split()[-1]
    return (
        word if len(segments) == 1 and re.fullmatch(r"[a-z]{3,20}", word) and not _is_modifier(word) else ""
    )


def _is_modifier(word: str) -> bool:
    return word in _NO_NOUNS or word.endswith(
        ("ed", "ing", "ly", "ous", "ish", "ful", "less", "able", "ible", "ive", "est")
    )


def _singular(segment: str) -> str:
    if segment.endswith("ies"):
        return segment[:-3] + "y"
    return segment[:-1] if segment.endswith("s") and not segment.endswith("ss") else segment
