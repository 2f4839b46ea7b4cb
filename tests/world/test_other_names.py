"""What a world's things are called beside their names."""

from __future__ import annotations

import re
from collections import Counter

from infoseek.world.build import build_world
from infoseek.world.other_names import in_plain

WORLD = build_world(800, 4)
LINK = re.compile(r'<a href="([^"]+)">([^<]+)</a>')


def test_every_manner_of_name_is_there() -> None:
    """Second names, acronyms, initials, surnames, members of bands, names in other languages and their spellings."""
    manners = Counter(name.manner for names in WORLD.names.values() for name in names)
    assert set(manners) == {"other", "turned", "acronym", "initials", "surname", "member", "native", "plain"}
    assert set(WORLD.names) <= set(WORLD.pages)


def test_pages_tell_their_own_names() -> None:
    """An acronym and a native name stand on the page of what bears them."""
    told = [
        name.text in WORLD.pages[path].html
        for path, names in WORLD.names.items()
        for name in names
        if name.manner in ("acronym", "native")
    ]
    assert len(told) > 10
    assert all(told)


def test_pages_use_the_names_of_others() -> None:
    """Some links say the surname, the initials or the acronym of what they lead to."""
    links = {link for page in list(WORLD.pages.values())[:700] for link in LINK.findall(page.html)}
    used = {
        name.manner for path, names in WORLD.names.items() for name in names if (path, name.text) in links
    }
    assert {"surname", "initials", "acronym"} <= used


def test_equal_worlds_have_equal_names() -> None:
    """Names depend on the world alone."""
    assert build_world(200, 9).names == build_world(200, 9).names


def test_native_names_are_spelt_in_plain_letters() -> None:
    """Marks are dropped, Ostric letters go one by one."""
    assert in_plain("Yårýård") == "Yaryard"
    assert in_plain("Делвик") == "Delvik"
