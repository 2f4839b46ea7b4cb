"""Names an entity goes by: what its page declares, its redirects, other forms of these, anchors that point to it.

What lives here: which strings count as names, by source. What may not: counting them over the corpus (the Spark job).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from urllib.parse import unquote, urlsplit

from infoseek.linking.kinds.entities import Description, is_plain_title, short_title
from infoseek.linking.kinds.types import groups_of
from infoseek.linking.naming.acronyms import acronyms_beside, expansions_beside, initials, is_short_for
from infoseek.linking.naming.generic_names import FUNCTION_WORDS, is_generic
from infoseek.linking.naming.inflections import inflected
from infoseek.linking.naming.names import fold_name
from infoseek.linking.naming.person_names import MIN_FIRST_NAME_LETTERS, initials_of, person_forms
from infoseek.linking.naming.scripts import in_latin, native_names
from infoseek.linking.naming.told_names import told_names
from infoseek.linking.page import Page
from infoseek.linking.stating.name_lists import clean_name

__all__ = [
    "anchor_alias",
    "is_generic",
    "lookup_key",
    "lookup_keys",
    "name_of_url",
    "name_words",
    "own_aliases",
]

MAX_ALIAS_CHARS = 150
MAX_REDIRECTS = 500
# Of so many names a page gives are other forms made.
MAX_FORMED = 8
# Sources whose names are surely the entity's own; redirects also lead from a part to its whole.
_OWN_SOURCES = ("title", "name", "bold", "declared", "acronym")
# Fewer letters are too common to look for, more nobody uses.
_LEAST_WORK_INITIALS, _MOST_INITIALS, _MOST_DOTTED = 4, 6, 4
_MAX_INFLECTED_WORDS = 4
_GROUPS = frozenset({"music", "sport", "group"})
_MAX_BOLD_WORDS = 12

_ARTICLE = re.compile(r"^(?:the|an?)\s+(?=\S)", re.IGNORECASE)
_EXTENSION = re.compile(r"\.(?:html?|php|aspx?|jsp)$", re.IGNORECASE)
_LEGAL_FORM = re.compile(
    r",?\s+(?:Inc|Incorporated|Ltd|Limited|LLC|Corp|Corporation|Co|Company|plc|PLC|GmbH|AG|S\.A|SA|NV|N\.V|LP|LLP)\.?$"
)
_SENTENCE_END = re.compile(r"[.!?:]$")
_WITH_AND = re.compile(r"\s+&\s+|\s+and\s+", re.IGNORECASE)


def own_aliases(page: Page, entity: Description) -> list[tuple[str, str]]:
    """The names a page gives its own entity as (alias, source), each pair once, in order of trust.

    Sources: title, name, bold, declared (what the page's metadata, rows and lead call it), redirect, and forms made
    of these: transliteration, acronym, short, inflected. A form is made once, however many names would give it.
    """
    found: dict[tuple[str, str], None] = {}
    for alias, source in _own(page, entity):
        alias = re.sub(r"\s+", " ", alias).strip().strip('"“”').strip()[:MAX_ALIAS_CHARS].strip()
        if fold_name(alias):
            found.setdefault((alias, source))
    # A title with a bracket is formed without it.
    given = [alias for alias, source in found if source not in ("redirect", "title")]
    seen = {fold_name(alias) for alias, _ in found}
    for alias, source in _formed(page, entity, list(dict.fromkeys(given))[:MAX_FORMED]):
        folded = fold_name(alias)
        if folded and folded not in seen and not is_generic(alias):
            seen.add(folded)
            found.setdefault((alias[:MAX_ALIAS_CHARS], source))
    return list(found)


def _own(page: Page, entity: Description) -> Iterator[tuple[str, str]]:
    """The names that stand on the page or lead to it."""
    yield entity.title, "title"
    yield entity.name, "name"
    titles = {fold_name(entity.title), fold_name(entity.name)}
    for bold in page.bold_names:
        if not is_generic(bold) and not _is_sentence(bold):
            yield bold, "bold"
    for declared in (*page.declared_names, *told_names(page, entity.kind), *native_names(page.lead_text)):
        if fold_name(declared) not in titles and not is_generic(declared) and not _is_sentence(declared):
            yield declared, "declared"
    for url in page.aliases_urls[:MAX_REDIRECTS]:
        name = name_of_url(url)
        if not is_generic(name):
            yield name, "redirect"


def _is_sentence(name: str) -> bool:
    """True of what is emphasised or declared beside names: "This event has been cancelled due to snow."."""
    words = name.split()
    return len(words) > _MAX_BOLD_WORDS or (len(words) > 3 and bool(_SENTENCE_END.search(name)))


def _formed(page: Page, entity: Description, names: list[str]) -> Iterator[tuple[str, str]]:
    """Other forms of names: in Latin letters, acronyms, short, inflected."""
    for name in names:
        for spelt in in_latin(name):
            yield spelt, "transliteration"
    for acronym in _acronyms(page, entity, names):
        yield acronym, "acronym"
    for name in names:
        for short in _short_forms(name, entity.kind):
            yield short, "short"
            for spelt in in_latin(short):
                yield spelt, "transliteration"
    for name in names:
        if _is_inflected(name, entity):
            for form in inflected(_ARTICLE.sub("", name)):
                yield form, "inflected"


def _is_inflected(name: str, entity: Description) -> bool:
    """True of common nouns, written small, and of groups whose members go by the singular: "the Raelettes"."""
    if name.split()[-1][0].islower():
        return (
            entity.kind in ("thing", "unknown", "organisation") and len(name.split()) <= _MAX_INFLECTED_WORDS
        )
    return name.endswith("s") and bool(_GROUPS & groups_of(entity.type_noun))


def _acronyms(page: Page, entity: Description, names: list[str]) -> Iterator[str]:
    """Those that the lead gives, what the page's name stands for, then the names' initials."""
    lead = page.lead_text
    for acronym in acronyms_beside(lead, [*names, *(_LEGAL_FORM.sub("", name) for name in names)]):
        yield from _dotted(acronym)
    yield from expansions_beside(lead, entity.name)
    if entity.kind in ("list", "unknown"):
        return
    least = _LEAST_WORK_INITIALS if entity.kind == "work" else 3
    for name in names:
        if any(
            " " not in other and len(other) <= _MOST_INITIALS and is_short_for(other, name) for other in names
        ):
            continue
        for made in [initials_of(name)] if entity.kind == "person" else initials(name):
            if least <= len(made) <= _MOST_INITIALS:
                yield from _dotted(made)


def _dotted(acronym: str) -> tuple[str, ...]:
    is_dotted = acronym.isupper() and acronym.isalpha() and len(acronym) <= _MOST_DOTTED
    return (acronym, ".".join(acronym) + ".") if is_dotted else (acronym,)


def lookup_key(folded: str) -> str:
    """The form under which a folded name is looked up: without its article."""
    return folded.removeprefix("the ")


def lookup_keys(page: Page, entity: Description) -> list[str]:
    """The names by which text elsewhere may mean this entity without a link, as `lookup_key`s, sorted.

    None where the title needs a bracket to tell namesakes apart, or the page can be no answer; a person's
    surname alone means nobody in particular.
    """
    if not entity.is_answerable or not is_plain_title(entity.title):
        return []
    keys = set()
    for alias, source in own_aliases(page, entity):
        folded = fold_name(alias)
        is_surname = source != "title" and entity.kind == "person" and " " not in folded
        is_guess = source == "acronym" and alias not in page.lead_text
        if source in _OWN_SOURCES and not is_surname and not is_guess:
            keys.add(lookup_key(folded))
    return sorted(keys - {""})


def name_words(page: Page, entity: Description) -> list[str]:
    """The telling words of an entity's own names, folded and sorted: what a name of it should share."""
    names = (entity.title, *page.bold_names)
    return sorted({word for name in names for word in fold_name(name).split()} - FUNCTION_WORDS)


def anchor_alias(anchor: str) -> str:
    """The anchor as a name, or "" where it is generic ("album", "here", "1957")."""
    name = clean_name(anchor)[:MAX_ALIAS_CHARS]
    return "" if is_generic(name) else name


def name_of_url(url: str) -> str:
    """The readable name in a URL's last path segment: "/A/Betty_carter.html" -> "Betty carter"."""
    segment = unquote(urlsplit(url).path.rstrip("/").rpartition("/")[2])
    return short_title(_EXTENSION.sub("", segment).replace("_", " ")).strip()


def _short_forms(name: str, kind: str) -> Iterable[str]:
    """Shorter and like names people use: of a person see `person_forms`; else without article, subtitle, legal form.

    "A & B" and "A and B" are one name.
    """
    if kind == "person":
        return person_forms(name)
    bare = _ARTICLE.sub("", name)
    forms = [bare, *_before_subtitle(name), _LEGAL_FORM.sub("", name)]
    if _WITH_AND.search(name):
        forms += [_WITH_AND.sub(joint, name) for joint in (" and ", " & ")]
    if kind == "place" and "," in name:
        forms.append(name.partition(",")[0])
    return [form for form in forms if form != name and len(fold_name(form)) >= MIN_FIRST_NAME_LETTERS]


def _before_subtitle(name: str) -> list[str]:
    head = re.split(r":\s|\s[–—]\s", name, maxsplit=1)[0]
    return [head] if len(head.split()) > 1 else []
