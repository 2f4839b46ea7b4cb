"""Bad input and faults through Airflow: each is a failed task with one sentence, and the next run carries on.

One platform serves the whole module, behind proxies that make its S3 server and its model fail. What needs
no scheduler is tested beside its code (tests/store, tests/llm, tests/scrapers, tests/embedded).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest

from infoseek import failure_line
from infoseek.embedded.airflow_api import AirflowApi, Run
from infoseek.embedded.follow import BatchFailed, follow_batch
from infoseek.embedded.home import locked_home
from infoseek.embedded.servers import start_model, start_s3
from infoseek.embedded.service import Services
from infoseek.embedded.services import ANY_PORTS, start_platform
from infoseek.environment import load_settings
from infoseek.errors import BadInput
from infoseek.release.reader import latest, read_pointer
from infoseek.settings import ModelSettings
from infoseek.stages import CHAIN, CRAWL, GROW, LINK, PUBLISH, Stage
from infoseek.store.manifests import read_head
from infoseek.store.objects import ObjectStore
from infoseek.web.seeds import parse_seeds, write_seeds
from infoseek.world.build import build_world
from infoseek.world.server import serving as serving_world
from tests.e2e.proxy import Asked, Fault, FaultProxy, Reply, always, before, s3_error, where
from tests.scrapers.site import Site, answer, serving

pytestmark = pytest.mark.e2e

BATCH = "2026-11-05"
DEAD, EMPTY, FULL = "2026-10-01", "2026-10-02", "2026-10-03"
"""Dates of the batches that cannot be published, each on a site or a store of its own."""

ENVIRONMENT = {
    "AIRFLOW__CORE__DEFAULT_TASK_RETRY_DELAY": "1",
    "INFOSEEK_MODEL__MAX_ATTEMPTS": "2",
    "INFOSEEK_MODEL__TIMEOUT_S": "5",
    "INFOSEEK_CRAWL__TIMEOUT_S": "5",
    "INFOSEEK_GROWTH__TREES": "24",
}
NONSENSE = Reply(
    200, b'{"choices": [{"message": {"role": "assistant", "content": "banana"}, "finish_reason": "stop"}]}'
)


@dataclass
class Ground:
    """The platform, what fails under it, and the sites it crawls."""

    api: AirflowApi
    services: Services
    store: ObjectStore
    s3: FaultProxy
    model: FaultProxy
    site: Site
    world: str

    def crawl(self, batch: str, address: str) -> Run:
        """Begin a batch on the site at this address."""
        seeds = parse_seeds(address, name=f"set-{batch}")
        write_seeds(self.store, seeds)
        return self.api.trigger(CRAWL.dag_id, batch, {"seed_sets": [seeds.name]})

    def again(self, stage: Stage, batch: str) -> Run:
        """Run a stage of a batch once more; the later ones follow it."""
        return self.api.trigger(stage.dag_id, batch, {})

    def outcome(self, run: Run, since: datetime) -> Exception | None:
        """Why the batch failed, as `infoseek run` says it; None where it was published."""
        try:
            follow_batch(self.api, run, since, self.services.check, lambda states: None)
        except (BadInput, BatchFailed) as error:
            return error
        return None

    def failed(self, batch: str, since: datetime) -> list[str]:
        """The DAGs of which a run of the batch failed."""
        runs = self.api.runs(run_after_gte=since.isoformat(), partition_key_pattern=batch)
        return [run.dag_id for run in runs if run.state == "failed"]

    def visible(self, batch: str) -> list[str]:
        """The zones in which a batch has something committed, in the stages' order."""
        return [stage.zone for stage in CHAIN if batch in read_head(self.store, stage.zone).batches]


@pytest.fixture(scope="module")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ground]:
    with ExitStack() as held, pytest.MonkeyPatch.context() as patch, Services() as services:
        for name, value in ENVIRONMENT.items():
            patch.setenv(name, value)
        home = held.enter_context(locked_home(tmp_path_factory.mktemp("home")))
        own_s3 = start_s3(home, services, "lake")
        own_model = start_model(home, services, ModelSettings())
        s3 = held.enter_context(before(str(own_s3.endpoint_url)))
        model = held.enter_context(before(own_model.base_url))
        ObjectStore(own_s3).create_bucket()
        patch.setenv("INFOSEEK_MODEL__BASE_URL", f"{model.address}/v1")
        reached = own_s3.model_copy(update={"endpoint_url": s3.address})
        settings = load_settings().model_copy(update={"s3": reached})
        _, api = start_platform(settings, home, services, ANY_PORTS, lambda step: None)
        site = held.enter_context(serving())
        world = held.enter_context(serving_world(build_world()))
        yield Ground(api, services, ObjectStore(own_s3), s3, model, site, world)


