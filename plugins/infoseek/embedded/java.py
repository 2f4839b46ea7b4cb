"""The one thing Spark needs from the system. What lives here: finding Java; nothing that installs it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

from infoseek.errors import BadInput

FLOOR = 17
_HOW = "install it (Debian, Ubuntu: apt-get install openjdk-17-jre-headless) or set JAVA_HOME."


def check_java() -> int:
    """The major version of the Java that Spark will start. Raises `BadInput` where it is missing or too old."""
    home = os.environ.get("JAVA_HOME")
    found = str(Path(home) / "bin" / "java") if home else shutil.which("java")
    if found is None:
        raise BadInput(f"Spark needs Java {FLOOR} or newer, and there is none on the path: {_HOW}")
    try:
        answer = subprocess.run([found, "-version"], capture_output=True, text=True, timeout=30, check=True)
    except (OSError, subprocess.SubprocessError):
        raise BadInput(f"Spark needs Java {FLOOR} or newer, and {found} does not run: {_HOW}") from None
    version = major_version(answer.stderr + answer.stdout)
    if version < FLOOR:
        raise BadInput(f"Spark needs Java {FLOOR} or newer, and {found} is Java {version}: {_HOW}")
    return version


def major_version(text: str) -> int:
    """The major version in `java -version`'s answer (8 for "1.8.0_392"); 0 where there is none."""
    match = re.search(r'version "(\d+)(?:\.(\d+))?', text)
    if match is None:
        return 0
    major = int(match[1])
    return int(match[2] or 0) if major == 1 else major
