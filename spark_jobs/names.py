"""Names over the corpus: how often each was seen, whose it likely is, and what it may mean without a link.

What lives here: aliases and the index of names. What may not: which strings are names (infoseek.linking).
"""

from __future__ import annotations

from pyspark.sql import Column, DataFrame, Window
from pyspark.sql import functions as F

from infoseek.store.schemas import ALIASES

DECLARED = {"title": 3, "name": 3, "redirect": 2, "bold": 2, "declared": 2}
"""What a name that a page gives itself counts for in its prior, in links with that anchor; one it is only
derived to have (a short form, an acronym) counts for one."""

_OWNERS_OF_A_FAMILY = 3


def aliases(readings: DataFrame, links: DataFrame) -> DataFrame:
    """linked__aliases: the names pages give themselves, and the anchors others give them.

    links: as `resolved_links` gives them. The prior of an entity is its share of the links with this name, the
    names that pages give themselves counted as some; two digits of it, so that a link more moves few of them.
    """
    own = readings.select(F.col("page_id").alias("entity_id"), F.explode("aliases").alias("name"))
    anchors = links.where("alias <> ''").select(
        "entity_id", "alias", "folded", F.lit("anchor").alias("source")
    )
    everything = own.select("entity_id", "name.alias", "name.folded", "name.source").unionByName(anchors)
    counted = everything.groupBy("entity_id", "alias", "folded", "source").agg(F.count("*").alias("count"))
    of_name, of_entity = Window.partitionBy("folded"), Window.partitionBy("folded", "entity_id")
    links_of = F.sum(F.when(F.col("source") == "anchor", F.col("count")).otherwise(0)).over(of_entity)
    own_of = F.max(_declared_weight()).over(of_entity)
    first = F.row_number().over(of_entity.orderBy("alias", "source")) == 1
    # Whole numbers: their sums do not depend on the order of rows.
    weighed = counted.withColumn("weight", links_of + own_of).withColumn("is_first", first)
    total = F.sum(F.when(F.col("is_first"), F.col("weight")).otherwise(0)).over(of_name)
    return weighed.withColumn("prior", two_digits(F.col("weight") / total)).select(*ALIASES.schema.names)


def phrases(links: DataFrame) -> DataFrame:
    """Anchors that are no names ("see this"), with the columns of `aliases`: for the linker alone.

    prior: none, as they name nothing.
    """
    said = (
        links.where("alias = '' and folded <> ''")
        .groupBy("entity_id", "folded")
        .agg(F.count("*").alias("count"))
    )
    unnamed = said.withColumns(
        {"alias": F.col("folded"), "source": F.lit("phrase"), "prior": F.lit(None).cast("double")}
    )
    return unnamed.select(*ALIASES.schema.names)


def _declared_weight() -> Column:
    weight = F.lit(1)
    for source, links in DECLARED.items():
        weight = F.when(F.col("source") == source, F.lit(links)).otherwise(weight)
    return F.when(F.col("source") == "anchor", F.lit(0)).otherwise(weight)


def two_digits(share: Column) -> Column:
    """A share above 0 and up to 1, rounded to two significant digits."""
    scale = F.pow(F.lit(10.0), F.lit(1) - F.floor(F.log10(share)))
    return F.round(share * scale) / scale


def name_index(readings: DataFrame) -> DataFrame:
    """key, owners: the entities that may be meant by a name, as structs of family and entity_id.

    Of a family so many owners as tell that there are several even without the one that asks.
    """
    keys = readings.select(
        F.explode("lookup_keys").alias("key"), "family", F.col("page_id").alias("entity_id")
    ).distinct()
    place = F.row_number().over(Window.partitionBy("key", "family").orderBy("entity_id"))
    few = keys.withColumn("place", place).where(F.col("place") <= _OWNERS_OF_A_FAMILY)
    owners = F.collect_set(F.struct("family", "entity_id"))
    return few.groupBy("key").agg(owners.alias("owners")).select("key", "owners")
