"""The four linked tables as transforms over a frame of pages, each ending in the select that is its schema.

What lives here: joins over the corpus. What may not: how one page is read (infoseek.linking), input and output.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pyarrow as pa
from pyspark.sql import Column, DataFrame, Window
from pyspark.sql import functions as F
from pyspark.sql.pandas.types import from_arrow_schema

from infoseek.linking.aliases import lookup_key, lookup_keys, name_words, own_aliases
from infoseek.linking.draft import Draft
from infoseek.linking.edges import page_drafts
from infoseek.linking.entities import describe
from infoseek.linking.lexicon import INVERSES
from infoseek.linking.mentions import LinkMention, link_mentions
from infoseek.linking.names import fold_name
from infoseek.linking.page import Page
from infoseek.store.schemas import ALIASES, EDGES, ENTITIES, MENTIONS
from spark_jobs.s3_tables import POSITION

PAGE_COLUMNS = (
    "page_id url aliases_urls title text sentences links rows bold_names declared_names categories language "
    "content_sha256"
).split()

_S, _I, _F, _B = pa.string(), pa.int64(), pa.float64(), pa.bool_()
_ALIAS = pa.struct([("alias", _S), ("folded", _S), ("source", _S)])
_MENTION = pa.struct(
    [("start", _I), ("end", _I), ("target_url", _S), ("kind", _S), ("alias", _S), ("folded", _S)]
)
_DRAFT = pa.struct(
    [
        ("predicate", _S),
        ("target_url", _S),
        ("value_type", _S),
        ("value", _S),
        ("key", _S),
        ("low", _F),
        ("high", _F),
        ("is_functional", _B),
        ("is_complete", _B),
        ("source", _S),
        ("label", _S),
        ("start", _I),
        ("end", _I),
        ("text", _S),
        ("families", pa.list_(_S)),
        ("needs_object", _B),
        ("unit", _S),
        ("is_volatile", _B),
        ("as_of", _S),
        ("score", _F),
        ("subject_id", _S),
        ("object_id", _S),
    ]
)
READ_PAGES = pa.schema(
    [
        *(
            (name, _S)
            for name in (
                "page_id",
                "url",
                "content_sha256",
                "name",
                "title",
                "type_noun",
                "kind",
                "family",
                "type_source",
                "language",
            )
        ),
        ("is_disambiguation", _B),
        ("is_answerable", _B),
        ("lead_start", _I),
        ("lead_end", _I),
        ("aliases_urls", pa.list_(_S)),
        ("lookup_keys", pa.list_(_S)),
        ("name_words", pa.list_(_S)),
        ("aliases", pa.list_(_ALIAS)),
        ("mentions", pa.list_(_MENTION)),
        ("drafts", pa.list_(_DRAFT)),
    ]
)
"""What one page says by itself, before anything is resolved over the corpus."""


def read_one(row: dict[str, Any]) -> dict[str, Any]:
    """One crawl__pages row read into a row of `READ_PAGES`."""
    page = Page.from_row(row)
    entity = describe(page)
    drafts = page_drafts(page, entity)
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
        "mentions": [
            {**_columns(mention), "folded": fold_name(mention.alias)} for mention in link_mentions(page)
        ],
        "drafts": [
            {**_columns(draft), "key": lookup_key(draft.value) if draft.value_type == "name" else ""}
            for draft in drafts
        ],
    }


def _columns(item: Draft | LinkMention) -> dict[str, Any]:
    """The fields by name; `asdict` would copy each value, which costs more than reading the page."""
    return {name: getattr(item, name) for name in item.__dataclass_fields__}


def read_batches(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    for batch in batches:
        rows = [read_one(row) for row in batch.to_pylist()]
        yield pa.RecordBatch.from_pylist(rows, schema=READ_PAGES)


def live_pages(pages: DataFrame, tombstones: DataFrame) -> DataFrame:
    """The last version of each page, without those that are gone."""
    newest = Window.partitionBy("page_id").orderBy(F.desc(POSITION))
    last = pages.withColumn("age", F.row_number().over(newest)).where("age = 1")
    return last.join(F.broadcast(tombstones), "page_id", "left_anti").select(*PAGE_COLUMNS)


def read_pages(pages: DataFrame) -> DataFrame:
    """What each live page says by itself."""
    return pages.mapInArrow(read_batches, from_arrow_schema(READ_PAGES))


def page_urls(read: DataFrame) -> DataFrame:
    """url -> entity_id, is_redirect: each live page's URL, and those that redirect to it. A page's own wins."""
    own = read.select("url", "page_id", F.lit(False).alias("is_redirect"))
    redirects = read.select(
        F.explode("aliases_urls").alias("url"), "page_id", F.lit(True).alias("is_redirect")
    )
    best = F.min(F.struct("is_redirect", "page_id")).alias("best")
    chosen = own.unionByName(redirects).groupBy("url").agg(best)
    return chosen.select("url", F.col("best.page_id").alias("entity_id"), "best.is_redirect")


def resolve_mentions(read: DataFrame, urls: DataFrame) -> DataFrame:
    """The links of each page's text that lead to a live page, each with its anchor as an alias."""
    links = read.select("page_id", F.explode("mentions").alias("link")).select("page_id", "link.*")
    return links.join(urls, links["target_url"] == urls["url"]).select(
        "page_id", "start", "end", "entity_id", F.lit("link").alias("source"), "kind", F.lit(1.0).alias("score"),
        "alias", "folded",
    )  # fmt: skip


