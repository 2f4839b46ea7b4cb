"""`infoseek show ID`: one question, or one tree, with everything a reviewer asks of it.

What may not live here: reading or drawing it.
"""

from __future__ import annotations

from dataclasses import asdict, fields
from typing import TYPE_CHECKING, Annotated, Any

import typer

from infoseek.cli.options import AsJson, HomeFolder
from infoseek.cli.output import result_console, write_json

if TYPE_CHECKING:
    from infoseek.quality.items import ItemView
    from infoseek.quality.replay import Replay
    from infoseek.quality.trees import TreeView


def show(
    item: Annotated[
        str, typer.Argument(help="Id of a question or of a tree, or its beginning (see `infoseek items`).")
    ],
    home: HomeFolder = None,
    as_json: AsJson = False,
) -> None:
    """Show one question: tree, steps with call and evidence, blur audit, sub-questions, verdicts, certificate.

    A tree that gave no question, quit in growth or given up in blurring, is shown by its own id.
    """
    from infoseek.cli.item_drawing import drawn_item
    from infoseek.cli.replay_drawing import drawn_tree
    from infoseek.embedded.home import default_home
    from infoseek.embedded.reading import reading
    from infoseek.environment import load_settings
    from infoseek.quality.items import ItemView
    from infoseek.quality.trees import read_item_or_tree

    with reading(load_settings(), home or default_home()) as found:
        view = read_item_or_tree(found.store, item)
    if as_json:
        write_json(_item(view) if isinstance(view, ItemView) else _tree(view))
        return
    for part in drawn_item(view) if isinstance(view, ItemView) else drawn_tree(view):
        result_console().print(part)


def _item(view: ItemView) -> dict[str, Any]:
    return {
        **_fields(view),
        "passages": [asdict(passage) for passage in view.passages],
        "blurs": [asdict(blur) for blur in view.blurs],
        "verdicts": [verdict.model_dump(mode="json") for verdict in view.verdicts],
    }


def _tree(view: TreeView) -> dict[str, Any]:
    return _fields(view)


def _fields(view: ItemView | TreeView) -> dict[str, Any]:
    found = {field.name: getattr(view, field.name) for field in fields(view)}
    edits = [edit.model_dump(mode="json") for edit in view.tree.edits] if view.tree is not None else None
    return {**found, "tree": edits, "replay": _replay(view.replay)}


def _replay(replay: Replay) -> dict[str, Any]:
    steps = [
        {
            **{field.name: getattr(step, field.name) for field in fields(step) if field.name != "tree"},
            "call": asdict(step.call) if step.call else None,
            "passages": [asdict(passage) for passage in step.passages],
        }
        for step in replay.steps
    ]
    return {"steps": steps, "audit": [asdict(row) for row in replay.audit]}
