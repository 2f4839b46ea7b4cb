"""The type a page states elsewhere than in its lead: by its rows, its categories, its title.

What lives here: reading one type noun from each. What may not: the lead (predicate_phrase.py), choosing among them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from infoseek.linking.kinds.lead_nouns import NO_TYPES, VAGUE, read_as, singular
from infoseek.linking.kinds.types import KINDS, head_noun, kind_of
from infoseek.linking.naming.names import fold_name
from infoseek.linking.page import Page

MAX_CATEGORIES = 200
MAX_ROWS = 500


def _labels(text: str) -> frozenset[str]:
    return frozenset(fold_name(label) for label in text.split("|"))


# What rows a thing of a type has, folded, and how many of them tell it surely.
_SHAPES: tuple[tuple[str, int, frozenset[str]], ...] = (
    (
        "country",
        3,
        _labels(
            "Country name|Government type|Independence|National holiday|Dependency status|Legal system|Suffrage|"
            "Nationality|Internet country code|Internet TLD|Calling code|National anthem|Flag description|"
            "Maritime claims|Official languages|Currency|GDP|Demonym"
        ),
    ),
    (
        "species",
        4,
        _labels("Kingdom|Phylum|Class|Order|Family|Genus|Species|Binomial name|Clade|Division|Tribe|Domain"),
    ),
    (
        "film",
        4,
        _labels(
            "Directed by|Produced by|Screenplay by|Written by|Starring|Music by|Cinematography|Edited by|"
            "Production company|Distributed by|Release date|Release dates|Running time|Budget|Box office"
        ),
    ),
    (
        "book",
        3,
        _labels("Author|Publication date|Pages|ISBN|OCLC|Cover artist|Media type|Dewey Decimal|LC Class"),
    ),
    ("river", 3, _labels("Source|Mouth|Basin size|Discharge|Length|Flows into|River system|Tributaries")),
    (
        "company",
        4,
        _labels(
            "Industry|Founded|Founder|Founders|Headquarters|Key people|Products|Revenue|Number of employees|"
            "Parent|Subsidiaries|Traded as|Net income|Total assets"
        ),
    ),
    (
        "software",
        3,
        _labels(
            "Developer(s)|Developer|Stable release|Preview release|Repository|Written in|Operating system|License|"
            "Initial release|Platform"
        ),
    ),
    (
        "person",
        3,
        _labels(
            "Born|Died|Birth place|Birth name|Death place|Spouse|Spouse(s)|Occupation|Alma mater|Nationality|Children|"
            "Parents|Parent(s)|Education|Years active|Resting place"
        ),
    ),
)
_OCCUPATION = frozenset({"occupation", "occupations", "profession"})
_TYPE_LABEL = frozenset({"type", "category", "kind", "type of site"})
_OF_PEOPLE = re.compile(
    r"^(?:living people|people\b|possibly living people)|^\d{3,4}s? (?:births|deaths)$", re.IGNORECASE
)
_PREPOSITION = re.compile(
    r"\s(?:of|in|by|from|at|on|to|for|with|about|written|produced|directed|composed|recorded|established|"
    r"disestablished|introduced|set|based|using|missing|named|described|that|who)\b"
)
_ABOUT_PAGES = re.compile(
    r"^(?:stubs?|pages|articles|all|wikipedia|use|cs1|webarchive|commons|short description|hidden|template|"
    r"good articles|featured articles)\b|\bstubs$",
    re.IGNORECASE,
)
_BRACKET = re.compile(r"\(([^()]*)\)\s*$")
# What a thing is that has such a word last in its name, where nothing else says it.
_NAMING_WORDS = frozenset(
    "ocean sea lake river bay gulf strait island mountain peninsula desert county university college museum "
    "airport cathedral lighthouse bridge castle orchestra festival".split()
)


def type_of_rows(page: Page) -> str:
    """The type that a page's rows state ("Occupation: singer") or have the shape of ("Capital", "Currency"), or ""."""
    rows = page.rows[:MAX_ROWS]
    for row in rows:
        label = fold_name(row.label)
        if label in _OCCUPATION or label in _TYPE_LABEL:
            noun = _first_noun(page.text[row.value_start : min(row.value_end, row.value_start + 120)])
            if noun and (label in _TYPE_LABEL or kind_of(noun) == "person"):
                return noun
    labels = {fold_name(label) for row in rows for label in (row.label, row.group)}
    counts = [
        (len(labels & shape) / least, noun) for noun, least, shape in _SHAPES if len(labels & shape) >= least
    ]
    return max(counts)[1] if counts else ""


def type_of_categories(categories: Iterable[str]) -> str:
    """The known noun that most categories are named after ("1964 songs", "Living people"), or ""."""
    votes: Counter[str] = Counter()
    for category in list(categories)[:MAX_CATEGORIES]:
        noun = _noun_of_category(category)
        if noun:
            votes[noun] += 1
    most = max(votes.values(), default=0)
    return next((noun for noun, count in votes.items() if count == most), "")


def type_of_title(title: str) -> str:
    """The known noun a title's bracket ends in ("(1994 film)"), or the last word of a name such as "Wake Island"."""
    bracket = _BRACKET.search(title)
    if bracket:
        return _known(bracket[1])
    words = title.casefold().split()
    last = singular(words[-1]) if len(words) > 1 else ""
    return last if last in _NAMING_WORDS and title.split()[-1][0].isupper() else ""


def _noun_of_category(category: str) -> str:
    name = category.partition(":")[0].strip()
    if _OF_PEOPLE.search(name):
        return "person"
    head = _PREPOSITION.split(name, maxsplit=1)[0]
    words = head.split()
    if not words or _ABOUT_PAGES.search(name):
        return ""
    # Classes are named in the plural; a singular is a topic ("Music", "Video").
    noun = singular(words[-1])
    return _known(noun) if noun != words[-1] else ""


def _first_noun(text: str) -> str:
    for part in re.split(r"[,;/•|\n]| and ", text):
        noun = _known(part)
        if noun:
            return noun
    return ""


def _known(words: str) -> str:
    """The known noun a few words end in, "" where there is none."""
    last = " ".join(words.casefold().split()[-2:])
    noun = head_noun(last) if kind_of(last) != "unknown" else ""
    if not noun and last:
        noun = singular(last.split()[-1])
    if noun in VAGUE or noun in NO_TYPES or not any(noun in nouns for nouns in KINDS.values()):
        return ""
    return read_as(noun)
