"""A world over HTTP."""

from __future__ import annotations

import httpx

from infoseek.world.build import build_world
from infoseek.world.markup import STYLE_PATH
from infoseek.world.server import serving


def test_pages_redirects_and_dead_links_answer_as_on_the_web() -> None:
    """Pages answer 200 with an ETag and 304 to it, redirects 301, dead links 404, HEAD without a body."""
    world = build_world()
    with serving(world) as address, httpx.Client(base_url=address) as client:
        first = client.get(world.start)
        assert (first.status_code, first.text) == (200, world.pages[world.start].html)
        again = client.get(world.start, headers={"If-None-Match": first.headers["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
        moved = client.get("/")
        assert (moved.status_code, moved.headers["Location"]) == (301, world.start)
        assert client.get(min(world.dead)).status_code == 404
        head = client.head(world.start)
        assert (head.content, head.headers["Content-Length"]) == (b"", first.headers["Content-Length"])


def test_the_style_is_served_and_linked() -> None:
    """Every page links the stylesheet, which the server has, as has the page that says that there is none."""
    with serving(build_world()) as address, httpx.Client(base_url=address) as client:
        style = client.get(STYLE_PATH)
        assert style.headers["Content-Type"] == "text/css; charset=utf-8"
        assert "@media" in style.text
        for path in ("/wiki/Portal", "/nowhere", "/wiki/%3Cscript%3E"):
            assert f'href="{STYLE_PATH}"' in client.get(path).text


def test_every_page_and_redirect_is_served() -> None:
    """Paths with brackets, commas and ampersands are found as they are linked and in any escaping."""
    world = build_world(100, 4)
    with serving(world) as address, httpx.Client(base_url=address, follow_redirects=True) as client:
        for path in [*world.pages, *world.redirects]:
            assert client.get(path).status_code == 200
        odd = next(path for path in world.pages if "(" in path)
        assert client.get(odd.replace("(", "%28").replace(")", "%29")).status_code == 200


def test_a_changed_page_has_another_etag() -> None:
    """From one day to the next the tags of changed pages differ and those of the others do not."""
    tags = []
    worlds = [build_world(120, 5, day=day) for day in (0, 2)]
    for world in worlds:
        with serving(world) as address, httpx.Client(base_url=address) as client:
            tags.append({path: client.head(path).headers["ETag"] for path in world.pages})
    for path in set(tags[0]) & set(tags[1]):
        is_same = worlds[0].pages[path].html == worlds[1].pages[path].html
        assert is_same == (tags[0][path] == tags[1][path])
    assert tags[0] != tags[1]
