"""Which sorts of things a predicate can be said of, told by the families the request names.

What may not live here: the nouns of sorts (nouns.py).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from infoseek.offline.roles.nouns import sort_of

_WORK = frozenset({"work", "product"})
_PLACE = frozenset({"place"})
_BODY = frozenset({"organisation", "company", "education", "party", "sport", "body"})
_THING = frozenset({"thing", "product", "work", "service", "software", "digital", "protocol"})
# sort -> the families that a thing of it may belong to.
_FAMILIES: dict[str, frozenset[str]] = {
    "person": frozenset({"person"}),
    **dict.fromkeys("song album film series play music book text picture periodical game".split(), _WORK),
    **dict.fromkeys("river water mountain settlement area".split(), _PLACE),
    **dict.fromkeys(("bridge", "built", "school"), _PLACE | _BODY),
    **dict.fromkeys(("band", "team", "body"), _BODY),
    **dict.fromkeys(("battle", "event"), frozenset({"event", "organisation"})),
    **dict.fromkeys(("software", "service", "protocol"), _THING | _BODY),
    "ship": frozenset({"vehicle", "product", "thing"}),
}
_REMEMBERED = 4096


Domains = Mapping[str, tuple[frozenset[str], frozenset[str]]]


def domains(signatures: Mapping[str, str]) -> Domains:
    """By predicate, what it is said of and what it leads to, from "work -> person": "author written_by"."""
    return _domains(tuple(signatures.items()))


# Requests of one batch carry the same vocabulary.
@lru_cache(8)
def _domains(signatures: tuple[tuple[str, str], ...]) -> Domains:
    found: dict[str, tuple[frozenset[str], frozenset[str]]] = {}
    for signature, names in signatures:
        subjects, _, objects = signature.partition(" -> ")
        ends = [frozenset(end.split()) - {"anything"} for end in (subjects, objects)]
        found.update(dict.fromkeys(names.split(), (ends[0], ends[1])))
    return MappingProxyType(found)


@lru_cache(_REMEMBERED)
def suits(words: tuple[str, ...], families: frozenset[str]) -> bool:
    """Whether something called by these words may belong to one of the families; what is not known may."""
    if not words or not families or "same" in families:
        return True
    noun = words[-1]
    sort = sort_of(" ".join(words))
    if not sort or noun in families:
        return True
    return bool(_FAMILIES.get(sort, frozenset()) & families) or sort in {sort_of(f) or f for f in families}
