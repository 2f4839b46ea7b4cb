"""Test switches: latency and faults that a caller must survive, at deterministic rates.

What lives here: which request meets which fault. What may not: how the fault looks on the wire (faults.py).
"""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from typing import Literal, get_args

from pydantic import BaseModel, ConfigDict, Field

HEADER = "x-offline-switches"
"""Request header that replaces the server's switches for one request, as a JSON object."""

Fault = Literal[
    "rate_429",
    "rate_500",
    "rate_refusal",
    "rate_malformed",
    "rate_cut_off",
    "rate_503",
    "rate_empty",
    "rate_wrong_schema",
    "rate_other_request",
    "rate_stall",
    "rate_broken",
]
FAULTS: tuple[Fault, ...] = get_args(Fault)
HTTP_FAULTS: tuple[Fault, ...] = ("rate_stall", "rate_broken")
"""Faults of a connection; the rows of a batch have none."""

_REMEMBERED = 100_000


class Switches(BaseModel):
    """Rates are shares of requests, from 0 to 1; of several faults the first in this order is served."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    latency_s: float = Field(0.0, ge=0, le=600, description="Pause before every answer (seconds).")
    latency_spread: float = Field(
        0.0,
        ge=0,
        le=1,
        description="Share of the pause by which it is longer or shorter, from request to request.",
    )
    most_in_flight: int = Field(
        0,
        ge=0,
        description="Requests under way from which on others are answered 429 with Retry-After; 0: any.",
    )
    rate_429: float = Field(0.0, ge=0, le=1, description="Share answered 429 with Retry-After.")
    retry_after_s: float = Field(1.0, ge=0, description="What Retry-After says (seconds).")
    rate_500: float = Field(0.0, ge=0, le=1, description="Share answered 500.")
    rate_refusal: float = Field(0.0, ge=0, le=1, description="Share refused by the model.")
    rate_malformed: float = Field(0.0, ge=0, le=1, description="Share whose JSON is broken.")
    rate_cut_off: float = Field(0.0, ge=0, le=1, description="Share cut off half-way, finish_reason length.")
    rate_503: float = Field(0.0, ge=0, le=1, description="Share answered 503 with Retry-After.")
    rate_empty: float = Field(0.0, ge=0, le=1, description="Share whose content is empty.")
    rate_wrong_schema: float = Field(0.0, ge=0, le=1, description="Share whose JSON is of another schema.")
    rate_other_request: float = Field(
        0.0,
        ge=0,
        le=1,
        description="Share given the last answer that another request got, id and all; a batch's row its custom_id too.",
    )
    rate_stall: float = Field(0.0, ge=0, le=1, description="Share never answered, while the line stays open.")
    rate_broken: float = Field(
        0.0, ge=0, le=1, description="Share whose line breaks in the middle of the answer."
    )
    seed: int = Field(0, description="Another seed, other requests that meet a fault.")

    @property
    def has_faults(self) -> bool:
        return any(getattr(self, fault) > 0 for fault in FAULTS)

    def pause_s(self, request: bytes) -> float:
        """How long this request waits (seconds)."""
        if not self.latency_s or not self.latency_spread:
            return self.latency_s
        drawn = _share(f"{self.seed}/latency/{hashlib.sha256(request).hexdigest()}")
        return self.latency_s * (1 + self.latency_spread * (2 * drawn - 1))

    def without(self, *faults: Fault) -> Switches:
        """The same without some faults."""
        return self.model_copy(update=dict.fromkeys(faults, 0.0))


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
