"""What a page states of its subject in JSON-LD (W3C JSON-LD 1.1, schema.org), read as data and bounded.

What may not live here: contexts fetched from elsewhere, and what is done with what is stated.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from selectolax.lexbor import LexborHTMLParser

MAX_SCRIPTS = 10
MAX_CHARS = 200_000
"""Characters of one script that are read; a longer one is passed over whole."""
MAX_NODES = 500
MAX_VALUES = 100

_NESTING = ("@graph", "mainEntity", "mainEntityOfPage", "about")
# What a page carries beside its subject: its site, its place there, who made it.
_FRAME = frozenset(
    "website webpageelement wpheader wpfooter wpsidebar sitenavigationelement breadcrumblist listitem itemlist "
    "searchaction imageobject videoobject audioobject offer rating aggregaterating review comment".split()
)
_MAKERS = frozenset({"organization", "newsmediaorganization", "corporation", "person"})

Thing = dict[str, Any]


@dataclass
class Stated:
    """What the subjects of a page are called, tagged with and dated; site: names of the site itself."""

    names: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    published: list[str] = field(default_factory=list)
    modified: list[str] = field(default_factory=list)
    site: list[str] = field(default_factory=list)


def read_json_ld(tree: LexborHTMLParser) -> Stated:
    """What the page's JSON-LD scripts state; one that is no JSON states nothing."""
    things = [thing for script in _scripts(tree) for thing in _things(script)][:MAX_NODES]
    kinds = [_kinds(thing) for thing in things]
    is_made = any(not found & (_FRAME | _MAKERS) for found in kinds)
    stated = Stated()
    for thing, found in zip(things, kinds, strict=True):
        if "website" in found:
            stated.site += _texts(thing.get("name"))
        if found & _FRAME or (is_made and found & _MAKERS):
            continue
        stated.names += [*_texts(thing.get("name")), *_texts(thing.get("alternateName"))]
        stated.tags += [*_keywords(thing.get("keywords")), *_texts(thing.get("articleSection"))]
        stated.published += _texts(thing.get("datePublished"))
        stated.modified += _texts(thing.get("dateModified"))
    return stated


def _scripts(tree: LexborHTMLParser) -> Iterator[Any]:
    for script in tree.css('script[type="application/ld+json" i]')[:MAX_SCRIPTS]:
        child = script.first_child
        text = (child.text_content or "") if child is not None else ""
        if not text or len(text) > MAX_CHARS:
            continue
        try:
            yield json.loads(_bare(text), strict=False)
        except (ValueError, RecursionError):
            continue


def _bare(text: str) -> str:
    """The script without the comment marks that old templates put around it."""
    begin = min((at for at in (text.find("{"), text.find("[")) if at >= 0), default=0)
    end = max(text.rfind("}"), text.rfind("]"))
    head = text[:begin].strip()
    return (
        text[begin : end + 1] if head in ("", "<!--", "//<![CDATA[", "/*<![CDATA[*/", "<![CDATA[") else text
    )


def _things(script: Any) -> Iterator[Thing]:
    """The objects at the top, and those they say the page is about; no deeper than three steps."""
    level, depth, left = [script], 0, MAX_NODES
    while level and depth <= 3:
        below: list[Any] = []
        for value in level:
            for thing in value if isinstance(value, list) else [value]:
                if not isinstance(thing, dict) or left <= 0:
                    continue
                left -= 1
                yield thing
                below += [thing[name] for name in _NESTING if isinstance(thing.get(name), dict | list)]
        level, depth = below, depth + 1


def _kinds(thing: Thing) -> set[str]:
    """The types of an object, in lower case and without what names their vocabulary."""
    return {kind.rpartition("/")[2].rpartition(":")[2].lower() for kind in _texts(thing.get("@type"))}


def _texts(value: Any) -> list[str]:
    """Plain texts, and those that carry a language."""
    found = []
    for each in (value if isinstance(value, list) else [value])[:MAX_VALUES]:
        text = each.get("@value") if isinstance(each, dict) else each
        if isinstance(text, str):
            found.append(text)
    return found


def _keywords(value: Any) -> list[str]:
    """Keywords as a list, or in one text parted by commas; those that are defined terms by their names."""
    if isinstance(value, str):
        return value[:MAX_CHARS].split(",")[:MAX_VALUES]
    terms = value[:MAX_VALUES] if isinstance(value, list) else [value]
    return [name for term in terms for name in _texts(term.get("name") if isinstance(term, dict) else term)]
