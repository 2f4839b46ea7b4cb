"""The hard cap on what a batch may spend, shared by all its shards through one object on S3.

What lives here: prices, reservations, settlement. What may not: the ledger's rows or any call.
"""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Callable, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from infoseek.errors import BadInput, Halted
from infoseek.llm.call import LlmCall, Message, estimate_tokens
from infoseek.llm.ledger import attempt_cost_usd
from infoseek.llm.segments import ROUND_PREFIX, ShardRun
from infoseek.store.objects import Conflict, ObjectMissing, ObjectStore

if TYPE_CHECKING:
    from infoseek.settings import ModelSettings

# What a completion is reserved at where the call itself sets no limit.
ASSUMED_COMPLETION_TOKENS = 4096
_MESSAGE_TOKENS = 8
# Sums of floats differ in their last digits; this is far below what a token costs.
_TOLERANCE_USD = 1e-9
_LONGEST_WAIT_S = 0.2


class BudgetExhausted(Halted):
    """The batch is paused: the next call could cost more than what its budget has left."""


class Account(BaseModel):
    """What one try at a shard holds: spent for good, and reserved but not spent."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    settled_usd: float = Field(0.0, ge=0)
    reserved_usd: float = Field(0.0, ge=0)


class BudgetState(BaseModel):
    """The object `llm/budget/{batch}.json`: one account a try, by `{stage}/{shard}/{attempt}`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    accounts: dict[str, Account] = {}

    @property
    def settled_usd(self) -> float:
        return sum(account.settled_usd for account in self.accounts.values())

    @property
    def reserved_usd(self) -> float:
        return sum(account.reserved_usd for account in self.accounts.values())


def budget_path(batch_id: str) -> str:
    return f"llm/budget/{batch_id}.json"


def read_budget(store: ObjectStore, batch_id: str) -> BudgetState:
    """What a batch has spent and reserved; nothing where it never reserved anything."""
    return _read(store, budget_path(batch_id))[0]


_Change = Callable[[BudgetState], BudgetState | None]


