"""How texts and queries become terms: the same for both sides.

What lives here: folding, stemming, and which terms of a query count. What may not: the index.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cache

from tantivy import Filter, TextAnalyzer, TextAnalyzerBuilder, Tokenizer

ANALYSER = "folded_english"
"""Name under which an index knows the analyser."""

MOST_QUERY_CHARS = 20_000
MOST_TERMS = 24
"""Terms of a query that are looked for, at most: the rarest. A question of many clauses finds no more with all."""

_LONGEST_TERM_BYTES = 60
# Scripts written without spaces: one term a character, as Lucene's StandardTokenizer does (UAX #29).
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_POSSESSIVE = re.compile(r"['’]s\b", re.IGNORECASE)
# Words of English grammar: on most passages, so that they tell nothing apart, and most of a search's time.
_GRAMMAR = """
a about above after again against all also although am among an and another any are around as at be became because
been before being below between both but by can could did do does doing down during each either even ever every few
for from further had has have having he her here hers herself him himself his how i if in into is it its itself just
least less like many may me might more most much must my myself neither no nor not of off on once one only or other
our ours ourselves out over own per same several shall she should since so some such than that the their theirs them
themselves then there these they this those though through to together too toward towards under until up upon us
very was we were what when where whether which while who whom whose why will with within without would yet you your
yours yourself yourselves
"""


@cache
def analyser() -> TextAnalyzer:
    """Words in lower case without diacritics, stemmed as English (Porter's second stemmer); overlong ones left out."""
    steps = (
        Filter.remove_long(_LONGEST_TERM_BYTES),
        # Folded first: in lower case, "İ" is two characters.
        Filter.ascii_fold(),
        Filter.lowercase(),
        Filter.stemmer("English"),
    )
    builder = TextAnalyzerBuilder(Tokenizer.simple())
    for step in steps:
        builder = builder.filter(step)
    return builder.build()


def prepared(text: str) -> str:
    """A text as the analyser gets it: compatibility characters folded (NFKC), unspaced scripts spaced out, no "'s"."""
    if not text.isascii():
        # A lone surrogate is no character that the index could hold.
        plain = unicodedata.normalize("NFKC", text.encode("utf-8", "replace").decode())
        text = _UNSPACED.sub(r" \g<0> ", plain)
    return _POSSESSIVE.sub("", text)


def query_terms(query: str, frequency: Callable[[str], int]) -> list[str]:
    """The distinct terms of a query that are looked for; whatever else it holds is no syntax and no error.

    frequency: passages that hold a term. Words of grammar count only where there are no others.
    """
    terms = dict.fromkeys(analyser().analyze(prepared(query[:MOST_QUERY_CHARS])))
    telling = [term for term in terms if term not in grammar()] or list(terms)
    if len(telling) > MOST_TERMS:
        # Python's sort keeps the query's order among equals.
        rarest = set(sorted(telling, key=frequency)[:MOST_TERMS])
        telling = [term for term in telling if term in rarest]
    return telling


@cache
def grammar() -> frozenset[str]:
    """The terms of the words of grammar."""
    return frozenset(analyser().analyze(_GRAMMAR))
