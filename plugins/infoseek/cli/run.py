"""`infoseek run`. What may not live here: how a batch is run (infoseek.embedded.batch)."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from infoseek.cli.options import AsJson, BatchDate, HomeFolder, batch_date
from infoseek.cli.output import progress_console, result_console, write_json

if TYPE_CHECKING:
    from infoseek.embedded.batch import Outcome
    from infoseek.store.objects import ObjectStore


def run(
    seeds: Annotated[
        str,
        typer.Option(
            help="A URL, or a file of seed sets (docs/seeds.md); without --seeds, --set and --all-sets: the "
            "sample site, a fictional web."
        ),
    ] = "",
    sets: Annotated[
        list[str] | None, typer.Option("--set", help="A stored seed set (`infoseek seeds list`); repeatable.")
    ] = None,
    is_all: Annotated[bool, typer.Option("--all-sets", help="All stored seed sets.")] = False,
    batch: BatchDate = "",
    home: HomeFolder = None,
    as_json: AsJson = False,
) -> None:
    """Run one batch on this machine, from seeds to a published release.

    Where `infoseek up` was given, the batch runs on that platform; else everything it needs is started for it
    and stopped again. The same date with the same seeds and settings is done once only.
    """
    from infoseek.embedded.batch import run_batch
    from infoseek.embedded.home import default_home

    console = progress_console(as_json)
    run_batch(
        seeds,
        batch_date(batch),
        home or default_home(),
        console,
        lambda store, outcome: (_write if as_json else _print)(store, outcome),
        None if is_all else sets or (),
    )


def _print(store: ObjectStore, outcome: Outcome) -> None:
    from infoseek.embedded.report import print_report

    if outcome.status != "nothing_new":
        print_report(store, outcome.batch_id, result_console(), outcome.files)


def _write(store: ObjectStore, outcome: Outcome) -> None:
    """One line: what became of the batch, and where it has a release its yield and cost."""
    from infoseek.llm.ledger import totals
    from infoseek.quality.funnel import funnel

    line: dict[str, Any] = {
        "batch_id": outcome.batch_id,
        "status": outcome.status,
        "release": outcome.release,
    }
    if outcome.status != "nothing_new":
        line |= {"yield": asdict(funnel(store, outcome.batch_id)), "cost": totals(store, outcome.batch_id)}
    write_json(line)
