"""`infoseek bench`. What may not live here: what is measured (infoseek.bench)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from infoseek.bench.catalogue import BENCHMARKS, Benchmark, chosen
from infoseek.cli.options import AsJson
from infoseek.cli.output import result_console, write_json
from infoseek.errors import BadInput

if TYPE_CHECKING:
    from rich.console import Console

    from infoseek.bench.figure import Figure
    from infoseek.bench.load import Tell
    from infoseek.bench.session import Session

_DEFAULT_SIZES = "500,2000,8000"


def bench(
    name: Annotated[
        str,
        typer.Argument(help=f"One of {', '.join(each.name for each in BENCHMARKS)}; left out: all of them."),
    ] = "",
    pages: Annotated[int, typer.Option(help="Pages of each world.")] = 500,
    seeds: Annotated[int, typer.Option(help="Worlds that grow grows on, with seeds 1, 2, …")] = 3,
    left_out: Annotated[
        float, typer.Option(help="Share of true facts left off in grow's second run.")
    ] = 0.15,
    sizes: Annotated[str, typer.Option(help="Pages of scale's worlds, with commas.")] = _DEFAULT_SIZES,
    calls: Annotated[int, typer.Option(help="Model calls that dispatch sends at each latency.")] = 5_120,
    kills: Annotated[int, typer.Option(help="Times that dispatch kills a growth run.")] = 50,
    corpus: Annotated[int, typer.Option(help="Pages of the world that retrieval searches.")] = 100_000,
    real_sites: Annotated[
        Path | None,
        typer.Option(
            "--sites",
            help="Folder of real sites that crawl and extract measure too; default: ../shared/sites, if there.",
        ),
    ] = None,
    no_sites: Annotated[bool, typer.Option("--no-sites", help="Measure on fictional worlds alone.")] = False,
    as_json: AsJson = False,
) -> None:
    """Measure the platform on fictional worlds against its targets; exit with 1 where one is missed.

    Everything is real: storage, model server, Scrapy, Spark, Great Expectations, Airflow. Each starts services
    of its own and touches no home. Growth settings are those of the environment.
    """
    from infoseek.bench.load import Load
    from infoseek.bench.machine import described
    from infoseek.bench.real_sites import beside
    from infoseek.bench.session import Session
    from infoseek.environment import load_settings

    benchmarks = chosen(name)
    load = Load(
        pages=pages,
        seeds=seeds,
        left_out=left_out,
        sizes=_sizes(sizes),
        calls=calls,
        kills=kills,
        corpus=corpus,
        sites=None if no_sites else real_sites or beside(),
    )
    settings = load_settings()
    console, progress = result_console(), _progress_console()
    if not as_json:
        growth = settings.growth.model_dump(include={"trees", "shards", "seed"})
        console.print(f"{described()}; {load}; growth {growth}", soft_wrap=True)
    met = True
    with _telling(progress) as tell, Session(settings, load, tell, progress.print) as session:
        for benchmark in benchmarks:
            figures = _measured(benchmark, session, as_json)
            met = met and all(figure.ok for figure in figures)
            if not as_json:
                _print(benchmark, figures, console)
    if not met:
        raise typer.Exit(1)


def _progress_console() -> Console:
    """For what happens meanwhile: stderr, so that figures alone are on stdout."""
    from rich.console import Console

    return Console(highlight=False, markup=False, stderr=True, soft_wrap=True)


@contextmanager
def _telling(console: Console) -> Iterator[Tell]:
    """Shows what is being done: in a line that moves on a terminal, else a line each."""
    if not console.is_terminal:
        yield console.print
        return
    with console.status("") as status:
        yield status.update


def _sizes(text: str) -> tuple[int, ...]:
    try:
        return tuple(int(size) for size in text.split(","))
    except ValueError:
        raise BadInput(f"--sizes {text!r} is no list of page counts such as {_DEFAULT_SIZES}.") from None


def _measured(benchmark: Benchmark, session: Session, as_json: bool) -> list[Figure]:
    figures = []
    for figure in benchmark.run(session):
        figures.append(figure)
        if as_json:
            write_json(figure.record(benchmark.name))
    return figures


def _print(benchmark: Benchmark, figures: list[Figure], console: Console) -> None:
    from rich.table import Table

    table = Table(box=None, pad_edge=False)
    table.add_column("")
    table.add_column(benchmark.name)
    for column in ("value", "unit", "target"):
        table.add_column(column, justify="left" if column == "unit" else "right")
    for figure in figures:
        table.add_row("" if figure.ok else "✗", figure.figure, *_cells(figure))
    console.print(f"\n{benchmark.title}")
    console.print(table)


def _cells(figure: Figure) -> tuple[str, str, str]:
    return _value(figure.value), figure.unit, str(figure.target or "")


def _value(value: float | None) -> str:
    if value is None:
        return "nothing to measure"
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.4g}"
