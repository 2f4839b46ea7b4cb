"""Trains the linking model on pages' own links, each held back and linked again as if it were not there.

What may not live here: columns (features.py), the trained form and its scores (model.py).
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from infoseek.linking.disambiguation.defaults import default_model
from infoseek.linking.disambiguation.features import CHOICE, LINK
from infoseek.linking.disambiguation.given_spans import spanned
from infoseek.linking.disambiguation.linker import Judged, Linker, free
from infoseek.linking.disambiguation.model import LinkModel, log_odds
from infoseek.linking.disambiguation.occurrences import Occurrence, Reading, occurrences, read_words
from infoseek.linking.disambiguation.pack import IS_DISAMBIGUATION, Pack
from infoseek.linking.disambiguation.trees import grown
from infoseek.linking.mentions import Mention
from infoseek.linking.page import Page

Array = NDArray[Any]

LEAST_LINKS = 200
"""Links below which the shipped weights are taken: fewer teach nothing that holds."""
LEAST_FOR_TREES = 5_000
"""Links below which a sum of weights is learnt in place of trees."""
LEAST_CALIBRATION = 400
MOST_LINKS_OF_PAGE = 200
MOST_NAMES = 50_000
UNLINKED_WEIGHT = 0.05
"""What an unlinked name counts for as an example of one that means nothing: people link a name once, if at all."""
UNLINKED_DOUBT = 0.03
"""What it counts for in calibration: of the unlinked names on pages read by hand, as many as that leaves wrong
were wrong (bench/link_anchors.json)."""
_FOLDS = 5


@dataclass(frozen=True)
class Sample:
    """A page with its own links, resolved."""

    page: Page
    own_id: str
    links: tuple[Mention, ...]


@dataclass
class _Examples:
    """Rows to learn from. pairs: CHOICE columns of the right candidate less those of a wrong one."""

    pairs: list[Array]
    link: list[Array]
    choice: list[Array]
    right: list[Array]
    weight: list[Array]
    group: list[Array]


def train(pack: Pack, samples: Iterable[Sample]) -> LinkModel:
    """A model of so many links as the samples hold; the shipped one where they are too few. Deterministic.

    Names and links of a sample's page do not count for it: the dictionary's counts are lessened by them.
    """
    read = [(sample, read_words(sample.page)) for sample in samples]
    links = sum(min(len(sample.links), MOST_LINKS_OF_PAGE) for sample, _ in read)
    if links < LEAST_LINKS:
        return default_model()
    hits = [occurrences(sample.page, reading, pack) for sample, reading in read]
    linked, seen = _counted(pack, read, hits)
    base = sum(linked.values()) / max(sum(seen.values()), 1)
    start = replace(default_model(), base=min(max(base, 0.01), 0.9))
    linker = Linker(pack, start, 0.0)
    examples = _Examples([], [], [], [], [], [])
    for sample, reading in read:
        _learn_choice(linker, sample, reading, examples)
    from threadpoolctl import threadpool_limits

    # The order of sums must not depend on the machine's cores.
    with threadpool_limits(1):
        model = replace(start, choice=_fit_choice(examples.pairs, start))
    linker = Linker(pack, model, 0.0)
    for (sample, reading), found in zip(read, hits, strict=True):
        _learn_link(linker, sample, reading, found, (linked, seen), examples)
    with threadpool_limits(1):
        fitted = _fit_link(model, examples)
    return replace(fitted, names=_names(pack, linked, seen), trained_on=links)


def _page_names(
    pack: Pack, sample: Sample, reading: Reading, hits: Sequence[Occurrence]
) -> tuple[set[int], set[int]]:
    """Names of a page: those that it links, and all it has."""
    over = overlapped(hits, sample.links)
    linked = {hit.name for hit, link in zip(hits, over, strict=True) if link and _is_most_of(hit, link)}
    return linked, {hit.name for hit, link in zip(hits, over, strict=True) if link is None} | linked


def overlapped(hits: Sequence[Occurrence], links: Sequence[Mention]) -> list[Mention | None]:
    """The link that each occurrence overlaps, if any; of several the last to begin."""
    ordered = sorted(links, key=lambda link: (link.start, link.end))
    starts = [link.start for link in ordered]
    found: list[Mention | None] = []
    for hit in hits:
        place = bisect_left(starts, hit.end) - 1
        found.append(ordered[place] if place >= 0 and ordered[place].end > hit.start else None)
    return found


def _is_most_of(hit: Occurrence, link: Mention) -> bool:
    """Whether an occurrence is a link's anchor, but for brackets, quotes and what a clean name lacks."""
    return (
        link.start <= hit.start and hit.end <= link.end and 2 * (hit.end - hit.start) > link.end - link.start
    )