class Budget:
    """One try's account: reserves slices by compare-and-swap, holds a call's worst case, settles its cost.

    The cap counts what others hold, so shards together never pass it. A try that was killed leaves its
    account behind; the next try at the same shard settles it at what the ledger knows of it. Requests that
    were in flight at the kill are not known to it: at most `concurrency` calls a kill.
    """

    def __init__(self, store: ObjectStore, run: ShardRun, settings: ModelSettings) -> None:
        self._store = store
        self._run = run
        self._settings = settings
        self._account = f"{run.stage}/{run.shard}/{run.attempt}"
        self._granted = 0.0
        self._spent = 0.0
        self._held = 0.0
        self._holds = 0
        self._changed = asyncio.Condition()

    @property
    def is_free(self) -> bool:
        """Calls cost nothing: no object is read or written."""
        return self._settings.usd_per_million_input == 0 and self._settings.usd_per_million_output == 0

    def price_usd(self, prompt_tokens: int, completion_tokens: int) -> float:
        """What these tokens cost."""
        return (
            prompt_tokens * self._settings.usd_per_million_input
            + completion_tokens * self._settings.usd_per_million_output
        ) / 1_000_000

    def worst_case_usd(self, call: LlmCall, messages: Sequence[Message]) -> float:
        """What one attempt can cost: its prompt, estimated on the safe side, and all tokens it may answer."""
        if self.is_free:
            return 0.0
        return self.price_usd(prompt_tokens(call, messages), call.max_tokens or ASSUMED_COMPLETION_TOKENS)

    def open(self) -> None:
        """Settle what killed tries at this shard left reserved."""
        if self.is_free:
            return
        stem = f"{self._run.stage}/{self._run.shard}/"
        state = read_budget(self._store, self._run.batch_id)
        known = {
            name: attempt_cost_usd(self._store, self._of(name.removeprefix(stem)))
            for name, account in state.accounts.items()
            if name.startswith(stem) and not name.startswith(f"{stem}{ROUND_PREFIX}")
            if name != self._account and account.reserved_usd > 0
        }
        if known:
            self._swap(lambda state: _with_settled(state, known))

    async def hold(self, amount_usd: float) -> None:
        """Set an attempt's worst case aside. Raises `BudgetExhausted` if that can never be paid.

        Waits for attempts in flight, which mostly cost less than they hold.
        """
        if self.is_free:
            return
        async with self._changed:
            while self._granted - self._spent - self._held < amount_usd - _TOLERANCE_USD:
                if await asyncio.to_thread(self._reserve, amount_usd):
                    continue
                if self._holds == 0:
                    raise BudgetExhausted(await asyncio.to_thread(self._sentence))
                await self._changed.wait()
            self._held += amount_usd
            self._holds += 1

    async def settle(self, held_usd: float, spent_usd: float) -> None:
        """Give back what an attempt held and count what it cost."""
        if self.is_free:
            return
        async with self._changed:
            self._held -= held_usd
            self._holds -= 1
            self._spent += spent_usd
            self._changed.notify_all()

    def close(self) -> None:
        """Settle the account: what was not spent is free again."""
        if self.is_free or (self._granted == 0 and self._spent == 0):
            return
        account = Account(settled_usd=self._spent)
        self._swap(lambda state: _with_account(state, self._account, account))
        self._granted = self._spent

    def reserve_round(self, label: str, amounts_usd: Sequence[float]) -> int:
        """Set a provider batch aside, call by call as far as the budget reaches; how many calls that is.

        label: names the batch among the shard's tries. Its reservation outlives the try that made it.
        Raises `BudgetExhausted` where not even the first call can be paid.
        """
        if self.is_free:
            return len(amounts_usd)
        count = 0

        def grow(state: BudgetState) -> BudgetState:
            nonlocal count
            name = self._name_of_round(label)
            others = BudgetState(accounts={k: v for k, v in state.accounts.items() if k != name})
            room = self._settings.budget_usd - others.settled_usd - others.reserved_usd
            sums = list(accumulate(amounts_usd))
            count = sum(total <= room + _TOLERANCE_USD for total in sums)
            reserved = sums[count - 1] if count else 0.0
            return _with_account(state, name, Account(reserved_usd=reserved))

        self._swap(grow)
        if not count:
            raise BudgetExhausted(self._sentence())
        return count

    def settle_round(self, label: str, spent_usd: float | None) -> None:
        """Count what a provider batch cost; None: what was set aside for it, where nobody can tell."""
        if self.is_free:
            return
        name = self._name_of_round(label)

        def settle(state: BudgetState) -> BudgetState:
            held = state.accounts.get(name, Account())
            spent = max(held.settled_usd, held.reserved_usd) if spent_usd is None else spent_usd
            return _with_account(state, name, Account(settled_usd=spent))

        self._swap(settle)

    def _name_of_round(self, label: str) -> str:
        return f"{self._run.stage}/{self._run.shard}/{label}"

    def _reserve(self, amount_usd: float) -> bool:
        """Reserve a slice that covers the amount; False where the batch has not that much left."""
        need = amount_usd + self._held + self._spent
        granted = 0.0

        def grow(state: BudgetState) -> BudgetState | None:
            nonlocal granted
            others = BudgetState(accounts={k: v for k, v in state.accounts.items() if k != self._account})
            room = self._settings.budget_usd - others.settled_usd - others.reserved_usd
            if need > room + _TOLERANCE_USD:
                return None
            granted = min(max(need, self._granted + self._settings.budget_slice_usd), max(room, need))
            account = Account(settled_usd=self._spent, reserved_usd=max(0.0, granted - self._spent))
            return _with_account(state, self._account, account)

        if not self._swap(grow):
            return False
        self._granted = granted
        return True

    def _sentence(self) -> str:
        state = read_budget(self._store, self._run.batch_id)
        mine = state.accounts.get(self._account, Account())
        others_reserved = state.reserved_usd - mine.reserved_usd
        spent = state.settled_usd - mine.settled_usd + self._spent
        return (
            f"Batch {self._run.batch_id} paused: of its budget of ${self._settings.budget_usd:.2f}, "
            f"${spent:.4f} is spent and ${others_reserved:.4f} reserved by other shards, and the next call "
            "could cost more than what is left; raise INFOSEEK_MODEL__BUDGET_USD and run it again."
        )

    def _of(self, attempt: str) -> ShardRun:
        return ShardRun(self._run.batch_id, self._run.stage, self._run.shard, attempt)

    def _swap(self, change: _Change) -> bool:
        """Apply a change to the shared object, again and again until nobody else came first."""
        path = budget_path(self._run.batch_id)
        longest_s = 0.005
        while True:
            state, etag = _read(self._store, path)
            changed = change(state)
            if changed is None:
                return False
            body = changed.model_dump_json().encode()
            try:
                self._store.replace(path, body, etag)
            except Conflict:
                longest_s = min(2 * longest_s, _LONGEST_WAIT_S)
                time.sleep(random.uniform(0, longest_s))
                continue
            return True


def prompt_tokens(call: LlmCall, messages: Sequence[Message]) -> int:
    """Tokens a request's prompt is taken to have before the endpoint counted them."""
    return call.schema_tokens + sum(
        estimate_tokens(message.content) + _MESSAGE_TOKENS for message in messages
    )


def _read(store: ObjectStore, path: str) -> tuple[BudgetState, str]:
    try:
        body, etag = store.get_with_etag(path)
        return BudgetState.model_validate_json(body), etag
    except ObjectMissing:
        return BudgetState(), ""
    except ValidationError as error:
        raise BadInput(f"{store.address(path)} is no budget: {error.error_count()} errors.") from error


def _with_account(state: BudgetState, name: str, account: Account) -> BudgetState:
    return BudgetState(accounts={**state.accounts, name: account})


def _with_settled(state: BudgetState, known_usd: dict[str, float]) -> BudgetState:
    settled = {
        name: Account(settled_usd=max(account.settled_usd, known_usd[name]))
        for name, account in state.accounts.items()
        if name in known_usd
    }
    return BudgetState(accounts={**state.accounts, **settled})
