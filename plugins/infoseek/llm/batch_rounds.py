"""What a shard has with the provider: its rounds of batched calls, kept on S3 by shard and number (DESIGN §6).

What lives here: the state of a round and how it changes. What may not: the provider, and what an answer means.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Sequence
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from infoseek.errors import BadInput
from infoseek.llm.call import LlmCall
from infoseek.llm.segments import ROUND_PREFIX, ShardRun
from infoseek.store.objects import Conflict, ObjectStore


class Round(BaseModel):
    """One provider batch of a shard.

    name: `{batch}/{stage}/{shard}/{number}`, never a try's. token: told to the provider beside the name, for other
    installations may share its account. calls: how many. keys: those of its calls, in order.
    submitted_at, deadline_at, cancelled_at: seconds of the epoch, 0 before. outcomes: how many calls ended how.
    returned: keys of the calls that the batch did not answer, which are sent concurrently.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    number: int
    token: str
    state: Literal["intended", "submitted", "collected"] = "intended"
    keys: tuple[str, ...]
    provider_id: str = ""
    intended_at: float
    submitted_at: float = 0.0
    deadline_at: float = 0.0
    cancelled_at: float = 0.0
    outcomes: dict[str, int] = {}
    returned: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """What the round is called among the shard's tries, in segments and in the budget."""
        return f"{ROUND_PREFIX}{self.number:04d}-{self.token[:8]}"

    @property
    def metadata(self) -> dict[str, str]:
        """What the provider is told, and by what the batch is found again."""
        return {"infoseek_round": self.name, "infoseek_token": self.token}


def new_round(run: ShardRun, number: int, calls: Sequence[LlmCall], now: float) -> Round:
    """A round of these calls that nobody knows of yet. now: seconds of the epoch."""
    return Round(
        name=f"{run.batch_id}/{run.stage}/{run.shard}/{number}",
        number=number,
        token=uuid.uuid4().hex,
        keys=tuple(call.key for call in calls),
        intended_at=now,
    )


class Rounds:
    """The rounds of one shard: `llm/batches/{batch}/{stage}/{shard}/{number}.json`, their calls beside them."""

    def __init__(self, store: ObjectStore, run: ShardRun) -> None:
        self._store = store
        self._folder = run.folder("batches")

    def all(self) -> list[Round]:
        """Every round, in order. Raises `BadInput` for one that cannot be read."""
        return [self._read(key)[0] for key in self._store.keys(self._folder) if key.endswith(".json")]

    def intend(self, wanted: Round, calls: Sequence[LlmCall]) -> None:
        """Write down that these calls are to be a batch. Raises `Conflict` where the number is taken."""
        lines = "".join(call.model_dump_json() + "\n" for call in calls)
        self._store.put(self._calls_path(wanted), lines.encode(), "application/jsonl")
        try:
            self._store.create(
                self._path(wanted.number), wanted.model_dump_json().encode(), "application/json"
            )
        except Conflict:
            self._store.delete(self._calls_path(wanted))
            raise

    def calls(self, known: Round) -> list[LlmCall]:
        """The calls of a round, in order."""
        body = self._store.get(self._calls_path(known))
        try:
            return [LlmCall.model_validate(json.loads(line)) for line in body.splitlines()]
        except ValueError as error:
            raise BadInput(
                f"{self._store.address(self._calls_path(known))} cannot be read: {error}"
            ) from error

    def forget_calls(self, known: Round) -> None:
        """Delete the calls of a round that is accounted for: they hold what pages said."""
        self._store.delete(self._calls_path(known))

    def change(self, known: Round, **changes: object) -> Round:
        """The round with these changes, once they are durable. Raises `Conflict` where another try changed it."""
        stored, etag = self._read(self._path(known.number))
        if stored != known:
            raise Conflict(f"round {known.name} was changed by another try at the shard")
        changed = known.model_copy(update=changes)
        self._store.replace(self._path(known.number), changed.model_dump_json().encode(), etag)
        return changed

    def _read(self, key: str) -> tuple[Round, str]:
        body, etag = self._store.get_with_etag(key)
        try:
            return Round.model_validate_json(body), etag
        except ValidationError as error:
            raise BadInput(
                f"{self._store.address(key)} is no round of a batch: {error.error_count()} errors."
            ) from error

    def _path(self, number: int) -> str:
        return f"{self._folder}{number:04d}.json"

    def _calls_path(self, known: Round) -> str:
        # The token keeps two tries that reach for one number from writing one file.
        return f"{self._folder}{known.number:04d}-{known.token}.calls.jsonl"
