"""Names an entity goes by: what its page declares, its redirects, short forms, and anchors that point to it.

What lives here: which strings count as names. What may not: counting them over the corpus (the Spark job).
"""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

from infoseek.linking.entities import Description, is_plain_title, short_title
from infoseek.linking.name_lists import clean_name
from infoseek.linking.names import fold_name
from infoseek.linking.page import Page
from infoseek.linking.predicate_phrase import VAGUE
from infoseek.linking.types import KINDS

MAX_ALIAS_CHARS = 150
MIN_FIRST_NAME_LETTERS = 4
# Sources whose names are surely the entity's own; redirects also lead from a part to its whole.
_OWN_SOURCES = ("title", "name", "bold")

_FUNCTION_WORDS = frozenset("a an the of in on at by for from to with and or".split())
_GENERIC = (
    frozenset().union(*KINDS.values())
    | VAGUE
    | _FUNCTION_WORDS
    | frozenset(
        "as is was it its this that these those here there he she "
        "they his her their him them who which see also same name other another article list discography "
        "filmography original version cover versions first second third fourth fifth last final debut next "
        "previous following earlier later new old more below above page part volume vol studio live musical "
        "hits greatest best hit number track tracks recordings albums songs singles films books novels series "
        "title official website own eponymous self titled work works release released".split()
    )
)
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv", "phd", "md"})
_NICKNAME = re.compile(r'\s*["“]([^"”]{2,40})["”]\s*')
_ARTICLE = re.compile(r"^(?:the|an?)\s+(?=\S)", re.IGNORECASE)
_EXTENSION = re.compile(r"\.(?:html?|php|aspx?|jsp)$", re.IGNORECASE)


def own_aliases(page: Page, entity: Description) -> list[tuple[str, str]]:
    """The names a page gives its own entity as (alias, source), each pair once, in order of trust."""
    found: dict[tuple[str, str], None] = {}

    def add(alias: str, source: str) -> None:
        alias = re.sub(r"\s+", " ", alias).strip().strip('"“”').strip()[:MAX_ALIAS_CHARS]
        if fold_name(alias):
            found.setdefault((alias, source))

    add(entity.title, "title")
    add(entity.name, "name")
    for bold in page.bold_names:
        if not is_generic(bold):
            add(bold, "bold")
    for url in page.aliases_urls:
        name = name_of_url(url)
        if not is_generic(name):
            add(name, "redirect")
    for name in dict.fromkeys((entity.name, *page.bold_names)):
        for short in _short_forms(name, entity.kind):
            if not is_generic(short):
                add(short, "short")
    return list(found)


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
        is_surname = source == "bold" and entity.kind == "person" and " " not in folded
        if source in _OWN_SOURCES and not is_surname:
            keys.add(lookup_key(folded))
    return sorted(keys - {""})


def name_words(page: Page, entity: Description) -> list[str]:
    """The telling words of an entity's own names, folded and sorted: what a name of it should share."""
    names = (entity.title, *page.bold_names)
    return sorted({word for name in names for word in fold_name(name).split()} - _FUNCTION_WORDS)


def anchor_alias(anchor: str) -> str:
    """The anchor as a name, or "" where it is generic ("album", "here", "1957")."""
    name = clean_name(anchor)[:MAX_ALIAS_CHARS]
    return "" if is_generic(name) else name


def is_generic(name: str) -> bool:
    """True where a name consists of function words, type nouns and numbers, and so names nothing."""
    words = fold_name(name).split()
    return all(word in _GENERIC or word.rstrip("s") in _GENERIC or word.isdigit() for word in words)


def name_of_url(url: str) -> str:
    """The readable name in a URL's last path segment: "/A/Betty_carter.html" -> "Betty carter"."""
    segment = unquote(urlsplit(url).path.rstrip("/").rpartition("/")[2])
    return short_title(_EXTENSION.sub("", segment).replace("_", " ")).strip()


def _short_forms(name: str, kind: str) -> list[str]:
    """Shorter names people use: surname and long first name of a person; no article, no subtitle otherwise."""
    if kind != "person":
        forms = [_ARTICLE.sub("", name), *_before_subtitle(name)]
        return [form for form in forms if form != name and len(fold_name(form)) >= MIN_FIRST_NAME_LETTERS]
    plain = _NICKNAME.sub(" ", name).strip()
    words = [word for word in plain.replace(",", " ").split() if fold_name(word) not in _SUFFIXES]
    forms = [plain, " ".join(words), *_NICKNAME.findall(name)] if len(words) > 1 else []
    if len(words) > 1:
        forms.append(words[-1])
        if len(words[0].strip(".")) >= MIN_FIRST_NAME_LETTERS:
            forms.append(words[0])
    return [form for form in dict.fromkeys(forms) if form != name and len(form) > 2]


def _before_subtitle(name: str) -> list[str]:
    head = re.split(r":\s|\s[–—]\s", name, maxsplit=1)[0]
    return [head] if len(head.split()) > 1 else []
