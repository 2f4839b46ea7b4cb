"""One run over a corpus: readings, dictionary, mentions, edges, in the order in which they need one another.

What lives here: the order of steps, and what is kept of an earlier batch. What may not: any step itself.
"""

from __future__ import annotations

import logging
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F

from infoseek.linking.disambiguation.held_back import Relinked
from infoseek.linking.disambiguation.pack_store import drop_packs
from infoseek.linking.report import UNREAD_LABEL
from infoseek.settings import Settings
from infoseek.store.manifests import Plan, Receipt, write_receipt
from infoseek.store.objects import ObjectStore
from infoseek.store.schemas import ALIASES, EDGES, ENTITIES, MENTIONS, PAGE_MENTIONS, PAGES, READINGS
from infoseek.store.snapshots import Snapshot
from spark_jobs import dictionary as packing
from spark_jobs.base import Base, open_base
from spark_jobs.dictionary import Corpus
from spark_jobs.edges import edges
from spark_jobs.entities import entities
from spark_jobs.links import link_pairs, links_by_page, page_urls, resolved_links
from spark_jobs.mentions import Dictionary, link_pages, mentions
from spark_jobs.names import aliases, name_index, phrases
from spark_jobs.pages import PAGE_COLUMNS, kept_rows, live_pages, positions
from spark_jobs.rank import ranks
from spark_jobs.readings import read_pages
from spark_jobs.s3_tables import Rows, read_frame, register
from spark_jobs.touched import changes_since, touched_pages
from spark_jobs.writing import Output

log = logging.getLogger("infoseek.linking")

LINKED = (ENTITIES, ALIASES, MENTIONS, EDGES)
MOST_UNREAD = 30
"""Row labels that state nothing known are counted by name, the most frequent ones."""
SMALL_PAGES, BROADCAST_PAGES = 20_000, 150_000
"""Up to so many pages, all their links, or one row a page or name, are sent to every task."""


@dataclass
class Run:
    """What the steps of one run share. stats: of its receipt."""

    spark: SparkSession
    store: ObjectStore
    settings: Settings
    plan: Plan
    snapshot: Snapshot
    base: Base
    out: Output
    stats: Counter[str] = field(default_factory=Counter)

    @property
    def scratch(self) -> Path:
        return Path(self.settings.scratch)

    def pages(self, rows: Rows) -> DataFrame:
        """These rows of the corpus, whole, with their origin."""
        return read_frame(self.spark, PAGES, self.snapshot.parts, PAGE_COLUMNS, rows=rows, has_origin=True)

    def hint(self, frame: DataFrame) -> DataFrame:
        return F.broadcast(frame) if self.out.pages <= BROADCAST_PAGES else frame

    def hint_links(self, frame: DataFrame) -> DataFrame:
        # The other side holds whole pages: it is not to be sorted.
        return F.broadcast(frame) if self.out.pages <= SMALL_PAGES else frame.hint("shuffle_hash")


def run(
    spark: SparkSession, store: ObjectStore, settings: Settings, plan: Plan, shard: str, snapshot: Snapshot
) -> str:
    """Link the snapshot and write the shard's receipt; its object key."""
    register(spark)
    this = Run(spark, store, settings, plan, snapshot, open_base(store, plan), Output(store, plan))
    try:
        names = _link(this)
    finally:
        drop_packs(this.scratch)
    stats = {name: float(value) for name, value in this.stats.items()}
    return write_receipt(store, plan, Receipt(shard=shard, tables=this.out.parts, stats=stats, names=names))


def _link(this: Run) -> dict[str, list[str]]:
    live = live_pages(this.spark, this.snapshot).persist()
    rows = positions(live)
    this.out.pages = sum(len(found) for found in rows.values())
    if not this.out.pages:
        return _nothing(this)
    readings = _readings(this, live, rows)
    urls = page_urls(readings).persist()
    links = resolved_links(readings, this.hint(urls)).persist()
    names = aliases(readings, links).persist()
    corpus = Corpus(
        readings.select(packing.ENTITY_COLUMNS).toArrow(),
        names.unionByName(phrases(links)).select(packing.NAME_COLUMNS).toArrow(),
        link_pairs(links).toArrow(),
    )
    by_page = links_by_page(links).persist()
    dictionary, relinked = _dictionary(this, live, links, by_page, corpus)
    page_mentions = _page_mentions(this, live, readings, links, by_page, dictionary)
    ranked = this.spark.createDataFrame(ranks(corpus.entities["page_id"], corpus.pairs))
    _count(this, corpus, relinked)
    _count_unread(this, readings)
    _write(this, readings, names, urls, page_mentions, ranked)
    return {"pack": [dictionary.pack], "model": [dictionary.model]}


def _nothing(this: Run) -> dict[str, list[str]]:
    log.warning("The corpus snapshot %s holds no live page: nothing is linked.", this.snapshot.snapshot_id)
    for table in (*LINKED, READINGS, PAGE_MENTIONS):
        this.out.keep(table, [])
        this.stats[table.name] = 0
    return {"pack": [], "model": [this.plan.inputs["model"]] if this.plan.inputs.get("model") else []}


