"""### Gate the questions of a batch

**Does**: runs every check on every question and splits them into accepted and quarantined, by a Great
Expectations checkpoint. **Reads** `blurred__questions`, the linked tables, the pages of their snapshot.
**Writes** tables `gated__verdicts`, `gated__accepted` and `gated__quarantined`, and the batch's entry in
the quality history. Duplicates are looked for in the batch and in what earlier batches accepted.

**Starts** when the blurring of a batch is committed, one run a partition.

**Idempotent**: equal inputs are a no-op that still sets off publishing. It fails closed: a check that
could not run blocks the batch unless it is waived by name (`INFOSEEK_GATES__WAIVERS`).

**When it fails**: the log names the check and the share it rejected. Look at `gated__quarantined` for the
reasons, mend the cause, clear the failed tasks. Nothing is published before that.
"""

from airflow.sdk import PartitionedAssetTimetable

from infoseek.orchestration.assets import BLURRED
from infoseek.orchestration.stage_dag import add_sharded_run, new_dag
from infoseek.orchestration.tasks import plan_stage
from infoseek.stages import GATE

with new_dag(GATE, __doc__, PartitionedAssetTimetable(assets=BLURRED)) as dag:
    add_sharded_run(GATE, plan_stage(GATE.module))
