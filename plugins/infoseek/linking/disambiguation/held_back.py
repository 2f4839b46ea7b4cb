"""Links held back from their page and linked again: how many were, and how many as they were.

What lives here: counting. What may not: choosing pages (the Spark job), how a span is linked (linker.py).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from infoseek.linking.disambiguation.given_spans import spanned
from infoseek.linking.disambiguation.linker import Linker
from infoseek.linking.disambiguation.occurrences import Occurrence, read_words
from infoseek.linking.disambiguation.pack import IS_DISAMBIGUATION
from infoseek.linking.disambiguation.training import Sample

MOST_LINKS_OF_PAGE = 200


class Relinked(NamedTuple):
    """held_back links, of which so many were linked again, and so many as they were."""

    held_back: int
    linked: int
    right: int


def relinked(linker: Linker, samples: Iterable[Sample]) -> Relinked:
    """Hold back every second link of each page, and link its span again.

    A span is linked where its likeliest entity's share among the candidates reaches the linker's least score.
    Nothing of the page counts in the dictionary meanwhile.
    """
    counts = [_of_page(linker, sample) for sample in samples]
    return Relinked(*(sum(each) for each in zip(*counts, strict=True))) if counts else Relinked(0, 0, 0)


def _of_page(linker: Linker, sample: Sample) -> Relinked:
    held, known = sample.links[:MOST_LINKS_OF_PAGE:2], sample.links[1:MOST_LINKS_OF_PAGE:2]
    reading = read_words(sample.page)
    wanted: dict[tuple[int, int], int] = {}
    hits: list[Occurrence] = []
    for link in held:
        hit = spanned(sample.page, reading, (link.start, link.end), linker.pack)
        if hit is not None and (hit.start, hit.end) not in wanted:
            wanted[hit.start, hit.end] = linker.pack.number_of(link.entity_id)
            hits.append(hit)
    if not hits:
        return Relinked(len(held), 0, 0)
    context = linker.context(sample.page, sample.own_id, known, sample.links)
    judged = linker.judge(sample.page, reading, hits, context, IS_DISAMBIGUATION, is_given=True)
    sure = [
        (hit, entity)
        for hit, entity, share in zip(judged.hits, judged.entity.tolist(), judged.share.tolist(), strict=True)
        if share >= linker.min_score
    ]
    right = sum(wanted[hit.start, hit.end] == entity for hit, entity in sure)
    return Relinked(len(held), len(sure), right)