def link_counts(mentions: DataFrame) -> DataFrame:
    """entity_id -> in_links: how many other pages link to it."""
    pairs = mentions.where("page_id <> entity_id").select("page_id", "entity_id").distinct()
    return pairs.groupBy("entity_id").agg(F.count("*").alias("in_links")).select("entity_id", "in_links")


def entities(read: DataFrame, in_links: DataFrame) -> DataFrame:
    """linked__entities."""
    counted = read.withColumn("entity_id", F.col("page_id")).join(in_links, "entity_id", "left")
    ranked = counted.withColumn("in_links", F.coalesce("in_links", F.lit(0)))
    return ranked.withColumn("page_rank", F.lit(1.0)).select(*ENTITIES.schema.names)


def aliases(read: DataFrame, mentions: DataFrame) -> DataFrame:
    """linked__aliases: the names pages give themselves, and the anchors others give them."""
    own = read.select(F.col("page_id").alias("entity_id"), F.explode("aliases").alias("name"))
    anchors = mentions.where("alias <> ''").select(
        "entity_id", "alias", "folded", F.lit("anchor").alias("source")
    )
    everything = own.select("entity_id", "name.alias", "name.folded", "name.source").unionByName(anchors)
    counted = everything.groupBy("entity_id", "alias", "folded", "source").agg(F.count("*").alias("count"))
    of_name, of_entity = Window.partitionBy("folded"), Window.partitionBy("folded", "entity_id")
    prior = F.sum("count").over(of_entity) / F.sum("count").over(of_name)
    return counted.withColumn("prior", prior).select(*ALIASES.schema.names)


def name_index(read: DataFrame) -> DataFrame:
    """key -> the entities that may be meant by it, as structs of family and entity_id."""
    keys = read.select(F.explode("lookup_keys").alias("key"), "family", F.col("page_id").alias("entity_id"))
    owners = F.collect_set(F.struct("family", "entity_id"))
    return keys.distinct().groupBy("key").agg(owners.alias("owners")).select("key", "owners")


