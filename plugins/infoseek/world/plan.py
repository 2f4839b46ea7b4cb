"""How many pages of each kind a world of a size has.

What lives here: shares. What may not: names or truth.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from infoseek.world.kinds import FAMILIES

LEAST_PAGES, MOST_PAGES = 30, 100_000
_LEAST_PEOPLE = 12
_NAMESAKES_EVERY = 100
ITEMS_PER_LIST = 400

_FAMILY_SHARES = {"works": 0.45, "places": 0.175, "organisations": 0.07, "events": 0.045}
_PEOPLE_SHARE = 0.26

# Share within its family, and the size of the family from which on the kind appears: a small world has few
# kinds and several of each.
_KIND_SHARES: dict[str, dict[str, tuple[float, int]]] = {
    "people": {
        "novelist": (20, 0),
        "actor": (14, 0),
        "film director": (8, 0),
        "painter": (10, 14),
        "composer": (12, 18),
        "architect": (5, 24),
        "botanist": (5, 24),
        "explorer": (4, 18),
    },
    "works": {
        "novel": (38, 0),
        "film": (26, 0),
        "painting": (20, 24),
        "song": (24, 36),
        "album": (16, 36),
        "opera": (10, 30),
    },
    "places": {
        "town": (15, 0),
        "county": (3, 3),
        "river": (6, 8),
        "village": (9, 10),
        "castle": (4, 10),
        "theatre": (4, 12),
        "museum": (3, 10),
        "bridge": (4, 14),
        "lighthouse": (3, 14),
    },
    "organisations": {
        "publishing company": (5, 0),
        "film company": (3, 2),
        "band": (8, 6),
        "record label": (2, 6),
        "university": (3, 8),
        "orchestra": (2, 10),
    },
    "events": {"festival": (4, 0), "battle": (3, 2), "expedition": (3, 5), "competition": (2, 4)},
}

# Which lists there are, by the least size of a world that has them.
_LISTINGS: tuple[tuple[int, tuple[tuple[str, Sequence[str]], ...]], ...] = (
    (0, (("articles", [kind for kinds in FAMILIES.values() for kind in kinds]),)),
    (
        80,
        (
            ("people", FAMILIES["people"]),
            ("works", FAMILIES["works"]),
            ("places", FAMILIES["places"]),
            ("organisations and events", [*FAMILIES["organisations"], *FAMILIES["events"]]),
        ),
    ),
    (
        200,
        (
            ("people", FAMILIES["people"]),
            ("towns and counties", ("county", "town", "village")),
            ("rivers and buildings", ("river", "castle", "bridge", "lighthouse", "theatre", "museum")),
            ("novels", ("novel",)),
            ("films", ("film",)),
            ("paintings and operas", ("painting", "opera")),
            ("music", ("band", "album", "song")),
            ("organisations", [kind for kind in FAMILIES["organisations"] if kind != "band"]),
            ("events", FAMILIES["events"]),
        ),
    ),
)


@dataclass(frozen=True)
class Listing:
    """Pages that list all things of some kinds. parts: how many pages."""

    subject: str
    kinds: tuple[str, ...]
    parts: int


@dataclass(frozen=True)
class Plan:
    """counts: things of each kind, in a fixed order. namesakes: pages that tell things of one name apart."""

    counts: dict[str, int]
    namesakes: int
    listings: tuple[Listing, ...]


def plan(pages: int) -> Plan:
    """The plan of a world with exactly so many pages, its home page counted. Raises `ValueError` below 30
    and above 100,000, for which the stock of names was made.
    """
    if not LEAST_PAGES <= pages <= MOST_PAGES:
        raise ValueError(f"A world has {LEAST_PAGES} to {MOST_PAGES:,} pages, not {pages:,}.")
    namesakes = max(1, pages // _NAMESAKES_EVERY)
    subjects = [listed for least, listed in _LISTINGS if pages >= least][-1]
    lists = len(subjects)
    while True:
        counts = _counts(pages - 1 - namesakes - lists)
        parts = [-(-sum(counts[kind] for kind in kinds) // ITEMS_PER_LIST) or 1 for _, kinds in subjects]
        if sum(parts) <= lists:
            # The count of pages is exact: a list to spare goes to the longest.
            parts[parts.index(max(parts))] += lists - sum(parts)
            listings = [
                Listing(name, tuple(kinds), part) for (name, kinds), part in zip(subjects, parts, strict=True)
            ]
            return Plan(counts, namesakes, tuple(listings))
        lists += 1


def _counts(things: int) -> dict[str, int]:
    people = max(_LEAST_PEOPLE, round(things * _PEOPLE_SHARE))
    families = {"people": people, **_allotted(things - people, _FAMILY_SHARES)}
    counts: dict[str, int] = {}
    for family, total in families.items():
        shares = {
            kind: share if total >= least else 0.0 for kind, (share, least) in _KIND_SHARES[family].items()
        }
        counts |= _allotted(total, shares)
    return counts


def _allotted(total: int, shares: Mapping[str, float]) -> dict[str, int]:
    """Whole numbers in proportion to the shares, at least one for each that has a share, by largest remainder."""
    some = {name: share for name, share in shares.items() if share}
    spare = total - len(some)
    exact = {name: spare * share / sum(some.values()) for name, share in some.items()}
    counts = {name: int(exact.get(name, 0)) + (name in some) for name in shares}
    by_rest = sorted(some, key=lambda name: int(exact[name]) - exact[name])
    for name in by_rest[: total - sum(counts.values())]:
        counts[name] += 1
    return counts
