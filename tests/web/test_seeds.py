"""Seed sets: read from a URL or a file, kept on S3 with all their versions."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infoseek.errors import BadInput
from infoseek.store.objects import ObjectStore
from infoseek.web.seeds import (
    SeedSet,
    WarcFile,
    change_seeds,
    parse_seed_sets,
    parse_seeds,
    read_seeds,
    remove_seeds,
    seed_names,
    seed_set_of,
    write_seeds,
)

WARC = WarcFile(path="raw/ingested/a.warc.gz", sha256="a", size_bytes=1)


def written(folder: Path, name: str, text: str) -> str:
    path = folder / name
    path.write_text(text)
    return str(path)


def test_a_url_is_a_seed_set_of_its_own() -> None:
    """A URL gives one seed, scoped to its own host and port, named after it."""
    seeds = parse_seeds("http://127.0.0.1:8000")
    assert seeds == SeedSet(name="127-0-0-1-8000", urls=["http://127.0.0.1:8000/"], scope=["127.0.0.1:8000"])


def test_a_file_holds_one_url_a_line(tmp_path: Path) -> None:
    """Comments and empty lines are left out, equal URLs folded; a fragment is no comment."""
    text = "# all\nhttp://a.org/x#part\n\nhttp://b.org  # why\nhttp://A.org/x\n"
    seeds = parse_seeds(written(tmp_path, "My Seeds.txt", text))
    assert seeds.name == "my-seeds"
    assert seeds.urls == ["http://a.org/x", "http://b.org/"]
    assert seeds.scope == ["a.org", "b.org"]


TOML = """
[[seed_set]]
name = "wiki"
urls = ["https://Example.org/wiki/Main"]
sitemaps = ["https://example.org/sitemap.xml"]
scope = ["example.org/wiki/"]
left_out = ["example.org/wiki/Special"]
max_pages = 50
max_depth = 2
delay_s = 0.5

