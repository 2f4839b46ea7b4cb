"""### Blur the vertices and word the questions of a batch

**Does**: weakens claims that would identify their vertex alone, then words one question a tree; one mapped
task a shard of trees, in pool `llm`. **Reads** `grown__trees` and the linked tables. **Writes** tables
`blurred__trees`, `blurred__questions` and `blurred__failures`, answers to `llm/cache`, costs to
`llm/ledger`.

**Starts** when the growth of a batch is committed, one run a partition.

**Idempotent**: equal inputs are a no-op that still sets off the next stage. A run that was killed asks
no call again that was answered.

**When it fails**: as growth: budget and endpoint are named in the log. Clear the failed tasks.
"""

from airflow.sdk import PartitionedAssetTimetable

from infoseek.orchestration.assets import GROWN
from infoseek.orchestration.stage_dag import LLM_POOL, add_sharded_run, new_dag
from infoseek.orchestration.tasks import plan_stage
from infoseek.stages import BLUR

with new_dag(BLUR, __doc__, PartitionedAssetTimetable(assets=GROWN)) as dag:
    add_sharded_run(BLUR, plan_stage(BLUR.module), LLM_POOL)
