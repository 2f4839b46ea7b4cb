"""Runs one command in its own session and ends the session when the launcher is gone.

What lives here: the guard process that launch.py starts. What may not: imports beyond the standard library.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

GRACE_S = 4.0
"""Between asking a process group to end and killing it; shorter than Airflow's own patience (5 s)."""

_GROUP, _SESSION = 2, 3
"""Places in /proc/*/stat behind the command's name."""


def guard(lifeline: int, command: list[str]) -> int:
    """Run the command; its exit status, 128 + n where signal n ended it, 127 where it cannot be started.

    lifeline: read end of a pipe whose write end only the launcher holds. It closes with the launcher,
        however that ended, and then the whole session is asked to end, and killed.
    """
    # A handler, not SIG_IGN: the command would inherit that. The guard has to outlive the polite signal.
    signal.signal(signal.SIGTERM, lambda *_: None)
    signal.signal(signal.SIGINT, lambda *_: None)
    is_orphan = threading.Event()
    try:
        child = subprocess.Popen(command, stdin=subprocess.DEVNULL)
    except OSError as error:
        sys.stderr.write(f"{command[0]} cannot be started: {error.strerror}\n")
        return 127
    threading.Thread(target=_watch, args=(lifeline, is_orphan), daemon=True).start()
    status = child.wait()
    if is_orphan.is_set():
        signal_session(os.getpid(), signal.SIGKILL)
    return status if status >= 0 else 128 - status


def _watch(lifeline: int, is_orphan: threading.Event) -> None:
    if os.read(lifeline, 1) == b"":
        is_orphan.set()
        signal_session(os.getpid(), signal.SIGTERM)
        time.sleep(GRACE_S)
        signal_session(os.getpid(), signal.SIGKILL)


def signal_session(leader: int, number: signal.Signals) -> None:
    """Send a signal to every process of a leader's session, to the leader's own group last.

    Some commands, Airflow's tasks among them, put children into groups of their own. Where there is no
    /proc only the leader's group is reached.
    """
    for process in Path("/proc").glob("[0-9]*"):
        try:
            state = (process / "stat").read_text().rsplit(")", 1)[1].split()
            if int(state[_SESSION]) == leader != int(state[_GROUP]):
                os.kill(int(process.name), number)
        except (OSError, IndexError):
            continue
    os.killpg(leader, number)


if __name__ == "__main__":
    sys.exit(guard(int(sys.argv[1]), sys.argv[2:]))
