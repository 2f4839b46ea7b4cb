"""The command `infoseek`. What lives here: arguments and exit statuses; the work is in the rooms.

Exit status: 0 done, 1 failed, 2 bad input (one sentence on stderr), 130 interrupted.
"""

from __future__ import annotations

import signal
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from types import FrameType
from typing import Annotated

import typer
from rich.console import Console

from infoseek.errors import BadInput
from infoseek.printable import printable

FAILED_STATUS = 1
BAD_INPUT_STATUS = 2
INTERRUPTED_STATUS = 130

app = typer.Typer(add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False, help=__doc__)
world_app = typer.Typer(no_args_is_help=True, help="Fictional webs with known truth.")
app.add_typer(world_app, name="world")

Seed = Annotated[int, typer.Option(help="Equal seeds give equal worlds.")]
Pages = Annotated[int, typer.Option(min=12, max=100_000, help="Pages of the world, redirects not counted.")]


@app.callback()
def infoseek() -> None:
    """Deep Research tasks grown from crawled pages, gated and certified on the fixed crawl."""


@app.command()
def run(
    seeds: Annotated[str, typer.Option(help="A URL, or a file with one URL a line.")],
    batch: Annotated[str, typer.Option(help="Date of the batch, YYYY-MM-DD; default: today in UTC.")] = "",
    home: Annotated[Path | None, typer.Option(help="Folder for all data; default: INFOSEEK_HOME.")] = None,
) -> None:
    """Run one batch on this machine, from seeds to a published release."""
    from infoseek.embedded.batch import run_batch
    from infoseek.embedded.home import default_home

    run_batch(seeds, _date(batch), home or default_home(), Console(highlight=False, markup=False))


@world_app.command()
def serve(pages: Pages = 40, seed: Seed = 1, port: int = 0) -> None:
    """Serve a world over HTTP on loopback until interrupted; port 0 takes a free one and prints it."""
    from infoseek.world.build import build_world
    from infoseek.world.server import serving

    with serving(build_world(pages, seed), port) as address:
        print(address, flush=True)
        signal.pause()


@world_app.command()
def make(folder: Path, pages: Pages = 40, seed: Seed = 1) -> None:
    """Write a world's pages and its truth (facts.jsonl) into a folder."""
    from infoseek.world.build import build_world
    from infoseek.world.files import write_world

    write_world(build_world(pages, seed), folder)


def _date(text: str) -> str:
    if not text:
        return datetime.now(UTC).date().isoformat()
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise BadInput(f"--batch {text!r} is no date of the form YYYY-MM-DD.") from None


def _interrupt(number: int, frame: FrameType | None) -> None:
    # SystemExit, so that every block on the way out stops what it started.
    sys.exit(_say("Interrupted.", INTERRUPTED_STATUS))


def main() -> None:
    """Entry point: errors a user can mend are one sentence, the rest is a failure with its reason."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _interrupt)
    try:
        app()
    except BadInput as error:
        sys.exit(_say(str(error), BAD_INPUT_STATUS))
    except RuntimeError as error:
        sys.exit(_say(str(error), FAILED_STATUS))


def _say(sentence: str, status: int) -> int:
    print(printable(sentence), file=sys.stderr)
    return status
