"""Links of people stripped from their pages and linked again, on real sites and on worlds' namesakes.

What lives here: folds, counting and figures. What may not: reading sites and gold (gold_anchors.py), linking.

link_anchors.json holds predictions that a person read in their context, and whether each was right: people
link a name once, if at all, so that an unlinked name is no proof of error.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

from infoseek.bench.figure import Figure, at_least, ratio
from infoseek.bench.gold_anchors import Site, read_site, world_site
from infoseek.bench.real_sites import INDIEWEB, RAY_CHARLES, RealSite, unpacked
from infoseek.bench.session import Session
from infoseek.linking.disambiguation.defaults import default_model
from infoseek.linking.disambiguation.linker import Linker
from infoseek.linking.disambiguation.pack import Pack
from infoseek.linking.disambiguation.training import Sample, train
from infoseek.linking.mentions import Mention
from infoseek.linking.naming.names import fold_name

JUDGED = Path(__file__).with_suffix(".json")
FOLDS = 5
MOST_GOLD_PAGES = 1_500
"""Pages with gold, of a site, that are linked again: those whose ids' checksums come first."""
LEAST_GIVEN = {RAY_CHARLES.name: 0.92, INDIEWEB.name: 0.85}
LEAST_FOUND = {RAY_CHARLES.name: 0.75, INDIEWEB.name: 0.65}
LEAST_PRECISION = 0.9
LEAST_NAMESAKES = 0.97


class Judgement(NamedTuple):
    """One prediction that was read: the span's text on a page, its target, and whether that is meant there."""

    path: str
    start: int
    name: str
    target: str
    is_right: bool


@dataclass
class Tally:
    """What was counted. given, right: links whose span was given, and those led to where they led. found: links
    that some mention overlaps and agrees with. namesakes: given ones whose name several things bear.
    """

    given: int = 0
    right: int = 0
    found: int = 0
    namesakes: int = 0
    namesakes_right: int = 0
    mentions: dict[str, list[Mention]] = field(default_factory=dict)


def figures(session: Session) -> Iterator[Figure]:
    """Real sites where a folder of them is given, and a world's namesakes."""
    yield from _world(session)
    sites = session.load.sites
    if sites is None:
        session.note("No folder of real sites is given: no links of people are linked again.")
        return
    with tempfile.TemporaryDirectory(prefix="infoseek-anchors-") as name:
        for site in (RAY_CHARLES, INDIEWEB):
            gold = sites.parent / "gold" / f"{site.name}_anchors.jsonl.gz"
            if not gold.is_file():
                session.note(f"There is no {gold}: {site.name} is not linked again.")
                continue
            session.tell(f"read {site.name}")
            corpus = read_site(site, unpacked(site, sites, Path(name)), gold)
            yield from _site(session, site, corpus, Path(name))


def _world(session: Session) -> Iterator[Figure]:
    """In small folds: what tells namesakes apart is mostly the links of the other page, which must not be left out too."""
    site = world_site(session.world(session.load.pages))
    session.tell("link a world's links again")
    settings = session.settings.link
    with tempfile.TemporaryDirectory(prefix="infoseek-anchors-") as name:
        tally = relinked(site, Path(name), settings.held_back, settings.min_score, session.load.folds)
    share = ratio(tally.namesakes_right, tally.namesakes)
    yield Figure("namesakes linked right, world", share, "share", at_least(LEAST_NAMESAKES))
    yield Figure("links with a name of several things, world", tally.namesakes, "links")


def _site(session: Session, site: RealSite, corpus: Site, folder: Path) -> Iterator[Figure]:
    settings = session.settings.link
    yield Figure(f"links of people, {site.name}", corpus.told, "links")
    yield Figure(f"of them to or from no page, {site.name}", corpus.outside, "links")
    yield Figure(f"of them in the pages' text, {site.name}", corpus.found, "links")
    session.tell(f"link the links of {site.name} again")
    tally = relinked(corpus, folder, settings.held_back, settings.min_score)
    target = at_least(LEAST_GIVEN[site.name])
    yield Figure(
        f"links right where their span is given, {site.name}",
        ratio(tally.right, tally.given),
        "share",
        target,
    )
    target = at_least(LEAST_FOUND[site.name])
    yield Figure(f"links found again, {site.name}", ratio(tally.found, tally.given), "share", target)
    judged = judgements(site.name)
    kept = [item for item in judged if _is_made(item, corpus, tally)]
    right = sum(item.is_right for item in kept)
    yield Figure(f"predictions read that are still made, {site.name}", len(kept), "mentions")
    precision = ratio(right, len(kept))
    yield Figure(f"of them right, {site.name}", precision, "share", at_least(LEAST_PRECISION))
    session.tell(f"link {site.name} without any link")
    bare = without_links(corpus, folder, settings.min_score)
    yield Figure(f"links right without any other link, {site.name}", ratio(bare.right, bare.given), "share")
    yield Figure(f"links found without any other link, {site.name}", ratio(bare.found, bare.given), "share")


