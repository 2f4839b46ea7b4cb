"""A tree's edits drawn step by step, and the audit of its blurring, as text.

What lives here: drawing. What may not: reading trees (infoseek.quality).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from infoseek.printable import printable
from infoseek.quality.calls import CallView
from infoseek.quality.replay import AuditView, Replay, Step
from infoseek.quality.trees import TreeView

_INDENT = (0, 0, 0, 2)
_EVIDENCE_CHARS = 160
_KEY_CHARS = 8
_OP_STYLES = {"drop_claim": "red", "quit": "red", "blur": "yellow"}


def drawn_tree(view: TreeView) -> Iterator[RenderableType]:
    """A tree by itself: what became of it, its steps, its audit."""
    why = ": ".join(part for part in (view.reason, view.detail) if part)
    said = view.status.replace("_", " ") + (f", {why}" if why else "")
    yield Text(printable(f"Tree {view.tree_id} of batch {view.batch_id}: {said}"), "dim")
    for question_id in view.question_ids:
        yield Text(printable(f"  its question is item {question_id}"), "dim")
    if view.tree is None:
        yield Text("Its edits cannot be read.")
    yield from drawn_replay(view.replay)


def drawn_replay(replay: Replay) -> Iterator[RenderableType]:
    """The steps, then the audit."""
    if replay.steps:
        yield Text("\nSteps", "bold")
    for step in replay.steps:
        yield from _step(step)
    if replay.audit:
        yield Text("\nBlur audit", "bold")
        yield Padding(_audit(replay.audit), _INDENT, expand=False)


def _step(step: Step) -> Iterator[Text]:
    where = f"{step.parent} → {step.vertex}" if step.parent else step.vertex
    name = f"  {step.name}" if step.op != "blur" else ""
    yield Text.assemble(
        (f"{step.number:>4}  ", "dim"),
        (f"{step.op:<10} ", _OP_STYLES.get(step.op, "cyan")),
        (f"{where:<6}", "bold"),
        printable(name),
        (printable(_call(step.call)), "dim"),
    )
    if step.before:
        yield Text.assemble(("        was   ", "dim"), printable(step.before))
    if step.said:
        told = f" ({step.strategy.replace('_', ' ')})" if step.strategy else ""
        yield Text.assemble(("        says  ", "dim"), printable(step.said), (told, "dim"))
    if sizes := _sizes(step):
        yield Text(f"        left  {sizes}", "dim")
    for passage in step.passages:
        span = passage.text[passage.start : passage.end].replace("\n", " ")[:_EVIDENCE_CHARS]
        gone = "" if passage.is_intact else " (the stored page no longer has it)"
        yield Text.assemble(
            ("        page  ", "dim"), printable(span), (printable(f"  {passage.url}{gone}"), "dim")
        )


def _call(call: CallView | None) -> str:
    if call is None:
        return "  by rule"
    if not call.is_known:
        return f"  by call {call.key[:_KEY_CHARS]}, not in the ledger"
    tokens = f"{call.prompt_tokens} + {call.completion_tokens} tokens"
    return f"  by {call.role} {call.model}, call {call.key[:_KEY_CHARS]}, {tokens}"


def _sizes(step: Step) -> str:
    parts = [
        f"{_pair(sizes)} {name}"
        for sizes, name in (
            (step.candidates, "by the claim alone (S⁻)"),
            (step.left, f"by all clues of {step.parent} (S⁺)"),
        )
        if sizes != (None, None)
    ]
    return ", ".join(parts)


def _pair(sizes: tuple[int | None, int | None]) -> str:
    before, after = sizes
    return f"{before} → {after}" if before is not None else f"{after}"


def _audit(audit: list[AuditView]) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    for name in ("vertex", "before", "after", "strategy", "alone", "together", "not taken"):
        table.add_column(name)
    for row in audit:
        table.add_row(
            row.child,
            printable(row.before),
            printable(row.after),
            printable(row.strategy.replace("_", " ")),
            f"{row.candidates_before} → {row.candidates_after}",
            f"{row.left_before} → {row.left_after}",
            printable(_refused(row.refused)),
        )
    return table


def _refused(refused: list[dict[str, Any]]) -> str:
    """The refused rungs by reason, in the order the reasons first stand."""
    by_reason: dict[str, list[str]] = {}
    for one in refused:
        by_reason.setdefault(str(one.get("reason", "")), []).append(str(one.get("strategy", "")))
    return "; ".join(
        f"{reason.replace('_', ' ')}: {', '.join(dict.fromkeys(names)).replace('_', ' ')}"
        for reason, names in by_reason.items()
    )
