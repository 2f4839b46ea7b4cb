"""The stages of a batch, in their order: which DAG runs which module into which zone.

What lives here: names only, so that DAGs, launcher and tests agree on them. What may not: what a stage does.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Stage:
    """One stage.

    dag_id: its DAG, and the stem of the DAG's file.
    module: where its plan, shards, run_shard and commit are.
    zone: where its manifests are; also the name of the asset its commit updates.
    title: what it does, in a word or two, for people who watch.
    """

    dag_id: str
    module: str
    zone: str
    title: str


CRAWL = Stage("crawl_seed_pages", "infoseek.web.crawl.stage", "crawl", "crawl pages")
LINK = Stage("link_entities", "infoseek.linking.stage", "linked", "link entities")
GROW = Stage("grow_research_trees", "infoseek.agents.grow_stage", "grown", "grow trees")
BLUR = Stage("blur_vertices", "infoseek.agents.blur_stage", "blurred", "blur and word")
GATE = Stage("gate_batch", "infoseek.gates.stage", "gated", "gate questions")
PUBLISH = Stage("publish_release", "infoseek.release.stage", "release", "publish")

CHAIN = (CRAWL, LINK, GROW, BLUR, GATE, PUBLISH)
