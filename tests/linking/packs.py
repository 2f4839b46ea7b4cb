"""Little dictionaries for tests: pages in the markup of pages.py, packed as the Spark job would."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa

from infoseek.linking.disambiguation.pack import Pack, open_pack
from infoseek.linking.disambiguation.pack_building import build_pack
from infoseek.linking.disambiguation.training import Sample
from infoseek.linking.kinds.entities import describe
from infoseek.linking.mentions import Mention, link_mentions
from infoseek.linking.naming.aliases import anchor_alias, own_aliases
from infoseek.linking.naming.names import fold_name
from infoseek.linking.page import Page
from tests.linking.pages import page_row

Rows = list[dict[str, Any]]
_ENTITIES = pa.schema(
    [
        *((name, pa.string()) for name in ("entity_id", "title", "type_noun", "kind")),
        ("is_disambiguation", pa.bool_()),
    ]
)
_NAMES = pa.schema(
    [*((name, pa.string()) for name in ("entity_id", "alias", "folded", "source")), ("count", pa.int64())]
)
_PAIRS = pa.schema([("page_id", pa.string()), ("entity_id", pa.string())])


class Corpus:
    """Pages with their links resolved among themselves."""

    def __init__(self, pages: Iterable[dict[str, Any]]) -> None:
        self.pages = {row["page_id"]: Page.from_row(row) for row in pages}
        urls = {page.url: key for key, page in self.pages.items()}
        self.links = {
            key: [
                Mention(link.start, link.end, urls[link.target_url], "link", link.kind, 1.0)
                for link in link_mentions(page)
                if urls.get(link.target_url, key) != key
            ]
            for key, page in self.pages.items()
        }
        self.by_title = {page.title: page for page in self.pages.values()}

    def tables(self, without: Sequence[str] = ()) -> tuple[pa.Table, pa.Table, pa.Table, pa.Table]:
        """entities, names, links and contexts; without the links of some pages."""
        entities, contexts, pairs = [], [], set()
        names: Counter[tuple[str, str, str]] = Counter()
        for key, page in self.pages.items():
            found = describe(page)
            fields = "title type_noun kind is_disambiguation".split()
            entities.append({"entity_id": key, **{name: getattr(found, name) for name in fields}})
            contexts.append({"entity_id": key, "text": page.lead_text})
            names.update((key, alias, source) for alias, source in own_aliases(page, found))
            for link in self.links[key] if key not in without else ():
                alias = anchor_alias(page.text[link.start : link.end])
                if alias:
                    names[link.entity_id, alias, "anchor"] += 1
                pairs.add((key, link.entity_id))
        rows = [
            {"entity_id": key, "alias": alias, "folded": fold_name(alias), "source": source, "count": count}
            for (key, alias, source), count in names.items()
        ]
        links = pa.table([[one for one, _ in pairs], [other for _, other in pairs]], schema=_PAIRS)
        return (
            pa.Table.from_pylist(entities, _ENTITIES),
            pa.Table.from_pylist(rows, _NAMES),
            links,
            pa.Table.from_pylist(contexts),
        )

    def pack(self, folder: Path, without: Sequence[str] = (), settled: Pack | None = None) -> Pack:
        build_pack(folder, *self.tables(without), settled)
        return open_pack(folder)

    def samples(self) -> list[Sample]:
        return [Sample(page, key, tuple(self.links[key])) for key, page in self.pages.items()]


def music() -> Corpus:
    """Two things called Cry, a singer whose surname is a word, and pages that speak of them."""
    pages = [
        page_row(
            "Cry (song)", "Cry is a song written by [[Churchill Kohlman]] for [[Johnnie Ray]].", bold=["Cry"]
        ),
        page_row("Cry (film)", "Cry is a horror film directed by [[Ada Moss]] in 1999.", bold=["Cry"]),
        page_row("Churchill Kohlman", "Churchill Kohlman was an American songwriter.", bold=["Churchill Kohlman"]),
        page_row("Johnnie Ray", "Johnnie Ray was an American singer and songwriter.", bold=["Johnnie Ray"]),
        page_row("Ada Moss", "Ada Moss is a film director from Leeds.", bold=["Ada Moss"]),
        page_row("List of songs", "This is a list of songs by [[Johnnie Ray]].", bold=["List of songs"]),
        page_row("Best of Ray", 'Best of Ray is an album with the song "Cry" by Johnnie Ray.', bold=["Best of Ray"]),
        page_row("Night of Fear", "Night of Fear is a festival that showed the film Cry by Ada Moss.", bold=["Night of Fear"]),
    ]  # fmt: skip
    return Corpus(pages)
