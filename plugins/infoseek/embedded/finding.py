"""What one check of `infoseek doctor` found. What may not live here: any check."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Finding:
    """One check's word. state: fail where a batch could not run, warn where it may suffer.

    seen: what was found, one clause. advice: what to do; empty where all is well.
    """

    check: str
    state: Literal["ok", "warn", "fail"]
    seen: str
    advice: str = ""
