"""`infoseek crawl-report`. What may not live here: reading the report (infoseek.quality.crawl_report)."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from infoseek.cli.options import AsJson, HomeFolder
from infoseek.cli.output import result_console, write_json
from infoseek.printable import printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from rich.table import Table

    from infoseek.quality.crawl_report import CrawlReport, Tally

_SHOWN_HOSTS = 20
_SHOWN_CODES = 12

Batch = Annotated[str, typer.Option("--batch", help="Date of the batch, YYYY-MM-DD; default: the newest.")]


def crawl_report(batch: Batch = "", home: HomeFolder = None, as_json: AsJson = False) -> None:
    """Tell what a batch's crawl came to: pages by what became of them, answers, refusals, bytes, rate, queue left."""
    from infoseek.cli.options import batch_date
    from infoseek.embedded.home import default_home
    from infoseek.embedded.reading import reading
    from infoseek.environment import load_settings
    from infoseek.errors import BadInput
    from infoseek.quality import crawl_report as reports

    with reading(load_settings(), home or default_home()) as found:
        chosen = batch_date(batch) if batch else reports.newest_crawl(found.store)
        if chosen is None:
            raise BadInput(
                f"There is no crawl in {found.store.address('')} yet: run one first (infoseek run)."
            )
        report = reports.crawl_report(found.store, chosen, reports.MOST_HOSTS if as_json else _SHOWN_HOSTS)
    if as_json:
        write_json(_as_dict(report))
        return
    console = result_console()
    for part in _drawn(report):
        console.print(part, soft_wrap=isinstance(part, str))


def _as_dict(report: CrawlReport) -> dict[str, Any]:
    return {
        "batch_id": report.batch_id,
        "total": _plain(report.total),
        "seed_sets": [_plain(tally) for tally in report.seed_sets],
        "hosts": [_plain(tally) for tally in report.hosts],
        "other_hosts": report.other_hosts,
        "others": _plain(report.others),
    }


def _plain(tally: Tally) -> dict[str, Any]:
    return {**asdict(tally), "fetched": tally.fetched, "pages_per_s": tally.pages_per_s}


def _drawn(report: CrawlReport) -> Iterable[Table | str]:
    total = report.total
    rate = f", {total.pages_per_s:.1f} pages/s" if total.pages_per_s is not None else ""
    yield (
        f"Crawl of batch {report.batch_id}: {total.fetched:,} pages by {total.requests:,} requests, "
        f"{_size(total.size_bytes)} in {total.elapsed_s:,.0f} s{rate}; {total.queue_left:,} URLs left waiting"
    )
    yield f"  pages    {_counts(total.pages)}"
    for name, codes in (("answers", total.answers), ("refused", total.refused)):
        yield f"  {name}"
        for code, count in list(codes.items())[:_SHOWN_CODES]:
            yield printable(f"  {count:>8,}  {code}  {report.reasons.get(code, '')}".rstrip())
        if len(codes) > _SHOWN_CODES:
            yield f"            and {len(codes) - _SHOWN_CODES} more reasons"
    if len(report.seed_sets) > 1:
        yield _table("seed set", report.seed_sets)
    yield _table("host", report.hosts)
    if report.other_hosts:
        yield f"and {report.other_hosts:,} more hosts with {report.others.fetched:,} pages"


def _table(name: str, tallies: list[Tally]) -> Table:
    from rich.table import Table

    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    columns = (
        name,
        "pages",
        "new",
        "changed",
        "as before",
        "copies",
        "gone",
        "requests",
        "refused",
        "bytes",
        "left",
    )
    for column in columns:
        table.add_column(column, justify="left" if column == name else "right")
    for tally in tallies:
        pages = tally.pages
        as_before = pages.get("unchanged", 0) + pages.get("not_modified", 0)
        counts = (
            tally.fetched, pages.get("new", 0), pages.get("changed", 0), as_before, pages.get("copy", 0),
            pages.get("gone", 0), tally.requests, sum(tally.refused.values()),
        )  # fmt: skip
        row = (printable(tally.name), *(f"{count:,}" for count in counts), _size(tally.size_bytes))
        table.add_row(*row, f"{tally.queue_left:,}")
    return table


def _counts(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{count:,} {key.replace('_', ' ')}" for key, count in counts.items()) or "none"


def _size(size_bytes: int) -> str:
    return f"{size_bytes / 1e6:,.1f} MB" if size_bytes >= 100_000 else f"{size_bytes / 1e3:,.1f} kB"
