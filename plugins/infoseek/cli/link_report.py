"""`infoseek link-report`. What may not live here: reading the report (infoseek.quality.link_report)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from infoseek.cli.options import AsJson, HomeFolder
from infoseek.cli.output import result_console, write_json
from infoseek.printable import printable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from infoseek.quality.link_report import LinkReport

_SHOWN_KEYS = 12

Batch = Annotated[str, typer.Option("--batch", help="Date of the batch, YYYY-MM-DD; default: the newest.")]


def link_report(batch: Batch = "", home: HomeFolder = None, as_json: AsJson = False) -> None:
    """Tell what a batch's linking came to: entities, types, names, mentions, statements, and how good it is."""
    from infoseek.cli.options import batch_date
    from infoseek.embedded.home import default_home
    from infoseek.embedded.reading import reading
    from infoseek.environment import load_settings
    from infoseek.errors import BadInput
    from infoseek.quality import link_report as reports

    with reading(load_settings(), home or default_home()) as found:
        chosen = batch_date(batch) if batch else reports.newest_linking(found.store)
        if chosen is None:
            raise BadInput(
                f"There is no linking in {found.store.address('')} yet: run one first (infoseek run)."
            )
        report = reports.link_report(found.store, chosen)
    if as_json:
        write_json({"batch_id": report.batch_id, **report.values})
        return
    console = result_console()
    for line in _told(report):
        console.print(line, soft_wrap=True, highlight=False, markup=False)


def _told(report: LinkReport) -> Iterator[str]:
    yield (
        f"Linking of batch {report.batch_id}: {report.sum('entities'):,.0f} entities, "
        f"{report.sum('names'):,.0f} names, {report.sum('mentions'):,.0f} mentions, "
        f"{report.value('statements') or 0:,.0f} statements"
    )
    for name, value in report.shares.items():
        yield f"  {value:>7.1%}  {report.meanings[name]} ({name})"
    for name, value in report.values.get("drift", {}).items():
        yield f"  {value:>7.1%}  change of {name} against the batch before"
    for name, fault in report.faults.items():
        yield f"  {fault:>7,.0f}  dangling: {name}"
    for name, counts in report.counts.items():
        yield f"  {report.meanings[name]}"
        for key, count in list(counts.items())[:_SHOWN_KEYS]:
            yield printable(f"  {count:>9,.0f}  {key or '(none)'}")
        if len(counts) > _SHOWN_KEYS:
            yield f"             and {len(counts) - _SHOWN_KEYS} more"
