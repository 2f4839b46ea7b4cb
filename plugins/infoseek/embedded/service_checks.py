"""Checks of what a batch talks to, for `infoseek doctor`: S3, the model endpoint, Airflow.

What lives here: one function a check, each giving one finding; they start servers for themselves where the
settings name none. What may not: the machine (machine_checks.py).
"""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path

import httpx

from infoseek.agents import planner
from infoseek.agents.shape import Shape
from infoseek.embedded.finding import Finding
from infoseek.embedded.home import PROJECT, Home, made_home
from infoseek.embedded.installation import reaching
from infoseek.embedded.record import live_record
from infoseek.embedded.servers import start_model
from infoseek.embedded.service import Services
from infoseek.embedded.services import has_own_model, has_own_s3, start_storage
from infoseek.errors import BadInput, Unavailable
from infoseek.llm.answer_check import Malformed, parse, validator
from infoseek.llm.openai_port import OpenAIPort
from infoseek.llm.port import Rejected, Retryable
from infoseek.settings import ModelSettings, Settings
from infoseek.stages import CHAIN
from infoseek.store.objects import ObjectStore
from infoseek.tree.edits import AddRoot
from infoseek.tree.research_tree import ResearchTree
from infoseek.tree.vertex import Vertex

ROLES = ("planner", "browser", "blurrer", "composer", "reader")
_CALL_LIMIT_S = 30.0
_IMPORT_LIMIT_S = 60.0
_SKEW_S = 300.0
"""S3 refuses requests whose clock is off by a quarter of an hour; a third of it is worth a warning."""


def s3(settings: Settings, home: Home) -> Finding:
    """The bucket answers, takes the credentials and honours conditional writes."""
    record = live_record(home)
    if has_own_s3(settings) and (record is None or not record.s3):
        with _spare_home() as spare, Services() as services:
            start_storage(settings, spare, services)
        return Finding(
            "S3", "ok", "no endpoint is set; the server of our own starts and honours conditional writes"
        )
    store = ObjectStore((reaching(settings, record) if record is not None else settings).s3)
    try:
        store.probe()
    except (BadInput, Unavailable) as error:
        return Finding("S3", "fail", str(error), "See INFOSEEK_S3__… in docs/reference/settings.md.")
    where = store.settings.endpoint_url or f"AWS {store.settings.region}"
    skew_s = _skew_s(store.settings.endpoint_url)
    if abs(skew_s) > _SKEW_S:
        return Finding("S3", "warn", f"{where}: its clock is {skew_s:+.0f} s from ours", "Set the clock.")
    return Finding("S3", "ok", f"bucket {store.bucket} at {where} answers and honours conditional writes")


def _skew_s(endpoint: str | None) -> float:
    """Seconds by which an endpoint's clock is ahead of ours; 0 where it does not say."""
    if not endpoint:
        return 0.0
    try:
        said = httpx.get(endpoint, timeout=5, trust_env=False).headers.get("date", "")
        return (parsedate_to_datetime(said) - datetime.now(UTC)).total_seconds()
    except (httpx.HTTPError, ValueError, TypeError):
        return 0.0


@contextmanager
def _spare_home() -> Iterator[Home]:
    with tempfile.TemporaryDirectory(prefix="infoseek-doctor-") as folder:
        yield made_home(Path(folder))


def model(settings: Settings, home: Home) -> Finding:
    """Every model that a role names answers one small call with an answer of the right form."""
    record = live_record(home)
    if not has_own_model(settings):
        return _asked(settings.model)
    if record is not None and record.model:
        return _asked(settings.model.model_copy(update={"base_url": record.model}))
    with _spare_home() as spare, Services() as services:
        found = _asked(start_model(spare, services, settings.model))
    if found.state != "ok":
        return found
    return Finding("model", "ok", "no endpoint is set; the offline model starts and answers")


def _asked(settings: ModelSettings) -> Finding:
    limited = settings.model_copy(update={"timeout_s": min(settings.timeout_s, _CALL_LIMIT_S)})
    names = list(dict.fromkeys(str(getattr(settings, role)) for role in ROLES))
    try:
        for name in names:
            asyncio.run(_answer(limited, name))
    except BadInput as error:
        return _refused(str(error))
    except (Retryable, Rejected) as error:
        return _refused(f"The model endpoint {settings.base_url} did not answer for model {name!r}: {error}")
    except Malformed as error:
        return _refused(
            f"Model {name!r} at {settings.base_url} answered what the schema does not allow: {error}"
        )
    return Finding("model", "ok", f"{', '.join(names)} at {settings.base_url}: answers as asked")


def _refused(sentence: str) -> Finding:
    return Finding("model", "fail", sentence, "See INFOSEEK_MODEL__… in docs/reference/settings.md.")


async def _answer(settings: ModelSettings, name: str) -> None:
    """Ask the planner's question about a tree of one vertex. Raises what the port raises, and `Malformed`."""
    root = Vertex(
        id="A", kind="entity", name="Ada Holt", entity_id="a", type_noun="novelist", visibility="hidden"
    )
    shape = Shape(vertices=5, depth=2, width=1, hidden=1)
    call = planner.ask(
        ResearchTree.replay([AddRoot(vertex=root)]), [], shape, rivals=1, turn=1, seed=0, model=name
    )
    port = OpenAIPort(settings)
    await port.open()
    try:
        answer = await port.send(call, call.messages)
    finally:
        await port.close()
    if answer.fault:
        raise Malformed(answer.fault, answer.detail)
    parse(answer.content, validator(call.schema_text))


def airflow(settings: Settings, home: Home) -> Finding:
    """Airflow can be imported, and every DAG file with it."""
    code = "import runpy, sys\n[runpy.run_path(path) for path in sys.argv[1:]]"
    files = [str(PROJECT / "dags" / f"{stage.dag_id}.py") for stage in CHAIN]
    with tempfile.TemporaryDirectory(prefix="infoseek-doctor-") as folder:
        try:
            done = subprocess.run(
                [sys.executable, "-c", code, *files],
                env={**os.environ, "AIRFLOW_HOME": folder},
                cwd=PROJECT,
                capture_output=True,
                text=True,
                timeout=_IMPORT_LIMIT_S,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return Finding(
                "Airflow", "warn", f"importing it took more than {_IMPORT_LIMIT_S:.0f} s", "Run make install."
            )
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["no reason given"])[-1]
        return Finding("Airflow", "fail", f"a DAG file cannot be imported: {last}", "Run make install.")
    return Finding("Airflow", "ok", f"it and {len(files)} DAG files can be imported")
