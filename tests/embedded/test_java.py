"""Finding the Java that Spark needs."""

from __future__ import annotations

from pathlib import Path

import pytest

from infoseek.embedded.java import check_java, major_version
from infoseek.errors import BadInput


@pytest.mark.parametrize(
    ("text", "major"),
    [
        ('openjdk version "17.0.15" 2025-04-15', 17),
        ('java version "1.8.0_392"', 8),
        ('openjdk version "25" 2025-09-16', 25),
        ("bash: java: command not found", 0),
    ],
)
def test_versions_are_read_in_every_form(text: str, major: int) -> None:
    """Old and new ways of numbering give the major version; nonsense gives none."""
    assert major_version(text) == major


def java_home(folder: Path, script: str) -> str:
    (folder / "bin").mkdir()
    java = folder / "bin" / "java"
    java.write_text(f"#!/bin/sh\n{script}\n")
    java.chmod(0o755)
    return str(folder)


def test_the_java_of_java_home_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A new enough Java is accepted, an old one refused with both versions."""
    monkeypatch.setenv("JAVA_HOME", java_home(tmp_path, "echo 'openjdk version \"21.0.1\"' >&2"))
    assert check_java() == 21
    (tmp_path / "bin" / "java").write_text("#!/bin/sh\necho 'java version \"1.8.0\"' >&2\n")
    with pytest.raises(BadInput, match=r"needs Java 17 or newer, and .* is Java 8: install it"):
        check_java()


def test_no_java_at_all_is_one_sentence(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The sentence says what is missing and how to get it."""
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(BadInput, match=r"there is none on the path: install it .*apt-get install"):
        check_java()
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    with pytest.raises(BadInput, match="does not run"):
        check_java()
