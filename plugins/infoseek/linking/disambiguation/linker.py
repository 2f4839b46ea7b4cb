"""Links the names in a page's text that carry no link: occurrences, contenders, one decision each.

What may not live here: the dictionary's files (pack.py), columns (features.py), weights (model.py, training.py).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from infoseek.linking.disambiguation.company import Scratch
from infoseek.linking.disambiguation.contenders import Contenders, contenders
from infoseek.linking.disambiguation.features import CHOICE, LINK, PageContext, choice_columns, link_columns
from infoseek.linking.disambiguation.given_spans import spanned
from infoseek.linking.disambiguation.model import LinkModel
from infoseek.linking.disambiguation.near_words import surroundings
from infoseek.linking.disambiguation.occurrences import (
    MOST_OCCURRENCES,
    Occurrence,
    Reading,
    occurrences,
    read_words,
)
from infoseek.linking.disambiguation.pack import IS_DISAMBIGUATION, IS_LIST, Pack
from infoseek.linking.mentions import Mention
from infoseek.linking.naming.aliases import anchor_alias
from infoseek.linking.naming.names import fold_name
from infoseek.linking.page import Page

Array = NDArray[Any]

NO_ANSWERS = IS_LIST | IS_DISAMBIGUATION
_OWN_NAMES = ("named", "redirected", "declared")
_LEAD_OF_ONE = 10.0
"""By how much a sole contender leads, and the most that any does."""


@dataclass(frozen=True)
class Judged:
    """The occurrences of a page that have contenders, with the likeliest of each.

    found, columns: all contenders and their CHOICE columns. chosen: row of the likeliest of each occurrence;
    share: its softmax share among its rivals. link: LINK columns.
    """

    hits: list[Occurrence]
    found: Contenders
    columns: Array
    chosen: Array
    share: Array
    link: Array
    kinds: list[str]

    @property
    def entity(self) -> Array:
        """The number of the likeliest entity of each occurrence."""
        return self.found.entity[self.chosen]


@dataclass(frozen=True)
class Named:
    """What the dictionary makes of a page. mentions: its links and sure names, in order.

    names: the folded names that stand on it beside its links, on whose contenders that rests; None where there
    are too many to be told. is_settled: whether none of them may mean another than the page's own entity.
    """

    mentions: list[Mention]
    names: frozenset[str] | None
    is_settled: bool


class Linker:
    """Links the pages of one corpus. One a process: it keeps scratch vectors, and no two threads may share it.

    min_score: least calibrated score of a name that is linked.
    """

    def __init__(self, pack: Pack, model: LinkModel, min_score: float) -> None:
        self.pack, self.model, self.min_score = pack, model, min_score
        self._scratch = Scratch.of(pack)
        known = ((pack.name_number(name), pair) for name, pair in model.names.items())
        self._names = {number: pair for number, pair in known if number >= 0}
        self._languages = {language: place for place, language in enumerate(pack.languages)}

    def mentions(self, page: Page, own_id: str, links: Sequence[Mention]) -> list[Mention]:
        """The page's links as given, and the names between them that surely mean an entity; in order, none overlapping.

        Such a name has source "name" and its score; it never means the page itself, a list or a
        disambiguation page.
        """
        return self.named(page, own_id, links).mentions

    def named(self, page: Page, own_id: str, links: Sequence[Mention]) -> Named:
        """As `mentions`, with what they rest on."""
        reading = read_words(page)
        everywhere = occurrences(page, reading, self.pack)
        hits = free(everywhere, links)
        context = self.context(page, own_id, links)
        judged = self.judge(page, reading, hits, context, NO_ANSWERS)
        found = sorted(
            [*links, *self._best(judged, context.own)], key=lambda mention: (mention.start, mention.end)
        )
        names = frozenset(map(self.pack.trie.restore_key, {hit.name for hit in hits}))
        is_settled = bool((judged.found.entity == context.own).all())
        return Named(found, names if len(everywhere) < MOST_OCCURRENCES else None, is_settled)

    def choose(
        self, page: Page, own_id: str, span: tuple[int, int], links: Sequence[Mention]
    ) -> Mention | None:
        """The entity that a given span of the page's text names, or None where nothing is called so.

        Links that overlap the span are left out of what is known of the page.
        """
        others = [link for link in links if link.end <= span[0] or link.start >= span[1]]
        return self.choose_all(page, own_id, [span], others)[0]

    def choose_all(
        self, page: Page, own_id: str, spans: Sequence[tuple[int, int]], links: Sequence[Mention]
    ) -> list[Mention | None]:
        """As `choose`, of several spans: none of the links given may overlap one."""
        reading = read_words(page)
        given = [spanned(page, reading, span, self.pack) for span in spans]
        hits = [hit for hit in given if hit is not None]
        context = self.context(page, own_id, links)
        judged = self.judge(page, reading, hits, context, IS_DISAMBIGUATION, is_given=True)
        found = {
            hit: self._mention(judged, place, float(judged.share[place]))
            for place, hit in enumerate(judged.hits)
        }
        return [found.get(hit) if hit is not None else None for hit in given]

    def context(
        self, page: Page, own_id: str, links: Sequence[Mention], taken: Sequence[Mention] | None = None
    ) -> PageContext:
        """What is known of a page. taken: its links that count in the dictionary, by default those given."""
        counted = links if taken is None else taken
        ids = {link.entity_id for each in (links, counted) for link in each}
        numbers = {entity_id: self.pack.number_of(entity_id) for entity_id in ids}
        linked = dict.fromkeys(numbers[link.entity_id] for link in links)
        named = self._named(page, links, numbers)
        return PageContext(
            self.pack.number_of(own_id),
            [number for number in linked if number >= 0],
            frozenset(named),
            named if taken is None else self._named(page, counted, numbers),
            sorted({numbers[link.entity_id] for link in counted}),
            self._languages.get(page.language, -1) if page.language else -1,
        )

    def judge(
        self,
        page: Page,
        reading: Reading,
        hits: Sequence[Occurrence],
        context: PageContext,
        without_flags: int,
        names: Mapping[int, tuple[int, int]] | None = None,
        is_given: bool = False,
    ) -> Judged:
        """The likeliest contender for each occurrence that has one.

        names: what is known of names, by default what the model knows. is_given: the spans are given, so that
        anchors that are no names count too.
        """
        found = contenders(self.pack, reading, hits, context.taken, without_flags, with_phrases=is_given)
        around = surroundings(page, reading, hits, self._type_of(context.own))
        columns = choice_columns(self.pack, self._scratch, context, reading, hits, around, found)
        chosen, share, margin = pick(self.model.choice_scores(columns), found.begin)
        kept = found.hit[found.begin].tolist()
        known = self._names if names is None else names
        counted = np.array([known.get(hits[place].name, (0, 0)) for place in kept], dtype=float).reshape(
            -1, 2
        )
        rivals = np.diff(np.append(found.begin, len(found.hit)))
        link = link_columns(around.of(kept), share, margin, counted, self.model.base, rivals)
        kinds = [around.kinds[place] for place in kept]
        return Judged([hits[place] for place in kept], found, columns, chosen, share, link, kinds)

    def _type_of(self, number: int) -> str:
        return self.pack.types[self.pack.entity_type[number]] if number >= 0 else ""

    def _best(self, judged: Judged, own: int) -> list[Mention]:
        """The sure ones, longer names before those within them."""
        scores = self.model.link_scores(judged.link, judged.columns[judged.chosen])
        sure = np.flatnonzero((scores >= self.min_score) & ~_is_a_part(judged)).tolist()
        sure.sort(
            key=lambda place: (judged.hits[place].first - judged.hits[place].last, -scores[place], place)
        )
        used: set[int] = set()
        found = []
        for place in sure:
            words = range(judged.hits[place].first, judged.hits[place].last + 1)
            if used.isdisjoint(words):
                used.update(words)
                if judged.entity[place] != own:
                    found.append(self._mention(judged, place, float(scores[place])))
        return found

    def _mention(self, judged: Judged, place: int, score: float) -> Mention:
        hit, entity = judged.hits[place], self.pack.id_of(int(judged.entity[place]))
        return Mention(hit.start, hit.end, entity, "name", judged.kinds[place], round(score, 6))

    def _named(
        self, page: Page, links: Iterable[Mention], numbers: Mapping[str, int]
    ) -> Counter[tuple[int, int]]:
        """What a page's links call their targets, as (name, entity), with how often."""
        found: Counter[tuple[int, int]] = Counter()
        told = Counter((page.text[link.start : link.end], numbers[link.entity_id]) for link in links)
        for (anchor, number), count in told.items():
            name = self.pack.name_number(fold_name(anchor_alias(anchor)) or fold_name(anchor))
            if name >= 0 and number >= 0:
                found[name, number] += count
        return found


