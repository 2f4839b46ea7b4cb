"""Rules by which sites name copies of their pages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infoseek.web.crawl.names import Naming, naming_of, shortened, stem_of, stems_of


@pytest.mark.parametrize(
    ("one", "other", "url", "original"),
    [
        (
            ("http://h/a/print_x.html", "http://h/a/x.html"),
            ("http://h/b/print_y.html", "http://h/b/y.html"),
            "http://h/c/print_z.html",
            "http://h/c/z.html",
        ),
        (
            ("http://h/flags/flag_aa.html", "http://h/geos/aa.html"),
            ("http://h/flags/flag_bb.html", "http://h/geos/bb.html"),
            "http://h/flags/flag_cc.html",
            "http://h/geos/cc.html",
        ),
        (
            ("http://h/print/2024/a", "http://h/2024/a"),
            ("http://h/print/2023/b", "http://h/2023/b"),
            "http://h/print/2022/c",
            "http://h/2022/c",
        ),
        (
            ("http://h/a?print=1", "http://h/a"),
            ("http://h/b?print=1", "http://h/b"),
            "http://h/c?print=1",
            "http://h/c",
        ),
    ],
)
def test_two_pairs_show_a_rule(one: tuple[str, str], other: tuple[str, str], url: str, original: str) -> None:
    """What two copies have before and behind the part they share with their originals marks the third one."""
    rule = naming_of(one, other)
    assert rule is not None
    assert rule.original(url) == original
    assert rule.copy(original) == url
    assert all(rule.original(copy) == page for copy, page in (one, other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # Posts that an archive page quotes: no part of their names is the archive's.
        (("http://h/2024-05-01-a", "http://h/2024"), ("http://h/2023-05-02-b", "http://h/2023")),
        (("http://h/post-1", "http://h/blog"), ("http://h/post-2", "http://h/blog")),
        (("http://h/x1", "http://h/y2"), ("http://h/x3", "http://h/y4")),
        # Nothing marks the copy: each original has the name of one, too.
        (("http://h/a-x", "http://h/a-y-x"), ("http://h/b-x", "http://h/b-y-x")),
    ],
)
def test_chance_is_no_rule(one: tuple[str, str], other: tuple[str, str]) -> None:
    """Pairs whose names do not vary together have no rule in common."""
    assert naming_of(one, other) is None


@given(
    st.lists(st.sampled_from(["a", "b", "_", "-", "/", "1", "2", ".", "?", "="]), max_size=12).map("".join)
)
def test_a_rule_can_be_turned_round(name: str) -> None:
    """What is the copy of a page under a rule has that page as its original."""
    rule = Naming(True, "print_", ".html", "", ".htm")
    page = f"http://h/{name}"
    copy = rule.copy(page)
    assert copy is None or rule.original(copy) == page


def test_names_suggest_originals() -> None:
    """A URL's name is cut at either end, its path and query are shortened, within bounds."""
    assert stem_of("http://h/a/print_x.html?q=1") == "print_x"
    assert {"x", "print"} <= set(stems_of("http://h/a/print_x.html"))
    assert "http://h/a/x" in shortened("http://h/a/print/x")
    assert shortened("http://h/x?print=1")[0] == "http://h/x"
    assert len(stems_of("http://h/" + "a-" * 500)) <= 16
    assert len(shortened("http://h/" + "a/" * 500)) <= 9
