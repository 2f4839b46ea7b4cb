"""What each page says by itself, read once for each version of it.

What lives here: pages to rows of linked__readings. What may not: how a page is read (infoseek.linking), joins.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any
from zlib import crc32

import pyarrow as pa
from pyspark.sql import DataFrame
from pyspark.sql.pandas.types import from_arrow_schema

from infoseek.linking.disambiguation.occurrences import read_words
from infoseek.linking.kinds.entities import describe
from infoseek.linking.mentions import LinkMention, link_mentions
from infoseek.linking.naming.aliases import lookup_key, lookup_keys, name_words, own_aliases
from infoseek.linking.naming.names import fold_name
from infoseek.linking.page import Page
from infoseek.linking.predicates.unread_labels import labels_unread
from infoseek.linking.stating.draft import Draft
from infoseek.linking.stating.edges import page_drafts
from infoseek.store.schemas import READINGS
from spark_jobs.s3_tables import ORIGIN

CONTEXT_CHARS = 2_000
_LINE_END = re.compile("\n")
LINKS_OF_A_BAR, LINKS_OF_A_SHORT_BAR = 5, 3
"""A line with so many links may be a bar of navigation, if other pages have it too (links.py); of a row, a long one."""
# A name may be found in its possessive form.
_OWNER = re.compile(r"([^\W_]+)['’]")


def read_pages(pages: DataFrame) -> DataFrame:
    """linked__readings of pages, given with their origin."""
    read = pages.mapInArrow(read_batches, from_arrow_schema(READINGS.schema))
    return read.select(*READINGS.schema.names)


def read_batches(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    for batch in batches:
        rows = [{**read_one(row), ORIGIN: row[ORIGIN]} for row in batch.to_pylist()]
        yield pa.RecordBatch.from_pylist(rows, schema=READINGS.schema)


def read_one(row: dict[str, Any]) -> dict[str, Any]:
    """One crawl__pages row read into a row of linked__readings, its origin apart."""
    page = Page.from_row(row)
    entity = describe(page)
    return {
        "page_id": page.page_id,
        "url": page.url,
        "content_sha256": page.content_sha256,
        "name": entity.name,
        "title": entity.title,
        "type_noun": entity.type_noun,
        "kind": entity.kind,
        "family": entity.family,
        "type_source": entity.type_source,
        "language": page.language,
        "is_disambiguation": entity.is_disambiguation,
        "is_answerable": entity.is_answerable,
        "lead_start": entity.lead_start,
        "lead_end": entity.lead_end,
        "aliases_urls": list(page.aliases_urls),
        "lookup_keys": lookup_keys(page, entity),
        "name_words": name_words(page, entity),
        "aliases": [
            {"alias": alias, "folded": fold_name(alias), "source": source}
            for alias, source in own_aliases(page, entity)
        ],
        "links": own_links(page),
        "drafts": [draft_row(draft) for draft in page_drafts(page, entity)],
        "unread_labels": labels_unread(page, entity.type_noun) if entity.is_answerable else [],
        "words": word_hashes(page),
        "context": page.text[:CONTEXT_CHARS],
    }


def own_links(page: Page) -> list[dict[str, Any]]:
    """The links of a page's text, each with its anchor as a name and, in a line of many links, the line's hash."""
    links = link_mentions(page)
    breaks = [found.start() for found in _LINE_END.finditer(page.text)]
    lines = [_line_of(page.text, breaks, link.start) for link in links]
    in_rows = {line for line, link in zip(lines, links, strict=True) if link.kind == "row"}
    crowded = {
        line
        for line, count in Counter(lines).items()
        if count >= (LINKS_OF_A_BAR if line in in_rows else LINKS_OF_A_SHORT_BAR)
    }
    hashes = {line: word_hash(page.text[slice(*line)]) for line in crowded}
    return [
        {
            **columns(link),
            "folded": fold_name(link.alias or page.text[link.start : link.end]),
            "line": hashes.get(line, 0),
        }
        for link, line in zip(links, lines, strict=True)
    ]


def _line_of(text: str, breaks: Sequence[int], at: int) -> tuple[int, int]:
    place = bisect_left(breaks, at)
    start = breaks[place - 1] + 1 if place else 0
    return start, breaks[place] if place < len(breaks) else len(text)


def draft_row(draft: Draft) -> dict[str, Any]:
    """A draft as the tables keep it, with the key by which its object's name is looked up."""
    return {**columns(draft), "key": lookup_key(draft.value) if draft.value_type in ("name", "place") else ""}


def columns(item: Draft | LinkMention) -> dict[str, Any]:
    """The fields by name; `asdict` would copy each value, which costs more than reading the page."""
    return {name: getattr(item, name) for name in item.__dataclass_fields__}


def word_hashes(page: Page) -> list[int]:
    """The words of a page that names may be made of, folded, by their checksums as signed numbers: sorted, each once."""
    folded = read_words(page).folded.split()
    owners = {fold_name(owner) for owner in _OWNER.findall(page.text)}
    return sorted({word_hash(word) for word in (*folded, *owners)})


def word_hash(word: str) -> int:
    found = crc32(word.encode("utf-8", "surrogatepass"))
    return found - (1 << 32) if found >> 31 else found
