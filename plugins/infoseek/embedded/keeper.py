"""The process behind `infoseek up`: starts the services, keeps them, stops them: `python -m infoseek.embedded.keeper`.

What lives here: its life, and what it tells its starter (one JSON object a line on stdout). What may not: how
services are started.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import sys
import time
from pathlib import Path
from types import FrameType
from typing import Any

from infoseek.embedded.airflow import USER
from infoseek.embedded.follow import give_up_unfinished
from infoseek.embedded.home import Home, locked_home
from infoseek.embedded.java import check_java
from infoseek.embedded.ports import claim, wishes
from infoseek.embedded.record import (
    PlatformRecord,
    forget_record,
    read_record,
    record_of_this_process,
    write_record,
)
from infoseek.embedded.sample import start_sample
from infoseek.embedded.service import Services
from infoseek.embedded.services import start_platform, start_storage
from infoseek.environment import load_settings
from infoseek.errors import BadInput
from infoseek.settings import Settings

STEP, FAILED, IS_BAD_INPUT, READY = "step", "failed", "is_bad_input", "ready"
"""Keys of the lines it tells its starter: a step begun, why it failed, that it is ready."""

_POLL_S = 1.0
_ORPHANS_END_S = 15.0
"""What services of a killed keeper may take to end and give their ports back."""


def keep(root: Path) -> None:
    """Start everything, say so, and keep it until this process is told to end.

    Raises `BadInput` or `ServiceFailed` where something does not start, or stops by itself later. The record
    then stays behind, so that `infoseek status` can tell that nobody asked for the end.
    """
    settings = load_settings()
    check_java()
    with locked_home(root) as home:
        was_killed = read_record(home) is not None
        claim(wishes(settings), _ORPHANS_END_S if was_killed else 0.0)
        with Services() as services:
            write_record(home, _started(settings, home, services))
            _tell(**{READY: True})
            _let_go_of_starter()
            try:
                while True:
                    services.check()
                    time.sleep(_POLL_S)
            except SystemExit:
                forget_record(home)
                raise


def _started(settings: Settings, home: Home, services: Services) -> PlatformRecord:
    """Start every service; the record of where they are."""

    def say(step: str) -> None:
        _tell(**{STEP: step})

    record = record_of_this_process("up", home, settings)
    say("storage")
    reached = start_storage(settings, home, services, settings.embedded.s3_port)
    say("the sample site")
    sample = start_sample(settings, home, services)
    reached, api = start_platform(reached, home, services, settings.embedded, say)
    give_up_unfinished(api)
    addresses = {
        "user": USER,
        "airflow": api.address,
        "s3": reached.s3.endpoint_url or "",
        "model": reached.model.base_url,
        "sample": sample,
    }
    return record.model_copy(update=addresses)


def _tell(**line: Any) -> None:
    sys.stdout.write(json.dumps(line) + "\n")
    sys.stdout.flush()


def _let_go_of_starter() -> None:
    """Write to the log from here on: nobody reads the pipe any more."""
    sys.stdout.flush()
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())


def _end(number: int, frame: FrameType | None) -> None:
    # Once is enough: a second signal must not interrupt the stopping.
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    sys.exit(0)


def main(arguments: list[str] | None = None) -> int:
    """Keep a home's platform; 0 when told to end, 1 or 2 (bad input) with the reason where that fails."""
    parser = argparse.ArgumentParser(prog="python -m infoseek.embedded.keeper", description=__doc__)
    parser.add_argument("--home", type=Path, required=True)
    root = parser.parse_args(arguments).home
    signal.signal(signal.SIGTERM, _end)
    # A terminal's interrupt is for the command that started this one.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        keep(root)
    except (BadInput, RuntimeError) as error:
        sys.stderr.write(f"{error}\n")
        _tell(**{FAILED: str(error), IS_BAD_INPUT: isinstance(error, BadInput)})
        return 2 if isinstance(error, BadInput) else 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
