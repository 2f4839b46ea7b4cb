"""A real site as linking sees it, with the links that people made on it: what the gold tells, resolved and found.

What lives here: reading site and gold, and a dictionary without some pages' links. What may not: linking.
"""

from __future__ import annotations

import gzip
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

import pyarrow as pa

from infoseek.bench.real_sites import INDIEWEB, RealSite, pages_of
from infoseek.linking.disambiguation.pack import Pack, open_pack
from infoseek.linking.disambiguation.pack_building import build_pack
from infoseek.linking.kinds.entities import describe
from infoseek.linking.mentions import Mention, link_mentions
from infoseek.linking.naming.aliases import anchor_alias, own_aliases
from infoseek.linking.naming.names import fold_name
from infoseek.linking.page import Page
from infoseek.web.page.extract import extract
from infoseek.web.urls import canonical_or_none, canonical_url, page_id
from infoseek.world.truth import World

MOST_REDIRECTS = 5
CONTEXT_CHARS = 1_500

_ADDRESS = "http://site.example"
_SAFE = "/:#%()',!*"


@dataclass(frozen=True)
class Site:
    """pages and links by page id; links are those to other pages of the corpus, in order.

    gold: the links of people that stand in the pages' text. told: links that the gold names; outside: those of
    them whose page or target is no page of the corpus; the others stand in navigation and notices, which are
    no text.
    """

    pages: dict[str, Page]
    links: dict[str, list[Mention]]
    gold: dict[str, list[Mention]]
    told: int
    outside: int

    @property
    def found(self) -> int:
        return sum(len(links) for links in self.gold.values())

    def pack(self, folder: Path, without: Iterable[str] = ()) -> Pack:
        """The dictionary of the corpus, as if some pages had no links. folder: where it is to be."""
        left_out = set(without)
        counted: Counter[tuple[str, str, str, str]] = Counter()
        entities, contexts, pairs = [], [], set()
        for key, page in self.pages.items():
            entity = describe(page)
            entities.append({"entity_id": key, "language": page.language, **asdict(entity)})
            start = page.lead.start if page.lead else 0
            contexts.append({"entity_id": key, "text": page.text[start : start + CONTEXT_CHARS]})
            counted.update(
                (key, alias, fold_name(alias), source) for alias, source in own_aliases(page, entity)
            )
            for link in () if key in left_out else self.links[key]:
                anchor = page.text[link.start : link.end]
                alias = anchor_alias(anchor)
                source = "anchor" if alias else "phrase"
                counted[link.entity_id, alias or anchor, fold_name(alias or anchor), source] += 1
                pairs.add((key, link.entity_id))
        names = [
            {"entity_id": key, "alias": alias, "folded": folded, "source": source, "count": count}
            for (key, alias, folded, source), count in counted.items()
        ]
        build_pack(
            folder,
            _table(entities, "entity_id title type_noun kind is_disambiguation language"),
            _table(names, "entity_id alias folded source count"),
            pa.table(
                {"page_id": [one for one, _ in pairs], "entity_id": [other for _, other in pairs]}, _PAIRS
            ),
            _table(contexts, "entity_id text"),
        )
        return open_pack(folder)


_PAIRS = pa.schema([("page_id", pa.string()), ("entity_id", pa.string())])


def _table(rows: list[dict[str, Any]], columns: str) -> pa.Table:
    return pa.table({name: [row[name] for row in rows] for name in columns.split()})


def read_site(site: RealSite, folder: Path, gold: Path) -> Site:
    """Every page of an unpacked site, its links resolved through its redirects as a crawl would. gold: its file."""
    return linked_site(dict(_rows(pages_of(site, folder))), _redirects(site, folder), list(_told(gold)))


def world_site(world: World) -> Site:
    """A world's pages, with all of their links for gold."""
    paths = ((path, page.html.encode()) for path, page in world.pages.items())
    redirects = {_ADDRESS + path: _ADDRESS + target for path, target in world.redirects.items()}
    site = linked_site(dict(_rows(paths)), redirects, [])
    return replace(site, gold=site.links)


def linked_site(
    rows: Mapping[str, dict[str, Any]],
    redirects: Mapping[str, str],
    told: Sequence[tuple[str | None, str, str | None]],
) -> Site:
    """Pages by URL as a corpus. told: page, anchor and target of the gold's links."""
    targets = {url: page_id(url) for url in rows}

    def resolved(url: str | None) -> str | None:
        for _ in range(MOST_REDIRECTS):
            if url is None or url in targets:
                break
            url = redirects.get(url)
        return targets.get(url or "")

    aliases = defaultdict(list)
    for url in redirects:
        target = resolved(url)
        if target and url not in rows:
            aliases[target].append(url)
    pages = {
        targets[url]: Page.from_row(row | {"aliases_urls": sorted(aliases[targets[url]])})
        for url, row in rows.items()
    }
    links: dict[str, list[Mention]] = {}
    for key, page in pages.items():
        found = ((link, resolved(link.target_url)) for link in link_mentions(page))
        links[key] = [
            Mention(link.start, link.end, target, "link", link.kind, 1.0)
            for link, target in found
            if target and target != key
        ]
    wanted: dict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
    outside = 0
    for page_url, anchor, target_url in told:
        target = resolved(target_url)
        if page_url in targets and target:
            wanted[targets[page_url]][anchor, target] += 1
        else:
            outside += 1
    return Site(pages, links, _found(pages, links, wanted), len(told), outside)


def _found(
    pages: dict[str, Page], links: dict[str, list[Mention]], wanted: dict[str, Counter[tuple[str, str]]]
) -> dict[str, list[Mention]]:
    """The gold's links as they stand in the pages' text: the same anchor to the same page, each once."""
    gold: dict[str, list[Mention]] = {}
    for key, counts in wanted.items():
        gold[key] = []
        for link in links[key]:
            named = pages[key].text[link.start : link.end], link.entity_id
            if counts[named] > 0:
                counts[named] -= 1
                gold[key].append(link)
    return gold


def _told(gold: Path) -> Iterator[tuple[str | None, str, str | None]]:
    """Page, anchor and target of every link of the gold, as canonical URLs."""
    with gzip.open(gold, "rt") as lines:
        for line in lines:
            block = json.loads(line)
            for link in block["links"]:
                anchor = " ".join(block["text"][link["start"] : link["end"]].split())
                yield _url(block["page"]), anchor, _url(link["target"])


def _url(path: str) -> str | None:
    return canonical_or_none(_ADDRESS + quote(unquote(path.partition("#")[0]), safe=_SAFE))


def _redirects(site: RealSite, folder: Path) -> dict[str, str]:
    if site is INDIEWEB:
        listed = json.loads((folder / "manifest.json").read_text())["redirects"]
    else:
        listed = json.loads((folder / "redirects.json").read_text())
    found = ((_url(path), _url(target)) for path, target in listed.items())
    return {path: target for path, target in found if path and target}


def _rows(pages: Iterable[tuple[str, bytes]]) -> Iterator[tuple[str, dict[str, Any]]]:
    for path, body in pages:
        url = canonical_url(_ADDRESS + path)
        page = extract(body, url)
        if page.text:
            yield url, {**vars(page), "page_id": page_id(url), "url": url, "content_sha256": ""}
