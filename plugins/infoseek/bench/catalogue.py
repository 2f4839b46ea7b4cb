"""The benchmarks there are, in the order they are run, and running them.

What lives here: their names and what each measures. What may not: how.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from infoseek.bench.figure import Figure
from infoseek.errors import BadInput

if TYPE_CHECKING:
    from infoseek.bench.session import Session


@dataclass(frozen=True)
class Benchmark:
    """One benchmark. module: offers `run(session)`, an iterator of figures. title: what it measures."""

    name: str
    title: str

    @property
    def module(self) -> str:
        return f"infoseek.bench.{self.name}"

    def run(self, session: Session) -> Iterator[Figure]:
        """Its figures, as they are taken."""
        # Each brings what it measures, Scrapy and SDKs among it.
        figures: Iterator[Figure] = importlib.import_module(self.module).run(session)
        return figures


BENCHMARKS = tuple(
    Benchmark(name, title)
    for name, title in (
        ("crawl", "pace and coverage of the crawl, beside a bare Scrapy spider"),
        ("extract", "pace and exact spans of text extraction, beside a bare parser"),
        ("link", "linked facts against the world's truth"),
        ("link_sets", "candidate sets against the world's truth, and the pace of looking them up"),
        ("link_scale", "time and memory of linking as the corpus grows, a day's changes, a cluster"),
        ("grow", "yield of growth, and unique answers by the world's truth"),
        ("dispatch", "throughput of model calls, and equal trees under faults and kills"),
        (
            "tokens",
            "tokens of a tree, beside the peer's protocol, and of a question; the offline model's pace",
        ),
        ("gates", "pace of the gate, planted defects caught, sound questions spared"),
        ("retrieval", "pace of the passage index, its size and building, and known passages found"),
        ("publish", "time to publish, and equal releases from equal inputs"),
        ("orchestration", "time of a batch in Airflow beyond the stages' own work"),
        ("scale", "each stage's time as the world grows"),
    )
)


def chosen(name: str) -> tuple[Benchmark, ...]:
    """The benchmark of this name, all of them for no name. Raises `BadInput` for another name."""
    found = tuple(benchmark for benchmark in BENCHMARKS if name in ("", benchmark.name))
    if not found:
        names = ", ".join(benchmark.name for benchmark in BENCHMARKS)
        raise BadInput(f"There is no benchmark {name!r}: there are {names}.")
    return found
