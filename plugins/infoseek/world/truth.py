"""What a world consists of: its pages, redirects and typed facts.

What lives here: records. What may not: how they are made up (build.py) or written as HTML (markup.py).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

ValueType = Literal["entity", "name", "date", "number", "term"]


@dataclass(frozen=True)
class Fact:
    """One true statement of an infobox row.

    subject: path of the page it is about. predicate: as the linking lexicon calls it. value: ISO date (as
    coarse as stated), digits, or the name or term as written. object: path of the value's page, or empty.
    """

    subject: str
    predicate: str
    value_type: ValueType
    value: str
    object: str = ""


@dataclass(frozen=True)
class Page:
    """One page. kind: novel, novelist, publisher, town, list or disambiguation."""

    path: str
    title: str
    kind: str
    html: str


@dataclass(frozen=True)
class World:
    """A web of fiction and all that is true in it.

    start: path where a crawl begins. pages: by path. redirects: path to path. dead: paths that are linked
    and missing.
    """

    start: str
    pages: dict[str, Page]
    redirects: dict[str, str]
    dead: frozenset[str]
    facts: tuple[Fact, ...] = field(repr=False)

    def facts_of(self, path: str) -> list[Fact]:
        """The facts stated on a page."""
        return [fact for fact in self.facts if fact.subject == path]
