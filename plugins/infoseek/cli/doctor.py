"""`infoseek doctor`. What may not live here: the checks (infoseek.embedded.checkup)."""

from __future__ import annotations

from dataclasses import asdict

import typer

from infoseek.cli.options import AsJson, HomeFolder
from infoseek.cli.output import progress_console, result_console, write_json
from infoseek.printable import printable

_STYLES = {"ok": "green", "warn": "yellow", "fail": "red"}


def doctor(home: HomeFolder = None, as_json: AsJson = False) -> None:
    """Check what a batch needs: Python, Java, memory, disk, ports, S3, the model endpoint, Airflow.

    Each check says what is wrong and what to do. Exit status 1 where one fails; a warning fails nothing.
    """
    from rich.table import Table
    from rich.text import Text

    from infoseek.embedded.checkup import checkup
    from infoseek.embedded.home import default_home, home_at
    from infoseek.environment import load_settings

    settings, place = load_settings(), home_at(home or default_home())
    findings = []
    with progress_console(True).status("Checking …") as status:
        for found in checkup(settings, place, lambda name: status.update(f"Checking {name} …")):
            findings.append(found)
            if as_json:
                write_json(asdict(found))
    if not as_json:
        table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
        for name in ("check", "state", "what was found", "what to do"):
            table.add_column(name, overflow="fold")
        for found in findings:
            state = Text(found.state, _STYLES[found.state])
            table.add_row(found.check, state, printable(found.seen), printable(found.advice))
        result_console().print(table)
    if any(found.state == "fail" for found in findings):
        raise typer.Exit(1)
