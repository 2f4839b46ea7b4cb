"""From a predicate and a value to a clause: which of the vocabulary's ways is taken, and how it is filled in.

What may not live here: the words themselves (vocabulary.py), or whole sentences (compose.py).
"""

from __future__ import annotations

from infoseek.offline.roles import vocabulary
from infoseek.offline.roles.english import head, measure, period, with_article
from infoseek.offline.roles.vocabulary import ByNoun, Ways

SLOT = "{child}"

# Terms that are called after the thing itself: "is a historical novel", "is a comedy".
_THINGS = frozenset(
    "novel song album film play ballad thriller comedy drama musical romance fable satire saga western mystery "
    "portrait landscape watercolour symphony waltz march hymn tale story epic tragedy farce melodrama parody biography pastoral".split()
)
_UNARTICLED = ("vocals", "keyboards", "drums", "percussion")
_SUNG = frozenset({"vocals", "voice", "singing"})


def _ways(table: ByNoun, type_noun: str) -> Ways:
    return table.get(head(type_noun), table.get("", ()))


def _one(ways: Ways, luck: int) -> str | None:
    return ways[luck % len(ways)] if ways else None


def relation(
    predicate: str, direction: str, form: str, parent_type: str, child_type: str, luck: int = 0
) -> str | None:
    """The clause of a relation, or None where no words for it are known. luck picks between ways to say it."""
    if form == "shared":
        return _one(_ways(vocabulary.SHARED.get(predicate, {}), parent_type), luck)
    if predicate in ("followed_by", "preceded_by"):
        return _one(sequence((predicate == "preceded_by") == (direction == "forward"), parent_type), luck)
    if predicate not in vocabulary.RELATIONS:
        return None
    forward, inverse = vocabulary.RELATIONS[predicate]
    is_forward = direction == "forward"
    return _one(_ways(forward, parent_type) if is_forward else _ways(inverse, child_type), luck)


def sequence(is_after: bool, type_noun: str) -> Ways:
    """Ways to say that something comes right after or before another of a series, for this type."""
    noun = head(type_noun)
    kind = vocabulary.SEQUENCE_NOUNS.get(noun, noun)
    after, before = vocabulary.SEQUENCES.get(kind, vocabulary.SEQUENCES[""])
    return after if is_after else before


def dated(predicate: str, type_noun: str, first: int, last: int, luck: int = 0) -> str | None:
    """The clause of a date within whole years, or None where no words for it are known."""
    way = _one(_ways(vocabulary.DATED.get(predicate, {}), type_noun), luck)
    return way and way.format(period(first, last))


def measured(
    predicate: str, type_noun: str, under: int | None, over: int | None, luck: int = 0
) -> str | None:
    """The clause of a bound or band, or None where no words for it are known."""
    way = _one(_ways(vocabulary.MEASURED.get(predicate, {}), type_noun), luck)
    return way and way.format(measure(under, over, predicate in vocabulary.COUNTED))


def term(predicate: str, value: str, type_noun: str, luck: int = 0) -> str | None:
    """The clause of a term value, or None where no words for it are known."""
    if not value or value in _SUNG:
        return "sang" if value and predicate == "instrument" else None
    if predicate == "genre" and value.split()[-1] in _THINGS | {head(type_noun)}:
        return f"is {with_article(value)}"
    way = _one(_ways(vocabulary.TERMS.get(predicate, {}), type_noun), luck)
    if way is None:
        return None
    said = f"the {value}" if predicate == "instrument" and not value.endswith(_UNARTICLED) else value
    return way.format(said, a=with_article(value), Name=value.title())


def stated(predicate: str, type_noun: str, shown: str) -> str | None:
    """The clause of a date or measure as its page has it, for the claim before blurring."""
    if predicate in vocabulary.DATED:
        return _ways(vocabulary.DATED[predicate], type_noun)[0].format(f"({shown})")
    if predicate not in vocabulary.MEASURED:
        return None
    way = _ways(vocabulary.MEASURED[predicate], type_noun)[0]
    return way.format(shown) if shown.isdigit() else way.partition("{}")[0] + shown
