"""### Grow the research trees of a batch

**Does**: grows trees from long-tail roots with two agents, planner and browser; one mapped task a shard
of trees, in pool `llm`. **Reads** the linked tables and the pages of their snapshot. **Writes** tables
`grown__trees` and `grown__failures`, answers to `llm/cache`, costs to `llm/ledger`.

**Starts** when the linking of a batch is committed, one run a partition.

**Idempotent**: equal inputs are a no-op that still sets off the next stage. A run that was killed asks
no call again that was answered.

**When it fails**: a budget that is used up pauses the batch: raise `INFOSEEK_MODEL__BUDGET_USD` and clear
the failed tasks. An endpoint that answers wrongly, or gives no usable answer for most trees of a shard
(`INFOSEEK_MODEL__MAX_FAILED_SHARE`), is named in the log. Many roots without one finished tree fail the
commit, so that a later batch tries them again.
"""

from airflow.sdk import PartitionedAssetTimetable

from infoseek.orchestration.assets import LINKED
from infoseek.orchestration.stage_dag import add_model_run, new_dag
from infoseek.orchestration.tasks import plan_stage
from infoseek.stages import GROW

with new_dag(GROW, __doc__, PartitionedAssetTimetable(assets=LINKED)) as dag:
    add_model_run(GROW, plan_stage(GROW.module))
