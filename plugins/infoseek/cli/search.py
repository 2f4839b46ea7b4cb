"""`infoseek search`. What may not live here: searching (infoseek.retrieval) and reading pages (infoseek.quality)."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from infoseek.cli.options import AsJson, HomeFolder
from infoseek.cli.output import result_console, write_json
from infoseek.printable import printable

if TYPE_CHECKING:
    from rich.table import Table

    from infoseek.quality.search import Answer

_SNIPPET_CHARS = 300

Batch = Annotated[
    str, typer.Option("--batch", help="Date of the batch, YYYY-MM-DD; default: the newest linked.")
]
Most = Annotated[int, typer.Option("-k", min=1, max=1000, help="Passages shown, at most.")]

By = Annotated[
    Literal["bm25", "dense", "fused"],
    typer.Option("--by", help="bm25: words; dense: embeddings, where a batch has them; fused: both."),
]


def search(
    query: Annotated[str, typer.Argument(help="Words to look for; there is no query syntax.")],
    batch: Batch = "",
    k: Most = 10,
    mode: By = "bm25",
    home: HomeFolder = None,
    as_json: AsJson = False,
) -> None:
    """Search the passages of a batch's corpus, as questions are tried against it."""
    from infoseek.cli.options import batch_date
    from infoseek.embedded.home import default_home
    from infoseek.embedded.reading import reading
    from infoseek.environment import load_settings
    from infoseek.quality.search import search_batch

    settings = load_settings()
    with reading(settings, home or default_home()) as found:
        here = settings.model_copy(update={"scratch": found.home.scratch})
        answer = search_batch(here, found.store, query, k, batch_date(batch) if batch else "", mode)
    if as_json:
        for passage in answer.found:
            write_json(asdict(passage))
    elif answer.found:
        result_console().print(_drawn(answer))
    else:
        result_console().print(f"Batch {answer.batch_id} has no passage with any of these words.")


def _drawn(answer: Answer) -> Table:
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, show_header=False, padding=(0, 2, 1, 0))
    for column in ("rank", "score"):
        table.add_column(column, justify="right", vertical="top")
    table.add_column("passage", overflow="fold")
    for passage in answer.found:
        words = printable(" ".join(passage.text.split()))
        told = words if len(words) <= _SNIPPET_CHARS else f"{words[: _SNIPPET_CHARS - 1]}…"
        told = told or "This page was taken down or has changed since."
        lines = Text.assemble(
            (printable(passage.title), "bold"), "\n", (printable(passage.url), "dim"), "\n", told
        )
        table.add_row(f"{passage.rank}", f"{passage.score:.2f}", lines)
    return table