def _readings(this: Run, live: DataFrame, rows: Rows) -> DataFrame:
    """The readings of all live pages: those of an earlier batch, and those of versions it has not read."""
    kept = this.base.kept(READINGS)
    if kept:
        known = kept_rows(this.spark, READINGS, kept, live).persist()
        rows = positions(live.join(known, "page_id", "left_anti"))
        kept_at = positions(known, "known_at")
        parts = [part for number, part in enumerate(kept) if number in kept_at]
        old = read_frame(this.spark, READINGS, kept, rows=kept_at).select(*READINGS.schema.names)
    fresh = read_pages(this.pages(rows))
    if not kept:
        readings = fresh.persist()
        this.out.write_kept(readings, READINGS, [])
        return readings
    this.stats["readings_reused"] = sum(len(found) for found in kept_at.values())
    return this.out.write_beside(fresh, old, READINGS, parts, this.stats["readings_reused"])


def _dictionary(
    this: Run, live: DataFrame, links: DataFrame, by_page: DataFrame, corpus: Corpus
) -> tuple[Dictionary, Relinked]:
    pack_id = packing.make_pack(this.store, this.scratch, corpus, this.plan.inputs.get("statistics", ""))
    pinned = this.plan.inputs.get("model", "")
    held = packing.held_pages(
        packing.link_counts(links), this.settings.link.held_back, is_pinned=bool(pinned)
    )
    chosen = this.spark.createDataFrame([(page,) for page in held.pages], "page_id string")
    rows = positions(live.join(F.broadcast(chosen), "page_id", "left_semi"))
    pages = packing.collect_pages(this.pages(rows), by_page)
    return packing.make_dictionary(this.store, this.scratch, this.settings.link, pack_id, pinned, held, pages)


def _page_mentions(
    this: Run,
    live: DataFrame,
    readings: DataFrame,
    links: DataFrame,
    by_page: DataFrame,
    dictionary: Dictionary,
) -> DataFrame:
    """The mentions of all live pages: an earlier batch's where nothing they rest on has changed."""
    kept = this.base.kept(PAGE_MENTIONS)
    changes = changes_since(this.store, this.scratch, this.plan, this.base, dictionary)
    if not kept or changes is None:
        fresh = link_pages(this.pages(positions(live)), this.hint_links(by_page), dictionary).persist()
        this.stats["pages_relinked"] = this.out.pages
        this.out.write_kept(fresh, PAGE_MENTIONS, [])
        return fresh
    this.stats["names_changed"] = len(changes.new) + len(changes.names)
    this.stats["neighbourhoods_changed"] = len(changes.near)
    same = kept_rows(this.spark, PAGE_MENTIONS, kept, live).persist()
    touched = touched_pages(this.spark, changes, this.base, readings, links, by_page, same)
    known = same.join(touched, "page_id", "left_anti").persist()
    kept_at = positions(known, "known_at")
    rows = positions(live.join(known, "page_id", "left_anti"))
    this.stats["pages_relinked"] = sum(len(found) for found in rows.values())
    parts = [part for number, part in enumerate(kept) if number in kept_at]
    old = read_frame(this.spark, PAGE_MENTIONS, kept, rows=kept_at).select(*PAGE_MENTIONS.schema.names)
    fresh = link_pages(this.pages(rows), this.hint_links(by_page), dictionary)
    return this.out.write_beside(
        fresh, old, PAGE_MENTIONS, parts, this.out.pages - this.stats["pages_relinked"]
    )


def _write(
    this: Run,
    readings: DataFrame,
    names: DataFrame,
    urls: DataFrame,
    page_mentions: DataFrame,
    ranked: DataFrame,
) -> None:
    out = this.out
    out.write_sorted(entities(readings, this.hint(ranked)), ENTITIES)
    out.write_sorted(names, ALIASES)
    by_source = out.write_sorted(mentions(page_mentions), MENTIONS, ["source"])
    stated = edges(readings, page_mentions, urls, name_index(readings), this.hint)
    by_predicate = out.write_sorted(stated, EDGES, ["predicate", "source"])
    for (source,), count in by_source.items():
        this.stats[f"mentions_{source}"] = count
    for (predicate, source), count in by_predicate.items():
        this.stats[f"edges_{predicate}"] += count
        this.stats[f"edges_from_{source}"] += count
    for table in LINKED:
        this.stats[table.name] = sum(part.rows for part in out.parts[table.name])


def _count(this: Run, corpus: Corpus, relinked: Relinked) -> None:
    this.stats["answerable"] = sum(corpus.entities["is_answerable"].to_pylist())
    this.stats["held_back"], this.stats["held_back_linked"], this.stats["held_back_right"] = relinked


def _count_unread(this: Run, readings: DataFrame) -> None:
    each = (
        readings.select(F.explode("unread_labels").alias("label"))
        .groupBy("label")
        .agg(F.count("*").alias("n"))
    )
    most = each.orderBy(F.desc("n"), "label").limit(MOST_UNREAD).collect()
    this.stats.update({f"{UNREAD_LABEL}{row['label']}": row["n"] for row in most})
