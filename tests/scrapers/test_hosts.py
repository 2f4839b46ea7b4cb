"""How long a busy host is left alone, and when it is given up."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from infoseek.web.crawl.frontier import Failure
from scrapers.hosts import Hosts

HOST = "a.example"


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def made(max_wait_s: float = 60.0, max_failures: int = 5) -> tuple[Hosts, Clock]:
    clock = Clock()
    return Hosts(max_wait_s, max_failures, clock), clock


def test_back_off_grows_until_the_host_is_left() -> None:
    """Without Retry-After each pause doubles, give or take a quarter, and beyond the limit the host is left."""
    hosts, clock = made()
    waits = []
    while not isinstance(wait := hosts.busy(HOST, None), Failure):
        waits.append(wait)
        clock.now += wait
    assert all(0.75 * 2**n <= wait <= 1.25 * 2**n for n, wait in enumerate(waits))
    assert 5 <= len(waits) <= 7
    assert wait.reason == "host_busy"
    assert hosts.left(HOST) == wait


def test_retry_after_is_kept_to_and_may_be_too_long() -> None:
    """The host's own wish counts where it is longer; a year is too long."""
    hosts, _ = made()
    assert hosts.busy(HOST, 30) == 30
    left = hosts.busy("b.example", 365 * 86400)
    assert isinstance(left, Failure)
    assert left.reason == "host_busy"
    assert "asks to wait 31536000 s" in left.detail
    assert hosts.left(HOST) is None


def test_answers_to_what_was_sent_before_a_pause_do_not_lengthen_it() -> None:
    """Eight refusals at once are one step of back-off."""
    hosts, clock = made()
    first = hosts.busy(HOST, None)
    assert isinstance(first, float)
    for _ in range(8):
        clock.now += 0.01
        wait = hosts.busy(HOST, None)
        assert isinstance(wait, float)
        assert wait < first


def test_a_good_answer_ends_the_back_off() -> None:
    """A host that answers again begins anew."""
    hosts, clock = made()
    for _ in range(3):
        hosts.busy(HOST, None)
        clock.now += 100
    hosts.well(HOST)
    wait = hosts.busy(HOST, None)
    assert isinstance(wait, float)
    assert wait <= 1.25


def test_failed_connections_in_a_row_leave_the_host() -> None:
    """So many in a row are too many; an answer among them starts the count again."""
    hosts, _ = made()
    for _ in range(4):
        assert isinstance(hosts.broken(HOST), float)
    hosts.well(HOST)
    for _ in range(4):
        assert isinstance(hosts.broken(HOST), float)
    left = hosts.broken(HOST)
    assert isinstance(left, Failure)
    assert left.reason == "host_fails"


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["busy", "broken", "well"]),
            st.one_of(st.none(), st.floats(0, 1e9)),
            st.floats(0, 100),
        ),
        max_size=60,
    )
)
def test_waits_are_bounded(events: list[tuple[str, float | None, float]]) -> None:
    """Whatever a host does, no wait is longer than the limit, and none shorter than asked for."""
    hosts, clock = made()
    for what, asked_s, pause_s in events:
        clock.now += pause_s
        if what == "well":
            hosts.well(HOST)
            continue
        wait = hosts.busy(HOST, asked_s) if what == "busy" else hosts.broken(HOST)
        if isinstance(wait, float):
            assert 0 <= wait <= 60
            assert what == "broken" or wait >= (asked_s or 0) - 1e-3
