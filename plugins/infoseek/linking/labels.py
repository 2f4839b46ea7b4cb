"""Which row label states which predicate, in the spellings that infoboxes have.

What lives here: labels. What may not: what a predicate means (lexicon.py). A label that stands nowhere here
makes no edge; what changes by nature (chart ranks, box office, population) is left out on purpose.
"""

from __future__ import annotations

import re
import unicodedata

# Labels in their normal form: casefolded, singular, without brackets and colons (see `normal_label`).
_LABELS: dict[str, str] = {
    "released": "release|release date|released on|original release|originally released|date released|date of release",
    "published": "publication date|date published|publication|first published|date of publication|year published",
    "recorded": "recording date|date recorded",
    "first_aired": "first aired|original run|original air date|aired|premiered|premiere|first shown|original airing",
    "first_performed": "first performance|date of premiere|premiere date|world premiere",
    "painted": "year|year painted|date painted|date of creation|year created",
    "took_place": "date|date held|dates held|event date",
    "born": "birth date|date of birth",
    "died": "death date|date of death|deceased",
    "founded": "established|formed|formation|foundation|inception|founding date|date founded|year founded|incorporated",
    "dissolved": "defunct|disbanded|dissolution|date dissolved",
    "opened": "opening|opening date|date opened|inaugurated|inauguration",
    "built": "constructed|construction date|completed|year built|date built|completion date",
    "length": "duration|total length|track length",
    "running_time": "runtime|run time",
    "pages": "page|page count|number of pages",
    "seasons": "season|number of seasons",
    "episodes": "episode|number of episodes",
    "height_m": "height|elevation|architectural height|tower height|roof height",
    "area_km2": "area|total area|surface area|basin size|basin area|catchment|catchment area|drainage area",
    "performed_by": "artist|performer|performed by|singer|sung by|recorded by|vocals by",
    "written_by": "writer|written by|songwriter|written and composed by|song by|scriptwriter",
    "composed_by": "composer|composed by|music by|music|score by|music composed by",
    "lyrics_by": "lyricist|lyrics by|lyrics|words by|words|librettist|libretto|libretto by",
    "produced_by": "producer|produced by|record producer|film producer",
    "directed_by": "director|directed by|film director",
    "starring": "star|cast|main cast|leading actor",
    "screenplay_by": "screenplay|screenplay by|screenwriter|script by",
    "story_by": "story|story by",
    "edited_by": "editor|editing|edited by|editing by|film editor",
    "cinematography_by": "cinematography|cinematographer|cinematography by|director of photography",
    "created_by": "creator|created by|sculptor",
    "painted_by": "painter|painted by",
    "author": "author|book author|authored by",
    "illustrator": "illustrator|illustrated by",
    "publisher": "publisher|published by|publishing house",
    "founder": "founder|founded by",
    "headquarters": "headquarter|head office|hq|headquarters location",
    "birth_place": "birthplace|place of birth|birth place",
    "death_place": "place of death|death place",
    "origin": "place of origin",
    "located_in": "location|located in|situated in|place|county",
    "on_river": "river",
    "capital": "capital city|county town|county seat|administrative centre|administrative center",
    "flows_into": "mouth|river mouth|mouth location|empties into|drains into",
    "crosses": "crosses",
    "venue": "premiere location|premiere venue",
    "architect": "architect|designed by|architecture by",
    "alma_mater": "alma mater",
    "spouse": "spouse|husband|wife|married to",
    "doctoral_advisor": "doctoral adviser|doctoral supervisor|phd advisor|thesis advisor",
    "led_by": "leader|led by|expedition leader",
    "sponsored_by": "sponsor|sponsored by|main sponsor",
    "won_by": "winner|won by|first prize",
    "from_album": "album|from album|from the album|parent album",
    "preceded_by": "preceded by|previous|prequel|previous book|previous album|previous single",
    "followed_by": "followed by|next|sequel|next book|next album|next single",
    "a_side": "a-side|a side",
    "b_side": "b-side|b side",
    "label": "label|record label",
    "distributed_by": "distributor|distributed by",
    "based_on": "based on",
    "associated_act": "associated act",
    "member_of": "member of|musical group",
    "genre": "genre|musical style|music genre|literary genre",
    "format": "format|media type",
    "medium": "medium|technique|material",
    "occupation": "occupation|profession",
    "instrument": "instrument|main instrument",
    "country": "country|country of origin",
    "language": "language|original language",
    "studio": "studio|recording studio",
}
LABELS: dict[str, str] = {
    label: predicate
    for predicate, labels in _LABELS.items()
    for label in {predicate.replace("_", " "), *labels.split("|")}
}

# What a label states of things of one group where it states something else of the rest.
_INSTEAD: dict[tuple[str, str], str] = {
    ("released", "series"): "first_aired",
    ("first_aired", "opera"): "first_performed",
    ("first_aired", "ballet"): "first_performed",
    ("first_aired", "play"): "first_performed",
    ("first_aired", "musical"): "first_performed",
    ("first_aired", "symphony"): "first_performed",
    ("performed_by", "painting"): "painted_by",
    ("performed_by", "sculpture"): "created_by",
    ("built", "painting"): "painted",
    ("took_place", "painting"): "painted",
}

_PLURAL_MARK = re.compile(r"\((?:s|es)\)|/s\b", re.IGNORECASE)
_BRACKETED = re.compile(r"\s*[\[(][^\[\]()]*[\])]")
_COUNT = re.compile(r"^(?:no\.?|nr\.?|num\.?|#|№)\s*(?:of\s+)?")


def normal_label(label: str) -> str:
    """A row label in the form `LABELS` knows: case, spaces, colons, "(s)" and brackets dropped, "No. of" spelt out."""
    text = unicodedata.normalize("NFKC", label[:80]).casefold()
    text = _BRACKETED.sub(" ", _PLURAL_MARK.sub("", text)).strip(" :\t\n•-–")
    return re.sub(r"\s+", " ", _COUNT.sub("number of ", text)).strip(" :")


def stated_by(label: str, groups: frozenset[str] = frozenset()) -> str:
    """The predicate a row label names for a thing of these groups (`types.groups_of`), "" where it is unknown."""
    text = normal_label(label)
    last = text.rsplit(" ", 1)[-1]
    forms = (
        text,
        text[:-1] if last.endswith("s") else "",
        text[:-3] + "y" if last.endswith("ies") else "",
    )
    name = next((LABELS[form] for form in forms if form and form in LABELS), "")
    return next((other for group in groups if (other := _INSTEAD.get((name, group)))), name)
