"""What the names of the corpus make of each page: its mentions, and the statements of its sentences.

What lives here: pages and a linker pack to rows of linked__page_mentions. What may not: how one page is linked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pyarrow as pa
from pyspark.sql import DataFrame
from pyspark.sql import functions as F
from pyspark.sql.pandas.types import from_arrow_schema

from infoseek.environment import load_settings
from infoseek.linking.disambiguation.linker import Linker
from infoseek.linking.disambiguation.pack import open_pack
from infoseek.linking.disambiguation.pack_store import fetch_pack, read_model
from infoseek.linking.mentions import Mention
from infoseek.linking.page import Page
from infoseek.linking.page_linking import linked_page
from infoseek.store.objects import ObjectStore
from infoseek.store.schemas import MENTIONS, PAGE_MENTIONS
from spark_jobs.pages import PAGE_COLUMNS
from spark_jobs.readings import draft_row, word_hash
from spark_jobs.s3_tables import ORIGIN


@dataclass(frozen=True)
class Dictionary:
    """The pack and model that pages are linked with, by their ids. scratch: the driver's folder for copies."""

    pack: str
    model: str
    min_score: float


def link_pages(pages: DataFrame, links: DataFrame, dictionary: Dictionary) -> DataFrame:
    """linked__page_mentions of pages, given with their origin.

    links: as `links_by_page` gives them, hinted as its size allows.
    """
    given = pages.select(*PAGE_COLUMNS, ORIGIN).join(links, "page_id", "left")
    linked = given.mapInArrow(linking(dictionary), from_arrow_schema(PAGE_MENTIONS.schema))
    return linked.select(*PAGE_MENTIONS.schema.names)


def linking(dictionary: Dictionary) -> Callable[[Iterator[pa.RecordBatch]], Iterator[pa.RecordBatch]]:
    """Links batches of pages that come with `page_links` and `links_print`."""

    def link_batches(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        linker = open_linker(dictionary)
        for batch in batches:
            rows = [_linked(linker, row) for row in batch.to_pylist()]
            yield pa.RecordBatch.from_pylist(rows, schema=PAGE_MENTIONS.schema)

    return link_batches


@cache
def open_linker(dictionary: Dictionary) -> Linker:
    """The linker of this process, its pack mapped from this machine's copy."""
    settings = load_settings()
    store = ObjectStore(settings.s3)
    folder = fetch_pack(store, dictionary.pack, Path(settings.scratch))
    return Linker(open_pack(folder), read_model(store, dictionary.model), dictionary.min_score)


def _linked(linker: Linker, row: dict[str, Any]) -> dict[str, Any]:
    page = Page.from_row(row)
    found = linked_page(linker, page, links_of(row))
    return {
        "page_id": page.page_id,
        ORIGIN: row[ORIGIN],
        "links": row["links_print"] or "",
        "names": None if found.names is None else sorted(map(word_hash, found.names)),
        "is_settled": found.is_settled,
        "mentions": [{name: getattr(each, name) for name in _MENTION} for each in found.mentions],
        "drafts": [draft_row(draft) for draft in found.drafts],
    }


_MENTION = tuple(Mention.__dataclass_fields__)


def links_of(row: dict[str, Any]) -> list[Mention]:
    """The page's links as mentions: what its author says, and so sure."""
    return [
        Mention(link["start"], link["end"], link["entity_id"], "link", link["kind"], 1.0)
        for link in row["page_links"] or ()
    ]


def mentions(page_mentions: DataFrame) -> DataFrame:
    """linked__mentions."""
    each = page_mentions.select("page_id", F.explode("mentions").alias("mention"))
    return each.select("page_id", "mention.*").select(*MENTIONS.schema.names)
