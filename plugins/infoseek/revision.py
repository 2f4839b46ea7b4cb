"""Which code made a commit. What may not live here: stage versions, which the stages keep themselves."""

from __future__ import annotations

import functools
import os
import subprocess
from importlib.metadata import version
from pathlib import Path


@functools.cache
def code_revision() -> str:
    """`INFOSEEK_REVISION`, else the checkout's git commit ("-dirty" behind it where changed), else the version."""
    if given := os.environ.get("INFOSEEK_REVISION"):
        return given
    command = ["git", "-C", str(Path(__file__).parent), "describe", "--always", "--dirty", "--abbrev=12"]
    try:
        found = subprocess.run(command, capture_output=True, text=True, timeout=10, check=True).stdout.strip()
    except (OSError, subprocess.SubprocessError):
        found = ""
    return found or f"infoseek {version('infoseek')}"
