"""What a check says of one question: a finding, and the verdict made of it (DESIGN §4).

What lives here: the shapes. What may not: how a check decides.
"""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from infoseek.errors import Halted

Status = Literal["passed", "failed", "not_run", "waived"]


class Finding(BaseModel):
    """What a check saw. reason: one sentence, empty where the question passes. evidence: JSON-able."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    reason: str = ""
    evidence: dict[str, Any] = Field(default_factory=dict)


class Verdict(BaseModel):
    """One check's word on one question. version: that of the check's rule."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    check: str
    status: Status
    reason: str = ""
    evidence: dict[str, Any] = Field(default_factory=dict)
    version: str

    @property
    def lets_through(self) -> bool:
        """True where the question may be published as far as this check goes: a check not run does not."""
        return self.status in ("passed", "waived")


class GateBlocked(Halted):
    """The gate commits nothing: it could not run, or one check rejects nearly the whole batch."""
