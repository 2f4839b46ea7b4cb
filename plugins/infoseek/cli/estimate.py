"""`infoseek estimate`. What may not live here: the arithmetic (infoseek.quality.estimate)."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from infoseek.cli.options import AsJson, HomeFolder
from infoseek.cli.output import progress_console, result_console, write_json

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

    from infoseek.quality.estimate import Estimate, Experience
    from infoseek.settings import Settings

_REHEARSED_PAGES, _REHEARSED_TREES = 60, 8

Trees = Annotated[
    int | None, typer.Option("--trees", min=1, help="Trees of the batch; default: INFOSEEK_GROWTH__TREES.")
]


def estimate(trees: Trees = None, home: HomeFolder = None, as_json: AsJson = False) -> None:
    """Tell what a batch will take before it runs: calls, tokens, dollars and time, by role.

    It rests on what earlier batches in this home took for each tree. Where there is none, a few trees are
    grown on a small fictional web with the offline model first, which takes about a minute.
    """
    from infoseek.embedded.airflow import POOLS
    from infoseek.embedded.home import default_home
    from infoseek.environment import load_settings
    from infoseek.quality.estimate import estimated

    settings = load_settings()
    known, is_rehearsed = _known(settings, home or default_home(), progress_console(as_json))
    lanes = min(settings.growth.shards, POOLS["llm"]) * settings.model.concurrency
    told = estimated(known, settings, trees or settings.growth.trees, lanes)
    if as_json:
        basis = "rehearsal" if is_rehearsed else "earlier batches"
        for role in told.roles:
            write_json({"role": role.role, **asdict(role)})
        write_json(
            {
                "trees": told.trees,
                "cost_usd": told.cost_usd,
                "elapsed_s": told.elapsed_s,
                "budget_usd": told.budget_usd,
                "fits": told.fits,
                "basis": basis,
                "basis_calls": known.calls,
                "basis_trees": known.trees,
            }
        )
        return
    console = result_console()
    console.print(_table(told))
    console.print(_sentences(told, known, is_rehearsed, settings), soft_wrap=True)


def _known(settings: Settings, root: Path, progress: Console) -> tuple[Experience, bool]:
    """What to estimate from, and whether it is a rehearsal's."""
    from infoseek.embedded.home import home_at
    from infoseek.embedded.reading import holds_data, reading
    from infoseek.quality.estimate import experience

    if holds_data(settings, home_at(root)):
        with reading(settings, root) as found:
            known = experience(found.store)
        if known.trees:
            return known, False
    with progress.status(f"No batch to go by: growing {_REHEARSED_TREES} trees on a small fictional web …"):
        return _rehearsal(settings), True


def _rehearsal(settings: Settings) -> Experience:
    from infoseek.bench.rehearsal import rehearsed
    from infoseek.quality.estimate import experience
    from infoseek.stages import BLUR
    from infoseek.world.build import build_world

    growth = settings.growth.model_copy(update={"trees": _REHEARSED_TREES, "shards": 1})
    world = build_world(_REHEARSED_PAGES)
    with rehearsed(world, settings.model_copy(update={"growth": growth})) as rehearsal:
        rehearsal.run_through(BLUR)
        return experience(rehearsal.store)


def _table(told: Estimate) -> Table:
    from rich.table import Table

    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for name in ("role", "calls", "requests", "tokens in", "tokens out", "USD"):
        table.add_column(name, justify="left" if name == "role" else "right")
    for role in told.roles:
        counts = (role.calls, role.requests, role.prompt_tokens, role.completion_tokens)
        table.add_row(role.role, *(f"{count:,.0f}" for count in counts), f"{role.cost_usd:,.4f}")
    return table


def _sentences(told: Estimate, known: Experience, is_rehearsed: bool, settings: Settings) -> str:
    basis = "a rehearsal" if is_rehearsed else _number(len(known.batches), "earlier batch", "es")
    models = ", ".join(sorted(known.models))
    fits = "fits" if told.fits else "does not fit"
    lines = [
        f"{_number(told.trees, 'tree')}: {told.cost_usd:.4f} USD, which {fits} the budget of {told.budget_usd:.2f} USD "
        "(INFOSEEK_MODEL__BUDGET_USD)."
    ]
    if settings.model.batched_roles:
        batched = ", ".join(settings.model.batched_roles)
        lines.append(
            f"How long the models take is not told: {batched} go as provider batches, each up to "
            f"{settings.model.batch_deadline_s:.0f} s (INFOSEEK_MODEL__BATCH_DEADLINE_S)."
        )
    elif told.elapsed_s is None:
        lines.append("How long the models take is not known before they have answered a batch.")
    else:
        about = f"about {told.elapsed_s:.0f} s" if told.elapsed_s >= 1 else "less than a second"
        lines.append(f"Waiting for the models takes {about}; the stages' own work comes on top.")
    lines.append(
        f"It rests on {_number(known.calls, 'call')} for {_number(known.trees, 'tree')} in {basis}, answered by {models}."
    )
    if settings.model.usd_per_million_input == settings.model.usd_per_million_output == 0:
        lines.append(
            "The prices are 0: set INFOSEEK_MODEL__USD_PER_MILLION_INPUT and …_OUTPUT for a paid model."
        )
    return "\n".join(lines)


def _number(count: int, noun: str, plural: str = "s") -> str:
    return f"{count} {noun}{'' if count == 1 else plural}"
