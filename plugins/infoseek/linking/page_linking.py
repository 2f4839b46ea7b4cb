"""One page with the names of the corpus: its mentions, and what its sentences state between them.

What lives here: the order of steps. What may not: how names are found and judged, how sentences are read.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from infoseek.linking.disambiguation.linker import Linker
from infoseek.linking.disambiguation.pack import Pack
from infoseek.linking.kinds.entities import describe
from infoseek.linking.mentions import Mention
from infoseek.linking.page import Page
from infoseek.linking.stating.draft import Draft
from infoseek.linking.stating.sentence_edges import sentence_drafts
from infoseek.linking.stating.subject import subject_mentions


@dataclass(frozen=True)
class LinkedPage:
    """mentions: in order, the page's links among them, none overlapping. drafts: what its sentences state.

    names, is_settled: what that rests on beside the page, as in `Named`.
    """

    mentions: list[Mention]
    drafts: list[Draft]
    names: frozenset[str] | None
    is_settled: bool


def linked_page(linker: Linker, page: Page, links: Sequence[Mention]) -> LinkedPage:
    """Link one page. links: its own links to pages of the corpus, in order."""
    entity = describe(page)
    named = linker.named(page, page.page_id, links)
    own = subject_mentions(page, entity, page.page_id)
    mentions = sorted(
        [*named.mentions, *apart(own, named.mentions)], key=lambda mention: (mention.start, mention.end)
    )
    types = {each: _type_of(linker.pack, each) for each in {mention.entity_id for mention in mentions}}
    drafts = sentence_drafts(page, entity, page.page_id, mentions, types)
    return LinkedPage(mentions, drafts, named.names, named.is_settled)


def _type_of(pack: Pack, entity_id: str) -> str:
    number = pack.number_of(entity_id)
    return pack.types[pack.entity_type[number]] if number >= 0 else ""


def apart(mentions: Sequence[Mention], others: Sequence[Mention]) -> list[Mention]:
    """The mentions that overlap none of the others, which are in order and may overlap one another."""
    starts = [other.start for other in others]
    reach, most = [], 0
    for other in others:
        most = max(most, other.end)
        reach.append(most)
    found = []
    for mention in mentions:
        before = bisect_left(starts, mention.end)
        if not before or reach[before - 1] <= mention.start:
            found.append(mention)
    return found
