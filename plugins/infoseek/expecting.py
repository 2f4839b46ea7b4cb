"""Launches Great Expectations over what a stage run wrote, in a process of its own.

What lives here: the command line and its environment. What may not: what is expected (expectations/).
"""

from __future__ import annotations

import os
import sys
from collections.abc import Collection
from pathlib import Path

import infoseek
from infoseek.launch import run
from infoseek.settings import Settings
from infoseek.store.manifests import Plan

_ROOT = Path(infoseek.__file__).resolve().parents[2]


def run_expectations(
    settings: Settings, command: str, plan: Plan, shard: str, *, sections: Collection[str], what: str
) -> None:
    """Run `python -m expectations COMMAND` and wait for it.

    sections: of the settings, handed on as they are here. what: how messages call it.
    Raises `BadInput` where an input cannot be used, `Halted` where it blocks the batch.
    """
    arguments = ["--plan", plan.model_dump_json(), "--shard", shard]
    kept = {name: value for name, value in os.environ.items() if not name.startswith("INFOSEEK_")}
    given = {f"INFOSEEK_{name.upper()}": getattr(settings, name).model_dump_json() for name in sections}
    run(
        [sys.executable, "-m", "expectations", command, *arguments],
        env={**kept, **given},
        cwd=_ROOT,
        what=what,
    )
