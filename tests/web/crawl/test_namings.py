"""Which rules of names hold, by the pairs that were judged."""

from __future__ import annotations

from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from infoseek.web.crawl.namings import PER_ERROR, Namings
from infoseek.web.crawl.state import CrawlState


def _namings(folder: Path) -> Namings:
    return Namings(CrawlState(folder, "s"))


def test_a_rule_holds_from_the_third_pair_on(tmp_path: Path) -> None:
    """Two pairs are a guess, three a rule."""
    namings = _namings(tmp_path)
    for number, name in enumerate("abc"):
        assert namings.rules("h") == []
        namings.judged(f"http://h/print_{name}.html", f"http://h/{name}.html", True)
        assert len(namings.guesses("h")) == (number > 0)
    (rule,) = namings.rules("h")
    assert str(rule) == "print_….html copies ….html"
    assert namings.confirmations("h", rule) == (3, 0)
    assert namings.rules("k") == []


def test_a_page_of_its_own_ends_a_rule(tmp_path: Path) -> None:
    """A page that its name calls a copy and its text does not ends a young rule; twice judged counts once."""
    namings = _namings(tmp_path)
    for name in "abcd":
        namings.judged(f"http://h/print_{name}", f"http://h/{name}", True)
    assert namings.rules("h")
    namings.judged("http://h/print_a", "http://h/a", False)
    assert namings.rules("h")
    namings.judged("http://h/print_e", "http://h/e", False)
    assert (namings.rules("h"), namings.falls) == ([], 1)
    namings.judged("http://h/print_f", "http://h/f", True)
    assert namings.rules("h") == []


def test_a_rule_that_is_seldom_wrong_holds(tmp_path: Path) -> None:
    """It stands again when enough pairs bear it out, falls with the next that does not, and is lost where half do."""
    namings = _namings(tmp_path)
    namings.judged("http://h/print_x", "http://h/x", False)
    for number in range(PER_ERROR):
        assert namings.rules("h") == []
        namings.judged(f"http://h/print_{number}", f"http://h/{number}", True)
    assert len(namings.rules("h")) == 1
    namings.judged("http://h/print_y", "http://h/y", False)
    assert (namings.rules("h"), namings.falls) == ([], 1)
    assert namings.guesses("h")
    for name in "bcdefghijk":
        namings.judged(f"http://h/print_{name}", f"http://h/{name}", False)
    assert namings.guesses("h") == []


def test_what_was_judged_before_counts_for_a_new_rule(tmp_path: Path) -> None:
    """A rule that is found late knows of the pages that speak against it."""
    namings = _namings(tmp_path)
    namings.judged("http://h/print_z", "http://h/z", False)
    for name in "abcd":
        namings.judged(f"http://h/print_{name}", f"http://h/{name}", True)
    assert namings.rules("h") == []


@given(st.permutations([(name, name not in "xyz") for name in "abcdefghijklmnopqrstuvwxyz0123456789"]))
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_settled_rules_do_not_depend_on_the_order(tmp_path: Path, order: list[tuple[str, bool]]) -> None:
    """However the same pairs came, the rules found anew at the end are the same; other hosts keep theirs."""
    namings = _namings(tmp_path)
    for name in "abc":
        namings.judged(f"http://k/print_{name}", f"http://k/{name}", True)
    for name, is_alike in order:
        namings.judged(f"http://h/print_{name}.html", f"http://h/{name}.html", is_alike)
        namings.judged(f"http://h/maps/{name}_map.html", f"http://h/{name}.html", True)
    namings.rejudged("h", [], False)
    assert [(str(rule), namings.confirmations("h", rule)) for rule in namings.rules("h")] == [
        ("print_….html copies ….html", (33, 3)),
        ("/maps/…_map.html copies /….html", (36, 0)),
    ]
    assert len(namings.rules("k")) == 1


def test_new_verdicts_replace_old_ones(tmp_path: Path) -> None:
    """A pair judged anew counts as judged last, and all others of the host are forgotten where that is asked for."""
    namings = _namings(tmp_path)
    for name in "abcd":
        namings.judged(f"http://h/print_{name}", f"http://h/{name}", True)
    namings.rejudged("h", [("http://h/print_a", "http://h/a", False)], False)
    assert (namings.rules("h"), len(namings.alike("h"))) == ([], 3)
    namings.rejudged("h", [("http://h/print_b", "http://h/b", True)], True)
    assert namings.alike("h") == [("http://h/print_b", "http://h/b")]


def test_rules_survive_a_restart(tmp_path: Path) -> None:
    """What a checkpoint holds brings the rules back."""
    state = CrawlState(tmp_path, "s")
    namings = Namings(state)
    for name in "abc":
        namings.judged(f"http://h/print_{name}", f"http://h/{name}", True)
    other = CrawlState(tmp_path, "t")
    again = Namings(other)
    other.apply(state.delta())
    assert again.rules("h") == namings.rules("h") != []
