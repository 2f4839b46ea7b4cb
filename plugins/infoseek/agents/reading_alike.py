"""Which statements English cannot tell apart: one relation under two names, two predicates worded alike.

What lives here: the declared table and the one form it folds them to. What may not: comparing readings with trees.
"""

from __future__ import annotations

from infoseek.linking.predicates.lexicon import INVERSES

# predicate -> the one it is read as. Left and right are said in the same words of the same kinds of things.
_SAME_WORDS: dict[str, str] = {
    "written_by": "author",
    "published": "released",
    "running_time": "length",
    "home_town": "origin",
    "designer": "architect",
    "production_company": "manufacturer",
    "commander": "led_by",
}
# predicate -> the one that says the same with subject and object exchanged.
_TURNED: dict[str, str] = {
    "past_member": "member_of",
    "has_track": "from_album",
    "a_side": "b_side",
    "inflow": "flows_into",
    "tributary": "flows_into",
}

# How long something lasted is told by its end alone: "stood for a century" does not say what it began with.
_ENDS = frozenset("dissolved closed decommissioned deactivated discontinued demolished".split())
_STARTS = frozenset(
    "founded opened built introduced launched commissioned first_lit construction_began released first_aired".split()
)
_BUILT = frozenset({"built", "opened"})


def folded_dates(later: str, earlier: str) -> tuple[str, str]:
    """The two dates of one thing as English tells the time between them: how long it stood, how long it took to build."""
    if later in _ENDS and earlier in _STARTS:
        return later, "start"
    if later in _BUILT and earlier == "construction_began":
        return "built", earlier
    return folded(later)[0], folded(earlier)[0]


def folded(predicate: str) -> tuple[str, bool]:
    """The predicate it is compared as, and whether subject and object change places."""
    if predicate in _TURNED:
        return _TURNED[predicate], True
    inverse = INVERSES.get(predicate)
    if inverse is not None and inverse < predicate:
        return inverse, True
    return _SAME_WORDS.get(predicate, predicate), False


def is_symmetric(predicate: str) -> bool:
    """Whether it reads the same from both ends, as a marriage does."""
    return INVERSES.get(predicate) == predicate
