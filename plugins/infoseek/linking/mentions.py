"""Mentions: the links of a page's own text, each with the name it gives its target.

What may not live here: resolving targets to entities, which is a join over the corpus (the Spark job).
"""

from __future__ import annotations

from dataclasses import dataclass

from infoseek.linking.naming.aliases import anchor_alias
from infoseek.linking.page import Page


@dataclass(frozen=True, slots=True)
class LinkMention:
    """One link of a page's text; alias is its anchor as a name, "" where that is generic."""

    start: int
    end: int
    target_url: str
    kind: str
    alias: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A span of a page's text that names an entity of the corpus; source, kind and score as in linked__mentions."""

    start: int
    end: int
    entity_id: str
    source: str
    kind: str
    score: float


def link_mentions(page: Page) -> list[LinkMention]:
    """Every link of a page's text that spans something, in order, each span once."""
    found: dict[tuple[int, int], LinkMention] = {}
    for link in sorted(page.links, key=lambda item: (item.start, item.end, item.target_url)):
        if 0 <= link.start < link.end <= len(page.text):
            alias = anchor_alias(page.text[link.start : link.end])
            found.setdefault(
                (link.start, link.end),
                LinkMention(link.start, link.end, link.target_url, link.kind, alias),
            )
    return list(found.values())