def edges(read: DataFrame, urls: DataFrame, index: DataFrame) -> DataFrame:
    """linked__edges: drafts with their objects resolved.

    A link decides, if what it leads to is of a fitting family; where it goes by a redirect, the name must
    share a word with its target's names, for a redirect may lead from a member to the group. A name without
    a link is an entity only if exactly one of a fitting family is called so. What leads out of the corpus
    stays a name.
    """
    drafts = read.select(
        F.col("page_id").alias("subject_id"),
        "page_id",
        F.col("url").alias("page_url"),
        F.col("type_noun").alias("subject_type"),
        "content_sha256",
        F.explode(F.transform("drafts", lambda draft: draft.dropFields("subject_id", "object_id"))).alias(
            "draft"
        ),
    ).select("subject_id", "page_id", "page_url", "subject_type", "content_sha256", "draft.*")
    targets = urls.select(
        F.col("url").alias("target_url"), F.col("entity_id").alias("linked_id"), "is_redirect"
    )
    objects = read.select(
        F.col("page_id").alias("linked_id"), F.col("family").alias("linked_family"), "name_words"
    )
    linked = drafts.join(targets, "target_url", "left").join(objects, "linked_id", "left")
    joined = linked.join(index, "key", "left")
    resolved = joined.withColumn("object_id", F.coalesce(_linked(), _named(), F.lit("")))
    kept = resolved.where("object_id <> '' or not needs_object")
    value_type = F.when(F.col("object_id") != "", F.lit("entity")).otherwise(F.col("value_type"))
    typed = kept.withColumn("value_type", value_type).withColumn("edge_id", _edge_id())
    nouns = read.select(F.col("page_id").alias("object_id"), F.col("type_noun").alias("object_noun"))
    ended = typed.join(nouns, "object_id", "left").withColumn(
        "object_type", F.coalesce("object_noun", "value_type")
    )
    identified = ended.withColumn("statement_id", _statement_id())
    return identified.withColumn("url", F.col("page_url")).select(*EDGES.schema.names)


def _linked() -> Column:
    fits = F.array_contains("families", F.col("linked_family")) | (F.col("linked_family") == "")
    is_called_so = F.arrays_overlap(F.split("value", " "), F.col("name_words"))
    is_other = F.col("linked_id") != F.col("subject_id")
    return F.when(is_other & fits & (~F.col("is_redirect") | is_called_so), F.col("linked_id"))


def _named() -> Column:
    def fits(owner: Column) -> Column:
        return F.array_contains("families", owner["family"]) & (owner["entity_id"] != F.col("subject_id"))

    ids = F.array_distinct(F.transform(F.filter("owners", fits), lambda owner: owner["entity_id"]))
    is_unlinked = (F.col("target_url") == "") & (F.col("key") != "")
    return F.when(is_unlinked & (F.size(ids) == 1), F.element_at(ids, 1))


def _edge_id() -> Column:
    parts = ("subject_id", "predicate", "object_id", "value", "content_sha256", "start", "end")
    text = F.concat_ws("\x1f", *(F.col(part).cast("string") for part in parts))
    return F.substring(F.sha2(text, 256), 1, 20)


def _statement_id() -> Column:
    """The same from both ends of a relation: of its two names the first counts, and its subject with it."""
    inverses = F.create_map(*(F.lit(name) for pair in INVERSES.items() for name in pair))
    other = F.coalesce(inverses[F.col("predicate")], F.col("predicate"))
    what = F.when(F.col("object_id") != "", F.col("object_id")).otherwise(F.col("value"))
    ends = F.struct(F.col("predicate").alias("p"), F.col("subject_id").alias("s"), what.alias("o"))
    turned = F.struct(other.alias("p"), F.col("object_id").alias("s"), F.col("subject_id").alias("o"))
    is_turned = (F.col("object_id") != "") & F.col("predicate").isin(*INVERSES)
    form = F.when(is_turned, F.least(ends, turned)).otherwise(ends)
    return F.substring(F.sha2(F.concat_ws("\x1f", form["p"], form["s"], form["o"]), 256), 1, 20)


def linked_tables(pages: DataFrame, tombstones: DataFrame) -> tuple[DataFrame, dict[str, DataFrame]]:
    """What the live pages say, cached, and from it the four tables by name, unsorted."""
    read = read_pages(live_pages(pages, tombstones)).persist()
    urls = page_urls(read).persist()
    mentions = resolve_mentions(read, urls).persist()
    return read, {
        ENTITIES.name: entities(read, link_counts(mentions)),
        ALIASES.name: aliases(read, mentions),
        MENTIONS.name: mentions.select(*MENTIONS.schema.names),
        EDGES.name: edges(read, urls, name_index(read)).persist(),
    }
