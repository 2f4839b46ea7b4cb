"""Calls and dispatchers that the tests of this room share."""

from __future__ import annotations

import json
from typing import Any

from infoseek.llm.budget import Budget
from infoseek.llm.cache import CallCache
from infoseek.llm.call import LlmCall
from infoseek.llm.dispatch import Dispatcher
from infoseek.llm.ledger import Ledger
from infoseek.llm.openai_port import OpenAIPort
from infoseek.llm.provider_batches import ProviderBatches
from infoseek.llm.segments import ShardRun
from infoseek.settings import ModelSettings
from infoseek.store.objects import ObjectStore

MODEL = "offline-extractive-1"
BATCH = "2026-11-05"
NUMBER: dict[str, Any] = {
    "type": "object",
    "properties": {"number": {"type": "integer"}},
    "required": ["number"],
    "additionalProperties": False,
}


def echo(number: int, role: str = "planner", **changes: Any) -> LlmCall:
    """A call that the recording server answers with its number."""
    return LlmCall(
        **{
            "role": role,
            "model": MODEL,
            "messages": [{"role": "user", "content": json.dumps({"task": "echo", "number": number})}],
            "schema_name": "number",
            "response_schema": NUMBER,
            **changes,
        }
    )


def shard_run(attempt: str = "a1", shard: str = "0") -> ShardRun:
    """One try at a shard of the grow stage."""
    return ShardRun(BATCH, "grow", shard, attempt)


def dispatcher(
    store: ObjectStore, base_url: str, *, attempt: str = "a1", shard: str = "0", **settings: Any
) -> Dispatcher:
    """A dispatcher with short pauses against a server."""
    model = ModelSettings(base_url=base_url, **settings)
    run = shard_run(attempt, shard)
    budget = Budget(store, run, model)
    return Dispatcher(
        OpenAIPort(model),
        CallCache(store, run),
        Ledger(store, run),
        budget,
        model,
        back_off_s=0.01,
        batches=ProviderBatches(store, run, model, budget) if model.batched_roles else None,
    )
