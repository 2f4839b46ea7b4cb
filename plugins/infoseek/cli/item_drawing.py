"""One item drawn as text: tree, claims with their evidence, blur, verdicts, certificate.

What lives here: drawing. What may not: reading the item (infoseek.quality.items).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from infoseek.cli.replay_drawing import drawn_replay
from infoseek.embedded.drawing import draw_question
from infoseek.gates.catalogue import CHECKS
from infoseek.printable import printable
from infoseek.quality.items import ItemView
from infoseek.quality.replay import clue_said, listed

_STATUS_STYLES = {"passed": "green", "failed": "red", "waived": "yellow", "not_run": "yellow"}
_INDENT = (0, 0, 0, 2)
_CONTEXT_CHARS = 80
"""Characters of the page shown on each side of a span."""


def drawn_item(view: ItemView) -> Iterator[RenderableType]:
    """Its parts, in reading order."""
    said = f"{view.status} by {view.check}" if view.check else view.status
    why = f": {view.reason}" if view.reason else ""
    yield Text(printable(f"Item {view.question_id} of batch {view.batch_id}: {said}{why}"), "dim")
    if view.status == "retracted":
        return
    if view.tree is not None and view.tree.vertices:
        yield draw_question(view.question, view.tree)
    else:
        yield Text(printable(f"{view.question}\nanswer {view.answer}\nIts tree cannot be read."))
    others = [alias for alias in view.answer_aliases if alias != view.answer]
    also = f", also {', '.join(others)}" if others else ""
    yield _head("Answer", f"{view.answer}{also} ({view.kind}, {view.hops} hops, by {view.model})")
    yield from _evidence(view)
    yield from drawn_replay(view.replay)
    if view.blurs and not view.replay.audit:
        yield _head("Blur")
        yield Padding(_blurs(view), _INDENT, expand=False)
    if view.sub_questions:
        yield _head("Sub-questions")
        for asked in view.sub_questions:
            yield Text(printable(f"  {asked['vertex']}  {asked['question']} → {asked['answer']}"))
    yield from _reading(view.reading)
    yield _head("Verdicts")
    yield Padding(_verdicts(view), _INDENT, expand=False)
    yield from _certificate(view.certificate)


def _head(name: str, text: str = "") -> Text:
    return Text.assemble((f"\n{name}", "bold"), printable(f"  {text}" if text else ""))


def _evidence(view: ItemView) -> Iterator[RenderableType]:
    """Each span of evidence in the text around it."""
    if view.passages:
        yield _head("Evidence")
    for passage in view.passages:
        before, span, after = (
            printable(part).replace("\n", " ")
            for part in (
                passage.text[: passage.start],
                passage.text[passage.start : passage.end],
                passage.text[passage.end :],
            )
        )
        gone = "" if passage.is_intact else " (the stored page no longer has it)"
        yield Text.assemble(
            (f"  {passage.vertex}  ", "dim"),
            printable(passage.title),
            (printable(f"  {passage.url}{gone}"), "dim"),
        )
        yield Text.assemble(
            "     …",
            (before[-_CONTEXT_CHARS:], "dim"),
            (span, "bold yellow"),
            (after[:_CONTEXT_CHARS], "dim"),
            "…",
        )


def _reading(stored: dict[str, Any]) -> Iterator[RenderableType]:
    """What an independent reader found in the question's text."""
    reading = stored.get("reading")
    if not isinstance(reading, dict):
        return
    yield _head("Reading", f"by {stored.get('model', '')}, asked for {reading.get('asked', '')}")
    for thing in listed(reading.get("things")):
        yield Text(printable(f"  {thing.get('id')}  {thing.get('type')}"))
        for clue in listed(reading.get("clues")):
            if clue.get("thing") == thing.get("id"):
                yield Text(printable(f"      {clue_said(clue)}"), "dim")


def _blurs(view: ItemView) -> Table:
    table = _table("vertex", "stated", "said", "strategy", "leaves")
    for blur in view.blurs:
        leaves = f"{blur.candidates_before} → {blur.candidates_after}"
        table.add_row(blur.vertex, printable(blur.before), printable(blur.after), blur.strategy, leaves)
    return table


def _verdicts(view: ItemView) -> Table:
    table = _table("check", "", "verdict", "reason")
    for verdict in view.verdicts:
        status = Text(verdict.status, _STATUS_STYLES.get(verdict.status, ""))
        check = CHECKS.get(verdict.check)
        title = check.title if check is not None else ""
        table.add_row(verdict.check, title, status, printable(verdict.reason))
    return table


def _table(*names: str) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    for name in names:
        table.add_column(name)
    return table


def _certificate(certificate: dict[str, Any]) -> Iterator[RenderableType]:
    """The numbers of the certificate, and the corpus they hold for."""
    if not certificate:
        return
    yield _head("Certificate")
    sets = certificate.get("answer_sets", {})
    subsets = certificate.get("minimal_identifying_subsets")
    for name, value in (
        ("answers left by what the pages support", _count(sets.get("supported"))),
        ("answers left by what the pages do not refute", _count(sets.get("not_refuted"))),
        ("evidence pages", certificate.get("evidence_pages")),
        (
            "smallest sets of clues that suffice",
            ", ".join("+".join(map(str, one)) for one in subsets or []) or "not enumerated",
        ),
        ("corpus", certificate.get("corpus", {}).get("snapshot")),
    ):
        yield Text(printable(f"  {value}  {name}"))
    yield Text(printable(f"  {certificate.get('statement', '')}"), "dim")


def _count(listed: Any) -> Any:
    """How many a listed set holds."""
    return listed.get("size") if isinstance(listed, dict) else listed
