"""Benchmarks on one real batch over a tiny world: Scrapy, Spark, model server, Great Expectations.

Launching Spark and three gates takes most of a minute; everything here shares that one batch.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest

from infoseek.bench import crawl, gates, link, tokens
from infoseek.bench.figure import Figure
from infoseek.bench.grow import judge
from infoseek.bench.load import Load
from infoseek.bench.session import Session
from infoseek.embedded.ports import is_free
from infoseek.settings import GrowthSettings, Settings
from infoseek.stages import CHAIN, CRAWL, GATE

pytestmark = pytest.mark.service

PAGES = 60
TREES = 15
FOLDS = 3
NAMESAKES = "namesakes linked right, world"
"""In so small a world they are a dozen, and a fold holds back what would tell them apart."""


@pytest.fixture(scope="module")
def told() -> list[str]:
    """What the session said it was doing."""
    return []


@pytest.fixture(scope="module")
def session(told: list[str]) -> Iterator[Session]:
    few = Settings(growth=GrowthSettings(trees=TREES))
    with Session(few, Load(pages=PAGES, seeds=1, folds=FOLDS), told.append, told.append) as opened:
        yield opened


def by_name(figures: Iterator[Figure]) -> dict[str, Figure]:
    return {figure.figure: figure for figure in figures}


def test_the_crawl_takes_every_page_that_is_led_to(session: Session) -> None:
    """Coverage is whole, and a bare spider on the same site gives the pace beside it."""
    figures = by_name(crawl.run(session))
    assert figures["share of reachable pages stored"].value == 1
    for name in ("pages a second", "pages a second, bare spider", "pace beside a bare spider", "peak memory"):
        assert (figures[name].value or 0) > 0, name


def test_linking_is_held_against_the_worlds_facts(session: Session) -> None:
    """All quality figures can be had on any world, and meet their targets."""
    shares = {
        figure.figure: figure for figure in link.run(session) if figure.unit == "share" and figure.target
    }
    assert len(shares) >= 5
    assert (shares.pop(NAMESAKES).value or 0) > 0
    assert [name for name, figure in shares.items() if not figure.ok] == []


def test_a_batch_is_run_once_for_all_benchmarks(session: Session, told: list[str]) -> None:
    """The rehearsal goes on where it stood, each stage is said once, and every stage took time and memory."""
    rehearsal = session.rehearsal(GATE)
    assert rehearsal is session.rehearsal(GATE)
    assert [run.stage for run in rehearsal.runs] == list(CHAIN[:-1])
    assert all(run.elapsed_s > 0 and run.peak_bytes > 2**20 for run in rehearsal.runs)
    assert sum(phrase.startswith(GATE.title) for phrase in told) == 1


def test_published_questions_are_judged(session: Session) -> None:
    """Each has one true answer in a world whose pages tell everything."""
    judged = judge(session.rehearsal(GATE))
    assert judged
    assert [each.faults for each in judged] == [[]] * len(judged)


def test_tokens_are_told_by_task(session: Session) -> None:
    """Every task that was asked has its figures, together they are the sum, and the peer's protocol stands beside."""
    pytest.importorskip("mistral_common", reason="mistral-common is not installed")
    figures = by_name(tokens.run(session))
    tasks = {
        name.removeprefix("tokens a question, "): figure.value or 0
        for name, figure in figures.items()
        if name.startswith("tokens a question, ")
    }
    assert set(tasks) >= {"plan", "browse", "blur", "compose"}
    assert figures["tokens a question"].value == pytest.approx(sum(tasks.values()))
    assert (figures["tokens a finished tree, peer's protocol"].value or 0) > 0
    assert (figures["tokens beside the peer's protocol"].value or 9) < 1


def test_planted_defects_are_caught_and_sound_questions_spared(session: Session) -> None:
    """Every kind of plant that fits a published question fails its check; nothing else is rejected."""
    figures = by_name(gates.run(session))
    assert figures["share of planted defects caught"].value == 1
    assert figures["false alarms on sound questions"].value == 0


def test_services_end_with_the_session() -> None:
    """Storage, model server and site answer no more when the block is over."""
    with Session(Settings(), Load(pages=30, seeds=1), print, print) as opened:
        rehearsal = opened.rehearsal(CRAWL)
        endpoints = (rehearsal.site, rehearsal.settings.s3.endpoint_url, rehearsal.settings.model.base_url)
        ports = [urlsplit(str(endpoint)).port or 0 for endpoint in endpoints]
        assert [is_free(port) for port in ports] == [False] * 3
    assert [is_free(port) for port in ports] == [True] * 3
