"""One batch from seeds to release on this machine: `infoseek run`.

What lives here: the order of the steps. What may not: any step's details.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator, Sequence
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
from infoseek.web.seeds import SeedSet, parse_seed_sets, read_seeds, seed_names, write_seeds


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
    stored: Sequence[str] | None = (),
) -> None:
    """Publish the batch of these seeds, unless it is published, on the platform that is up or on one for this run.

    seeds: a URL, or the path of a seed file (web/seeds/files.py). stored: names of stored seed sets, None for
    all of them. Without either it is the sample site. batch_id: a date, YYYY-MM-DD. root: the home. console: takes the progress. show: told of the outcome while the store is open.
    Raises `BadInput`, `BatchFailed` or `ServiceFailed`; returns only if the batch's release exists, or if
    the batch brought nothing that was not grown before.
    """
    given = parse_seed_sets(seeds) if seeds else []
    settings = load_settings()
    check_java()
    with opened(settings, root) as installation:
        store = ObjectStore(installation.settings.s3)
        seed_sets = _stored_sets(store, given, stored)
        is_sample = not seed_sets
        if is_sample:
            seed_sets = [write_seeds(store, seeds_of(installation.sample))]
        was_published = is_published(installation.settings, batch_id, seed_sets)
        if was_published:
            console.print(
                f"Batch {batch_id} is published already with these seeds and settings: nothing to do.",
                soft_wrap=True,
            )
        else:
            try:
                _run_dags(installation, batch_id, seed_sets, is_sample, console)
            except (BadInput, BatchFailed):
                print_yield_so_far(store, batch_id, console)
                raise
        show(store, _outcome(installation, store, batch_id, was_published, console))


def _stored_sets(store: ObjectStore, given: list[SeedSet], stored: Sequence[str] | None) -> list[SeedSet]:
    """The sets of a batch: those given, which are stored now, and those named, or all of them."""
    found = {seeds.name: write_seeds(store, seeds) for seeds in given}
    names = seed_names(store) if stored is None else stored
    if stored is None and not names:
        raise BadInput(
            f"There are no seed sets at {store.address('seeds/')}: add one first (infoseek seeds add)."
        )
    return list({**found, **{name: read_seeds(store, name) for name in names}}.values())


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


def is_published(settings: Settings, batch_id: str, seed_sets: Sequence[SeedSet]) -> bool:
    """Whether every stage of the batch is committed with just these inputs."""
    names = [seeds.name for seeds in seed_sets]
    for stage in CHAIN:
        module = importlib.import_module(stage.module)
        chosen = (names,) if stage == CRAWL else ()
        try:
            plan = module.plan(settings, batch_id, *chosen)
        except (BadInput, NothingNew):
            return False
        if not plan.is_done:
            return False
    return True


def _run_dags(
    installation: Installation, batch_id: str, seed_sets: Sequence[SeedSet], is_sample: bool, console: Console
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
    names = [seeds.name for seeds in seed_sets]
    kind = "seed set" if len(names) == 1 else "seed sets"
    console.print(f"Batch {batch_id} of {kind} {', '.join(names)}:", soft_wrap=True)
    since = datetime.now(UTC)
    first = running.api.trigger(CRAWL.dag_id, batch_id, {"seed_sets": names})
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
