"""Which row label states which predicate, and what kind of value the predicate takes.

What lives here: the vocabulary of edges. What may not: reading values or pages. A label that stands nowhere
here makes no edge; what changes by nature (chart ranks, box office, population) is left out on purpose.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

from infoseek.linking.name_lists import Style

Range = Literal["date", "duration", "number", "height", "entity", "term"]

_ACTORS = frozenset({"person", "organisation"})
_BODIES = frozenset({"organisation"})
_PLACES = frozenset({"place"})


@dataclass(frozen=True, slots=True)
class Predicate:
    """A relation or property.

    objects: families of entities it may point to (see `entities.family_of`); "same" is the subject's own.
    is_functional: one value per subject, so that another stated value refutes.
    is_complete: a row of it lists all values of a work, so that a value it lacks is refuted.
    """

    name: str
    range: Range
    is_functional: bool = False
    is_complete: bool = False
    objects: frozenset[str] = frozenset()
    style: Style = "people"


def _table() -> dict[str, Predicate]:
    dates = "released published born died founded opened built first_aired dissolved".split()
    made = [Predicate(name, "date", is_functional=True) for name in dates]
    # A row gives the whole span of the sessions.
    made.append(Predicate("recorded", "date", is_complete=True))
    made += [Predicate(name, "duration", is_functional=True) for name in ("length", "running_time")]
    made += [Predicate(name, "number", is_functional=True) for name in ("pages", "seasons", "episodes")]
    made.append(Predicate("height_m", "height", is_functional=True))
    credits = (
        "written_by composed_by lyrics_by produced_by directed_by screenplay_by story_by edited_by "
        "cinematography_by created_by author architect illustrator"
    ).split()
    made += [Predicate(name, "entity", is_complete=True, objects=_ACTORS) for name in credits]
    open_lists = ("performed_by", "starring", "founder", "associated_act", "member_of")
    made += [Predicate(name, "entity", objects=_ACTORS) for name in open_lists]
    bodies = ("publisher", "label", "distributed_by")
    made += [Predicate(name, "entity", objects=_BODIES, style="organisations") for name in bodies]
    made += [
        Predicate(name, "entity", is_functional=True, objects=_PLACES, style="places")
        for name in ("birth_place", "death_place")
    ]
    made += [
        Predicate(name, "entity", objects=_PLACES, style="places")
        for name in ("headquarters", "origin", "located_in")
    ]
    made.append(Predicate("from_album", "entity", objects=frozenset({"album"}), style="works"))
    made += [
        Predicate(name, "entity", is_complete=True, objects=frozenset({"same"}), style="works")
        for name in ("preceded_by", "followed_by")
    ]
    made += [
        Predicate(name, "entity", objects=frozenset({"song"}), style="works")
        for name in ("has_track", "a_side", "b_side")
    ]
    made.append(
        Predicate(
            "based_on", "entity", objects=frozenset({"novel", "film", "play", "song", "poem"}), style="works"
        )
    )
    made += [
        Predicate(name, "term", style="terms")
        for name in ("genre", "format", "occupation", "instrument", "country", "language", "studio")
    ]
    return {predicate.name: predicate for predicate in made}


PREDICATES = _table()

# Labels in their normal form: casefolded, singular, without brackets and colons (see `normal_label`).
_LABELS: dict[str, str] = {
    "released": "release|release date|released on|original release|originally released|date released|date of release",
    "published": "publication date|date published|publication|first published|date of publication|year published",
    "recorded": "recording date|date recorded",
    "first_aired": "first aired|original run|original air date|aired|premiered|premiere|first shown|original airing",
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
    "performed_by": "artist|performer|performed by|singer|sung by|recorded by|vocals by",
    "written_by": "writer|written by|songwriter|written and composed by|song by|scriptwriter",
    "composed_by": "composer|composed by|music by|music|score by|music composed by",
    "lyrics_by": "lyricist|lyrics by|lyrics|words by|words|librettist|libretto by",
    "produced_by": "producer|produced by|record producer|film producer",
    "directed_by": "director|directed by|film director",
    "starring": "star|cast|main cast|leading actor",
    "screenplay_by": "screenplay|screenplay by|screenwriter|script by",
    "story_by": "story|story by",
    "edited_by": "editor|editing|edited by|editing by|film editor",
    "cinematography_by": "cinematography|cinematographer|cinematography by|director of photography",
    "created_by": "creator|created by",
    "author": "author|book author|authored by",
    "illustrator": "illustrator|illustrated by",
    "publisher": "publisher|published by|publishing house",
    "founder": "founder|founded by",
    "headquarters": "headquarter|head office|hq|headquarters location",
    "birth_place": "birthplace|place of birth|birth place",
    "death_place": "place of death|death place",
    "origin": "place of origin",
    "located_in": "location|located in|situated in|place",
    "architect": "architect|designed by|architecture by",
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

_PLURAL_MARK = re.compile(r"\((?:s|es)\)|/s\b", re.IGNORECASE)
_BRACKETED = re.compile(r"\s*[\[(][^\[\]()]*[\])]")
_COUNT = re.compile(r"^(?:no\.?|nr\.?|num\.?|#|№)\s*(?:of\s+)?")


def normal_label(label: str) -> str:
    """A row label in the form `LABELS` knows: case, spaces, colons, "(s)" and brackets dropped, "No. of" spelt out."""
    text = unicodedata.normalize("NFKC", label[:80]).casefold()
    text = _BRACKETED.sub(" ", _PLURAL_MARK.sub("", text)).strip(" :\t\n•-–")
    return re.sub(r"\s+", " ", _COUNT.sub("number of ", text)).strip(" :")


def predicate_of(label: str) -> Predicate | None:
    """The predicate a row label states; None where the label is unknown. Plurals are understood."""
    text = normal_label(label)
    last = text.rsplit(" ", 1)[-1]
    for form in (
        text,
        text[:-1] if last.endswith("s") else "",
        text[:-3] + "y" if last.endswith("ies") else "",
    ):
        if form and form in LABELS:
            return PREDICATES[LABELS[form]]
    return None
