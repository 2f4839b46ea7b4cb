"""Entities: what each live page is about, its type noun and whether it can be an answer.

What lives here: one page's description. What may not: names beside the title (aliases.py), statements (edges).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from infoseek.linking.kinds.lead_nouns import NO_TYPES, VAGUE, read_as
from infoseek.linking.kinds.listing import is_called_list, is_disambiguation, is_shaped_as_list
from infoseek.linking.kinds.predicate_phrase import Phrase, predicate_phrase
from infoseek.linking.kinds.stated_types import type_of_categories, type_of_rows, type_of_title
from infoseek.linking.kinds.types import head_noun, is_type_clash, kind_of
from infoseek.linking.naming.names import fold_name
from infoseek.linking.page import Page, Row

_BRACKET = re.compile(r"\s*\(([^()]*)\)\s*$")
_HEADING = re.compile(
    r"^(?P<type>[\w' -]{2,40}?)\s+by\s+(?P<artists>.+?)(?:\s+from the (?:album|ep|soundtrack)\s+(?P<album>.+))?$",
    re.IGNORECASE,
)
# Leads are read in English; a page that says no language may be in it.
_READ_LANGUAGES = frozenset({"", "en"})
_INSIDE = re.compile(r"\([^()]*\)")
_NOTE = re.compile(r"\s*(?:note|notes|see also|caption|editor's note)\b.{0,20}:", re.IGNORECASE)
_REFINING = ("live", "compilation", "soundtrack", "greatest hits", "box set", "remix", "tribute", "studio")


@dataclass(frozen=True)
class Description:
    """What a page is about.

    type_noun: a noun that can stand after "a", or ""; kind as in linked__entities.
    family: what the entity can stand in for: "song", "album" … for works, else its kind.
    type_source, is_disambiguation: as in linked__entities.
    """

    name: str
    title: str
    type_noun: str
    kind: str
    family: str
    is_answerable: bool
    lead_start: int
    lead_end: int
    phrase: Phrase | None
    type_source: str = ""
    is_disambiguation: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """A box's description line "Single by A from the album B": type words and spans in the page's text."""

    type_words: str
    artists: tuple[int, int]
    album: tuple[int, int] | None
    row: Row


def describe(page: Page) -> Description:
    """The entity a page is about. Never raises: what cannot be read stays empty."""
    name = short_title(page.title)
    lead = page.lead
    names = (page.title, name, *page.bold_names)
    phrase = predicate_phrase(page.lead_text, names) if page.language in _READ_LANGUAGES else None
    if phrase and not _is_about(page.lead_text[: phrase.subject_end], names):
        phrase = None
    is_apart = is_disambiguation(page)
    noun, source = ("", "") if is_apart or is_called_list(page) else _type_of(page, phrase)
    is_list = is_apart or (not noun and (is_called_list(page) or is_shaped_as_list(page)))
    return Description(
        name=name,
        title=page.title,
        type_noun=noun,
        kind="list" if is_list else _kind(noun),
        family=family_of(noun),
        is_answerable=bool(noun and name),
        lead_start=lead.start if lead else 0,
        lead_end=lead.end if lead else 0,
        phrase=phrase,
        type_source=source,
        is_disambiguation=is_apart,
    )


def _type_of(page: Page, phrase: Phrase | None) -> tuple[str, str]:
    """The type noun and what states it: the lead, the box, the categories, the title, in this order.

    Rows overrule a lead that names another sort of thing, or one that nothing else is known of: they speak of the
    page's own subject, a lead may not.
    """
    heading = box_type(page)
    said = _type_noun(phrase, heading)
    if said and said == heading:
        return said, "lead" if phrase and head_noun(read_as(phrase.head)) == head_noun(said) else "box"
    rows = type_of_rows(page) if kind_of(said) == "unknown" or page.rows else ""
    if said and not (rows and (kind_of(said) == "unknown" or is_type_clash(said, rows))):
        return said, "lead"
    if heading or rows:
        return heading or rows, "box"
    if is_shaped_as_list(page):
        return "", ""
    for noun, source in (
        (type_of_categories(page.categories), "category"),
        (type_of_title(page.title), "title"),
    ):
        if noun:
            return noun, source
    return "", ""


def _kind(noun: str) -> str:
    if not noun:
        return "unknown"
    return "thing" if kind_of(noun) == "unknown" else kind_of(noun)


def short_title(title: str) -> str:
    """The title without a disambiguating bracket at its end."""
    return _BRACKET.sub("", title).strip() or title.strip()


def is_plain_title(title: str) -> bool:
    """True where the title alone names its thing: no bracket, or one that holds only the type ("(song)")."""
    bracket = _BRACKET.search(title)
    return bracket is None or (kind_of(bracket[1]) != "unknown" and " " not in bracket[1].strip())


def family_of(type_noun: str) -> str:
    """ "song", "album", "film" … for works, the kind for everything else, "" without a type."""
    kind = kind_of(type_noun)
    if not type_noun or kind == "unknown":
        return ""
    return head_noun(type_noun) if kind == "work" else kind


def box_headings(page: Page, box: int) -> list[Heading]:
    """The description lines of a box, in order."""
    found = []
    for row in page.headings.get(box, []):
        match = _HEADING.match(page.text[row.start : row.end][:400])
        if not match:
            continue
        spans = {
            group: (row.start + match.start(group), row.start + match.end(group))
            for group in ("artists", "album")
            if match[group]
        }
        found.append(Heading(match["type"].casefold(), spans["artists"], spans.get("album"), row))
    return found


def box_type(page: Page, box: int = 0) -> str:
    """The type noun that a box's description line states ("Live album by …"), or ""."""
    for heading in box_headings(page, box):
        words = heading.type_words
        refined = next((read_as(word) for word in _REFINING if word in words), "")
        if "box set" in words or words.endswith(("album", "compilation", "soundtrack", "ep")):
            if refined:
                return refined if refined.endswith("album") else f"{refined} album"
            return "album"
        if words.endswith(("single", "song", "ballad", "instrumental")):
            return "song"
    return ""


def _is_about(subject: str, names: tuple[str, ...]) -> bool:
    """True where a sentence's subject shares a word with the page's names: others speak of something else.

    So does a note ("note: Ethiopia is …" on a page about its flag) and what stands behind another clause.
    """
    if _NOTE.match(subject) or ";" in _INSIDE.sub("", subject):
        return False
    words = {word for name in names for word in fold_name(name).split()} - {"the", "a", "an"}
    return bool(words & set(fold_name(subject).split()))


def _type_noun(phrase: Phrase | None, from_box: str) -> str:
    noun = read_as(phrase.head) if phrase else ""
    if not noun or noun in VAGUE:
        return from_box or ("" if noun in VAGUE else noun)
    if noun.casefold() in NO_TYPES:
        return ""
    if noun == "greatest hits album":
        return "compilation album"
    if head_noun(noun) == head_noun(from_box) == "album" and noun == "album":
        return from_box
    return noun
