"""The operator of a shard that may wait for provider batches: it defers, and is run again when they ended.

What lives here: deferring. What may not: the shard's work, which a second run takes up from what is stored.
"""

from __future__ import annotations

from typing import Any

from airflow.sdk import BaseOperator
from airflow.sdk.exceptions import TaskDeferred

from infoseek.orchestration.tasks import do_shard


class ShardOperator(BaseOperator):
    """One shard of a stage; its result is the object key of the receipt.

    module: the stage's. plan: as XCom carries it. Each run asks the model only for what is not stored yet, so that
    nothing but ids and a deadline needs to pass from the deferred run to the next.
    """

    template_fields = ("plan", "shard")

    def __init__(self, *, module: str, plan: Any, shard: Any, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.module = module
        self.plan = plan
        self.shard = shard

    def execute(self, context: Any) -> str:
        """Do the shard's work, or defer until its batches ended."""
        from infoseek.llm.batch_wait import AwaitsBatches
        from infoseek.orchestration.batch_trigger import BatchTrigger

        try:
            return do_shard(self.module, self.plan, self.shard)
        except AwaitsBatches as waiting:
            self.log.info("%s", waiting)
            trigger = BatchTrigger(list(waiting.ids), waiting.deadline_at)
            raise TaskDeferred(trigger=trigger, method_name=self.resume.__name__) from None

    def resume(self, context: Any, event: dict[str, Any] | None = None) -> str:
        """The trigger fired: take in what the batches gave and go on."""
        self.log.info("Provider batches: %s", (event or {}).get("said"))
        return self.execute(context)
