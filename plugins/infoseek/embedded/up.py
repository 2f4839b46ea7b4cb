"""Brings the platform up behind a keeper process, and down again.

What lives here: starting the keeper, hearing from it, ending it. What may not: what it keeps (keeper.py).
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import psutil

from infoseek.embedded.home import PROJECT, Home, home_at, made_home
from infoseek.embedded.keeper import FAILED, IS_BAD_INPUT, READY, STEP
from infoseek.embedded.record import PlatformRecord, forget_record, live_record, process_of, read_record
from infoseek.embedded.service import ServiceFailed
from infoseek.errors import BadInput

STOP_LIMIT_S = 90.0
_TAIL_LINES = 10


def bring_up(root: Path, say: Callable[[str], None]) -> tuple[PlatformRecord, bool]:
    """Start the platform of a home; its record once it is ready, and whether it was up before.

    say: told of each step. Raises `BadInput` or `ServiceFailed` with the keeper's reason.
    """
    home = made_home(root)
    known = live_record(home)
    if known is not None and known.kind == "up":
        return known, True
    keeper = _started(home)
    try:
        hear(keeper, log_of(home), say)
    except BaseException:
        keeper.terminate()
        keeper.wait()
        raise
    record = live_record(home)
    if record is None:
        raise ServiceFailed(_died(log_of(home)))
    return record, False


def log_of(home: Home) -> Path:
    """The keeper's log."""
    return home.logs / "keeper.log"


def _started(home: Home) -> subprocess.Popen[bytes]:
    with log_of(home).open("wb") as log:
        return subprocess.Popen(
            [sys.executable, "-m", "infoseek.embedded.keeper", "--home", str(home.root)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=log,
            cwd=PROJECT,
            start_new_session=True,
        )


def hear(keeper: subprocess.Popen[bytes], log: Path, say: Callable[[str], None]) -> None:
    """Listen to the keeper until it is ready. Raises what it failed with."""
    assert keeper.stdout is not None
    with keeper.stdout as lines:
        for line in lines:
            told = json.loads(line)
            if STEP in told:
                say(told[STEP])
            elif READY in told:
                return
            elif FAILED in told:
                raise (BadInput if told[IS_BAD_INPUT] else ServiceFailed)(told[FAILED])
    raise ServiceFailed(_died(log))


def _died(log: Path) -> str:
    return f"The keeper of the platform ended before it could say why; {log} ends with:\n{tail(log)}"


def tail(log: Path) -> str:
    """The last lines of a log; nothing where there is none."""
    try:
        return "\n".join(log.read_text(errors="replace").splitlines()[-_TAIL_LINES:])
    except FileNotFoundError:
        return ""


def bring_down(root: Path) -> PlatformRecord | None:
    """Stop the platform of a home and wait until it is gone; its record, None where none is up.

    A record that a killed keeper left behind is taken away. Services of a keeper that does not end in time
    end with it when it is killed.
    """
    home = home_at(root)
    record = read_record(home)
    if record is None or record.kind != "up":
        return None
    keeper = process_of(record)
    if keeper is None:
        forget_record(home)
        return None
    try:
        keeper.terminate()
        keeper.wait(STOP_LIMIT_S)
    except psutil.TimeoutExpired:
        keeper.kill()
        keeper.wait()
    except psutil.NoSuchProcess:
        pass
    forget_record(home)
    return record
