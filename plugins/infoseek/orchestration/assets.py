"""The partitioned assets that chain the stages: one a zone, one partition a batch.

What lives here: assets. What may not: schedules (the DAG files have them).
"""

from __future__ import annotations

from airflow.sdk import Asset

from infoseek.stages import BLUR, CRAWL, GATE, GROW, LINK, PUBLISH, Stage


def asset_of(stage: Stage) -> Asset:
    """The asset a stage's commit updates.

    It is named by the zone: the bucket is a setting, and a URI with a scheme makes Airflow import the
    providers' SDKs whenever a DAG file is parsed.
    """
    return Asset(name=stage.zone)


CRAWLED = asset_of(CRAWL)
LINKED = asset_of(LINK)
GROWN = asset_of(GROW)
BLURRED = asset_of(BLUR)
GATED = asset_of(GATE)
RELEASED = asset_of(PUBLISH)