def _is_a_part(judged: Judged) -> Array:
    """Occurrences of one word within a longer name of which the dictionary has nothing: "Charles" in "Charles Boyer".

    Only where it is a short name, or what links call it: "Twitter" in "Twitter API" is Twitter.
    """
    columns = judged.columns[judged.chosen]
    is_own_name = (columns[:, [CHOICE.index(name) for name in _OWN_NAMES]] > 0).any(axis=1)
    found: Array = (judged.link[:, LINK.index("part_of_name")] > 0) & ~is_own_name
    return found


def pick(scores: Array, begin: Array) -> tuple[Array, Array, Array]:
    """Of each name's contenders: the row with the greatest score, its softmax share, and by how much it leads.

    begin: first row of each name. The first of equal ones counts, which is the likelier.
    """
    if not len(begin):
        return begin, np.zeros(0), np.zeros(0)
    group = np.repeat(np.arange(len(begin)), np.diff(np.append(begin, len(scores))))
    most = np.maximum.reduceat(scores, begin)
    places = np.flatnonzero(scores == most[group])
    chosen = places[np.flatnonzero(np.diff(group[places], prepend=-1))]
    share = 1 / np.add.reduceat(np.exp((scores - most[group]).clip(-30, 0)), begin)
    rest = scores.copy()
    rest[chosen] = -np.inf
    return chosen, share, np.minimum(most - np.maximum.reduceat(rest, begin), _LEAD_OF_ONE)


def free(hits: Sequence[Occurrence], links: Sequence[Mention]) -> list[Occurrence]:
    """The occurrences that no link overlaps."""
    spans = sorted((link.start, link.end) for link in links)
    if not spans:
        return list(hits)
    reach = np.maximum.accumulate(np.array([end for _, end in spans]))
    ends = np.array([hit.end for hit in hits], dtype=np.int64)
    before = np.searchsorted(np.array([start for start, _ in spans]), ends, side="left").tolist()
    return [
        hit for hit, count in zip(hits, before, strict=True) if not count or reach[count - 1] <= hit.start
    ]
