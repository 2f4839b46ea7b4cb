"""The command `infoseek`: its commands put together, and its exit statuses.

Exit status: 0 done, 1 failed, 2 bad input (one sentence on stderr), 130 interrupted.
"""

from __future__ import annotations

import signal
import sys
from importlib.metadata import version
from types import FrameType
from typing import Annotated

import typer

from infoseek.cli.bench import bench
from infoseek.cli.crawl_report import crawl_report
from infoseek.cli.doctor import doctor
from infoseek.cli.estimate import estimate
from infoseek.cli.ingest_warc import ingest_warc
from infoseek.cli.link_report import link_report
from infoseek.cli.run import run
from infoseek.cli.search import search
from infoseek.cli.seeds import seeds_app
from infoseek.cli.show import show
from infoseek.cli.status import items, status
from infoseek.cli.takedown import takedown
from infoseek.cli.up import down, up
from infoseek.cli.world import world_app
from infoseek.errors import BadInput
from infoseek.printable import printable

FAILED_STATUS = 1
BAD_INPUT_STATUS = 2
INTERRUPTED_STATUS = 130

app = typer.Typer(
    name="infoseek",
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)
for command in (
    run,
    up,
    down,
    status,
    items,
    show,
    search,
    crawl_report,
    link_report,
    estimate,
    takedown,
    doctor,
    bench,
):
    app.command()(command)
app.command("ingest-warc")(ingest_warc)
app.add_typer(seeds_app, name="seeds")
app.add_typer(world_app, name="world")


def _print_version(is_wanted: bool) -> None:
    if is_wanted:
        print(f"infoseek {version('infoseek')}")
        raise typer.Exit


@app.callback()
def settle_globals(
    is_version_wanted: Annotated[
        bool,
        typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and exit."),
    ] = False,
) -> None:
    """Deep Research tasks grown from crawled pages, gated and certified on the fixed crawl.

    Begin with `infoseek run`: it needs nothing, crawls a fictional sample site, and publishes a release of
    questions. All data stays below one folder, the home (`--home`, `INFOSEEK_HOME`); settings are environment
    variables (docs/reference/settings.md). Exit status: 0 done, 1 failed, 2 bad input, 130 interrupted.
    """


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


def _say(sentence: str, exit_status: int) -> int:
    print(printable(sentence), file=sys.stderr)
    return exit_status