def _counted(
    pack: Pack, read: Sequence[tuple[Sample, Reading]], hits: Sequence[Sequence[Occurrence]]
) -> tuple[Counter[int], Counter[int]]:
    linked, seen = Counter[int](), Counter[int]()
    for (sample, reading), found in zip(read, hits, strict=True):
        here, all_here = _page_names(pack, sample, reading, found)
        linked.update(here)
        seen.update(all_here)
    return linked, seen


def _names(pack: Pack, linked: Counter[int], seen: Counter[int]) -> dict[str, tuple[int, int]]:
    """What is known of names, the commonest; a name seen once teaches nothing."""
    most = sorted((-count, number) for number, count in seen.items() if count > 1)[:MOST_NAMES]
    return {pack.trie.restore_key(number): (linked[number], -count) for count, number in sorted(most)}


def _halves(sample: Sample) -> list[tuple[list[Mention], list[Mention]]]:
    """What of a page's links is held back, and what is known meanwhile: all of it and nothing, then half and half."""
    links = list(sample.links[:MOST_LINKS_OF_PAGE])
    return [(links, []), (links[::2], links[1::2])]


def _learn_choice(linker: Linker, sample: Sample, reading: Reading, examples: _Examples) -> None:
    for held, known in _halves(sample):
        judged, wanted = _judge_spans(linker, sample, reading, held, known)
        if judged is None:
            continue
        found = judged.found
        ends = np.append(found.begin, len(found.hit))
        for place, want in enumerate(wanted):
            entities = found.entity[ends[place] : ends[place + 1]]
            columns = judged.columns[ends[place] : ends[place + 1]]
            right = np.flatnonzero(entities == want)
            if len(right) and len(entities) > 1:
                wrong = np.flatnonzero(entities != want)[:5]
                examples.pairs.append(columns[right[0]] - columns[wrong])


def _judge_spans(
    linker: Linker, sample: Sample, reading: Reading, held: Sequence[Mention], known: Sequence[Mention]
) -> tuple[Judged | None, list[int]]:
    """The links held back, judged, with the entity each leads to."""
    found = [(spanned(sample.page, reading, (link.start, link.end), linker.pack), link) for link in held]
    hits = [hit for hit, _ in found if hit is not None]
    if not hits:
        return None, []
    context = linker.context(sample.page, sample.own_id, known, sample.links)
    judged = linker.judge(sample.page, reading, hits, context, IS_DISAMBIGUATION, is_given=True)
    wanted = {
        (hit.start, hit.end): linker.pack.number_of(link.entity_id) for hit, link in found if hit is not None
    }
    return judged, [wanted[hit.start, hit.end] for hit in judged.hits]


