"""The list of what was taken down: what it covers, and how it grows."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infoseek.errors import BadInput
from infoseek.store.objects import ObjectStore
from infoseek.web.crawl.takedowns import (
    PATH,
    Takedown,
    Takedowns,
    close,
    read_takedowns,
    record,
    target_of,
    widen,
)

WHEN = "2026-11-07T10:00:00Z"


def listed(*what: str, urls: tuple[str, ...] = ()) -> Takedowns:
    return Takedowns(
        Takedown(takedown_id=each, what=each, why="Asked for.", when=WHEN, urls=list(urls)) for each in what
    )


@pytest.mark.parametrize(
    ("what", "url", "is_covered"),
    [
        ("example.org", "https://example.org/", True),
        ("example.org", "http://example.org/a/b?c=d", True),
        ("example.org", "http://example.org:8080/", False),
        ("example.org:8080", "http://example.org:8080/x", True),
        ("example.org", "http://www.example.org/", False),
        ("example.org", "http://example.org.evil.example/", False),
        ("example.org/private/", "http://example.org/private/x", True),
        ("example.org/private/", "http://example.org/private", True),
        ("example.org/private", "http://example.org/privateer", False),
        ("example.org/private/", "http://example.org/public?to=/private/", False),
        ("http://example.org/a?b=1", "http://example.org/a?b=1", True),
        ("http://example.org/a?b=1", "https://example.org/a?b=1", True),
        ("http://example.org/a?b=1", "http://example.org/a", False),
        ("http://example.org/a", "http://example.org/a/b", False),
    ],
)
def test_a_host_a_place_and_a_url_cover_what_they_name(what: str, url: str, is_covered: bool) -> None:
    """A host all of it, a place what is at or below it, a URL itself alone, by http and by https."""
    found = listed("other.example", what).covers(url)
    assert (found is not None and found.what == what) == is_covered
    assert (listed(what).refusal(url) is not None) == is_covered


def test_a_url_covers_what_leads_to_its_page() -> None:
    """Aliases and copies are refused with the same reason."""
    found = listed("http://example.org/a", urls=("http://example.org/a.html",))
    refusal = found.refusal("http://example.org/a.html")
    assert refusal is not None
    assert (refusal.reason, refusal.detail) == ("taken_down", "It was taken down: Asked for.")


@given(
    st.lists(
        st.sampled_from(["example.org", "example.org/a/", "example.org/a/b", "http://example.org/a/b/c"])
    ),
    st.sampled_from(["/", "/a", "/a/", "/a/b", "/a/b/c", "/ab", "/a/bc"]),
)
def test_more_entries_never_cover_less(what: list[str], path: str) -> None:
    """Whatever is covered by one entry is covered beside any others."""
    url = f"http://example.org{path}"
    one_by_one = any(listed(each).covers(url) for each in what)
    assert (listed(*what).covers(url) is not None) == one_by_one


@pytest.mark.parametrize(
    ("given_text", "meant"),
    [
        (" Example.ORG ", "example.org"),
        ("example.org/", "example.org"),
        ("example.org/private/", "example.org/private/"),
        ("https://Example.org:443/a#b", "https://example.org/a"),
        ("127.0.0.1:8765", "127.0.0.1:8765"),
    ],
)
def test_what_is_meant_is_spelled_one_way(given_text: str, meant: str) -> None:
    """Case, default ports and fragments do not matter."""
    assert target_of(given_text) == meant


@pytest.mark.parametrize(
    "wrong", ["", "*", "ftp://example.org/", "example.org/a?b=c", "http://", "ex ample.org"]
)
def test_what_names_nothing_is_refused(wrong: str) -> None:
    """One sentence, whatever is wrong."""
    with pytest.raises(BadInput):
        target_of(wrong)


@pytest.mark.service
def test_the_list_only_grows(store: ObjectStore) -> None:
    """The same thing twice is one entry with its first reason; it is open until it is closed, and after more is found."""
    first = record(store, "example.org", " Asked \n for. ", WHEN)
    assert (first.why, first.state) == ("Asked for.", "open")
    assert record(store, "example.org", "Again.", "2027-01-01T00:00:00Z") == first
    page = record(store, "http://example.net/a", "Too.", WHEN)
    assert close(store, page).state == "done"
    wider = widen(store, page, ["http://example.net/a", "http://example.net/b"])
    assert (wider.urls, wider.state) == (["http://example.net/b"], "open")
    assert read_takedowns(store).entries == (first, wider)
    assert widen(store, close(store, wider), ["http://example.net/b"]).urls == ["http://example.net/b"]


@pytest.mark.service
def test_writers_at_once_lose_nothing(store: ObjectStore) -> None:
    """Eight entries written at the same time are eight entries."""
    hosts = [f"host{number}.example" for number in range(8)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda host: record(store, host, "Asked for.", WHEN), hosts))
    assert sorted(entry.what for entry in read_takedowns(store).entries) == hosts


@pytest.mark.service
def test_a_broken_list_is_named_and_a_reason_is_needed(store: ObjectStore) -> None:
    """Nothing is asked for while it is unknown what must not be."""
    with pytest.raises(BadInput, match="say why"):
        record(store, "example.org", "  ", WHEN)
    store.put(PATH, b"[]")
    with pytest.raises(BadInput, match=r"_takedowns\.json"):
        read_takedowns(store)
