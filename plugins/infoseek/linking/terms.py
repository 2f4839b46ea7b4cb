"""Terms such as genres, countries and instruments, spelt one way. What may not live here: names of entities."""

from __future__ import annotations

from infoseek.linking.name_lists import names_in

MAX_TERM_WORDS = 6
# Folded spellings of one term.
_SAME = {
    "r b": "rhythm and blues",
    "rnb": "rhythm and blues",
    "rhythm blues": "rhythm and blues",
    "country and western": "country",
    "country music": "country",
    "soul music": "soul",
    "blues music": "blues",
    "jazz music": "jazz",
    "rock n roll": "rock and roll",
    "rock roll": "rock and roll",
    "sci fi": "science fiction",
    "us": "united states",
    "u s": "united states",
    "usa": "united states",
    "u s a": "united states",
    "united states of america": "united states",
    "uk": "united kingdom",
    "u k": "united kingdom",
    "great britain": "united kingdom",
}


def normal_term(folded: str) -> str:
    """The one spelling of a folded term."""
    return _SAME.get(folded, folded)


def terms_in(text: str) -> list[str]:
    """The terms a row's value lists, normalised, in order, each once; whole sentences are no terms."""
    names = names_in(text, (), "terms")
    terms = (normal_term(name.folded.removeprefix("and ")) for name in names)
    return list(dict.fromkeys(term for term in terms if len(term.split()) <= MAX_TERM_WORDS))