[[seed_set]]
name = "press"
urls = ["http://b.org/", "http://c.org:8080/x"]
"""


def test_a_toml_file_holds_several_sets(tmp_path: Path) -> None:
    """Every field is read; the scope of a set that names none is its hosts."""
    press, wiki = parse_seed_sets(written(tmp_path, "seeds.toml", TOML))
    assert wiki == SeedSet(
        name="wiki",
        urls=["https://example.org/wiki/Main"],
        sitemaps=["https://example.org/sitemap.xml"],
        scope=["example.org/wiki/"],
        left_out=["example.org/wiki/Special"],
        max_pages=50,
        max_depth=2,
        delay_s=0.5,
    )
    assert press.scope == ["b.org", "c.org:8080"]


def test_a_lone_table_takes_the_files_name(tmp_path: Path) -> None:
    """A file of one set need not name it, and the caller may."""
    path = written(tmp_path, "News.toml", '[[seed_set]]\nsitemaps = ["http://a.org/s.xml"]\n')
    assert parse_seeds(path).name == "news"
    assert parse_seeds(path, "mine").name == "mine"


CSV = """seed_set,url,kind,scope,max_pages,max_depth,delay_s
one,http://a.org/,url,a.org b.org/x/,10,,1.5
two,http://c.org/sitemap.xml,sitemap,,,3,
one,http://b.org/x/y,,,10,,
,,,,,,
"""


def test_a_table_holds_one_seed_a_row(tmp_path: Path) -> None:
    """Rows of a set need not stand together, and say its bounds once or alike."""
    one, two = parse_seed_sets(written(tmp_path, "seeds.csv", CSV))
    assert one == SeedSet(
        name="one",
        urls=["http://a.org/", "http://b.org/x/y"],
        scope=["a.org", "b.org/x/"],
        max_pages=10,
        delay_s=1.5,
    )
    assert two == SeedSet(name="two", sitemaps=["http://c.org/sitemap.xml"], scope=["c.org"], max_depth=3)


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("s.txt", "http://a.org/\nnot a url\n", r"s\.txt, line 2: 'not a url'"),
        ("s.txt", "# nothing\n", "names no URL"),
        ("s.csv", "", "line 1: it needs the column url"),
        ("s.csv", "seed_set,url\n", "names no URL"),
        ("s.csv", "name,url\n", "line 1: 'name' is no column of it"),
        ("s.csv", "url,url\n", "line 1: it needs the column url, each column once"),
        ("s.csv", "url,kind\nhttp://a.org/,feed\n", "line 2: kind: 'feed' is neither url nor sitemap"),
        ("s.csv", "url,kind\nhttp://a.org/\n", "line 2: it has not as many cells"),
        ("s.csv", "url,max_pages\nhttp://a.org/,1\nhttp://a.org/b,2\n", "line 3: max_pages: it is 2 here and 1 in"),
        ("s.csv", "url,max_pages\nhttp://a.org/,many\n", "line 2: max_pages: 'many' is no number"),
        ("s.csv", "url,max_pages\nhttp://a.org/,0\n", "line 2: max_pages: input should be greater"),
        ("s.csv", "url,delay_s\nhttp://a.org/,inf\n", "line 2: delay_s: input should be a finite number"),
        ("s.csv", 'url\n"http://a.org/\n', "it is no CSV"),
        ("s.csv", "url\nftp://a.org/\n", "line 2: url: 'ftp://a.org/'"),
        ("s.toml", "a = [", "is no TOML"),
        ("s.toml", "a = " + "[" * 5000, "is no TOML"),
        ("s.toml", "", r"holds no \[\[seed_set\]\] table"),
        ("s.toml", "seed_set = 3", r"holds no \[\[seed_set\]\] table"),
        ("s.toml", "title = 1", "'title' stands outside"),
        ("s.toml", '[[seed_set]]\nurl = "http://a.org"', "table 1: url: there is no such field"),
        ("s.toml", '[[seed_set]]\nurls = "http://a.org"', "table 1: urls: input should be a valid list"),
        ("s.toml", '[[seed_set]]\nname = "A B"\nurls = ["http://a.org"]', r"table 1 \(A B\): name: string should match"),
        ("s.toml", '[[seed_set]]\nname = "a"', "urls: it names neither a URL nor a sitemap"),
        ("s.toml", '[[seed_set]]\nurls = ["http://a.org"]\nscope = []', "scope: list should have at least 1"),
        ("s.toml", '[[seed_set]]\nurls = ["http://a.org"]\nscope = ["b.org"]', "urls: http://a.org/ lies outside"),
        ("s.toml", '[[seed_set]]\nurls = ["http://a.org"]\nscope = ["*"]', r"scope: '\*' is neither a host"),
        ("s.toml", '[[seed_set]]\nurls = ["http://a.org"]\nleft_out = ["a b"]', "left_out: 'a b' is neither"),
        (
            "s.toml",
            '[[seed_set]]\nurls = ["http://a.org"]\nsitemaps = ["http://b.org/s"]\nscope = ["a.org"]',
            "sitemaps: http://b.org/s lies on no host",
        ),
        ("s.toml", '[[seed_set]]\nurls = ["http://a.org"]\n' * 2, "table 1: name: the file holds 2"),
        (
            "s.toml",
            '[[seed_set]]\nname = "a"\nurls = ["http://a.org"]\n' * 2,
            r"table 2 \(a\): name: 'a' is the name of .*table 1",
        ),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named(tmp_path: Path, name: str, text: str, message: str) -> None:
    """File, line or table, and field, in one sentence."""
    with pytest.raises(BadInput, match=message):
        parse_seed_sets(written(tmp_path, name, text))


def test_one_set_is_wanted_where_several_are(tmp_path: Path) -> None:
    """A file of several sets is no seed set, and several cannot be given one name."""
    path = written(tmp_path, "seeds.toml", TOML)
    with pytest.raises(BadInput, match="holds 2 seed sets and one is wanted"):
        parse_seeds(path)
    with pytest.raises(BadInput, match="each must have its own name"):
        parse_seed_sets(path, "mine")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("/no/such/file", "neither a URL nor a readable file"),
        ("a\0b", "neither a URL nor a readable file"),
        ("ftp://a.org/", "ftp://a.org/"),
        ("http://:80/", "http://:80/"),
        ("  ", "No seeds are given"),
    ],
)
def test_what_is_neither_url_nor_file_is_refused(text: str, message: str) -> None:
    """One sentence names what was given."""
    with pytest.raises(BadInput, match=message):
        parse_seeds(text)


def test_a_file_of_bytes_is_refused(tmp_path: Path) -> None:
    """A file that is no text is refused in one sentence."""
    file = tmp_path / "seeds.bin"
    file.write_bytes(b"\xff\xfe\x00\x80")
    with pytest.raises(BadInput, match="not UTF-8"):
        parse_seeds(str(file))


@given(st.sampled_from(["s.txt", "s.toml", "s.csv"]), st.text(max_size=200))
def test_any_text_is_seed_sets_or_one_sentence(
    tmp_path_factory: pytest.TempPathFactory, name: str, text: str
) -> None:
    """Whatever a file says, it is read or refused as bad input, and what is read is whole."""
    path = tmp_path_factory.mktemp("seeds") / name
    path.write_text(text, encoding="utf-8", errors="replace")
    try:
        found = parse_seed_sets(str(path))
    except BadInput:
        return
    assert found == [seed_set_of(seeds.model_dump()) for seeds in found]


def test_only_files_may_be_of_any_host() -> None:
    """A set of WARC files may take in any host; it has no URLs beside them."""
    seeds = seed_set_of({"name": "cc", "warcs": [WARC], "scope": ["*"]})
    assert seeds.is_offline
    with pytest.raises(BadInput, match="warcs: a set has URLs and sitemaps or WARC files"):
        seed_set_of({"name": "cc", "warcs": [WARC], "urls": ["http://a.org/"]})


def test_the_id_follows_the_content() -> None:
    """Equal sets have equal ids whatever they are called; another URL makes another id."""
    one = SeedSet(name="one", urls=["http://a.org/"], scope=["a.org"])
    assert one.content_id == one.model_copy(update={"name": "two", "version": 7}).content_id
    assert one.content_id != one.model_copy(update={"urls": ["http://a.org/b"]}).content_id


@pytest.mark.service
def test_seed_sets_are_kept_by_name(store: ObjectStore) -> None:
    """A stored set is read back equal; a missing or broken one is named, and is mended by writing it."""
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
    store.put("seeds/two.json", b"junk")
    write_seeds(store, seeds.model_copy(update={"name": "two"}))
    assert read_seeds(store, "two").urls == seeds.urls


@pytest.mark.service
def test_every_version_stays(store: ObjectStore) -> None:
    """An equal set changes nothing, a changed one counts up, a removed one goes on counting when it returns."""
    one = SeedSet(name="one", urls=["http://a.org/"], scope=["a.org"])
    two = one.model_copy(update={"max_pages": 5})
    assert [write_seeds(store, each).version for each in (one, one, two, two)] == [1, 1, 2, 2]
    assert remove_seeds(store, "one").version == 2
    assert seed_names(store) == []
    assert write_seeds(store, one).version == 3
    assert [read_seeds(store, "one", version).max_pages for version in (1, 2, 3)] == [None, 5, None]
    assert len(list(store.keys("seeds/_versions/one/"))) == 3
    with pytest.raises(BadInput, match="no version 4 of the seed set 'one'"):
        read_seeds(store, "one", 4)


@pytest.mark.service
def test_a_version_that_a_killed_writer_left_out_is_kept(store: ObjectStore) -> None:
    """The current version is put beside the others before another one takes its place."""
    one = SeedSet(name="one", urls=["http://a.org/"], scope=["a.org"])
    store.put("seeds/one.json", one.model_dump_json().encode())
    write_seeds(store, one.model_copy(update={"max_pages": 5}))
    assert read_seeds(store, "one", 1) == one


@pytest.mark.service
def test_writers_at_the_same_time_lose_nothing(store: ObjectStore) -> None:
    """Each change is made to what the other wrote, and every version has its own number."""

    def add(number: int) -> None:
        def added(current: SeedSet | None) -> SeedSet:
            urls = [*(current.urls if current else []), f"http://a.org/{number}"]
            return SeedSet(name="one", urls=urls, scope=["a.org"])

        change_seeds(store, "one", added)

    threads = [threading.Thread(target=add, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(read_seeds(store, "one").urls) == [f"http://a.org/{number}" for number in range(8)]
    assert [len(read_seeds(store, "one", version).urls) for version in range(1, 9)] == list(range(1, 9))
