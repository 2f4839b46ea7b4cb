"""Which pages are copies of which."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from infoseek.web.crawl.copies import Copies, text_print
from infoseek.web.crawl.state import CrawlState
from infoseek.web.crawl.variants import Variants

FRAME = "Home About Careers Contact Search the site. Skip to content. Skip to navigation. Print this page."


def prose(name: str, words: int = 300) -> str:
    """Text of its own for each name, made of letters only."""
    digest = hashlib.sha256(name.encode()).digest()
    letters = "abcdefghijklmnop"
    return " ".join(
        "".join(letters[digest[(at * 7 + step) % 32] % 16] for step in range(3 + at % 5)) + letters[at % 16]
        for at in range(words)
    )


class Site:
    """Pages met one after the other."""

    def __init__(self, folder: Path) -> None:
        self.state = CrawlState(folder, "s")
        self.variants = Variants(self.state)
        self.copies = Copies(self.state, 0.9, self.variants)

    def meet(self, url: str, text: str, title: str = "T") -> str | None:
        digest = hashlib.sha256(text.encode()).hexdigest()
        of = self.copies.meet(url, digest, text_print(text), title, text)
        self.variants.learn(url, "page" if of is None else "copy", of or "")
        return of


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path)


def test_equal_texts_are_one_page(site: Site) -> None:
    """The same text under another URL of the host is a copy of the first one; at another host it is none."""
    assert site.meet("http://h/a", prose("a")) is None
    assert site.meet("http://h/b", prose("a")) == "http://h/a"
    assert site.meet("http://h/c", prose("a")) == "http://h/a"
    assert site.meet("http://k/a", prose("a")) is None
    assert site.meet("http://h/a", prose("other")) is None


def test_short_equal_texts_need_equal_titles(site: Site) -> None:
    """A line that many pages have does not make them one; pages without text are never copies."""
    assert site.meet("http://h/a", "Loading the page.", "Apples") is None
    assert site.meet("http://h/b", "Loading the page.", "Pears") is None
    assert site.meet("http://h/c", "Loading the page.", "Pears") == "http://h/b"
    assert site.meet("http://h/d", "") is None
    assert site.meet("http://h/e", "") is None


def test_equal_texts_of_other_years_are_two_pages(site: Site) -> None:
    """Pages that only their titles tell apart by a number stay."""
    text = prose("meeting")
    assert site.meet("http://h/2021", text, "Meeting of 9 March 2021") is None
    assert site.meet("http://h/2022", text, "Meeting of 9 March 2022") is None


def test_another_frame_makes_a_near_copy(site: Site) -> None:
    """Nearly the same text, with nothing of its own on one side, is a copy, whichever came first."""
    text = prose("near", 1500)
    assert site.meet("http://h/a", f"{FRAME} {text}") is None
    assert site.meet("http://h/b", text) == "http://h/a"
    short = prose("other", 1500)
    assert site.meet("http://h/c", short) is None
    assert site.meet("http://h/d", f"{FRAME} {short}") == "http://h/c"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Aston is a village in Kent.", "Burton is a village in Dorset."),
        ("Exports of Ghana: 412 million.", "Exports of Gabon: 873 million."),
        ("January 2024. Days: 31.", "February 2024. Days: 29."),
        ("Meeting on 6 June, from 7 to 9.", "Meeting on 7 June, from 6 to 9."),
        ("The flag is red.", "The flag is blue."),
    ],
)
def test_a_name_or_number_of_its_own_makes_a_page(site: Site, one: str, other: str) -> None:
    """Pages that share nearly all of a long text and differ in a name or number are two."""
    text = prose("template", 2000)
    assert site.meet("http://h/1", f"{one} {text}") is None
    assert site.meet("http://h/2", f"{other} {text}") is None


def test_excerpts_are_folded_where_a_rule_names_them(site: Site) -> None:
    """Pop-ups that hold a part of their page are copies once their names show a rule, those before it too."""
    names = ["aa", "bb", "cc", "dd"]
    for name in names:
        site.meet(f"http://h/geo/{name}.html", f"{FRAME} {prose(name)} {prose(name + 'x')}")
    found = [site.meet(f"http://h/flags/flag_{name}.html", prose(name + "x")) for name in names]
    assert found == [None, None, "http://h/geo/cc.html", "http://h/geo/dd.html"]
    assert sorted(site.copies.late()) == [
        ("http://h/flags/flag_aa.html", "http://h/geo/aa.html"),
        ("http://h/flags/flag_bb.html", "http://h/geo/bb.html"),
    ]
    assert list(site.copies.late()) == []
    assert site.copies.is_excerpt("http://h/flags/flag_aa.html")


def test_an_excerpt_that_came_first_is_found_too(site: Site) -> None:
    """A part met before its whole is folded into it in the end."""
    for name in ("aa", "bb", "cc"):
        site.meet(f"http://h/{name}.html", f"{FRAME} {prose(name)} {prose(name + 'x')}")
        site.meet(f"http://h/print_{name}.html", prose(name))
    assert site.meet("http://h/print_dd.html", prose("dd")) is None
    site.meet("http://h/dd.html", f"{FRAME} {prose('dd')} {prose('ddx')}")
    assert ("http://h/print_dd.html", "http://h/dd.html") in list(site.copies.late())


def test_posts_that_an_archive_quotes_stay(site: Site) -> None:
    """A post is a page although its archive holds all of it: no rule of names leads from one to the other."""
    for year in ("2021", "2022", "2023", "2024"):
        posts = [f"{year}-05-{int(year) % 7 + 4 * day}-note" for day in range(1, 5)]
        site.meet(f"http://h/{year}", " ".join(prose(post) for post in posts))
        assert [site.meet(f"http://h/{post}", prose(post)) for post in posts] == [None] * 4
    assert list(site.copies.late()) == []


def test_the_best_stands_for_a_group(site: Site) -> None:
    """A whole before an excerpt, then the declared one, then the most linked, the shortest, the first."""
    names = ["aa", "bb", "cc"]
    for name in names:
        site.meet(f"http://h/{name}.html", f"{prose(name)} {prose(name + 'x')}")
        site.meet(f"http://h/p_{name}.html", prose(name))
    best = site.copies.best
    assert (
        best(["http://h/p_cc.html", "http://h/cc.html"], {"http://h/p_cc.html": 9}, {}) == "http://h/cc.html"
    )
    group = ["http://h/x", "http://h/yy", "http://h/z"]
    assert best(group, {}, {"http://h/x": "http://h/yy"}) == "http://h/yy"
    assert best(group, {"http://h/z": 2, "http://h/x": 1}, {}) == "http://h/z"
    assert best(group, {}, {}) == "http://h/x"
    assert best(reversed(group), {}, {}) == "http://h/x"


def test_a_declared_copy_may_be_near(site: Site) -> None:
    """Where a page names its canonical URL itself, a likeness is enough; two different pages are never near."""
    site.meet("http://h/a", f"{FRAME} {prose('a')}")
    site.meet("http://h/b", prose("a"))
    site.meet("http://h/c", prose("c"))
    assert site.copies.are_near("http://h/b", "http://h/a")
    assert not site.copies.are_near("http://h/c", "http://h/a")
    assert not site.copies.are_near("http://h/unmet", "http://h/a")


def test_copies_survive_a_restart(site: Site, tmp_path: Path) -> None:
    """After a restart equal texts still meet, and a page met before is judged as it was."""
    site.meet("http://h/a", prose("a"))
    site.meet("http://h/b", prose("a"))
    again = Site(tmp_path / "again")
    again.state.apply(site.state.delta())
    assert again.meet("http://h/c", prose("a")) == "http://h/a"
    assert again.meet("http://h/b", prose("a")) == "http://h/a"
    assert again.meet("http://h/d", prose("d")) is None


def test_of_many_pages_few_are_kept_whole(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """Readings are dropped from a number on; equal texts are found ever after."""
    monkeypatch.setattr("infoseek.web.crawl.copies.MAX_READINGS", 5)
    for number in range(20):
        site.meet(f"http://h/{number}", prose(f"p{number}"))
    count = site.state.connection.execute("SELECT count(*) FROM readings").fetchone()[0]
    assert count <= 5
    assert site.meet("http://h/again", prose("p0")) == "http://h/0"
