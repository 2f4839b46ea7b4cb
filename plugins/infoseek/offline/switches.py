"""Test switches: latency and faults that a caller must survive, at deterministic rates.

What lives here: which request meets which fault. What may not: how the fault looks on the wire.
"""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

HEADER = "x-offline-switches"
"""Request header that replaces the server's switches for one request, as a JSON object."""

Fault = Literal["rate_429", "rate_500", "rate_refusal", "rate_malformed", "rate_cut_off"]
FAULTS: tuple[Fault, ...] = ("rate_429", "rate_500", "rate_refusal", "rate_malformed", "rate_cut_off")
_REMEMBERED = 100_000


class Switches(BaseModel):
    """Rates are shares of requests, from 0 to 1; of several faults the first in this order is served."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    latency_s: float = Field(0.0, ge=0, le=600, description="Pause before every answer (seconds).")
    rate_429: float = Field(0.0, ge=0, le=1, description="Share answered 429 with Retry-After.")
    retry_after_s: float = Field(1.0, ge=0, description="What Retry-After says (seconds).")
    rate_500: float = Field(0.0, ge=0, le=1, description="Share answered 500.")
    rate_refusal: float = Field(0.0, ge=0, le=1, description="Share refused by the model.")
    rate_malformed: float = Field(0.0, ge=0, le=1, description="Share whose JSON is broken.")
    rate_cut_off: float = Field(0.0, ge=0, le=1, description="Share cut off half-way, finish_reason length.")
    seed: int = Field(0, description="Another seed, other requests that meet a fault.")

    @property
    def has_faults(self) -> bool:
        return any(getattr(self, fault) > 0 for fault in FAULTS)


class Draws:
    """Draws faults by request and by how often it was seen, so that a repeated request can get through."""

    def __init__(self) -> None:
        self._seen: OrderedDict[str, int] = OrderedDict()

    def fault(self, switches: Switches, request_hash: str) -> Fault | None:
        """The fault that this sending of the request meets, if any."""
        if not switches.has_faults:
            return None
        times = self._seen.pop(request_hash, 0) + 1
        self._seen[request_hash] = times
        if len(self._seen) > _REMEMBERED:
            self._seen.popitem(last=False)
        for fault in FAULTS:
            if _share(f"{switches.seed}/{fault}/{request_hash}/{times}") < getattr(switches, fault):
                return fault
        return None


def _share(name: str) -> float:
    """A number in [0, 1) that depends on the name alone."""
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:7]) / 2**56
