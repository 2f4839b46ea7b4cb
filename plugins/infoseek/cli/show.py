"""`infoseek show ITEM`: one question with everything a reviewer asks of it. What may not live here: reading it."""

from __future__ import annotations

from dataclasses import asdict, fields
from typing import TYPE_CHECKING, Annotated, Any

import typer

from infoseek.cli.options import AsJson, HomeFolder
from infoseek.cli.output import result_console, write_json

if TYPE_CHECKING:
    from infoseek.quality.items import ItemView


def show(
    item: Annotated[str, typer.Argument(help="Id of a question, or its beginning (see `infoseek items`).")],
    home: HomeFolder = None,
    as_json: AsJson = False,
) -> None:
    """Show one question: its tree, each claim with its evidence, the blur, the verdicts, the certificate."""
    from infoseek.cli.item_drawing import drawn_item
    from infoseek.embedded.home import default_home
    from infoseek.embedded.reading import reading
    from infoseek.environment import load_settings
    from infoseek.quality.items import read_item

    with reading(load_settings(), home or default_home()) as found:
        view = read_item(found.store, item)
    if as_json:
        write_json(_as_dict(view))
        return
    for part in drawn_item(view):
        result_console().print(part)


def _as_dict(view: ItemView) -> dict[str, Any]:
    found = {field.name: getattr(view, field.name) for field in fields(view)}
    tree = view.tree
    return {
        **found,
        "tree": [edit.model_dump(mode="json") for edit in tree.edits] if tree is not None else None,
        "passages": [asdict(passage) for passage in view.passages],
        "blurs": [asdict(blur) for blur in view.blurs],
        "verdicts": [verdict.model_dump(mode="json") for verdict in view.verdicts],
    }
