"""Writes a world into a folder: pages as files, redirects and truth as JSON.

What lives here: the folder's layout. What may not: the world's content.
"""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import Any

from infoseek.world.markup import STYLE_PATH
from infoseek.world.style import STYLESHEET
from infoseek.world.truth import World


def write_world(world: World, folder: Path) -> None:
    """Write `pages/NNNNN.html`, `style.css`, `pages.jsonl` (path, title, kind, file), `redirects.json`, `facts.jsonl`.

    Raises `OSError` where the folder cannot be written.
    """
    (folder / "pages").mkdir(parents=True, exist_ok=True)
    listed = []
    for number, page in enumerate(world.pages.values()):
        name = f"pages/{number:05d}.html"
        (folder / name).write_text(page.html, encoding="utf-8")
        listed.append({"path": page.path, "title": page.title, "kind": page.kind, "file": name})
    _write_lines(folder / "pages.jsonl", listed)
    _write_lines(folder / "facts.jsonl", [dataclasses.asdict(fact) for fact in world.facts])
    (folder / STYLE_PATH.lstrip("/")).write_text(STYLESHEET, encoding="utf-8")
    (folder / "redirects.json").write_text(json.dumps(world.redirects, indent=1), encoding="utf-8")


def _write_lines(path: Path, rows: list[dict[str, Any]]) -> None:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