def relinked(site: Site, folder: Path, held_back: int, min_score: float, folds: int = FOLDS) -> Tally:
    """Every page's links linked again by a dictionary and a model that know no link of its fold."""
    tally = Tally()
    for fold in range(folds):
        held = [key for key in site.pages if _fold(key, folds) == fold]
        pack = site.pack(folder / f"pack-{fold}", held)
        model = train(
            pack, samples(site, [key for key in site.pages if _fold(key, folds) != fold], held_back)
        )
        _count(site, Linker(pack, model, min_score), gold_pages(site, held), tally)
    return tally


def without_links(site: Site, folder: Path, min_score: float) -> Tally:
    """As `relinked`, by a dictionary of what pages say of themselves, and the weights that are shipped."""
    tally = Tally()
    pack = site.pack(folder / "pack-bare", site.pages)
    _count(site, Linker(pack, default_model(), min_score), gold_pages(site, list(site.pages)), tally)
    return tally


def _fold(key: str, folds: int) -> int:
    return crc32(f"fold {key}".encode()) % folds


def gold_pages(site: Site, keys: Sequence[str]) -> list[str]:
    """The pages among these that have gold, up to a share of the most that are linked again."""
    most = MOST_GOLD_PAGES * len(keys) // max(len(site.pages), 1)
    return sorted((key for key in keys if site.gold.get(key)), key=_drawn)[: max(most, 1)]


def _drawn(key: str) -> int:
    return crc32(key.encode())


def samples(site: Site, keys: Sequence[str], held_back: int) -> list[Sample]:
    """Pages with so many links in all, those whose ids' checksums come first."""
    found: list[Sample] = []
    links = 0
    for key in sorted((key for key in keys if site.links[key]), key=_drawn):
        if links >= held_back:
            break
        found.append(Sample(site.pages[key], key, tuple(site.links[key])))
        links += len(site.links[key])
    return found


def _count(site: Site, linker: Linker, keys: Sequence[str], tally: Tally) -> None:
    for key in keys:
        page, gold = site.pages[key], site.gold[key]
        chosen = linker.choose_all(page, key, [(link.start, link.end) for link in gold], [])
        mentions = linker.mentions(page, key, [])
        tally.mentions[key] = mentions
        for link, choice in zip(gold, chosen, strict=True):
            is_right = choice is not None and choice.entity_id == link.entity_id
            tally.given += 1
            tally.right += is_right
            tally.found += any(_agrees(mention, link) for mention in mentions)
            if _bearers(linker.pack, page.text[link.start : link.end]) > 1:
                tally.namesakes += 1
                tally.namesakes_right += is_right


def _agrees(mention: Mention, link: Mention) -> bool:
    overlaps = mention.start < link.end and link.start < mention.end
    return overlaps and mention.entity_id == link.entity_id


def _bearers(pack: Pack, anchor: str) -> int:
    number = pack.name_number(fold_name(anchor))
    return int(pack.name_offsets[number + 1] - pack.name_offsets[number]) if number >= 0 else 0


def judgements(site: str) -> list[Judgement]:
    """The predictions on a site that were read."""
    return [Judgement(*item) for item in json.loads(JUDGED.read_text())[site]]


def _is_made(item: Judgement, corpus: Site, tally: Tally) -> bool:
    """Whether a mention that was read is still made: the same name at the same place for the same page."""
    for key, mentions in tally.mentions.items():
        page = corpus.pages[key]
        if not page.url.endswith(item.path):
            continue
        return any(
            mention.start == item.start
            and page.text[mention.start : mention.end] == item.name
            and corpus.pages[mention.entity_id].url.endswith(item.target)
            for mention in mentions
        )
    return False
