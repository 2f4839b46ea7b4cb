"""One batch from seeds to release on this machine: `infoseek run`.

What lives here: the order of the steps. What may not: any step's details.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from rich.console import Console

from infoseek.embedded.airflow import USER, password_file
from infoseek.embedded.follow import BatchFailed, follow_batch, refuse_unfinished
from infoseek.embedded.installation import Installation, opened
from infoseek.embedded.java import check_java
from infoseek.embedded.progress import Progress
from infoseek.embedded.report import print_yield_so_far
from infoseek.embedded.sample import seeds_of, turn_to
from infoseek.environment import load_settings
from infoseek.errors import BadInput, NothingNew
from infoseek.release import stage as release_stage
from infoseek.release.reader import latest, read_release
from infoseek.settings import Settings
from infoseek.stages import CHAIN, CRAWL
from infoseek.store.objects import ObjectStore
from infoseek.web.seeds import SeedSet, parse_seeds, write_seeds


@dataclass(frozen=True)
class Outcome:
    """What became of a batch.

    status: published by this run, published before it, or without a release since nothing was new.
    release: address of the batch's release, else of the newest one. files: folder on this machine below
    which the bucket's objects lie, if they do.
    """

    batch_id: str
    status: Literal["published", "published_already", "nothing_new"]
    release: str
    files: Path


def run_batch(
    seeds: str,
    batch_id: str,
    root: Path,
    console: Console,
    show: Callable[[ObjectStore, Outcome], None],
) -> None:
    """Publish the batch of these seeds, unless it is published, on the platform that is up or on one for this run.

    seeds: a URL, or the path of a file with one URL a line; empty for the sample site. batch_id: a date,
    YYYY-MM-DD. root: the home. console: takes the progress. show: told of the outcome while the store is open.
    Raises `BadInput`, `BatchFailed` or `ServiceFailed`; returns only if the batch's release exists, or if
    the batch brought nothing that was not grown before.
    """
    given = parse_seeds(seeds) if seeds else None
    settings = load_settings()
    check_java()
    with opened(settings, root) as installation:
        store = ObjectStore(installation.settings.s3)
        seed_set = given or seeds_of(installation.sample)
        write_seeds(store, seed_set)
        was_published = is_published(installation.settings, batch_id, seed_set)
        if was_published:
            console.print(
                f"Batch {batch_id} is published already with these seeds and settings: nothing to do.",
                soft_wrap=True,
            )
        else:
            try:
                _run_dags(installation, batch_id, seed_set, given is None, console)
            except (BadInput, BatchFailed):
                print_yield_so_far(store, batch_id, console)
                raise
        show(store, _outcome(installation, store, batch_id, was_published, console))


def _outcome(
    installation: Installation, store: ObjectStore, batch_id: str, was_published: bool, console: Console
) -> Outcome:
    """What became of the batch. Raises `BadInput` where it ran to its end and should have a release."""
    files = installation.home.objects(store.bucket)
    try:
        release = read_release(store, batch_id)
    except BadInput:
        _say_nothing_new(installation.settings, store, batch_id, console)
        return Outcome(batch_id, "nothing_new", latest(store).address, files)
    return Outcome(batch_id, "published_already" if was_published else "published", release.address, files)


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


def _run_dags(
    installation: Installation, batch_id: str, seeds: SeedSet, is_sample: bool, console: Console
) -> None:
    home, say = installation.home, _saying(console)
    if is_sample:
        installation.serve_sample()
    if not installation.is_kept:
        console.print(f"Starting the services (logs in {home.logs}) …", soft_wrap=True)
    running = installation.platform(say)
    if installation.is_kept:
        refuse_unfinished(running.api, batch_id, is_sample)
    console.print(
        f"Airflow: {running.api.address} (user {USER}, password in {password_file(home)}).", soft_wrap=True
    )
    if is_sample:
        day = turn_to(home, batch_id)
        console.print(
            f"Sample site: {installation.sample}, a fictional web, on its day {day}.", soft_wrap=True
        )
    console.print(f"Batch {batch_id} of seed set {seeds.name}:", soft_wrap=True)
    since = datetime.now(UTC)
    first = running.api.trigger(CRAWL.dag_id, batch_id, {"seed_sets": [seeds.name]})
    with _left_behind(installation, batch_id, console), Progress(console) as progress:
        follow_batch(running.api, first, since, running.check, progress.show)


def _saying(console: Console) -> Callable[[str], None]:
    def say(step: str) -> None:
        console.print(f"  {step} …", style="dim")

    return say


@contextmanager
def _left_behind(installation: Installation, batch_id: str, console: Console) -> Iterator[None]:
    """Whoever stops watching a batch on a platform that is up is told that it goes on."""
    try:
        yield
    except SystemExit:
        if installation.is_kept:
            console.print(f"Batch {batch_id} goes on; `infoseek status` tells how far it is.")
        raise
