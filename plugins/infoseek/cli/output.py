"""Where commands print: results on stdout, progress on stdout too unless that carries JSON.

What may not live here: what is printed.
"""

from __future__ import annotations

import json
import sys
from typing import Any

from rich.console import Console


def result_console() -> Console:
    """For what the command was asked for."""
    return Console(highlight=False, markup=False)


def progress_console(as_json: bool) -> Console:
    """For what happens meanwhile: stderr where stdout is kept for JSON."""
    return Console(highlight=False, markup=False, stderr=as_json)


def write_json(value: Any) -> None:
    """One JSON object as one line on stdout."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, default=str) + "\n")
    sys.stdout.flush()
