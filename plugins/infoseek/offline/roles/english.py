"""The English the offline model knows: articles, numbers, periods, measures, lists of clauses.

What may not live here: nouns (nouns.py), predicates and their words (vocabulary.py), what is told in which order.
"""

from __future__ import annotations

from infoseek.offline.roles.nouns import head, is_person, is_titled, sort_of

__all__ = [
    "ORDINALS",
    "comparison",
    "head",
    "is_person",
    "is_sayable",
    "is_titled",
    "listed",
    "measure",
    "participle",
    "period",
    "sentence",
    "sort_of",
    "spelled",
    "with_article",
]

ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
_CENTURIES = dict(
    enumerate(
        "eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth "
        "twenty-first".split(),
        10,
    )
)
_QUARTERS = ("first", "second", "third", "last")
_IRREGULAR = frozenset(
    "born built written sung held fought led won shot set sold known drawn made paid put taken found begun done "
    "brought given shown torn bought cut taught bred".split()
)
_BEFORE_PARTICIPLES = frozenset({"first", "last", "directly"})
_UNDER_TWENTY = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_VOWEL_LETTERS = frozenset("AEFHILMNORSX")
_CONSONANT_STARTS = ("uni", "eu", "one", "us", "uti", "ubi", "ura", "uto")
_LONGEST_TERM = 60
_UNSAYABLE = frozenset('{}<>[]|\\"“”;:?!')
_VOWEL_STARTS = ("hour", "honour", "honest", "heir")


def with_article(noun: str) -> str:
    """A noun with a or an, by its first sound as far as spelling tells; initials are spelt: "an HTML page"."""
    first = noun.partition(" ")[0].partition("-")[0]
    if len(first) > 1 and first.isupper():
        vowel = first[0] in _VOWEL_LETTERS
    else:
        lower = noun.lower()
        is_spelt = lower[:1] in ("a", "e", "i", "o", "u")
        vowel = (is_spelt and not lower.startswith(_CONSONANT_STARTS)) or lower.startswith(_VOWEL_STARTS)
    return f"{'an' if vowel else 'a'} {noun}"


def is_sayable(words: str) -> bool:
    """Whether a value can stand in a sentence: some letter, of moderate length, nothing of markup or control."""
    return (
        0 < len(words) <= _LONGEST_TERM
        and any(letter.isalpha() for letter in words)
        and not any(letter in _UNSAYABLE or not letter.isprintable() for letter in words)
    )


def listed(parts: list[str]) -> str:
    """ "a", "a and b", "a, b and c"."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"


def sentence(text: str) -> str:
    """The text with a capital."""
    return text[:1].upper() + text[1:]


def participle(clause: str) -> str | None:
    """ "was published in the 1960s" as "published in the 1960s"; None where the clause is no passive."""
    first, _, rest = clause.partition(" ")
    words = rest.split(" ", 2)
    word = words[1] if len(words) > 1 and words[0] in _BEFORE_PARTICIPLES else words[0]
    if first != "was" or not (word.endswith("ed") or word in _IRREGULAR):
        return None
    return rest


def spelled(number: int) -> str:
    """A whole number as prose has it: up to twenty and round tens and fives below a hundred in words."""
    if 0 <= number <= 20:
        return _UNDER_TWENTY[number]
    if number < 100 and number % 5 == 0:
        ten = _TENS[number // 10 - 2]
        return f"{ten}-five" if number % 10 else ten
    return f"{number:,}"


def period(first: int, last: int) -> str:
    """Years as words: half-decade, decade, two decades, or plain bounds; a quarter or half of a century.

    Parts of a century run from …00 to …50: both ways of beginning it are meant. "The 1900s" may be ten years or a hundred, so that decade is told by its bounds.
    """
    span = last - first + 1
    if span <= 10 and first % 100 < 10:
        return f"between {first} and {last}"
    if span == 5 and first % 5 == 0:
        return f"in the {'first' if first % 10 == 0 else 'second'} half of the {first - first % 10}s"
    if span == 10 and first % 10 == 0:
        return f"in the {first}s"
    if span == 20 and first % 10 == 0:
        return f"in the {first}s or {first + 10}s"
    if span == 51 and first % 50 == 0 and first // 100 in _CENTURIES:
        half = "first" if first % 100 == 0 else "second"
        return f"in the {half} half of the {_CENTURIES[first // 100]} century"
    if span == 26 and first % 25 == 0 and first // 100 in _CENTURIES:
        quarter = _QUARTERS[first % 100 // 25]
        return f"in the {quarter} quarter of the {_CENTURIES[first // 100]} century"
    return f"between {first} and {last}"


def measure(under: int | None, over: int | None, is_counted: bool) -> str:
    """A one-sided bound or a band, strict on both sides; is_counted: pages are fewer, minutes are less."""
    if under is None and over is not None:
        return f"{'fewer' if is_counted else 'less'} than {spelled(over)}"
    if over is None and under is not None:
        return f"more than {spelled(under)}"
    return "between " + comparison(under or 0, over or 0)


def comparison(under: int, over: int) -> str:
    """Two bounds in the same writing: "two and five", "15 and 130"."""
    low, high = spelled(under), spelled(over)
    if low[:1].isdigit() or high[:1].isdigit():
        low, high = f"{under:,}", f"{over:,}"
    return f"{low} and {high}"
