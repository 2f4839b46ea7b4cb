"""What a page declares of itself: names, categories, language, dates, its canonical URL, what robots may do.

What may not live here: the page's text; JSON (json_ld.py) and the spelling of dates (stamps.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from resiliparse.parse.lang import detect_fast
from selectolax.lexbor import LexborHTMLParser

from infoseek.web.page.cells import cell_line
from infoseek.web.page.dom import Node, attribute, class_tokens
from infoseek.web.page.json_ld import Stated, read_json_ld
from infoseek.web.page.stamps import last_edited, stamp
from infoseek.web.page.targets import Targets

MAX_VALUE = 500
"""Characters of a declared value that are kept."""
MAX_VALUES = 100
"""Values of one kind that are kept."""
MAX_ELEMENTS = 1000
"""Elements of one kind that are looked at."""
MIN_DETECTED = 200
"""Characters of text from which a language is detected."""
MAX_DETECTED = 4000
MAX_RANK = 900
"""Distance from the nearest language profile up to which it is believed; resiliparse gives up at 1200."""

_LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?:[-_]|$)")
_NO_LANGUAGE = frozenset({"und", "zxx", "mul", "mis", "xx"})
_GAP_BEFORE = re.compile(r"(?: [|–—·•»«›‹/-]| ?::?) ?$")
_GAP_AFTER = re.compile(r" ?(?:[|–—·•»«›‹/-] |::? ?)")
_MAX_SITES = 5
_CATEGORIES = '#mw-normal-catlinks li a, a[rel~="tag" i], .p-category'
_PUBLISHED = ("article:published_time", "datepublished", "dc.date.issued", "dcterms.issued", "dc.date",
              "citation_publication_date", "date")  # fmt: skip
_MODIFIED = ("article:modified_time", "og:updated_time", "datemodified", "dcterms.modified", "last-modified")
_TIME_PUBLISHED = frozenset({"datepublished", "dt-published", "published", "entry-date", "pubdate"})
_TIME_MODIFIED = frozenset({"datemodified", "dt-updated", "updated", "modified"})
_TIME_OTHER = frozenset(
    {"dt-start", "dt-end", "dtstart", "dtend", "startdate", "enddate", "value", "dt-duration"}
)

Metas = dict[str, list[str]]


@dataclass(frozen=True)
class Declared:
    """See store/schemas.py for each; canonical: None where the page names no other URL, or several."""

    names: list[str]
    categories: list[str]
    language: str
    published: str
    modified: str
    canonical: str | None
    is_noindex: bool
    is_nofollow: bool


def read_declared(tree: LexborHTMLParser, html: str, targets: Targets, robot: str) -> Declared:
    """All that the page declares of itself. robot: the product token that it may address rules to (RFC 9309)."""
    metas = _metas(tree)
    stated = read_json_ld(tree)
    dates = _times(tree)
    rules = _rules(metas, robot)
    return Declared(
        names=_names(metas, stated),
        categories=_categories(tree, metas, stated),
        language=_language(tree, metas),
        published=_first_stamp([*_values(metas, _PUBLISHED), *stated.published, *dates.published]),
        modified=_first_stamp([*_values(metas, _MODIFIED), *stated.modified, *dates.modified])
        or last_edited(html),
        canonical=_canonical(tree, targets),
        is_noindex=not rules.isdisjoint({"noindex", "none"}),
        is_nofollow=not rules.isdisjoint({"nofollow", "none"}),
    )


def language_of(label: str) -> str:
    """The language of a tag such as `en-GB` (RFC 5646), in two or three letters; "" where it names none."""
    match = _LANGUAGE.match(label.strip())
    found = match[1].lower() if match else ""
    return "" if found in _NO_LANGUAGE else found


def detected_language(text: str) -> str:
    """The language that a text is written in, or "" where it is too short or the profiles disagree."""
    if len(text) < MIN_DETECTED:
        return ""
    found, rank = detect_fast(text[:MAX_DETECTED], cutoff=MAX_RANK)
    return "" if found == "unknown" or rank > MAX_RANK else str(found)


def _metas(tree: LexborHTMLParser) -> Metas:
    """The contents of the page's meta elements by their names in lower case, in page order."""
    found: Metas = {}
    for node in tree.css("meta[content]")[:MAX_ELEMENTS]:
        attributes = node.attributes
        name = next(
            (
                attributes[key]
                for key in ("property", "name", "itemprop", "http-equiv")
                if attributes.get(key)
            ),
            None,
        )
        content = (attributes.get("content") or "")[:MAX_VALUE].strip()
        if name and content:
            found.setdefault(name[:MAX_VALUE].strip().lower(), []).append(content)
    return found


