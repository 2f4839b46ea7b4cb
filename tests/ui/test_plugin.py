"""The plugin as Airflow loads it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.dags.test_airflowignore import PLUGINS, plugin_files

HEAVY = (
    "pyarrow",
    "boto3",
    "pandas",
    "plotly",
    "jinja2.environment",
    "infoseek.store.objects",
    "infoseek.ui",
)

_PROBE = """
import sys
from airflow.plugins_manager import AirflowPlugin
known = set(sys.modules)
import infoseek_ui
print("\\n".join(sorted(set(sys.modules) - known)))
"""


def test_the_plugin_is_the_one_file_airflow_executes() -> None:
    """Airflow's own search finds infoseek_ui.py and nothing beside it."""
    assert plugin_files(".airflowignore") == {"infoseek_ui.py"}


def test_loading_the_plugin_imports_nothing_heavy() -> None:
    """Every Airflow process loads the file: it brings in itself alone."""
    done = subprocess.run(
        [sys.executable, "-c", _PROBE], cwd=PLUGINS, capture_output=True, text=True, check=True
    )
    added = done.stdout.split()
    assert "infoseek_ui" in added
    assert not [name for name in added if name.startswith(HEAVY)]
    assert len(added) == 1, added


def test_the_plugin_registers_the_pages_and_one_entry() -> None:
    """The address in the navigation is where the pages are mounted."""
    sys.path.insert(0, str(PLUGINS))
    try:
        from infoseek_ui import InfoSeekPages
    finally:
        sys.path.remove(str(PLUGINS))
    (mounted,), (entry,) = InfoSeekPages.fastapi_apps, InfoSeekPages.external_views
    assert mounted["url_prefix"] == "/infoseek"
    assert f"/{entry['href']}" == "/infoseek/"
    assert Path(PLUGINS, "infoseek", "ui", "static", Path(entry["icon"]).name).is_file()
