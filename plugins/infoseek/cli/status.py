"""`infoseek status` and `infoseek items`. What may not live here: reading batches (infoseek.quality)."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from infoseek.cli.options import AsJson, HomeFolder
from infoseek.cli.output import progress_console, result_console, write_json
from infoseek.printable import printable

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

    from infoseek.embedded.home import Home
    from infoseek.embedded.standing import Standing

Most = Annotated[int, typer.Option("--most", min=1, help="Batches told of, newest first.")]


def status(most: Most = 10, home: HomeFolder = None, as_json: AsJson = False) -> None:
    """Tell whether the platform is up, and how far each batch is: stages, yield, release, cost.

    Where nothing is up, an S3 server alone is started on the home to read it, and stopped again.
    """
    from infoseek.embedded.home import default_home, home_at
    from infoseek.embedded.reading import holds_data, reading
    from infoseek.embedded.standing import standings
    from infoseek.environment import load_settings

    settings, place = load_settings(), home_at(home or default_home())
    progress = progress_console(as_json)
    _tell_platform(place, as_json, progress)
    if not holds_data(settings, place):
        progress.print("There is no batch yet: `infoseek run` makes the first.")
        return
    with reading(settings, place.root) as found:
        for standing in standings(found, most):
            if as_json:
                write_json({"batch_id": standing.batch_id, **_as_dict(standing)})
            else:
                result_console().print(_drawn(standing), soft_wrap=True)


def _tell_platform(home: Home, as_json: bool, console: Console) -> None:
    from infoseek.embedded.record import live_record, read_record
    from infoseek.embedded.up import log_of

    record = live_record(home)
    if as_json:
        write_json({"platform": record.model_dump(exclude={"settings"}) if record else None})
    elif record is not None:
        doing = "is up" if record.kind == "up" else "is up for one run"
        console.print(f"The platform of {home.root} {doing}: {record.airflow or 'starting'}.", soft_wrap=True)
    else:
        console.print(f"No platform is up in {home.root}; reading what it stored.", soft_wrap=True)
        if (left := read_record(home)) is not None and left.kind == "up":
            console.print(f"It ended without `infoseek down`; see {log_of(home)}.", soft_wrap=True)


def _as_dict(standing: Standing) -> dict[str, Any]:
    record = standing.record
    found: dict[str, Any] = {"stages": standing.stages}
    if record is not None:
        found |= {
            "yield": asdict(record.counts),
            "cost": dict(record.cost),
            "release": asdict(record.release) if record.release else None,
        }
    return found


def _drawn(standing: Standing) -> RenderableType:
    from rich.console import Group
    from rich.text import Text

    from infoseek.embedded.progress import STYLES

    stages = Text("  ").join(
        Text(f"{dag_id} {state}", STYLES.get(state, "")) for dag_id, state in standing.stages.items()
    )
    lines = [Text(f"\n{standing.batch_id}", "bold"), Text("  stages   ").append(stages)]
    record = standing.record
    if record is not None:
        steps = ", ".join(f"{step.count} {step.name}" for step in record.steps if step.count is not None)
        cost = record.cost
        lines.append(Text(f"  yield    {steps}"))
        lines.append(Text(f"  cost     {cost.get('attempts', 0)} calls, {cost.get('cost_usd', 0.0):.4f} USD"))
        if record.release is not None:
            lines.append(Text(f"  release  v{record.release.version}, {record.release.address}"))
    return Group(*lines)


def items(
    batch: Annotated[
        str, typer.Option("--batch", help="Date of the batch, YYYY-MM-DD; default: the newest.")
    ] = "",
    is_lost: Annotated[
        bool, typer.Option("--lost", help="List the trees that gave no question instead, with the reason.")
    ] = False,
    home: HomeFolder = None,
    as_json: AsJson = False,
) -> None:
    """List the questions of a batch: id, status, answer, question."""
    from infoseek.cli.options import batch_date
    from infoseek.embedded.home import default_home
    from infoseek.embedded.reading import reading
    from infoseek.environment import load_settings
    from infoseek.errors import BadInput
    from infoseek.quality.batches import batch_record, batch_records
    from infoseek.quality.item_rows import item_rows
    from infoseek.quality.lost_trees import lost_trees

    with reading(load_settings(), home or default_home()) as found:
        newest = [batch_record(found.store, batch_date(batch))] if batch else batch_records(found.store, 1)
        if not newest:
            raise BadInput(
                f"There is no batch in {found.store.address('')} yet: run one first (infoseek run)."
            )
        if is_lost:
            for tree in lost_trees(found.store, newest[0].batch_id, newest[0].keys):
                if as_json:
                    write_json({"batch_id": newest[0].batch_id, **asdict(tree)})
                else:
                    line = printable(f"{tree.tree_id[:12]}  {tree.status:<9} {tree.reason:<20}  {tree.root}")
                    result_console().print(line, soft_wrap=True)
            return
        for row in item_rows(found.store, newest[0].batch_id, newest[0].keys):
            if as_json:
                write_json({"batch_id": newest[0].batch_id, **asdict(row)})
            else:
                said = row.status if not row.check else f"{row.status} ({row.check})"
                told = row.reason or f"{row.answer}: {row.question}"
                line = printable(f"{row.question_id[:12]}  {said:<18}  {told}")
                result_console().print(line, soft_wrap=True)
