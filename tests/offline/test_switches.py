"""Which request meets which fault."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from infoseek.offline.switches import FAULTS, Draws, Switches


def test_rates_are_shares() -> None:
    """A fault at rate 0.3 meets about three requests in ten."""
    draws, switches = Draws(), Switches(rate_429=0.3)
    met = sum(draws.fault(switches, f"request {n}") == "rate_429" for n in range(2000))
    assert 520 < met < 680


def test_draws_are_deterministic() -> None:
    """Two servers with equal switches serve equal faults to equal requests."""
    switches = Switches(rate_429=0.2, rate_malformed=0.5)
    one, other = Draws(), Draws()
    requests = [f"request {n % 40}" for n in range(200)]
    assert [one.fault(switches, r) for r in requests] == [other.fault(switches, r) for r in requests]


def test_a_repeated_request_can_get_through() -> None:
    """The draw depends on how often the request was seen."""
    draws, switches = Draws(), Switches(rate_500=0.5)
    assert {draws.fault(switches, "same") for _ in range(40)} == {None, "rate_500"}


def test_the_seed_chooses_other_requests() -> None:
    """Another seed lets faults hit other requests."""
    hit = [[Draws().fault(Switches(rate_500=0.5, seed=seed), f"{n}") for n in range(64)] for seed in (0, 1)]
    assert hit[0] != hit[1]


@pytest.mark.parametrize("wrong", [{"rate_429": 1.1}, {"latency_s": -1}, {"rate_418": 0.5}])
def test_wrong_switches_are_refused(wrong: dict[str, float]) -> None:
    """A rate beyond 1, a negative pause and an unknown switch are errors."""
    with pytest.raises(ValidationError):
        Switches.model_validate(wrong)


def test_pauses_vary_by_request() -> None:
    """A pause lies within its spread, is the same for the same request, and differs between requests."""
    spread = Switches(latency_s=2, latency_spread=0.5)
    pauses = [spread.pause_s(f"{n}".encode()) for n in range(50)]
    assert all(1 <= pause <= 3 for pause in pauses)
    assert len(set(pauses)) == 50
    assert pauses[0] == spread.pause_s(b"0")
    assert Switches(latency_s=2).pause_s(b"any") == 2


def test_every_fault_is_a_switch() -> None:
    """What can be drawn can be set, and a copy without it has it no more."""
    for fault in FAULTS:
        switches = Switches.model_validate({fault: 1})
        assert Draws().fault(switches, "request") == fault
        assert not switches.without(fault).has_faults
