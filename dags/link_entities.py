"""### Link the entities of a batch

**Does**: turns the corpus snapshot into entities, names, mentions and typed edges, with Spark; one
`spark-submit` in pool `spark` (shard `all`). Builds the passage index of the snapshot beside them (shard
`passages`), unless one of equal pages is stored. **Reads** the corpus snapshot of the batch. **Writes**
tables `linked__entities`, `linked__aliases`, `linked__mentions`, `linked__edges`, and the index.

**Starts** when the crawl of a batch is committed, one run a partition.

**Idempotent**: an equal snapshot and equal settings are a no-op that still sets off the next stage.

**When it fails**: Spark's last lines are in the log of `run_shard`. Out of memory: raise
`INFOSEEK_SPARK__DRIVER_MEMORY`. Then clear the failed tasks.
"""

from airflow.sdk import PartitionedAssetTimetable

from infoseek.orchestration.assets import CRAWLED
from infoseek.orchestration.stage_dag import SPARK_POOL, add_sharded_run, new_dag
from infoseek.orchestration.tasks import plan_stage
from infoseek.stages import LINK

with new_dag(LINK, __doc__, PartitionedAssetTimetable(assets=CRAWLED)) as dag:
    add_sharded_run(LINK, plan_stage(LINK.module), SPARK_POOL)
