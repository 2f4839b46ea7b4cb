"""The words of each predicate, gathered: what the offline model can say, as plain tables.

What may not live here: which of the ways is taken (phrases.py), or grammar (english.py).

A clause is a verb phrase whose subject is the claim's parent; {child} stands for the thing it leads to. Ways are
kept by the type noun, head noun or sort (nouns.py) of the predicate's subject, "" for all others.
"""

from __future__ import annotations

from infoseek.offline.roles.derived_words import COUNTED_THINGS, COUNTS, EVENTS, ROLES
from infoseek.offline.roles.nouns import head, sort_of
from infoseek.offline.roles.relation_words import RELATIONS
from infoseek.offline.roles.shared_words import SEQUENCES, SHARED
from infoseek.offline.roles.value_words import COUNTED, DATED, MEASURED, TERMS, ByNoun, Ways

__all__ = [
    "COUNTED",
    "COUNTED_THINGS",
    "COUNTS",
    "DATED",
    "EVENTS",
    "MEASURED",
    "RELATIONS",
    "ROLES",
    "SEQUENCES",
    "SHARED",
    "TERMS",
    "UNSAID",
    "ByNoun",
    "Ways",
    "chosen",
]

# What no words are known for: codes, names of the thing itself, and what says too little to make a clue. What
# changes by nature is left unsaid too, without being listed.
UNSAID = frozenset(
    (
        "active area_code area_served associated_act binomial_name calling_code chemical_formula colours "
        "currency_code demonym driving_side file_extension format in_office internet_tld kingdom legal_form mascot motto "
        "national_holiday nickname phylum political_position postal_code processor rating reign result "
        "service_branch"
    ).split()
)


def chosen(table: ByNoun, type_noun: str) -> Ways:
    """The ways of a table for a type: its own, its head's, its sort's, or those for all others."""
    for key in (type_noun, head(type_noun), sort_of(type_noun)):
        if key and key in table:
            return table[key]
    return table.get("", ())
