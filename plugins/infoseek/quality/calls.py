"""Which model call each edit of a tree came from: role, model and tokens, off the ledger of its shard.

What lives here: reading few calls of a shard. What may not: sums over a batch (infoseek.llm.ledger).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from pydantic import ValidationError

from infoseek.errors import BadInput
from infoseek.llm.ledger import LedgerRow
from infoseek.llm.segments import read_rows
from infoseek.store.objects import ObjectStore


@dataclass(frozen=True)
class CallView:
    """One call, over all its attempts. is_known: the ledger has it; without that all but the key is empty."""

    key: str
    role: str = ""
    model: str = ""
    prompt_tokens: int = 0
    completion_tokens: int = 0
    attempts: int = 0
    is_known: bool = False


def calls_of(
    store: ObjectStore, batch_id: str, stages: Iterable[str], shard: str, keys: Iterable[str]
) -> dict[str, CallView]:
    """The calls with these keys, by key. A ledger that cannot be read tells nothing."""
    found: dict[str, CallView] = {}
    for stage in stages:
        found |= _shard_calls(store, batch_id, stage, shard)
    return {key: found.get(key, CallView(key)) for key in keys}


@lru_cache(maxsize=16)
def _shard_calls(store: ObjectStore, batch_id: str, stage: str, shard: str) -> dict[str, CallView]:
    found: dict[str, CallView] = {}
    try:
        for row in read_rows(store, f"llm/ledger/{batch_id}/{stage}/{shard}/"):
            entry = _entry(row)
            if entry is not None and entry.status != "cached":
                found[entry.key] = _with(found.get(entry.key, CallView(entry.key)), entry)
    except BadInput:
        return {}
    return found


def _entry(row: dict[str, object]) -> LedgerRow | None:
    try:
        return LedgerRow.model_validate(row)
    except ValidationError:
        return None


def _with(call: CallView, entry: LedgerRow) -> CallView:
    return CallView(
        call.key,
        entry.role,
        entry.model,
        call.prompt_tokens + entry.prompt_tokens,
        call.completion_tokens + entry.completion_tokens,
        call.attempts + 1,
        is_known=True,
    )
