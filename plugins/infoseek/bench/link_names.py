"""How many of the other names that a world's pages tell the alias table knows, by how each comes about.

What lives here: what counts as told, and comparing. What may not: making aliases.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import unquote

from selectolax.lexbor import LexborHTMLParser

from infoseek.bench.figure import Figure, at_least, ratio
from infoseek.bench.session import Session
from infoseek.bench.world_corpus import page_rows
from infoseek.linking.kinds.entities import describe
from infoseek.linking.naming.aliases import own_aliases
from infoseek.linking.naming.names import fold_name
from infoseek.linking.page import Page
from infoseek.stages import LINK
from infoseek.store.manifests import required
from infoseek.store.schemas import ALIASES
from infoseek.store.tables import read_rows
from infoseek.world.truth import World

LEAST_RECALL = 0.99

Names = Mapping[str, set[str]]
"""Folded names by the path of what bears them."""


def figures(session: Session) -> Iterator[Figure]:
    """Told names in the alias table of the session's batch, and in what each page by itself gives its subject."""
    rehearsal = session.rehearsal(LINK)
    linked = required(rehearsal.store, LINK.zone, rehearsal.batch_id)
    paths = {page_id: path for path, page_id in rehearsal.ids.items()}
    known = defaultdict[str, set[str]](set)
    for row in read_rows(rehearsal.store, linked, ALIASES, ["entity_id", "folded"]):
        if row["entity_id"] in paths:
            known[paths[row["entity_id"]]].add(row["folded"])
    told = told_names(rehearsal.world)
    shares = shares_known(told, known)
    yield Figure("told names known", shares.pop(""), "share", at_least(LEAST_RECALL))
    for manner, share in sorted(shares.items()):
        yield Figure(f"told names known, {manner}", share, "share")
    alone = shares_known(told, names_of_pages(rehearsal.world))
    yield Figure("told names known by their page alone", alone[""], "share", at_least(LEAST_RECALL))


def shares_known(told: Mapping[tuple[str, str], str], known: Names) -> dict[str, float | None]:
    """Share of the told names that are known, by manner, and of all under ""."""
    all_of, found = Counter[str](), Counter[str]()
    for (path, name), manner in told.items():
        for counted in ("", manner):
            all_of[counted] += 1
            found[counted] += fold_name(name) in known.get(path, ())
    return {manner: ratio(found[manner], all_of[manner]) for manner in ("", *sorted(set(told.values())))}


def told_names(world: World) -> dict[tuple[str, str], str]:
    """The manner of each other name that some page tells, by path and name.

    A name is told by the anchor of a link to its thing, by a link through a redirect of this name, and on the
    thing's own page where it stands beside the title's words.
    """
    links, texts = _read(world)
    found: dict[tuple[str, str], str] = {}
    for path, names in world.names.items():
        own = re.sub(re.escape(world.pages[path].title.partition(" (")[0]), " ", texts[path])
        for name in names:
            if name.text in links[path] or re.search(rf"(?<!\w){re.escape(name.text)}(?!\w)", own):
                found[path, name.text] = name.manner
    return found


def _read(world: World) -> tuple[dict[str, set[str]], dict[str, str]]:
    """What links to each path are called, their redirects' names with them, and the text of each page."""
    links, texts = defaultdict[str, set[str]](set), {}
    for path, page in world.pages.items():
        tree = LexborHTMLParser(page.html)
        texts[path] = tree.body.text(separator="") if tree.body else ""
        for anchor in tree.css("a[href]"):
            target = str(anchor.attributes["href"])
            names = {anchor.text()}
            if target in world.redirects:
                names.add(unquote(target.rpartition("/")[2]).replace("_", " "))
            links[world.redirects.get(target, target)] |= names
    return links, texts


def names_of_pages(world: World, paths: Iterable[str] = ()) -> dict[str, set[str]]:
    """The folded names that each page by itself gives its subject; of all pages where none are named."""
    chosen = list(paths or world.names)
    found = {}
    for path, row in zip(chosen, page_rows(world, chosen), strict=True):
        page = Page.from_row(row)
        found[path] = {fold_name(alias) for alias, _ in own_aliases(page, describe(page))}
    return found
