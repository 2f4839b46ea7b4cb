"""### Crawl the seed pages of a batch

**Does**: follows links and sitemaps from the seed sets over HTTP with Scrapy, breadth first, within their scope and
budgets, asking for known pages again; takes in the pages of WARC files; one mapped task a group of hosts.
**Reads** `seeds/*.json`, snapshot and failures of the batch before, `crawl/_takedowns.json`.
**Writes** WARC files to `raw/`, tables `crawl__pages`, `crawl__failures`, `crawl__report`, a corpus snapshot.

**Starts** daily at 02:00 UTC, one partition a date; every seed set counts. By hand: trigger it with a
partition key such as `2026-11-05`, and `{"seed_sets": ["name"]}` to take only some sets. Without a
partition key it fails at once. Where `INFOSEEK_SCHEDULE` is `manual`, it starts only by hand.

**Idempotent**: equal seed sets and settings on the same date are a no-op that still sets off the next
stage. A backfill replays the stored crawl of a past date, or fails: today's pages are not that day's.
A task that was killed goes on behind its last checkpoint: nothing stored is fetched again.

**When it fails**: the failed task's last line is the reason. A seed that answers wrongly is in
`crawl__failures` with its reason code: mend or remove it in the seed set, then clear the failed tasks.
"""

import os

from airflow.sdk import CronPartitionTimetable, PartitionedAtRuntime

from infoseek.orchestration.stage_dag import add_sharded_run, new_dag
from infoseek.orchestration.tasks import plan_crawl
from infoseek.stages import CRAWL

nightly = CronPartitionTimetable("0 2 * * *", timezone="UTC", key_format="%Y-%m-%d")
schedule = PartitionedAtRuntime() if os.environ.get("INFOSEEK_SCHEDULE") == "manual" else nightly

with new_dag(CRAWL, __doc__, schedule) as dag:
    add_sharded_run(CRAWL, plan_crawl())
