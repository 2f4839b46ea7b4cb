"""The English the offline model knows: articles, nouns, periods, measures, lists of clauses.

What may not live here: predicates and their words (vocabulary.py), or what is told in which order.
"""

from __future__ import annotations

PERSONS = frozenset(
    "person singer songwriter musician composer pianist saxophonist guitarist drummer trumpeter bassist vocalist "
    "producer actor actress director writer novelist author poet painter architect artist explorer botanist "
    "scientist engineer bandleader conductor arranger rapper entertainer screenwriter playwright sculptor "
    "photographer politician".split()
)
# Things that have a title; other things have a name.
_TITLED = frozenset(
    "novel book song single album compilation soundtrack film movie series sitcom opera musical play painting "
    "poem symphony".split()
)
ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
_CENTURIES = dict(
    enumerate(
        "eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth "
        "twenty-first".split(),
        10,
    )
)
_IRREGULAR = frozenset(
    "born built written sung held fought led won shot set sold known drawn made paid put taken found begun done "
    "brought given shown torn bought".split()
)


def head(type_noun: str) -> str:
    """The last word of a type noun; "thing" where there is none."""
    words = type_noun.split()
    return words[-1] if words else "thing"


def is_person(type_noun: str) -> bool:
    return head(type_noun) in PERSONS


def is_titled(type_noun: str) -> bool:
    return head(type_noun) in _TITLED


def with_article(noun: str) -> str:
    """A noun with a or an, by its first sound as far as spelling tells."""
    lower = noun.lower()
    vowel = lower[:1] in ("a", "e", "i", "o", "u") and not lower.startswith(("uni", "eu", "one"))
    return f"{'an' if vowel or lower.startswith(('hour', 'honour')) else 'a'} {noun}"


def listed(parts: list[str]) -> str:
    """ "a", "a and b", "a, b and c"."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"


def sentence(text: str) -> str:
    """The text with a capital."""
    return text[:1].upper() + text[1:]


def participle(clause: str) -> str | None:
    """ "was published in the 1960s" as "published in the 1960s"; None where the clause is no passive."""
    first, _, rest = clause.partition(" ")
    word = rest.partition(" ")[0]
    if first != "was" or not (word.endswith("ed") or word in _IRREGULAR):
        return None
    return rest


def period(first: int, last: int) -> str:
    """Years as words: half-decade, decade, two decades, half-century (from …00 to …50) or plain bounds.

    "The 1900s" may be ten years or a hundred, so that decade is told by its bounds.
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
    return f"between {first} and {last}"


def measure(under: int | None, over: int | None, is_counted: bool) -> str:
    """A one-sided bound or a band, strict on both sides; is_counted: pages are fewer, minutes are less."""
    if under is None:
        return f"{'fewer' if is_counted else 'less'} than {over:,}"
    if over is None:
        return f"more than {under:,}"
    return f"between {under:,} and {over:,}"
