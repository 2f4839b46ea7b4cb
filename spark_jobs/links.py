"""Links between pages: which page a URL leads to, and the links of each page as the entities they lead to.

What lives here: joins by URL. What may not: finding links in a page (infoseek.linking), ranks (rank.py).
"""

from __future__ import annotations

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

from spark_jobs.readings import LINKS_OF_A_BAR

PAGES_OF_A_BAR, PAGES_OF_A_SHORT_BAR = 5, 20
"""A line of many links that so many pages have is a bar of navigation, and one of few that more of them have."""


def page_urls(readings: DataFrame) -> DataFrame:
    """url, entity_id, is_redirect: each live page's URL, and those that lead to it. A page's own wins.

    Only URLs of live pages and what leads to them count, so that one step resolves each and cycles do not
    matter: of two pages that each claim to be led to by the other's URL each keeps its own.
    """
    own = readings.select("url", "page_id", F.lit(False).alias("is_redirect"))
    redirects = readings.select(
        F.explode("aliases_urls").alias("url"), "page_id", F.lit(True).alias("is_redirect")
    )
    best = F.min(F.struct("is_redirect", "page_id")).alias("best")
    chosen = own.unionByName(redirects).groupBy("url").agg(best)
    return chosen.select("url", F.col("best.page_id").alias("entity_id"), "best.is_redirect")


def resolved_links(readings: DataFrame, urls: DataFrame) -> DataFrame:
    """The links of each page's text that lead to a live page, each with its anchor as a name.

    A bar of links that many pages have word for word is navigation: it says nothing of any of them.
    """
    links = readings.select("page_id", F.explode("links").alias("link")).select("page_id", "link.*")
    links = links.join(F.broadcast(_bars(links)), "line", "left_anti")
    return links.join(urls, links["target_url"] == urls["url"]).select(
        "page_id", "start", "end", "entity_id", "kind", "alias", "folded"
    )


def _bars(links: DataFrame) -> DataFrame:
    """line: the hashes of lines with many links that stand on several pages, or with fewer on many."""
    counts = [F.countDistinct("page_id").alias("pages"), F.count("*").alias("links")]
    lines = links.where("line <> 0").groupBy("line").agg(*counts)
    is_long = F.col("links") >= LINKS_OF_A_BAR * F.col("pages")
    least = F.when(is_long, PAGES_OF_A_BAR).otherwise(PAGES_OF_A_SHORT_BAR)
    return lines.where(F.col("pages") >= least).select("line")


def link_pairs(links: DataFrame) -> DataFrame:
    """page_id, entity_id: which page links to which other one."""
    return links.where("page_id <> entity_id").select("page_id", "entity_id").distinct()


def links_by_page(links: DataFrame) -> DataFrame:
    """page_id, page_links, links_print: each page's links in order, and their hash."""
    in_order = F.sort_array(F.collect_list(F.struct("start", "end", "entity_id", "kind")))
    grouped = links.groupBy("page_id").agg(in_order.alias("links"))
    told = F.to_json("links")
    return grouped.select(
        "page_id",
        F.col("links").alias("page_links"),
        F.substring(F.sha2(told, 256), 1, 16).alias("links_print"),
    )