def _learn_link(
    linker: Linker,
    sample: Sample,
    reading: Reading,
    hits: Sequence[Occurrence],
    counts: tuple[Counter[int], Counter[int]],
    examples: _Examples,
) -> None:
    linked, seen = counts
    here, all_here = _page_names(linker.pack, sample, reading, hits)
    names = {name: (linked[name] - (name in here), seen[name] - 1) for name in all_here}
    targets = {link.entity_id: linker.pack.number_of(link.entity_id) for link in sample.links}
    linked_here = set(targets.values())
    fold = crc32(f"calibrate {sample.page.page_id}".encode()) % _FOLDS
    for held, known in _halves(sample):
        others = free(hits, known)
        context = linker.context(sample.page, sample.own_id, known, sample.links)
        judged = linker.judge(sample.page, reading, others, context, IS_DISAMBIGUATION, names)
        if not judged.hits:
            continue
        right, weight = [], []
        over = overlapped(judged.hits, held)
        for hit, entity, link in zip(judged.hits, judged.entity.tolist(), over, strict=True):
            # An unlinked name of what the page links elsewhere is likely right, and no example of either.
            is_again = entity in linked_here or entity == context.own
            # A part of an anchor is no mention, whatever it means: "Charles" in "Ray Charles", in "Charles Boyer".
            right.append(link is not None and targets[link.entity_id] == entity and _is_most_of(hit, link))
            weight.append(1.0 if link else 0.0 if is_again else UNLINKED_WEIGHT)
        examples.link.append(judged.link)
        examples.choice.append(judged.columns[judged.chosen])
        examples.right.append(np.array(right, dtype=bool))
        examples.weight.append(np.array(weight))
        examples.group.append(np.full(len(right), fold))


def _fit_choice(pairs: Sequence[Array], start: LinkModel) -> dict[str, float]:
    """Weights that put the right contender before the wrong ones, the nearer to the shipped ones the fewer pairs.

    A logistic regression on differences of columns, with a normal prior around the weights it starts from.
    """
    from scipy.optimize import minimize

    if not pairs:
        return dict(start.choice)
    rows = np.concatenate(pairs).astype(np.float64)
    prior = np.array([start.choice.get(name, 0.0) for name in CHOICE])

    def loss(weights: Array) -> tuple[float, Array]:
        margins = rows @ weights
        moved = weights - prior
        wrong = 1 / (1 + np.exp(margins.clip(-500, 500)))
        return float(np.logaddexp(0, -margins).sum() + moved @ moved / 2), moved - rows.T @ wrong

    return _rounded(CHOICE, minimize(loss, prior, jac=True, method="L-BFGS-B").x)


def _fit_link(model: LinkModel, examples: _Examples) -> LinkModel:
    link, choice = np.concatenate(examples.link), np.concatenate(examples.choice)
    right, weight = np.concatenate(examples.right), np.concatenate(examples.weight)
    fold = np.concatenate(examples.group)
    kept = weight > 0
    if right[kept].all() or not right[kept].any():
        return model
    rows = np.concatenate([link, choice], axis=1)
    part = kept & (fold != 0)
    if right[part].all() or not right[part].any():
        part = kept
    found = _weighed(model, rows[part], right[part], weight[part])
    back = kept & (fold == 0)
    if back.sum() < LEAST_CALIBRATION or part.sum() == kept.sum():
        return found
    return _calibrated(
        found,
        found.raw_scores(link[back], choice[back]),
        right[back],
        np.where(weight[back] == UNLINKED_WEIGHT, UNLINKED_DOUBT, weight[back]),
    )


def _calibrated(model: LinkModel, raw: Array, right: Array, weight: Array) -> LinkModel:
    """Scores of names held back set against how many were right (Platt 1999)."""
    from sklearn.linear_model import LogisticRegression

    if right.all() or not right.any():
        return model
    fitted = LogisticRegression(C=100.0).fit(log_odds(raw)[:, None], right, weight)
    slope = float(fitted.coef_[0, 0])
    if slope <= 0:
        return model
    return replace(model, slope=round(slope, 6), shift=round(float(fitted.intercept_[0]), 6))


def _weighed(model: LinkModel, rows: Array, right: Array, weight: Array) -> LinkModel:
    """Trees where there is enough to grow them from, else a logistic regression."""
    if right.sum() >= LEAST_FOR_TREES:
        trees, intercept = grown(rows, right, weight)
        return replace(model, trees=trees, intercept=intercept)
    from sklearn.linear_model import LogisticRegression

    fitted = LogisticRegression(C=1.0, max_iter=2000).fit(rows, right, weight)
    return replace(
        model, link=_rounded(LINK + CHOICE, fitted.coef_[0]), intercept=round(float(fitted.intercept_[0]), 6)
    )


def _rounded(names: Sequence[str], values: Array) -> dict[str, float]:
    return {name: round(float(value), 6) for name, value in zip(names, values, strict=True)}
