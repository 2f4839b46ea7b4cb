"""Launching commands in their own process groups."""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from infoseek import launch
from infoseek.errors import BadInput, Halted, Unavailable

SLEEPER = "import os, sys, time; open(sys.argv[1], 'w').write(str(os.getpid())); time.sleep(60)"
PARENT = (
    "import subprocess, sys\n"
    "subprocess.Popen([sys.executable, '-c', sys.argv[1], sys.argv[2]], process_group=0)\n"
    "subprocess.Popen([sys.executable, '-c', sys.argv[1], sys.argv[3]]).wait()\n"
)


def python(code: str, *arguments: str) -> list[str]:
    return [sys.executable, "-c", code, *arguments]


def is_alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def wait_for(condition: Callable[[], bool], limit_s: float = 10) -> bool:
    deadline = time.monotonic() + limit_s
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.02)
    return False


def written_pid(path: Path) -> int:
    assert wait_for(lambda: path.exists() and path.read_text() != "")
    return int(path.read_text())


def test_output_goes_to_the_log_line_by_line(caplog: pytest.LogCaptureFixture) -> None:
    """Both streams of the command appear in the log, one record a line, undecodable bytes replaced."""
    caplog.set_level(logging.INFO)
    launch.run(python("import os; os.write(1, b'one\\ntwo \\xff\\n'); os.write(2, b'three')"))
    assert sorted(caplog.messages) == ["one", "three", "two \ufffd"]


def test_status_2_is_bad_input_with_the_last_error_line() -> None:
    """Exit status 2 raises BadInput whose sentence is the command's last error line."""
    code = "import sys; print('noise'); print('first', file=sys.stderr); sys.stderr.write('Seed x is no URL.\\n'); sys.exit(2)"
    with pytest.raises(BadInput, match=r"^Seed x is no URL\.$"):
        launch.run(python(code))


def test_other_statuses_show_the_last_line() -> None:
    """Any other failure raises RuntimeError with the status and the last line of errors, else of output."""
    with pytest.raises(RuntimeError, match=r"^The job ended with status 7; its last line: line 99$"):
        launch.run(python("[print('line', n) for n in range(100)]; raise SystemExit(7)"), what="The job")
    with pytest.raises(RuntimeError, match=r"^python\S* ended with status 1; its last line: KeyError: 'x'$"):
        launch.run(python("print('out'); {}['x']"))


def test_a_killed_command_is_told_by_its_signal() -> None:
    """What the kernel or a person killed is said to have been."""
    with pytest.raises(RuntimeError, match=r"^The job ended with signal SIGKILL"):
        launch.run(python("import os; os.kill(os.getpid(), 9)"), what="The job")


@pytest.mark.parametrize("kind", [BadInput, Halted, Unavailable])
def test_a_parts_error_arrives_as_it_was_raised(kind: type[Exception]) -> None:
    """What a part says through `launched.reporting` is raised again by the launcher, on one line."""
    code = (
        "import sys; from infoseek import errors, launched\n"
        "def work():\n"
        f"    raise errors.{kind.__name__}('The disk\\nis full.')\n"
        "status = launched.reporting(work); print('noise', file=sys.stderr); sys.exit(status)"
    )
    with pytest.raises(kind, match=r"^The disk is full\.$"):
        launch.run(python(code))


def test_a_missing_command_is_named() -> None:
    """A command that is not there fails with its name."""
    with pytest.raises(RuntimeError, match="no-such-command cannot be started"):
        launch.run(["no-such-command"])


def test_the_given_environment_is_the_whole_environment() -> None:
    """A given environment replaces this process's own."""
    code = "import os, sys; sys.exit(0 if os.environ.get('A') == '1' and 'HOME' not in os.environ else 1)"
    launch.run(python(code), env={"A": "1"})


def test_what_the_command_leaves_behind_is_ended(tmp_path: Path) -> None:
    """A grandchild that outlives the command ends with it, and does not hold up the caller."""
    code = "import subprocess, sys, time; subprocess.Popen([sys.executable, '-c', sys.argv[1], sys.argv[2]]); time.sleep(0.5)"
    begun = time.monotonic()
    launch.run(python(code, SLEEPER, str(tmp_path / "pid")))
    assert time.monotonic() - begun < 10
    pid = written_pid(tmp_path / "pid")
    assert wait_for(lambda: not is_alive(pid))


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_the_group_ends_with_its_launcher(tmp_path: Path, number: signal.Signals) -> None:
    """Whatever ends the launcher, kill -9 included, ends the command's children, in whatever process group."""
    pids = [tmp_path / "a", tmp_path / "b"]
    code = "import sys; from infoseek import launch; launch.run([sys.executable, *sys.argv[1:]])"
    launcher = subprocess.Popen(
        python(code, "-c", PARENT, SLEEPER, *map(str, pids)), stderr=subprocess.DEVNULL
    )
    found = [written_pid(path) for path in pids]
    launcher.send_signal(number)
    launcher.wait(10)
    assert wait_for(lambda: not any(is_alive(pid) for pid in found))


def test_a_terminated_task_does_not_go_on() -> None:
    """Where a handler swallows SIGTERM, as Airflow's does, the run still ends and raises."""
    code = (
        "import signal, sys; from infoseek import launch\n"
        "seen = []\n"
        "signal.signal(signal.SIGTERM, lambda *_: seen.append(1))\n"
        "print('ready', flush=True)\n"
        "try:\n"
        "    launch.run([sys.executable, '-c', 'import time; time.sleep(60)'])\n"
        "except RuntimeError as error:\n"
        "    print(seen, error)\n"
    )
    launcher = subprocess.Popen(python(code), stdout=subprocess.PIPE, text=True)
    assert launcher.stdout is not None
    assert launcher.stdout.readline() == "ready\n"
    time.sleep(0.3)
    launcher.send_signal(signal.SIGTERM)
    assert "[1]" in launcher.communicate(timeout=10)[0]


def test_a_command_that_ignores_the_polite_signal_is_killed(tmp_path: Path) -> None:
    """Stopping a group escalates to a kill once its grace is over."""
    code = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); " + SLEEPER
    group = launch.ProcessGroup(
        python(code, str(tmp_path / "pid")), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    pid = written_pid(tmp_path / "pid")
    group.stop(grace_s=0.2)
    assert wait_for(lambda: not is_alive(pid))
    assert group.stop() == group.guard.returncode
    assert os.getpgid(os.getpid()) != group.guard.pid
