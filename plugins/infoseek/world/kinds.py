"""Kinds of pages, and the rows that the box of each kind has.

What lives here: the table of kinds, labels and predicates, and how values are written. What may not: truth.
"""

from __future__ import annotations

from datetime import date

from infoseek.world.truth import Fact

FAMILIES: dict[str, tuple[str, ...]] = {
    "people": (
        "novelist",
        "actor",
        "film director",
        "painter",
        "composer",
        "architect",
        "botanist",
        "explorer",
    ),
    "works": ("novel", "film", "painting", "song", "album", "opera"),
    "places": (
        "town",
        "village",
        "county",
        "river",
        "castle",
        "theatre",
        "museum",
        "bridge",
        "lighthouse",
    ),
    "organisations": (
        "publishing company",
        "film company",
        "university",
        "band",
        "record label",
        "orchestra",
    ),
    "events": ("festival", "battle", "expedition", "competition"),
}
FAMILY_OF = {kind: family for family, kinds in FAMILIES.items() for kind in kinds}

_SETTLEMENT = "County=located_in|Founded=founded|Elevation=height_m|River=on_river|Population=population"
_PERSON = (
    "Born=born|Birth place=birth_place|Died=died|Death place=death_place|Occupation=occupation|"
    "Alma mater=alma_mater|Doctoral advisor=doctoral_advisor|Instruments=instrument|Spouse=spouse"
)
_COMPANY = "Founded=founded|Founder=founder|Headquarters=headquarters|Dissolved=dissolved"
_BUILDING = (
    "Location=located_in|Crosses=crosses|Architect=architect|Built=built|Opened=opened|Height=height_m"
)
_ORDER = "Preceded by=preceded_by|Followed by=followed_by"
_ROWS: dict[str, str] = {
    "town": _SETTLEMENT,
    "village": _SETTLEMENT,
    "county": "Capital=capital|Area › Total=area_km2|Area › Water=water_area_km2|Population=population",
    "river": "Flows into=flows_into|Basin size=area_km2",
    **dict.fromkeys(("lighthouse", "bridge", "castle", "theatre", "museum"), _BUILDING),
    **dict.fromkeys(FAMILIES["people"], _PERSON),
    "novel": "Author=author|Language=language|Genre=genre|Publisher=publisher|Published=published|Pages=pages|"
    + _ORDER,
    "film": "Directed by=directed_by|Starring=starring|Music by=composed_by|Based on=based_on|Genre=genre|"
    "Distributed by=distributed_by|Release date=released|Running time=running_time",
    "opera": "Composer=composed_by|Librettist=lyrics_by|Language=language|Based on=based_on|"
    "First performed=first_performed|Venue=venue",
    "painting": "Painter=painted_by|Year=painted|Medium=medium|Location=located_in",
    "band": "Origin=origin|Genres=genre|Formed=founded|Labels=label",
    "album": "Artist=performed_by|Released=released|Genre=genre|Length=length|Label=label|" + _ORDER,
    "song": "Artist=performed_by|Album=from_album|Released=released|Genre=genre|Length=length|"
    "Songwriter(s)=written_by",
    **dict.fromkeys(("publishing company", "film company", "record label", "orchestra"), _COMPANY),
    "university": "Founded=founded|Founder=founder|Location=located_in|Dissolved=dissolved",
    "expedition": "Leader=led_by|Date=took_place|Sponsor=sponsored_by",
    "festival": "Location=located_in|Founded=founded|Genre=genre",
    "competition": "Date=took_place|Venue=venue|Winner=won_by",
    "battle": "Date=took_place|Location=located_in",
}
ROWS: dict[str, tuple[tuple[str, str], ...]] = {
    kind: tuple((label, predicate) for label, _, predicate in (row.partition("=") for row in rows.split("|")))
    for kind, rows in _ROWS.items()
}
"""Label and predicate of each row a page of a kind may have, in the order of its box.

"Area › Total" is the row "Total" below the heading "Area".
"""

DATES = frozenset(
    "born died founded dissolved opened built published released painted first_performed took_place".split()
)
TERMS = frozenset("occupation genre language medium instrument".split())
MUTUAL = {"followed_by": "preceded_by", "preceded_by": "followed_by", "spouse": "spouse"}
"""Predicates that are told from both ends: one truth, stated on both pages or on neither."""

_MONTHS = "January February March April May June July August September October November December".split()


def written(fact: Fact, is_month_first: bool) -> str:
    """A fact's value as a page writes it: "3 May 1871" or "May 3, 1871", "1,240 km²", "104 minutes"."""
    if fact.value_type == "date":
        return written_date(fact.value, is_month_first)
    if fact.value_type != "number":
        return fact.value
    number = int(fact.value)
    match fact.predicate:
        case "height_m":
            return f"{number:,} m"
        case "area_km2" | "water_area_km2":
            return f"{number:,} km²"
        case "population":
            return f"{number:,} ({fact.as_of} est.)"
        case "running_time":
            return f"{number // 60} minutes"
        case "length":
            return f"{number // 60}:{number % 60:02d}"
    return str(number)


def written_date(value: str, is_month_first: bool) -> str:
    """An ISO date as people write it; a bare year stays one."""
    if len(value) == 4:
        return value
    day = date.fromisoformat(value)
    month = _MONTHS[day.month - 1]
    return f"{month} {day.day}, {day.year}" if is_month_first else f"{day.day} {month} {day.year}"
