"""Query parameters without effect."""

from __future__ import annotations

from pathlib import Path

import pytest

from infoseek.web.crawl.parameters import Parameters, differing, folder_of, without
from infoseek.web.crawl.state import CrawlState


@pytest.fixture
def parameters(tmp_path: Path) -> Parameters:
    return Parameters(CrawlState(tmp_path, "s"))


def _same(parameters: Parameters, page: str, *queries: str) -> None:
    """Learn that a page is the same under several queries."""
    first, *others = (f"http://h/d/{page}?{query}" for query in queries)
    parameters.learn(first, "")
    for other in others:
        parameters.learn(other, first)


def test_urls_are_taken_apart() -> None:
    """Folder, parameters that differ, and the URL less some of them."""
    assert folder_of("http://h/a/b?c=/d") == "http://h/a"
    assert differing("http://h/a?x=1&y=2", "http://h/a?x=1&y=3&z=4") == {"y", "z"}
    assert without("http://h/a?x=1&y=2", {"y"}) == "http://h/a?x=1"
    assert without("http://h/a?x=1", {"x"}) == "http://h/a"
    assert without("http://h/a", {"x"}) == "http://h/a"


def test_two_copies_teach_for_their_page(parameters: Parameters) -> None:
    """After two copies of one page a parameter is dropped there, and not yet elsewhere."""
    _same(parameters, "1", "who=a", "who=b", "who=c")
    assert parameters.idle("http://h/d/1?who=z") == {"who"}
    assert parameters.idle("http://h/d/2?who=z") == frozenset()


def test_three_pages_teach_for_their_folder(parameters: Parameters) -> None:
    """After three pages a parameter is dropped in the folder, in another one it is not; other parameters stay."""
    for page in "123":
        _same(parameters, page, "who=a&id=1", "who=b&id=1")
    assert parameters.plain("http://h/d/9?who=z&id=4") == "http://h/d/9?id=4"
    assert parameters.plain("http://h/e/9?who=z") == "http://h/e/9?who=z"
    assert parameters.rules() == [("http://h/d", "who", 3)]


def test_a_page_that_differs_ends_it(parameters: Parameters) -> None:
    """One page that a parameter alone changes shows its effect, before as after the rule."""
    for page in "123":
        _same(parameters, page, "who=a", "who=b")
    assert parameters.falls == 0
    parameters.learn("http://h/d/1?who=c", "")
    assert parameters.idle("http://h/d/9?who=z") == frozenset()
    assert parameters.falls == 1
    assert parameters.rules() == []


def test_of_two_parameters_the_one_with_effect_is_blamed(parameters: Parameters) -> None:
    """Pages that differ in both do not speak against the one that was seen to be without effect."""
    for page in "123":
        _same(parameters, page, "sid=a&id=1", "sid=b&id=1")
    parameters.learn("http://h/d/1?id=2&sid=c", "")
    assert parameters.plain("http://h/d/9?id=7&sid=z") == "http://h/d/9?id=7"


def test_titles_of_a_wiki_have_effect(parameters: Parameters) -> None:
    """?title=, ?action= and ?oldid= of a wiki are kept, although a few of them came to nothing new."""
    parameters.learn("http://h/d/index.php?title=A", "")
    parameters.learn("http://h/d/index.php?oldid=9&title=A", "http://h/d/index.php?title=A")
    parameters.learn("http://h/d/index.php?oldid=8&title=A", "")
    parameters.learn("http://h/d/index.php?action=history&title=A", "")
    parameters.learn("http://h/d/index.php?title=B", "")
    for title in "CDEF":
        parameters.learn(f"http://h/d/index.php?title={title}", "")
        parameters.learn(
            f"http://h/d/index.php?oldid=1{title}&title={title}", f"http://h/d/index.php?title={title}"
        )
    url = "http://h/d/index.php?action=edit&oldid=7&title=Z"
    assert parameters.plain(url) == url


def test_a_page_under_odd_parameters_stands_for_the_plain_url(parameters: Parameters) -> None:
    """Once they are known to be idle, what was asked with them need not be asked without."""
    for page in "123":
        _same(parameters, page, "who=a", "who=b")
    assert parameters.standing("http://h/d/1") == "http://h/d/1?who=a"
    assert parameters.standing("http://h/d/1?who=b") == "http://h/d/1?who=a"
    assert parameters.standing("http://h/d/9") is None
