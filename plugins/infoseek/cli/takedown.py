"""`infoseek takedown`. What may not live here: finding and erasing (infoseek.takedown)."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from infoseek.cli.options import AsJson, HomeFolder
from infoseek.cli.output import progress_console, result_console, write_json
from infoseek.printable import printable

if TYPE_CHECKING:
    from infoseek.takedown.act import Outcome

_MOST_PAGES = 20

What = Annotated[
    str,
    typer.Argument(
        metavar="URL-OR-HOST", help="A page's URL, a host (example.org) or a place (example.org/private/)."
    ),
]
Why = Annotated[str, typer.Option("--why", help="The reason; it is kept, and shown where items are missed.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Only tell what would go.")]


def takedown(
    what: What, why: Why = "", is_dry_run: DryRun = False, home: HomeFolder = None, as_json: AsJson = False
) -> None:
    """Take a page, a place or a host down: erase it everywhere, and keep it from coming back.

    It leaves the corpus of every batch, the WARC files, tables and cached model answers; questions that cite
    it are retracted, releases redacted, and published again without them. May be repeated at any time: a
    take-down that was interrupted goes on.
    """
    from infoseek.embedded.home import default_home
    from infoseek.embedded.reading import writing
    from infoseek.environment import load_settings
    from infoseek.errors import BadInput
    from infoseek.takedown.act import rehearse, take_down
    from infoseek.web.crawl.takedowns import target_of

    settings, target = load_settings(), target_of(what)
    if not why.strip():
        raise BadInput(f"A take-down needs a reason: infoseek takedown {what} --why TEXT.")
    when = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    progress = progress_console(as_json)
    with writing(settings, home or default_home()) as found:
        reached = settings.model_copy(update={"s3": found.store.settings})
        if is_dry_run:
            outcome = rehearse(reached, target, why, when)
        else:
            with progress.status("Taking down …") as status:
                outcome = take_down(reached, target, why, when, lambda doing: status.update(f"{doing} …"))
    if as_json:
        write_json({"is_dry_run": is_dry_run, **_as_dict(outcome)})
    else:
        result_console().print(printable(_told(outcome, is_dry_run)), soft_wrap=True)


def _as_dict(outcome: Outcome) -> dict[str, Any]:
    return {**asdict(outcome), "takedown": outcome.takedown.model_dump()}


def _told(outcome: Outcome, is_dry_run: bool) -> str:
    entry = outcome.takedown
    head = (
        f"{entry.what} would be taken down"
        if is_dry_run
        else f"{entry.what} is taken down since {entry.when}"
    )
    shown = [f"  {url}" for url in outcome.pages[:_MOST_PAGES]]
    if len(outcome.pages) > _MOST_PAGES:
        shown.append(f"  and {len(outcome.pages) - _MOST_PAGES} more")
    lines = [
        f"{head}: {entry.why}",
        f"{len(outcome.pages)} URLs of stored pages" + (":" if shown else ""),
        *shown,
        f"{outcome.warc_records} WARC records, {outcome.cache_segments} segments of cached answers, "
        f"{outcome.documents} data docs {'go' if is_dry_run else 'went'}",
        f"{_questions(outcome)} {'would be ' if is_dry_run else ''}retracted, from releases "
        f"{_versions(outcome.releases)}",
    ]
    if not is_dry_run:
        lines.append(f"Published without them: {_versions(outcome.follow_ups)}")
    if outcome.under_way:
        lines.append(
            f"Not through yet: batch {', '.join(outcome.under_way)}. A stage that runs may still write what it had "
            "read; run this command once more when it has ended."
        )
    return "\n".join(lines)


def _questions(outcome: Outcome) -> str:
    count = sum(map(len, outcome.items.values()))
    return f"{count} question{'' if count == 1 else 's'}"


def _versions(numbers: list[int]) -> str:
    return ", ".join(f"v{number}" for number in numbers) or "none"
