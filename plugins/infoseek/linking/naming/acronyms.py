"""Acronyms: those a text puts beside a name, and the initials a name has.

What lives here: forming and finding them. What may not: whose names they are (aliases.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from infoseek.linking.naming.names import fold_name

MAX_LEAD = 600
MAX_NAME_WORDS = 10
_LEAST_INITIALS = 3

_SHAPE = r"[A-Z](?=[\w.&+/-]{0,11}[A-Z0-9])[\w&+/.-]{1,11}"
_BESIDE = re.compile(
    rf"\(\s*(?:(?:often |also |usually |commonly |sometimes )?(?:abbreviated|abbr\.?|acronym|initialism|initials|short|"
    rf"known|shortened|stylized|a\.?k\.?a\.?|or|in short|called)\s*(?:as|to|for)?\s*:?,?\s*)?[\"“']?"
    rf"(?P<one>{_SHAPE})[\"”']?(?:\s+or\s+[\"“']?(?P<other>{_SHAPE})[\"”']?)?\s*[,;)]"
)
_SAID = re.compile(
    rf"\b(?:abbreviated(?:\s+(?:as|to))?|(?:known|referred to)\s+(?:simply\s+)?(?:as|by(?:\s+(?:its|the|their))?\s+"
    rf"(?:acronym|initials|abbreviation))|acronym(?:\s+(?:is|of|was))?|initials|or\s+simply|or)\s+[\"“']?(?P<one>{_SHAPE})"
    r"[\"”']?(?=[\s,;.)])"
)
_EXPANDED = tuple(
    re.compile(rf"\b(?:{opening})\s+(?:the\s+|an?\s+)?(?P<long>[^.;]{{3,120}})")
    for opening in (
        r"(?:abbreviation|acronym|initialism|backronym|shorthand|short)\s+(?:of|for)|stands for",
        "is|was",
    )
)
_BRACKET = re.compile(r"\(([^()]{3,80})\)")
_SMALL = frozenset("a an the of in on at by for from to with and or your its de la du des der und".split())
# Initials that spell an ordinary word would be found everywhere.
_WORDS = frozenset(
    "act add age ago aid aim air all and any are arm art ask ate bad bag bed big bit box boy but buy can cap car cat "
    "cup cut day did die dog due eat egg end eye far fee few fit fly for fun gap gas get god got had has hat her hid him "
    "his hit hot how ice its job key law lay led leg let lie lot low man map mar may men met mix net new nor not now odd "
    "off oil old one our out own pay per pet pop put ran raw red rid row run sad sat saw say sea see set she sir sit six "
    "sky son sum sun tax ten the tie tip too top try two use via war was way wet who why win won yes yet you also back "
    "band bank bass beat best born both call came case cast city come data date days does done down each east edit even "
    "ever fact fall farm fast film fire five form four free from full game gave give goal goes gold good hall hand hard "
    "head held help here high hold home hope hour idea into just keep kept kind king know lake land last late lead left "
    "less life like line list live long lord lost love made main make many mark mass meet mind more most move much must "
    "name near need news next nine note once only open over page part pass past plan play port post race rain read real "
    "rest rise road rock role room rose safe said sale same seat seen sent ship show side sign site size some song soon "
    "star stay step stop such sure take tale talk tape task team tell term test than that them then they thin this thus "
    "time told tone took tool tour town trip true turn type unit upon used vast very view vote wait walk wall want ways "
    "week well went were west what when wide wife wild will wind wish with wood word work year your".split()
)
_PART = re.compile(r"[A-Za-z0-9À-ɏ]+")


def initials(name: str) -> list[str]:
    """The initials of a name of three telling words or more: "BBC"; with small words too where that differs.

    "League of Film Makers" -> "LFM" and "LoFM".
    """
    words = _PART.findall(name)[: MAX_NAME_WORDS + 1]
    if words and words[0].casefold() in ("the", "a", "an"):
        words = words[1:]
    telling = [word for word in words if word.casefold() not in _SMALL]
    if not _LEAST_INITIALS <= len(telling) <= MAX_NAME_WORDS or not all(
        word[0].isupper() for word in telling
    ):
        return []
    short = "".join(word[0] for word in telling)
    full = "".join(word[0] if word in telling else word[0].casefold() for word in words)
    return [made for made in dict.fromkeys((short, full)) if made.casefold() not in _WORDS]


def acronyms_beside(text: str, names: Iterable[str]) -> list[str]:
    """The acronyms that a lead gives a thing of these names: "World Wide Web Consortium (W3C)", "abbreviated NFC".

    One counts if its letters begin words of a name, in order, or stand for the name's first letter at least where
    the text says that it is an abbreviation.
    """
    lead = text[:MAX_LEAD]
    found: dict[str, None] = {}
    names = list(names)
    for pattern in (_BESIDE, _SAID):
        for match in pattern.finditer(lead):
            for group in ("one", "other"):
                short = (match.groupdict().get(group) or "").strip(".,")
                if short and any(is_short_for(short, name) for name in names):
                    found.setdefault(short)
    return list(found)


def expansions_beside(text: str, acronym: str) -> list[str]:
    """What a lead says an acronym stands for: "NFC (Northern Film Company) is …", "an abbreviation for …"."""
    if not re.fullmatch(_SHAPE, acronym):
        return []
    lead = text[:MAX_LEAD]
    bare = re.sub(r"[()\",“”]", " ", lead)
    found = [*_BRACKET.findall(lead), *(match["long"] for said in _EXPANDED for match in said.finditer(bare))]
    longs = [_as_long_as(acronym, part) for part in found]
    return list(dict.fromkeys(long for long in longs if long))


def is_short_for(short: str, name: str) -> bool:
    """True where the letters of an acronym begin words of a name in order, or W3C-like count repeated ones."""
    letters = [letter.casefold() for letter in _spelt(short) if letter.isalnum()]
    words = [word for part in _PART.findall(name)[: 2 * MAX_NAME_WORDS] if (word := fold_name(part))]
    if (
        len(letters) < 2
        or len(words) < 2
        or letters[0] not in (words[0][0], words[min(1, len(words) - 1)][0])
    ):
        return False
    return _begin(letters, words) or _begins_inside(letters, words)


def _begin(letters: list[str], words: list[str]) -> bool:
    """True where the letters begin the words in order, small words left out or not."""
    if not letters:
        return all(word in _SMALL for word in words)
    if not words:
        return False
    is_next = words[0][0] == letters[0] and _begin(letters[1:], words[1:])
    return is_next or (words[0] in _SMALL and _begin(letters, words[1:]))


def _spelt(short: str) -> str:
    """ "WWWC" for "W3C": a digit behind a letter says how often the letter stands."""
    return re.sub(r"([A-Za-z])([2-4])(?=[A-Za-z])", lambda match: match[1] * int(match[2]), short)


def _begins_inside(letters: list[str], words: list[str]) -> bool:
    """True where the letters stand in the words in order, each word begun at most once: "HTML", "INSEE"."""
    if len(letters) < len([word for word in words if word not in _SMALL]):
        return False
    text = " ".join(words)
    at = 0
    for letter in letters:
        at = text.find(letter, at) + 1
        if not at:
            return False
    return True


def _as_long_as(acronym: str, text: str) -> str:
    """The first words of a text that an acronym is short for, or ""."""
    words = text.split()[:MAX_NAME_WORDS]
    for length in range(2, len(words) + 1):
        long = " ".join(words[:length]).strip(" ,;:'\"“”")
        if is_short_for(acronym, long) and len(_PART.findall(long)) <= 2 * len(acronym):
            letters = [letter for letter in _spelt(acronym) if letter.isalnum()]
            last = fold_name(words[length - 1])
            if last and last[0] == letters[-1].casefold():
                return long
    return ""
