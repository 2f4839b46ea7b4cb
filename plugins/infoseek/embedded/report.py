"""What a batch came to, on the terminal: yield, cost, release, five questions with their trees.

What lives here: printing. What may not: counting (funnel.py), drawing trees (drawing.py).
"""

from __future__ import annotations

from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from infoseek.embedded.drawing import draw_question
from infoseek.llm.ledger import Totals, totals
from infoseek.printable import printable
from infoseek.quality.funnel import Funnel, funnel
from infoseek.release.reader import read_release
from infoseek.stages import GATE
from infoseek.store import schemas
from infoseek.store.manifests import Manifest, current, required
from infoseek.store.objects import ObjectStore
from infoseek.store.tables import read_rows
from infoseek.tree.edits import load_edits
from infoseek.tree.research_tree import ResearchTree

SHOWN_QUESTIONS = 5
_ID_CHARS = 12
"""Of a question's id: enough to tell it from all others of a batch."""


def print_report(store: ObjectStore, batch_id: str, console: Console, files: Path | None = None) -> None:
    """Print the report of a published batch.

    files: folder on this machine below which the bucket's objects lie, if they do.
    Raises `BadInput` where a stage's manifest is missing or the release cannot be read.
    """
    release = read_release(store, batch_id)
    gated = required(store, GATE.zone, batch_id)
    console.print()
    console.print(yield_table(funnel(store, batch_id), len(release.questions)))
    for line in waiver_lines(gated):
        console.print(line, style="yellow")
    console.print(cost_line(totals(store, batch_id), len(release.questions)))
    rows = read_rows(store, gated, schemas.ACCEPTED, ["question_id", "question", "edits"])
    rows.sort(key=lambda row: str(row["question_id"]))
    for number, row in enumerate(rows[:SHOWN_QUESTIONS], 1):
        console.print(
            f"\nQuestion {number} of {len(rows)} (infoseek show {row['question_id'][:_ID_CHARS]})",
            style="dim",
        )
        console.print(draw_question(row["question"], ResearchTree.replay(load_edits(row["edits"]))))
    console.print(f"\nRelease: {release.address}", soft_wrap=True)
    if files is not None and (folder := files / release.prefix).is_dir():
        console.print(f"Files:   {folder}", soft_wrap=True)


def print_yield_so_far(store: ObjectStore, batch_id: str, console: Console) -> None:
    """Print the yield of a batch that was gated and not published; nothing of one that did not get so far."""
    gated = current(store, GATE.zone, batch_id)
    if gated is not None:
        console.print()
        console.print(yield_table(funnel(store, batch_id), published=0))
        for line in waiver_lines(gated):
            console.print(line, style="yellow")


def yield_table(counts: Funnel, published: int) -> Table:
    """The funnel, one step a line, what was lost at each step beside it."""
    table = Table(box=None, pad_edge=False, show_header=False)
    table.add_column(justify="right")
    table.add_column()
    table.add_column(style="dim")
    table.add_row(str(counts.pages), "pages", _lost({"failed URLs": counts.failed_urls}))
    table.add_row(str(counts.entities), "entities", f"{counts.edges} edges")
    table.add_row(str(counts.trees), "trees started", _lost(counts.quits))
    table.add_row(str(counts.finished), "trees finished", _lost(counts.unworded))
    table.add_row(str(counts.questions), "questions", _lost(counts.rejected, "rejected by "))
    table.add_row(str(counts.accepted), "accepted")
    table.add_row(str(published), "published")
    return table


def waiver_lines(gated: Manifest) -> list[Text]:
    """One line a check that was waived when a batch was gated, with the reason."""
    waivers = sorted(gated.notes.get("waivers", {}).items())
    return [Text(printable(f"Waived: {check} — {reason}")) for check, reason in waivers]


def _lost(reasons: dict[str, int], what: str = "") -> str:
    lost = [f"{number} {reason}" for reason, number in reasons.items() if number]
    return what + ", ".join(lost) if lost else ""


def cost_line(spent: Totals, published: int) -> str:
    """Calls, tokens and dollars, and dollars per published question."""
    each = f" ({spent['cost_usd'] / published:.4f} USD a published question)" if published else ""
    return (
        f"Cost: {spent['attempts']} calls sent, {spent['failed']} failed, {spent['cached']} from cache; "
        f"{spent['prompt_tokens']} + {spent['completion_tokens']} tokens; {spent['cost_usd']:.4f} USD{each}."
    )
