"""Seed sets: read from a URL or a file, kept on S3."""

from __future__ import annotations

from pathlib import Path

import pytest

from infoseek.errors import BadInput
from infoseek.store.objects import ObjectStore
from infoseek.web.seeds import SeedSet, parse_seeds, read_seeds, seed_names, write_seeds


def test_a_url_is_a_seed_set_of_its_own() -> None:
    """A URL gives one seed, scoped to its own host and port, named after it."""
    seeds = parse_seeds("http://127.0.0.1:8000")
    assert seeds == SeedSet(name="127-0-0-1-8000", urls=["http://127.0.0.1:8000/"], scope=["127.0.0.1:8000"])


def test_a_file_holds_one_url_a_line(tmp_path: Path) -> None:
    """Comments and empty lines are left out, equal URLs folded; a fragment is no comment."""
    file = tmp_path / "My Seeds.txt"
    file.write_text("# all\nhttp://a.org/x#part\n\nhttp://b.org  # why\nhttp://A.org/x\n")
    seeds = parse_seeds(str(file))
    assert seeds.name == "my-seeds"
    assert seeds.urls == ["http://a.org/x", "http://b.org/"]
    assert seeds.scope == ["a.org", "b.org"]


def test_a_bad_line_is_named(tmp_path: Path) -> None:
    """A line that is no URL is refused with its number and its text."""
    file = tmp_path / "seeds.txt"
    file.write_text("http://a.org/\nnot a url\n")
    with pytest.raises(BadInput, match=r"seeds\.txt, line 2: 'not a url'"):
        parse_seeds(str(file))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("/no/such/file", "neither a URL nor a readable file"),
        ("ftp://a.org/", "ftp://a.org/"),
        ("http://:80/", "http://:80/"),
        ("  ", "No seeds are given"),
    ],
)
def test_what_is_neither_url_nor_file_is_refused(text: str, message: str) -> None:
    """One sentence names what was given."""
    with pytest.raises(BadInput, match=message):
        parse_seeds(text)


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    """A file of comments alone names no URL."""
    file = tmp_path / "seeds.txt"
    file.write_text("# nothing\n")
    with pytest.raises(BadInput, match="names no URL"):
        parse_seeds(str(file))


def test_a_file_of_bytes_is_refused(tmp_path: Path) -> None:
    """A file that is no text is refused in one sentence."""
    file = tmp_path / "seeds.bin"
    file.write_bytes(b"\xff\xfe\x00\x80")
    with pytest.raises(BadInput, match="not UTF-8"):
        parse_seeds(str(file))


@pytest.mark.service
def test_seed_sets_are_kept_by_name(store: ObjectStore) -> None:
    """A stored set is read back equal; a missing or broken one is named."""
    seeds = SeedSet(name="one", urls=["http://a.org/"], scope=["a.org"], max_pages=3)
    write_seeds(store, seeds)
    assert read_seeds(store, "one") == seeds
    assert seed_names(store) == ["one"]
    with pytest.raises(BadInput, match="no seed set 'two'"):
        read_seeds(store, "two")
    store.put("seeds/two.json", b'{"name": "two", "urls": [], "scope": ["a"]}')
    with pytest.raises(BadInput, match=r"two\.json is no seed set: urls"):
        read_seeds(store, "two")
    store.put("seeds/two.json", seeds.model_dump_json().encode())
    with pytest.raises(BadInput, match="calls itself 'one'"):
        read_seeds(store, "two")


def test_the_id_follows_the_content() -> None:
    """Equal sets have equal ids whatever they are called; another URL makes another id."""
    one = SeedSet(name="one", urls=["http://a.org/"], scope=["a.org"])
    assert one.content_id == one.model_copy(update={"name": "two"}).content_id
    assert one.content_id != one.model_copy(update={"urls": ["http://a.org/b"]}).content_id
