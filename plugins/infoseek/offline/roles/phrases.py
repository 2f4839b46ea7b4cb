"""From a predicate and a value to a clause: which of the vocabulary's ways is taken, and how it is filled in.

What may not live here: the words themselves (vocabulary.py), or whole sentences (compose.py).
"""

from __future__ import annotations

import re

from infoseek.offline.roles import vocabulary
from infoseek.offline.roles.english import head, measure, period, sort_of, with_article
from infoseek.offline.roles.relation_words import SLOT
from infoseek.offline.roles.vocabulary import Ways, chosen

__all__ = ["SLOT", "dated", "measured", "relation", "sequence", "stated", "term"]

# Terms that are called after the thing itself: "is a historical novel", "is a comedy".
_THINGS = frozenset(
    "novel song album film play ballad thriller comedy drama musical romance fable satire saga western mystery "
    "portrait landscape watercolour symphony waltz march hymn tale story epic tragedy farce melodrama parody "
    "biography pastoral".split()
)
_ONE_OF_MANY = re.compile(r"\b(than one) (\w+)")
_SINGULARS = {"people": "person", "lives": "life", "storeys": "storey"}
_UNARTICLED = ("vocals", "keyboards", "drums", "percussion")
# What there are works of; other genres of books go before the noun: "a picaresque novel".
_KINDS_OF_WRITING = frozenset(
    "fiction fantasy horror poetry prose criticism realism satire mystery romance nonfiction non-fiction history".split()
)
_SMALL = frozenset({"of", "the", "and"})
# Whoever makes a genre is not of it: a band played pop song, it is none.
_GENRE_IS_DONE = frozenset({"person", "band", "body", "event", "software", "service"})
_SUNG = frozenset({"vocals", "voice", "singing"})


def _one(ways: Ways, luck: int) -> str | None:
    return ways[luck % len(ways)] if ways else None


def relation(
    predicate: str, direction: str, form: str, parent_type: str, child_type: str, luck: int = 0
) -> str | None:
    """The clause of a relation, or None where no words for it are known. luck picks between ways to say it."""
    if form == "shared":
        return _one(chosen(vocabulary.SHARED.get(predicate, {}), parent_type), luck)
    if predicate in ("followed_by", "preceded_by"):
        return _one(sequence((predicate == "preceded_by") == (direction == "forward"), parent_type), luck)
    if predicate not in vocabulary.RELATIONS:
        return None
    forward, inverse = vocabulary.RELATIONS[predicate]
    is_forward = direction == "forward"
    return _one(chosen(forward, parent_type) if is_forward else chosen(inverse, child_type), luck)


def sequence(is_after: bool, type_noun: str) -> Ways:
    """Ways to say that something comes right after or before another of a series, for this type."""
    after, before = vocabulary.SEQUENCES.get(sort_of(type_noun), vocabulary.SEQUENCES[""])
    return after if is_after else before


def dated(predicate: str, type_noun: str, first: int, last: int, luck: int = 0) -> str | None:
    """The clause of a date within whole years, or None where no words for it are known."""
    way = _one(chosen(vocabulary.DATED.get(predicate, {}), type_noun), luck)
    return way and way.format(period(first, last))


def measured(
    predicate: str, type_noun: str, under: int | None, over: int | None, luck: int = 0
) -> str | None:
    """The clause of a bound or band, or None where no words for it are known."""
    way = _one(chosen(vocabulary.MEASURED.get(predicate, {}), type_noun), luck)
    said = way and way.format(measure(under, over, predicate in vocabulary.COUNTED))
    return said and _ONE_OF_MANY.sub(_singular, said)


def _singular(match: re.Match[str]) -> str:
    return f"{match[1]} {_SINGULARS.get(match[2], match[2].removesuffix('s'))}"


def term(predicate: str, value: str, type_noun: str, luck: int = 0) -> str | None:
    """The clause of a term value, or None where no words for it are known."""
    if not value or value in _SUNG:
        return "sang" if value and predicate == "instrument" else None
    noun = head(type_noun)
    last = value.split()[-1]
    if (
        predicate == "genre"
        and sort_of(type_noun) not in _GENRE_IS_DONE
        and (last in _THINGS or last == noun)
    ):
        return f"is {with_article(value)}"
    way = _one(chosen(vocabulary.TERMS.get(predicate, {}), type_noun), luck)
    if way is None:
        return None
    said = f"the {value}" if predicate == "instrument" and not value.endswith(_UNARTICLED) else value
    return way.format(said, a=with_article(value), Name=_capitals(value), type=noun)


def _capitals(value: str) -> str:
    """A proper name with its capitals, small words without: "Isle of Man"."""
    words = [word if word in _SMALL else word[:1].upper() + word[1:] for word in value.split()]
    return " ".join(words)


def stated(predicate: str, type_noun: str, shown: str) -> str | None:
    """The clause of a date or measure as its page has it, for the claim before blurring."""
    if predicate in vocabulary.DATED:
        return chosen(vocabulary.DATED[predicate], type_noun)[0].format(f"({shown})")
    if predicate not in vocabulary.MEASURED:
        return None
    way = chosen(vocabulary.MEASURED[predicate], type_noun)[0]
    return way.format(shown) if shown.isdigit() else way.partition("{}")[0] + shown
