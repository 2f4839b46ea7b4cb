"""A world in a folder."""

from __future__ import annotations

import json
from pathlib import Path

from infoseek.world.build import build_world
from infoseek.world.files import write_world
from infoseek.world.style import STYLESHEET


def test_a_world_can_be_written_to_a_folder(tmp_path: Path) -> None:
    """The folder holds every page as served, the style, the redirects, and all facts with whether they are stated."""
    world = build_world(30, 1, 0.3)
    folder = tmp_path / "w"
    write_world(world, folder)
    listed = [json.loads(line) for line in (folder / "pages.jsonl").read_text().splitlines()]
    assert {row["path"]: (folder / row["file"]).read_text() for row in listed} == {
        path: page.html for path, page in world.pages.items()
    }
    facts = [json.loads(line) for line in (folder / "facts.jsonl").read_text().splitlines()]
    assert len(facts) == len(world.facts)
    assert {fact["is_stated"] for fact in facts} == {True, False}
    assert json.loads((folder / "redirects.json").read_text()) == world.redirects
    assert (folder / "style.css").read_text() == STYLESHEET
