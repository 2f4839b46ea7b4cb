"""Statements over the corpus: drafts of pages with their objects resolved, joined from both ends.

What lives here: joins of drafts with pages and names. What may not: what pages state (infoseek.linking).
"""

from __future__ import annotations

from collections.abc import Callable

from pyspark.sql import Column, DataFrame
from pyspark.sql import functions as F

from infoseek.linking.predicates.lexicon import INVERSES
from infoseek.store.schemas import EDGES

Hint = Callable[[DataFrame], DataFrame]
"""Tells Spark of a frame of one row a page or name that it is small enough to be sent to all, if it is."""


def edges(
    readings: DataFrame, page_mentions: DataFrame, urls: DataFrame, index: DataFrame, hint: Hint
) -> DataFrame:
    """linked__edges: drafts with their objects resolved.

    A mention that a sentence rests on has told its object already. A link decides, if what it leads to is of
    a fitting family; where it goes by a redirect, the name must share a word with its target's names, for a
    redirect may lead from a member to the group. A name without a link is an entity only if exactly one of a
    fitting family is called so. What leads out of the corpus stays a name.
    """
    targets = urls.select(
        F.col("url").alias("target_url"), F.col("entity_id").alias("linked_id"), "is_redirect"
    )
    objects = readings.select(
        F.col("page_id").alias("linked_id"), F.col("family").alias("linked_family"), "name_words"
    )
    nouns = readings.select("page_id", "type_noun")
    linked = drafts_of(readings, page_mentions)
    linked = linked.join(hint(targets), "target_url", "left").join(hint(objects), "linked_id", "left")
    joined = linked.join(hint(index), "key", "left")
    resolved = joined.withColumn("object_id", F.coalesce(_given(), _linked(), _named(), F.lit("")))
    kept = resolved.where("object_id <> '' or not needs_object")
    value_type = F.when(F.col("object_id") != "", F.lit("entity")).otherwise(F.col("value_type"))
    typed = kept.withColumn("value_type", value_type).withColumn("edge_id", _edge_id())
    for end in ("subject", "object"):
        of_end = nouns.select(F.col("page_id").alias(f"{end}_id"), F.col("type_noun").alias(f"{end}_noun"))
        typed = typed.join(hint(of_end), f"{end}_id", "left")
    ended = typed.withColumns(
        {
            "subject_type": F.coalesce("subject_noun", F.lit("")),
            "object_type": F.coalesce("object_noun", "value_type"),
        }
    )
    return ended.withColumn("statement_id", _statement_id()).select(*EDGES.schema.names)


def drafts_of(readings: DataFrame, page_mentions: DataFrame) -> DataFrame:
    """The drafts of all pages, each with its page and the entity it is about."""
    pages = readings.select("page_id", "url", "content_sha256", "drafts")
    told = page_mentions.where(F.size("drafts") > 0).select("page_id", F.col("drafts").alias("told"))
    both = pages.join(told, "page_id", "left")
    every = F.concat("drafts", F.coalesce("told", F.array()))
    rows = both.select("page_id", "url", "content_sha256", F.explode(every).alias("draft")).select(
        "page_id", "url", "content_sha256", "draft.*"
    )
    about = F.when(F.col("subject_id") == "", F.col("page_id")).otherwise(F.col("subject_id"))
    return rows.withColumn("subject_id", about).withColumnRenamed("object_id", "given_id")


def _given() -> Column:
    return F.when(F.col("given_id") != "", F.col("given_id"))


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