def writes_to(part: str) -> Fault:
    """The store takes nothing under keys that hold this: its disk is full."""

    def is_met(asked: Asked) -> bool:
        return asked.method == "PUT" and part in asked.path

    return where(is_met, s3_error(507, "InsufficientStorage", "The disk is full"))


def sentence(error: Exception | None) -> str:
    """What an outcome says, which must be one line."""
    assert error is not None
    assert "\n" not in str(error), error
    return str(error)


def test_batches_that_cannot_begin(ground: Ground) -> None:
    """A dead seed, an empty page and a store that is full fail the crawl, by name; nothing of them is visible."""
    ground.site.page("/full", "<h1>Full</h1><p>Full is a novel by nobody.</p>")
    ground.site.pages["/empty"] = answer(200, b"")
    ground.s3.fault = writes_to(f"/raw/{FULL}/")
    since = datetime.now(UTC)
    paths = {DEAD: "/dead", EMPTY: "/empty", FULL: "/full"}
    runs = {batch: ground.crawl(batch, ground.site.url + path) for batch, path in paths.items()}
    said = {batch: sentence(ground.outcome(run, since)) for batch, run in runs.items()}
    site = ground.site.url
    assert said[DEAD] == f"Seed {site}/dead of set 'set-{DEAD}' gave no page: The server answered 404."
    assert said[EMPTY] == f"Seed {site}/empty of set 'set-{EMPTY}' gave no page: The page holds no text."
    assert said[FULL].startswith(
        f"{CRAWL.dag_id}.run_shard failed: S3 at {ground.s3.address} failed at s3://"
    )
    assert said[FULL].endswith("InsufficientStorage: The disk is full.")
    assert [ground.visible(batch) for batch in (DEAD, EMPTY, FULL)] == [[], [], []]
    ground.s3.fault = None


@dataclass(frozen=True)
class Step:
    """A fault of a server, the stage begun under it, the one it ends in, its sentence, what is visible then."""

    begun: Stage
    faulty: str
    fault: Fault
    failing: Stage
    words: str
    visible: list[Stage]


def test_a_batch_goes_on_from_every_fault(ground: Ground) -> None:
    """Each fault fails its stage in one sentence and leaves nothing of it; mended, the batch goes on to its release."""
    refused = Reply(401, b'{"error": {"message": "There is no such key."}}')
    address = rf"The model endpoint {ground.model.address}/v1"
    steps = (
        Step(
            CRAWL, "model", always(refused), GROW, rf"^{address} answered 401 .* no such key", [CRAWL, LINK]
        ),
        Step(GROW, "model", always(NONSENSE), GROW, rf"^{address} gave no .* malformed", [CRAWL, LINK]),
        Step(GROW, "s3", writes_to("/train.parquet"), PUBLISH, r"S3 at .* disk is full\.$", list(CHAIN[:-1])),
    )
    for step in steps:
        proxy = ground.s3 if step.faulty == "s3" else ground.model
        proxy.fault = step.fault
        since = datetime.now(UTC)
        run = ground.crawl(BATCH, ground.world) if step.begun == CRAWL else ground.again(step.begun, BATCH)
        said = sentence(ground.outcome(run, since))
        proxy.fault = None
        assert re.search(step.words, said), said
        assert ground.failed(BATCH, since) == [step.failing.dag_id]
        assert ground.visible(BATCH) == [stage.zone for stage in step.visible]
        assert read_pointer(ground.store)[0] is None
    since = datetime.now(UTC)
    assert ground.outcome(ground.again(PUBLISH, BATCH), since) is None
    assert latest(ground.store).questions


def test_a_failed_task_leaves_its_sentence_in_the_log(ground: Ground) -> None:
    """Whoever looks in Airflow's UI finds the reason on one line, and that it was not tried again in vain."""
    (run,) = ground.api.runs(dag_id_pattern=CRAWL.dag_id, partition_key_pattern=DEAD)
    (task,) = [task for task in ground.api.task_instances(run) if task.state == "failed"]
    assert (task.task_id, task.try_number) == ("run_shard", 1)
    failure = failure_line.read(ground.api.log_lines(run, task))
    assert failure is not None
    assert failure.is_bad_input
    assert failure.reason.endswith("gave no page: The server answered 404.")
