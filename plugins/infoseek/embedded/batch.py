"""One batch from seeds to release on this machine: `infoseek run`.

What lives here: the order of the steps. What may not: any step's details.
"""

from __future__ import annotations

import importlib
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console

from infoseek.embedded.airflow import USER, password_file
from infoseek.embedded.follow import BatchFailed, follow_batch, give_up_unfinished
from infoseek.embedded.home import Home, locked_home
from infoseek.embedded.java import check_java
from infoseek.embedded.progress import Progress
from infoseek.embedded.report import print_report, print_yield_so_far
from infoseek.embedded.services import platform, storage
from infoseek.environment import load_settings
from infoseek.errors import BadInput, NothingNew
from infoseek.release import stage as release_stage
from infoseek.release.reader import latest, read_release
from infoseek.settings import Settings
from infoseek.stages import CHAIN, CRAWL
from infoseek.store.objects import ObjectStore
from infoseek.web.seeds import SeedSet, parse_seeds, write_seeds


def run_batch(seeds: str, batch_id: str, home: Path, console: Console) -> None:
    """Publish the batch of these seeds, unless it is published, and print what came of it.

    seeds: a URL, or the path of a file with one URL a line. batch_id: a date, YYYY-MM-DD.
    Raises `BadInput`, `BatchFailed` or `ServiceFailed`; returns only if the batch's release exists, or if
    the batch brought nothing that was not grown before.
    """
    seed_set = parse_seeds(seeds)
    settings = load_settings()
    check_java()
    with locked_home(home) as place, storage(settings, place) as reached:
        store = ObjectStore(reached.s3)
        write_seeds(store, seed_set)
        if is_published(reached, batch_id, seed_set):
            console.print(
                f"Batch {batch_id} is published already with these seeds and settings: nothing to do."
            )
        else:
            try:
                _run_dags(reached, place, batch_id, seed_set, console)
            except (BadInput, BatchFailed):
                print_yield_so_far(store, batch_id, console)
                raise
        try:
            read_release(store, batch_id)
        except BadInput:
            _say_nothing_new(reached, store, batch_id, console)
            return
        print_report(store, batch_id, console, place.objects(reached.s3.bucket))


def _say_nothing_new(settings: Settings, store: ObjectStore, batch_id: str, console: Console) -> None:
    """Say that a batch without a release needed none. Raises `BadInput` where it did."""
    try:
        release_stage.plan(settings, batch_id)
    except NothingNew as error:
        console.print(f"\n{error} The newest one is {latest(store).address}.", soft_wrap=True)
        return
    raise BadInput(f"Batch {batch_id} ran to its end and has no release in {store.address('release')}.")


def is_published(settings: Settings, batch_id: str, seeds: SeedSet) -> bool:
    """Whether every stage of the batch is committed with just these inputs."""
    for stage in CHAIN:
        module = importlib.import_module(stage.module)
        chosen = ([seeds.name],) if stage == CRAWL else ()
        try:
            plan = module.plan(settings, batch_id, *chosen)
        except (BadInput, NothingNew):
            return False
        if not plan.is_done:
            return False
    return True


def _run_dags(settings: Settings, home: Home, batch_id: str, seeds: SeedSet, console: Console) -> None:
    console.print(f"Starting the services (logs in {home.logs}) …", soft_wrap=True)
    with platform(settings, home) as running:
        console.print(
            f"Airflow: {running.api.address} (user {USER}, password in {password_file(home)}).\n"
            f"Batch {batch_id} of seed set {seeds.name}:",
            soft_wrap=True,
        )
        give_up_unfinished(running.api)
        since = datetime.now(UTC)
        first = running.api.trigger(CRAWL.dag_id, batch_id, {"seed_sets": [seeds.name]})
        with Progress(console) as progress:
            follow_batch(running.api, first, since, running.check, progress.show)
