"""`infoseek world`: serve a fictional web, or write it to a folder. What may not live here: making it up."""

from __future__ import annotations

import signal
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from infoseek.errors import BadInput

if TYPE_CHECKING:
    from infoseek.world.truth import World

world_app = typer.Typer(no_args_is_help=True, help="Fictional webs with known truth.")

Seed = Annotated[int, typer.Option(help="Equal seeds give equal worlds.")]
Pages = Annotated[int, typer.Option(help="Pages of the world, 30 to 100,000, redirects not counted.")]
LeftOut = Annotated[
    float, typer.Option("--left-out", help="Share of the true facts that stand on no page, 0 to 0.9.")
]
Day = Annotated[int, typer.Option(help="Days of change behind it; about 5 % of the pages change a day.")]


@world_app.command()
def serve(pages: Pages = 40, seed: Seed = 1, left_out: LeftOut = 0.0, day: Day = 0, port: int = 0) -> None:
    """Serve a world over HTTP on loopback until interrupted; port 0 takes a free one and prints it."""
    from infoseek.world.server import serving

    world = _built(pages, seed, left_out, day)
    try:
        with serving(world, port) as address:
            print(address, flush=True)
            signal.pause()
    except (OSError, OverflowError) as error:
        raise BadInput(f"Port {port} of 127.0.0.1 cannot be served on: {str(error).rstrip('.')}.") from error


@world_app.command()
def make(folder: Path, pages: Pages = 40, seed: Seed = 1, left_out: LeftOut = 0.0, day: Day = 0) -> None:
    """Write a world's pages and its truth (facts.jsonl) into a folder."""
    from infoseek.world.files import write_world

    world = _built(pages, seed, left_out, day)
    try:
        write_world(world, folder)
    except OSError as error:
        raise BadInput(f"The world cannot be written to {folder}: {error.strerror}.") from error


def _built(pages: int, seed: int, left_out: float, day: int) -> World:
    from infoseek.world.build import build_world

    try:
        return build_world(pages, seed, left_out, day)
    except ValueError as error:
        raise BadInput(str(error)) from error
