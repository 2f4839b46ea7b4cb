"""Launches the parts that run outside the worker: Scrapy, spark-submit, Great Expectations, services.

What lives here: starting, watching and ending process groups. What may not: which commands a stage needs.
"""

from __future__ import annotations

import logging
import os
import selectors
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import IO

from infoseek import launched
from infoseek.process_guard import GRACE_S, signal_session

log = logging.getLogger(__name__)

_GUARD = str(Path(__file__).with_name("process_guard.py"))
_CHUNK_BYTES = 65536


class ProcessGroup:
    """A command in a session of its own, behind a guard that ends it when this process is gone."""

    def __init__(
        self,
        command: Sequence[str],
        env: Mapping[str, str] | None = None,
        stdout: int | IO[bytes] = subprocess.PIPE,
        stderr: int | IO[bytes] = subprocess.PIPE,
        cwd: Path | None = None,
    ) -> None:
        reading, self._lifeline = os.pipe()
        try:
            self.guard = subprocess.Popen(
                [sys.executable, "-I", "-S", _GUARD, str(reading), *command],
                env=None if env is None else dict(env),
                cwd=cwd,
                stdin=subprocess.DEVNULL,
                stdout=stdout,
                stderr=stderr,
                start_new_session=True,
                pass_fds=(reading,),
            )
        except BaseException:
            os.close(self._lifeline)
            raise
        finally:
            os.close(reading)

    def has_ended(self) -> bool:
        """Whether the command is over. It stays unreaped, so that its group's number is not given away."""
        if self.guard.returncode is not None:
            return True
        options = os.WEXITED | os.WNOHANG | os.WNOWAIT
        return os.waitid(os.P_PID, self.guard.pid, options) is not None

    def signal(self, number: signal.Signals) -> None:
        """Send a signal to every process that the command started and that did not leave its session."""
        if self.guard.returncode is None:
            signal_session(self.guard.pid, number)

    def stop(self, grace_s: float = GRACE_S) -> int:
        """End the group, politely first, and return the command's exit status. Safe to call twice."""
        if self.guard.returncode is not None:
            return self.guard.returncode
        if not self.has_ended():
            self.signal(signal.SIGTERM)
            deadline = time.monotonic() + grace_s
            while not self.has_ended() and time.monotonic() < deadline:
                time.sleep(0.02)
        self.signal(signal.SIGKILL)
        status = self.guard.wait()
        os.close(self._lifeline)
        return status


def run(
    command: list[str], env: dict[str, str] | None = None, cwd: Path | None = None, what: str = ""
) -> None:
    """Run a command to its end, its output line by line in the log.

    env: the whole environment of the command; None hands on this process's own. what: its name in messages,
    by default the program's.
    Raises the error that its exit status stands for (see `launched.STATUSES`) with the sentence it gave,
    and `RuntimeError` on any other status but 0. Whatever ends this process or makes it raise ends the
    command's group.
    """
    name = what or Path(command[0]).name
    group = ProcessGroup(command, env, cwd=cwd)
    try:
        with _on_sigterm(lambda: group.signal(signal.SIGTERM)) as is_terminated:
            last = _follow(group, is_terminated)
            status = group.stop()
    finally:
        group.stop()
    if is_terminated.is_set():
        raise RuntimeError(f"{name} was ended because its task was.")
    if error := launched.error_of(status, last.reason or f"{name} failed and gave no reason."):
        raise error
    if status:
        raise RuntimeError(f"{name} ended with {_ending(status)}; its last line: {last.error or last.line}")


def _ending(status: int) -> str:
    """An exit status in words: a signal, which the shell's convention adds to 128, by its name."""
    try:
        return f"signal {signal.Signals(status - 128).name}" if status > 128 else f"status {status}"
    except ValueError:
        return f"status {status}"


@contextmanager
def _on_sigterm(act: Callable[[], None]) -> Iterator[threading.Event]:
    """Act on SIGTERM inside the block, then let whoever handled it before have it.

    Airflow's own handler returns to the interrupted code, so the event tells the block that it is over.
    """
    is_terminated = threading.Event()
    if threading.current_thread() is not threading.main_thread():
        yield is_terminated
        return

    def handle(number: int, frame: FrameType | None) -> None:
        is_terminated.set()
        act()

    before = signal.signal(signal.SIGTERM, handle)
    try:
        yield is_terminated
    finally:
        signal.signal(signal.SIGTERM, before)
        if is_terminated.is_set():
            os.kill(os.getpid(), signal.SIGTERM)


@dataclass
class _Last:
    """A command's last line, the last of its error output, and the sentence it gave for its end."""

    line: str = ""
    error: str = ""
    sentence: str = ""

    @property
    def reason(self) -> str:
        return self.sentence or self.error


def _follow(group: ProcessGroup, is_terminated: threading.Event) -> _Last:
    """Log the command's output until it ends; its last lines."""
    last = _Last()
    deadline = float("inf")
    with selectors.DefaultSelector() as selector:
        for stream in (group.guard.stdout, group.guard.stderr):
            assert stream is not None
            selector.register(stream, selectors.EVENT_READ, _Lines())
        while selector.get_map():
            is_over = group.has_ended()
            if is_terminated.is_set():
                deadline = min(deadline, time.monotonic() + GRACE_S)
            if is_over or time.monotonic() > deadline:
                # What outlived the command would keep the pipes open.
                group.signal(signal.SIGKILL)
            ready = selector.select(0 if is_over else 0.1)
            if is_over and not ready:
                break
            for key, _ in ready:
                chunk = os.read(key.fd, _CHUNK_BYTES)
                for line in key.data.feed(chunk):
                    log.info("%s", line)
                    last.line = line
                    # Either stream: spark-submit hands its program's errors on as output.
                    last.sentence = launched.sentence_of(line) or last.sentence
                    if key.fileobj is group.guard.stderr:
                        last.error = line
                if not chunk:
                    selector.unregister(key.fileobj)
    for stream in (group.guard.stdout, group.guard.stderr):
        if stream is not None:
            stream.close()
    return last


class _Lines:
    """Cuts a stream of bytes into its non-empty lines; a line without an end is cut at the chunk size."""

    def __init__(self) -> None:
        self._rest = b""

    def feed(self, chunk: bytes) -> list[str]:
        """The lines complete after this chunk; an empty chunk is the end."""
        *lines, self._rest = (self._rest + chunk).split(b"\n")
        if not chunk or len(self._rest) > _CHUNK_BYTES:
            lines.append(self._rest)
            self._rest = b""
        texts = (line.decode(errors="replace").rstrip() for line in lines)
        return [text for text in texts if text]
