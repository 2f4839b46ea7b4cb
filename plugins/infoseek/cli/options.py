"""Options that several commands take, and reading them. What may not live here: commands."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated

import typer

from infoseek.errors import BadInput

HomeFolder = Annotated[
    Path | None, typer.Option("--home", help="Folder for all data; default: INFOSEEK_HOME.")
]
BatchDate = Annotated[
    str, typer.Option("--batch", help="Date of the batch, YYYY-MM-DD; default: today in UTC.")
]
AsJson = Annotated[
    bool, typer.Option("--json", help="Print JSON, one object a line, and nothing else on stdout.")
]


def batch_date(text: str) -> str:
    """The date given, or today's in UTC. Raises `BadInput` where the text is no date."""
    if not text:
        return datetime.now(UTC).date().isoformat()
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise BadInput(f"--batch {text!r} is no date of the form YYYY-MM-DD.") from None
