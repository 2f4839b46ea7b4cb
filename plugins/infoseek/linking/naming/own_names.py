"""Where a text calls the page's own subject by name. What may not live here: pronouns (subject.py), other entities."""

from __future__ import annotations

import re
from collections.abc import Iterator

from infoseek.linking.kinds.entities import Description
from infoseek.linking.kinds.types import is_type_clash
from infoseek.linking.naming.aliases import is_generic, own_aliases
from infoseek.linking.naming.names import fold_name
from infoseek.linking.page import Page

_MOST_NAMES = 30
_TRUSTED = ("title", "name", "bold", "declared", "short")
# "Waterfall House Museum" is made of type nouns and yet a name.
_WHOLE = ("title", "name", "bold", "declared")
_CAPITAL_BEFORE = re.compile(r"(?:[A-ZÀ-Þ][\w’'.-]*|[A-Z]\.)[\s-]+$")
_CAPITAL_AFTER = re.compile(r"[\s-]+(?:(?:of|and the|in|at) )?[A-ZÀ-Þ][a-zà-þ]|-\w|['’][A-Z]")
# "The Blues Brothers band" is not the film, "an actual Eleanor Rigby" not the song.
_NOUN_AFTER = re.compile(r"\s([a-z]+)\b")
_INDEFINITE = re.compile(r"\b[Aa]n?\s+(?:[a-z]+\s+)?$")
_ARTICLE = re.compile(r"\b[Tt]he\s+$")


class OwnNames:
    """The names of one page's subject, and where they stand in its text."""

    def __init__(self, page: Page, entity: Description) -> None:
        self.page = page
        self.text, self.type_noun = page.text, entity.type_noun
        found = [
            alias
            for alias, source in own_aliases(page, entity)
            if source in _TRUSTED and not is_generic(alias)
        ]
        elsewhere = _anchors_elsewhere(page)
        names = [name for name in dict.fromkeys(found) if _is_its_own(name, elsewhere)][:_MOST_NAMES]
        names.sort(key=lambda name: (-len(name), name))
        self.common = _common_words(page.text)
        one_of = "|".join(re.escape(name) for name in names)
        self.pattern = re.compile(rf"(?<![\w’'-])(?:{one_of})(?![\w-])") if names else None

    def within(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The spans of its names between two offsets, in order."""
        if self.pattern is None:
            return
        for match in self.pattern.finditer(self.text, start, end):
            if self._stands_alone(match.start(), match.end(), start):
                yield match.start(), match.end()

    def without(self, text: str) -> str:
        """A text with the names of the subject taken out."""
        return self.pattern.sub("", text) if self.pattern else text

    def _stands_alone(self, start: int, end: int, begin: int) -> bool:
        """False where it is a part of a longer name, or a word of the language at the head of a sentence."""
        if _CAPITAL_AFTER.match(self.text, end, end + 40) and " of " not in self.text[end : end + 4]:
            return False
        noun = _NOUN_AFTER.match(self.text, end)
        if noun and is_type_clash(noun[1], self.type_noun):
            return False
        if _INDEFINITE.search(self.text[max(begin, start - 30) : start]):
            return False
        name = self.text[start:end]
        if " " in name:
            return True
        before = _ARTICLE.sub("", self.text[max(begin, start - 40) : start])
        if _CAPITAL_BEFORE.search(before):
            return False
        return not (name.casefold() in self.common and not before.strip(' "“('))


def _anchors_elsewhere(page: Page) -> set[str]:
    """Folded anchors of links that leave the page."""
    own = {page.url, *page.aliases_urls}
    return {fold_name(page.text[link.start : link.end]) for link in page.links if link.target_url not in own}


def _is_its_own(name: str, elsewhere: set[str]) -> bool:
    """False where a link of the page gives the name to something else, or to a namesake by its last word."""
    folded = fold_name(name)
    if not folded or folded in elsewhere or not any(c.isupper() or c.isdigit() for c in name):
        return False
    if " " in folded:
        return True
    return not any(other.endswith(f" {folded}") for other in elsewhere)


def _common_words(text: str) -> frozenset[str]:
    """Words that the text also writes in small letters."""
    return frozenset(re.findall(r"\b[a-zà-þ]{2,}\b", text[:50_000]))
