"""### Blur the vertices and word the questions of a batch

**Does**: weakens claims that would identify their vertex alone, then words one question a tree; one mapped
task a shard of trees, in pool `llm`. **Reads** `grown__trees` and the linked tables. **Writes** tables
`blurred__trees`, `blurred__questions` and `blurred__failures`, answers to `llm/cache`, costs to
`llm/ledger`.

**Starts** when the growth of a batch is committed, one run a partition.

**Defers** where roles go to the endpoint as provider batches (`INFOSEEK_MODEL__BATCHED_ROLES`): the triggerer
waits for them, and the shard is run again behind them.

**Idempotent**: equal inputs are a no-op that still sets off the next stage. A run that was killed asks
no call again that was answered.

**When it fails**: as growth: budget and endpoint are named in the log. Clear the failed tasks.
"""

from airflow.sdk import PartitionedAssetTimetable

from infoseek.orchestration.assets import GROWN
from infoseek.orchestration.stage_dag import add_model_run, new_dag
from infoseek.orchestration.tasks import plan_stage
from infoseek.stages import BLUR

with new_dag(BLUR, __doc__, PartitionedAssetTimetable(assets=GROWN)) as dag:
    add_model_run(BLUR, plan_stage(BLUR.module))
