"""A world over HTTP."""

from __future__ import annotations

import json
from pathlib import Path

import httpx

from infoseek.world.build import build_world
from infoseek.world.files import write_world
from infoseek.world.server import serving


def test_pages_redirects_and_dead_links_answer_as_on_the_web() -> None:
    """Pages answer 200 with an ETag and 304 to it, redirects 301, dead links 404, HEAD without a body."""
    world = build_world(12)
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


def test_every_page_and_redirect_is_served() -> None:
    """Paths with brackets, commas and ampersands are found as they are linked."""
    world = build_world(60, 4)
    with serving(world) as address, httpx.Client(base_url=address, follow_redirects=True) as client:
        for path in [*world.pages, *world.redirects]:
            assert client.get(path).status_code == 200


def test_a_world_can_be_written_to_a_folder(tmp_path: Path) -> None:
    """The folder holds every page as served, its redirects and its facts."""
    world = build_world(12)
    write_world(world, tmp_path / "w")
    listed = [json.loads(line) for line in (tmp_path / "w" / "pages.jsonl").read_text().splitlines()]
    assert {row["path"]: (tmp_path / "w" / row["file"]).read_text() for row in listed} == {
        path: page.html for path, page in world.pages.items()
    }
    facts = (tmp_path / "w" / "facts.jsonl").read_text().splitlines()
    assert len(facts) == len(world.facts)
    assert json.loads((tmp_path / "w" / "redirects.json").read_text()) == world.redirects
