"""What a world consists of: its pages, redirects and typed facts.

What lives here: records. What may not: how they are made up (build.py) or written as HTML (article.py).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

Place = Literal["box", "here", "there"]
ValueType = Literal["entity", "name", "date", "number", "term"]
Manner = Literal["other", "turned", "acronym", "initials", "surname", "member", "native", "plain"]


@dataclass(frozen=True, slots=True)
class Fact:
    """One true statement, in the form of an infobox row.

    subject: path of the page it is about. predicate: as the linking lexicon calls it. value: ISO date (as
    coarse as stated), a number's digits (metres, square kilometres, seconds, pages), or the name or term as
    written. object: path of the value's page, or empty. is_stated: False where it is true and left off the pages.
    told: whether the subject's box states it, or a sentence alone: on the subject's page ("here") or on its
    object's ("there"). as_of: the year of what changes with time, or "".
    """

    subject: str
    predicate: str
    value_type: ValueType
    value: str
    object: str = ""
    is_stated: bool = True
    told: Place = "box"
    as_of: str = ""


@dataclass(frozen=True, slots=True)
class OtherName:
    """A name that a thing bears beside its own.

    manner: other (a second name), turned (surname first), acronym, initials ("A. Holt"), surname, member (one of a
    band), native (in another language of the isles), plain (that one in plain letters).
    """

    text: str
    manner: Manner


@dataclass(frozen=True)
class Page:
    """One page, its HTML made anew at each look.

    kind: the type noun of its lead sentence ("film director"), or list, disambiguation or home.
    """

    path: str
    title: str
    kind: str
    render: Callable[[], str] = field(compare=False, repr=False)

    @property
    def html(self) -> str:
        return self.render()


class Pages(Mapping[str, Page]):
    """The pages of a world by path, in a fixed order. Raises `ValueError` where two have one path."""

    def __init__(self, pages: Sequence[Page]) -> None:
        self._pages = {page.path: page for page in pages}
        if len(self._pages) < len(pages):
            raise ValueError("Two pages of this world have one title.")

    def __getitem__(self, path: str) -> Page:
        return self._pages[path]

    def __iter__(self) -> Iterator[str]:
        return iter(self._pages)

    def __len__(self) -> int:
        return len(self._pages)


@dataclass(frozen=True)
class World:
    """A web of fiction and all that is true in it.

    start: path where a crawl begins. pages: by path. redirects: path to path. dead: paths that are linked
    and missing. facts: everything true, stated on the pages or not. names: by path, what else its thing is called,
    used on some page or not.
    """

    start: str
    pages: Mapping[str, Page]
    redirects: dict[str, str]
    dead: frozenset[str]
    facts: tuple[Fact, ...] = field(repr=False)
    names: Mapping[str, tuple[OtherName, ...]] = field(default_factory=dict, repr=False)

    def facts_of(self, path: str) -> list[Fact]:
        """The facts about one page's subject."""
        return [fact for fact in self.facts if fact.subject == path]
