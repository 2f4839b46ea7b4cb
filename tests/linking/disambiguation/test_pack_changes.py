"""What of two dictionaries differs, and what rests on nothing that does."""

from __future__ import annotations

from pathlib import Path

from infoseek.linking.disambiguation.pack import Pack, open_pack
from infoseek.linking.disambiguation.pack_changes import Changes, pack_changes
from tests.linking.disambiguation.test_pack_store import TITLES, built

NOTHING = Changes(frozenset(), frozenset(), frozenset(), frozenset(), frozenset(), {})


def pack_of(folder: Path, titles: dict[str, str], links: list[tuple[str, str]]) -> Pack:
    return open_pack(built(folder, titles, links))


def test_equal_packs_do_not_differ(tmp_path: Path) -> None:
    """Two builds of the same tables have nothing to tell apart."""
    one, two = (pack_of(tmp_path / name, TITLES, [("a", "b")]) for name in "xy")
    assert pack_changes(one, two) == NOTHING


def test_a_new_link_changes_both_ends(tmp_path: Path) -> None:
    """Their neighbourhoods differ, and so does what their names mean, though not whom; only its target is linked
    to by others than before, which are called by a name that was known.
    """
    before = pack_of(tmp_path / "x", TITLES, [("a", "b")])
    now = pack_of(tmp_path / "y", TITLES, [("a", "b"), ("a", "c")])
    found = pack_changes(before, now)
    assert {"a", "c"} <= found.near
    assert {"lonely avenue", "ray charles"} <= found.names
    assert (found.new, found.moved, found.types) == (frozenset(), frozenset(), frozenset())
    assert found.linkers == {"c": {"lonely avenue"}}


def test_a_page_that_is_gone_takes_its_names(tmp_path: Path) -> None:
    """What was an entity and is none any more differs, and its name means nothing more."""
    before = pack_of(tmp_path / "x", TITLES, [])
    now = open_pack(built(tmp_path / "y", {"a": "Lonely Avenue", "b": "Genius"}, [], before))
    found = pack_changes(before, now)
    assert "c" in found.near & found.types
    assert found.moved == found.names == {"ray charles"}


def test_a_page_that_came_brings_its_name(tmp_path: Path) -> None:
    """No page can be known to have it."""
    before = pack_of(tmp_path / "x", {"a": "Lonely Avenue", "b": "Genius"}, [])
    found = pack_changes(before, open_pack(built(tmp_path / "y", TITLES, [], before)))
    assert found.new == {"ray charles"}
    assert found.names == frozenset()


def test_settled_statistics_keep_a_busier_neighbour_out_of_it(tmp_path: Path) -> None:
    """That b is linked more often moves no weight of a, which was its neighbour before."""
    titles = {**TITLES, "d": "Hit the Road", "e": "Yes Indeed"}
    settled = pack_of(tmp_path / "x", titles, [("a", "b"), ("a", "c")])
    links = [("a", "b"), ("a", "c"), ("d", "b"), ("e", "b"), ("c", "b")]
    loose = pack_of(tmp_path / "y", titles, links)
    kept = open_pack(built(tmp_path / "z", titles, links, settled))
    assert "a" in pack_changes(settled, loose).near
    assert "a" not in pack_changes(settled, kept).near
