"""`infoseek ingest-warc`. What may not live here: checking and storing the files (infoseek.web.warc_intake)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from infoseek.cli.options import AsJson, HomeFolder
from infoseek.cli.output import progress_console, result_console, write_json
from infoseek.printable import printable

if TYPE_CHECKING:
    from rich.console import Console

    from infoseek.web.seeds import SeedSet
    from infoseek.web.warc_intake import Findings


def ingest_warc(
    files: Annotated[
        list[str],
        typer.Argument(
            help="WARC files: paths, or s3://bucket/key of the platform's bucket.", show_default=False
        ),
    ],
    name: Annotated[
        str,
        typer.Option(help="Seed set that names them, made if need be; default: of the first file's name."),
    ] = "",
    home: HomeFolder = None,
    as_json: AsJson = False,
) -> None:
    """Take the HTML pages of WARC files, Common Crawl's too, into the corpus with the next batch.

    Each file is checked, stored record by record under its content's hash, and named by a seed set, which every
    batch of the schedule takes up, as does `infoseek run --set NAME`. Of several captures of a URL the latest
    counts; a version of a page that was crawled later stays. Broken records are told and passed over.
    """
    from infoseek.embedded.home import default_home
    from infoseek.embedded.reading import writing
    from infoseek.environment import load_settings
    from infoseek.web.warc_intake import take_in

    settings, console = load_settings(), progress_console(as_json)
    with writing(settings, home or default_home()) as found:

        def say(findings: Findings) -> None:
            if as_json:
                write_json(_as_dict(findings))
            else:
                _print(findings, console)

        seeds = take_in(found.store, files, name, found.home.scratch, say)
    if as_json:
        write_json({"seed_set": seeds.model_dump(mode="json")})
    else:
        result_console().print(_told(seeds), soft_wrap=True)


def _told(seeds: SeedSet) -> str:
    size = sum(file.size_bytes for file in seeds.warcs)
    files = f"{len(seeds.warcs)} stored file{'s'[: len(seeds.warcs) != 1]}"
    return (
        f"Seed set {seeds.name}, version {seeds.version}: {files}, {size / 1e6:.1f} MB. The next batch takes its "
        f"pages: `infoseek run --set {seeds.name}`."
    )


def _as_dict(findings: Findings) -> dict[str, Any]:
    return {
        "file": findings.name,
        "pages": findings.pages,
        "hosts": len(findings.hosts),
        "skipped": dict(findings.skipped.most_common()),
        "broken": findings.broken,
        "first_broken": [{"offset": each.offset, "why": each.why} for each in findings.first_broken],
    }


def _print(findings: Findings, console: Console) -> None:
    skipped = ", ".join(f"{count} {reason}" for reason, count in findings.skipped.most_common())
    console.print(
        printable(f"{findings.name}: {findings.pages} pages; left out: {skipped or 'nothing'}."),
        soft_wrap=True,
    )
    for each in findings.first_broken:
        console.print(f"  broken at offset {each.offset}: {each.why}", soft_wrap=True)
    if findings.broken > len(findings.first_broken):
        console.print(
            f"  … and {findings.broken - len(findings.first_broken)} more broken records", soft_wrap=True
        )
