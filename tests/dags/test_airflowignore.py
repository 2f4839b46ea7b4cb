"""The ignore file that keeps Airflow from executing the core's modules as plugins."""

from __future__ import annotations

from pathlib import Path

from airflow.sdk._shared.module_loading import find_path_from_directory

PLUGINS = Path(__file__).parents[2] / "plugins"


def plugin_files(ignore_file: str) -> set[str]:
    found = find_path_from_directory(str(PLUGINS), ignore_file, "glob")
    return {str(Path(path).relative_to(PLUGINS)) for path in found if path.endswith(".py")}


def test_no_module_of_the_core_is_a_plugin() -> None:
    """Airflow's own search finds nothing below plugins/infoseek."""
    assert not {path for path in plugin_files(".airflowignore") if path.startswith("infoseek/")}


def test_the_ignore_file_is_what_keeps_them_out() -> None:
    """Without the file the same search would execute the core, module by module."""
    assert "infoseek/settings.py" in plugin_files("no-such-ignore-file")
