"""### Publish the release of a batch

**Does**: writes the accepted questions as Parquet and JSONL with a card, staged first, then switched by
one pointer. **Reads** `gated__accepted` and `gated__quarantined`. **Writes** `release/`.

**Starts** when the gates of a batch are committed, one run a partition, one run at a time.

**Idempotent**: equal inputs are a no-op. A published release never changes.

A batch of an unchanged site, all of it grown before, is skipped: the newest release stays.

**When it fails**: the release before stays the current one, and nothing half-written is visible. The log
names the reason; clear the failed tasks.
"""

from airflow.sdk import PartitionedAssetTimetable

from infoseek.orchestration.assets import GATED
from infoseek.orchestration.stage_dag import add_single_run, new_dag
from infoseek.orchestration.tasks import plan_stage
from infoseek.stages import PUBLISH

with new_dag(PUBLISH, __doc__, PartitionedAssetTimetable(assets=GATED), max_active_runs=1) as dag:
    add_single_run(PUBLISH, plan_stage(PUBLISH.module))
