"""Which URLs a seed set may ask for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infoseek.errors import BadInput
from infoseek.web.scope import ANY_HOST, Scope, place_of, scope_of
from infoseek.web.urls import canonical_url


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("example.org", ("example.org", "/")),
        ("Example.ORG:80", ("example.org", "/")),
        ("example.org:8000/wiki/", ("example.org:8000", "/wiki/")),
        ("https://example.org/a/../b?q#f", ("example.org", "/b")),
        ("[::1]:81", ("[::1]:81", "/")),
        (ANY_HOST, (ANY_HOST, "/")),
    ],
)
def test_places_are_written_as_people_write_them(text: str, place: tuple[str, str]) -> None:
    """A host, with port and path if need be, or a URL."""
    assert place_of(text) == place


@pytest.mark.parametrize("text", ["", "a b", "http://", "ftp://h/", "h:99999"])
def test_what_is_no_place_is_refused(text: str) -> None:
    """A scope that names no host raises BadInput."""
    with pytest.raises(BadInput):
        scope_of(["example.org", text])


@pytest.mark.parametrize(
    ("url", "is_inside"),
    [
        ("http://h/wiki", True),
        ("http://h/wiki/A?b", True),
        ("https://h/wiki/A", True),
        ("http://h/wiki/../secret", False),
        ("http://h/wiki/%2e%2e/secret", False),
        ("http://h/wikipedia", False),
        ("http://h/", False),
        ("http://h:8000/wiki/A", False),
        ("http://h.evil.org/wiki/A", False),
        ("http://evil.org/h/wiki/", False),
        ("http://h/wiki/talk", False),
        ("http://h/wiki/talk/A", False),
        ("http://h/wiki/talks", True),
    ],
)
def test_a_scope_ends_at_its_folders(url: str, is_inside: bool) -> None:
    """What lies at or below a place is inside, what lies at or below one left out is not, names alike are others."""
    assert scope_of(["h/wiki"], ["h/wiki/talk/"]).allows(canonical_url(url)) is is_inside


def test_hosts_are_named() -> None:
    """The hosts of a scope are those of its places; an empty scope allows nothing."""
    assert scope_of(["a", "b/x", "b/y"], ["c"]).hosts == {"a", "b"}
    assert not Scope(()).allows("http://a/")
    assert scope_of([ANY_HOST], ["a"]).allows("http://b/x")
    assert not scope_of([ANY_HOST], ["a"]).allows("http://a/x")


@given(st.lists(st.sampled_from(["a", "b", "..", ".", "%2e%2e", "\\", "//"]), max_size=6).map("/".join))
def test_no_spelling_leaves_the_scope(path: str) -> None:
    """However a path is written, inside is only what its canonical spelling has below the place."""
    url = canonical_url(f"http://h/a/{path}")
    assert scope_of(["h/a"]).allows(url) == (url == "http://h/a" or url.startswith("http://h/a/"))
