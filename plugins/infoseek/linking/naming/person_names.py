"""Shorter and other forms of people's names: surnames, initials, nicknames, surname first, without honorifics.

What lives here: taking a name apart. What may not: which names a page gives (aliases.py).
"""

from __future__ import annotations

import re

from infoseek.linking.naming.names import fold_name

MIN_FIRST_NAME_LETTERS = 4
MAX_WORDS = 7

_HONORIFICS = frozenset(
    "sir dame dr prof professor lord lady saint st rev reverend fr father captain capt colonel col general gen "
    "major lieutenant lt sergeant sgt admiral adm commander president senator sen governor gov mr mrs ms miss "
    "king queen prince princess emperor empress pope bishop archbishop cardinal rabbi sister brother mother count "
    "countess baron baroness duke duchess earl viscount hon".split()
)
_SUFFIXES = frozenset("jr sr junior senior ii iii iv v phd md obe cbe mbe kbe dbe frs esq qc kc mp".split())
_PARTICLES = frozenset(
    "de da do dos das di du del della der den van von ten ter la le el al bin ibn ben af av zu zur y e".split()
)
_NICKNAME = re.compile(r'\s*["“]([^"”]{2,40})["”]\s*')
_INITIAL = re.compile(r"(?:[A-ZÀ-Þ]\.?-?){1,3}")
_SURNAME_FIRST = re.compile(r"^([^,]{2,40}),\s+([^,]{2,40})$")


def person_forms(name: str) -> list[str]:
    """Other forms of a person's full name, each once: "John Smith" -> "Smith, John", "J. Smith", "Smith", "John".

    A first name counts from four letters on; shorter ones are too common to look for.
    """
    turned = _SURNAME_FIRST.match(name)
    said = f"{turned[2]} {turned[1]}" if turned and fold_name(turned[2]) not in _SUFFIXES else name
    plain = re.sub(r"\s+", " ", _NICKNAME.sub(" ", said)).strip()
    words = _words(plain)
    if not 1 < len(words) <= MAX_WORDS:
        return _unlike(name, [" ".join(words)])
    nicknames = _NICKNAME.findall(name)
    surname, givens = _surname(words)
    forms = [plain, " ".join(words), f"{surname}, {' '.join(givens)}", *nicknames]
    forms += [f"{nickname} {surname}" for nickname in nicknames if " " not in nickname]
    if len(givens) > 1:
        forms += [f"{givens[0]} {surname}"] if not _is_initial(givens[0]) else []
        forms.append(f"{givens[0]} {_initials(givens[1:], '. ')} {surname}")
    forms += [f"{_initials(givens, glue)} {surname}" for glue in (". ", "")]
    forms.append(f"{_initials(givens, '. ')[:2]} {surname}")
    forms.append(surname)
    if " " in surname:
        forms.append(words[-1])
    if len(givens[0].strip(".")) >= MIN_FIRST_NAME_LETTERS:
        forms.append(givens[0])
    return _unlike(name, forms)


def _unlike(name: str, forms: list[str]) -> list[str]:
    """The forms that differ from the name and from one another by more than punctuation."""
    seen, found = {fold_name(name)}, []
    for form in forms:
        folded = fold_name(form)
        if folded not in seen and len(folded) > 1:
            seen.add(folded)
            found.append(re.sub(r"\s+", " ", form).strip())
    return found


def initials_of(name: str) -> str:
    """ "JFK" of "John Fitzgerald Kennedy": of three words at least, or ""."""
    words = _words(_NICKNAME.sub(" ", name))
    is_named = all(word[:1].isupper() and not _is_initial(word) for word in words)
    return "".join(word[0] for word in words) if 3 <= len(words) <= 4 and is_named else ""


def _words(name: str) -> list[str]:
    """The words of a name without honorifics before and degrees behind."""
    words = name.replace(",", " ").split()
    while len(words) > 1 and fold_name(words[-1]).replace(" ", "") in _SUFFIXES:
        words.pop()
    while len(words) > 2 and fold_name(words[0]) in _HONORIFICS:
        words.pop(0)
    return words


def _surname(words: list[str]) -> tuple[str, list[str]]:
    """The surname with its particles ("van Beethoven"), and the given names."""
    at = len(words) - 1
    while at > 1 and fold_name(words[at - 1]) in _PARTICLES and words[at - 1][0].islower():
        at -= 1
    return " ".join(words[at:]), words[:at]


def _initials(givens: list[str], glue: str) -> str:
    """ "J. R. R." of "John Ronald Reuel", of "J. R. R." and of "JRR" with the glue ". "."""
    parts = [part for given in givens for part in given.split("-") if part]
    letters = [
        letter for part in parts for letter in (part.replace(".", "") if _is_initial(part) else part[0])
    ]
    return glue.join(letter.upper() for letter in letters if letter.isalpha()) + glue.strip()


def _is_initial(word: str) -> bool:
    return _INITIAL.fullmatch(word) is not None