def _values(metas: Metas, names: Iterable[str]) -> list[str]:
    return [value for name in names for value in metas.get(name, ())]


def _names(metas: Metas, stated: Stated) -> list[str]:
    """og:title and the names in JSON-LD, without the name of the site behind or before them."""
    sites = [*_values(metas, ("og:site_name", "application-name")), *stated.site]
    titles = [_without_site(title, sites) for title in _values(metas, ("og:title",))]
    names = [_without_site(name, sites) for name in stated.names]
    folded = {site.strip().casefold() for site in sites}
    return [name for name in _once([*titles, *names]) if name.casefold() not in folded]


def _without_site(title: str, sites: list[str]) -> str:
    """The title without a site's name at its end or beginning, where something parts the two."""
    text = " ".join(title.split())
    for site in sites[:_MAX_SITES]:
        name = " ".join(site.casefold().split())
        if not name:
            continue
        if text[-len(name) :].casefold() == name:
            text = _cut(text, _GAP_BEFORE.search(text[: -len(name)]), before=True)
        if text[: len(name)].casefold() == name:
            text = _cut(text, _GAP_AFTER.match(text, len(name)), before=False)
    return text


def _cut(text: str, gap: re.Match[str] | None, before: bool) -> str:
    if gap is None:
        return text
    return (text[: gap.start()] if before else text[gap.end() :]) or text


def _once(values: Iterable[str]) -> list[str]:
    """Values with single spaces, each once, in order; none that is empty or overlong."""
    clean = (" ".join(value[: MAX_VALUE + 1].split()) for value in values)
    return list(dict.fromkeys(value for value in clean if 0 < len(value) <= MAX_VALUE))[:MAX_VALUES]


def _categories(tree: LexborHTMLParser, metas: Metas, stated: Stated) -> list[str]:
    shown = [cell_line(node).text for node in tree.css(_CATEGORIES)[:MAX_VALUES]]
    return _once([*shown, *_values(metas, ("article:section", "article:tag")), *stated.tags])


def _language(tree: LexborHTMLParser, metas: Metas) -> str:
    html = tree.css_first("html")
    labels = [attribute(html, "lang"), attribute(html, "xml:lang")] if html is not None else []
    return next(filter(None, map(language_of, [*labels, *metas.get("content-language", ())])), "")


@dataclass(frozen=True)
class _Times:
    published: list[str]
    modified: list[str]


def _times(tree: LexborHTMLParser) -> _Times:
    """The dates of time elements that say what they are; a page's only other one is taken for its date."""
    published: list[str] = []
    modified: list[str] = []
    plain: list[str] = []
    for node in tree.css("time[datetime]")[:MAX_ELEMENTS]:
        words = _words(node)
        value = attribute(node, "datetime")[:MAX_VALUE]
        if words & _TIME_MODIFIED:
            modified.append(value)
        elif words & _TIME_PUBLISHED:
            published.append(value)
        elif not words & _TIME_OTHER:
            plain.append(value)
    return _Times(published or (plain if len(plain) == 1 else []), modified)


def _words(node: Node) -> set[str]:
    words = {token.lower() for token in (*class_tokens(node), attribute(node, "itemprop"))}
    return words | {"pubdate"} if "pubdate" in node.attributes else words


def _first_stamp(texts: Iterable[str]) -> str:
    return next(filter(None, map(stamp, texts)), "")


def _rules(metas: Metas, robot: str) -> set[str]:
    """What the page's robots elements say to all and to us; of two that differ, the stricter one counts."""
    texts = _values(metas, ("robots", robot.lower()) if robot else ("robots",))
    return {rule.strip().lower() for text in texts for rule in text.split(",")}


def _canonical(tree: LexborHTMLParser, targets: Targets) -> str | None:
    links = tree.css('link[rel~="canonical" i][href]')[:MAX_ELEMENTS]
    found = {targets.of(attribute(node, "href")) for node in links}
    return found.pop() if len(found) == 1 else None
