"""The benchmarks that are offered."""

from __future__ import annotations

import importlib

import pytest

from infoseek.bench.catalogue import BENCHMARKS, chosen
from infoseek.errors import BadInput


@pytest.mark.parametrize("benchmark", BENCHMARKS, ids=lambda each: each.name)
def test_every_benchmark_can_be_run(benchmark: object) -> None:
    """Its module is there and offers what the catalogue calls."""
    assert callable(importlib.import_module(benchmark.module).run)  # type: ignore[attr-defined]


def test_no_name_means_all() -> None:
    """Left out, every benchmark is run, in order."""
    assert chosen("") == BENCHMARKS
    assert [each.name for each in chosen("link")] == ["link"]


def test_another_name_is_one_sentence_with_the_names() -> None:
    """A capability that is not there is not offered."""
    with pytest.raises(BadInput, match=r"no benchmark 'rollouts'.*crawl, extract.*scale"):
        chosen("rollouts")
