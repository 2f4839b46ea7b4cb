"""The trigger that waits for provider batches, so that no worker does.

What lives here: ids and a deadline on their way through Airflow. What may not: results, which workers read.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

from airflow.triggers.base import BaseTrigger, TriggerEvent

from infoseek.environment import load_settings


class BatchTrigger(BaseTrigger):
    """Fires once when all batches ended, the deadline is past, or the endpoint refuses to be asked.

    ids: of the provider's batches. deadline_at: absolute (seconds of the epoch). The endpoint and its key are read
    from the triggerer's own environment: neither is written into Airflow's database.
    """

    def __init__(self, ids: list[str], deadline_at: float) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.ids = ids
        self.deadline_at = deadline_at

    def serialize(self) -> tuple[str, dict[str, Any]]:
        """What makes it anew in the triggerer."""
        path = f"{type(self).__module__}.{type(self).__qualname__}"
        return path, {"ids": self.ids, "deadline_at": self.deadline_at}

    async def run(self) -> AsyncIterator[TriggerEvent]:
        """One event. What it says is for the log alone: the worker looks for itself."""
        from infoseek.errors import BadInput
        from infoseek.llm.batch_wait import until_ended

        said = "ended, or out of time"
        try:
            await until_ended(load_settings().model, self.ids, self.deadline_at)
        except BadInput as error:
            said = str(error)
        yield TriggerEvent({"ids": self.ids, "said": said})  # type: ignore[no-untyped-call]
