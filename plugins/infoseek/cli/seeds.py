"""`infoseek seeds`: add, list, show and remove seed sets. What may not live here: reading and keeping them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from infoseek.cli.options import AsJson, HomeFolder
from infoseek.cli.output import result_console, write_json

if TYPE_CHECKING:
    from infoseek.store.objects import ObjectStore
    from infoseek.web.seeds import SeedSet

seeds_app = typer.Typer(no_args_is_help=True, help="Seed sets: where each night's crawl begins.")

SetName = Annotated[str, typer.Argument(help="Name of a seed set (see `infoseek seeds list`).")]


@seeds_app.command()
def add(
    source: Annotated[
        str, typer.Argument(help="A URL, or a file: .toml, .csv, or one URL a line (docs/seeds.md).")
    ],
    name: Annotated[str, typer.Option(help="Name of the set; default: of the file, or the URL's host.")] = "",
    scope: Annotated[
        list[str] | None,
        typer.Option(
            help="A host, or a path of one, like example.org/wiki/; repeatable. Default: the seeds' hosts."
        ),
    ] = None,
    max_pages: Annotated[int | None, typer.Option(help="New pages a batch, at most.")] = None,
    max_depth: Annotated[int | None, typer.Option(help="Links followed from a seed, at most.")] = None,
    delay_s: Annotated[
        float | None, typer.Option(help="Pause between requests to one host, at least (seconds).")
    ] = None,
    home: HomeFolder = None,
    as_json: AsJson = False,
) -> None:
    """Store the seed sets of a URL or file; each later batch of the schedule crawls them.

    A set of the same name becomes a new version where it differs, and stays as it is where it does not. The
    options override what the file says, for every set in it.
    """
    from infoseek.web.seeds import parse_seed_sets, seed_set_of, write_seeds

    told = {"scope": scope, "max_pages": max_pages, "max_depth": max_depth, "delay_s": delay_s}
    told = {field: value for field, value in told.items() if value is not None}
    given = [
        seed_set_of({**seeds.model_dump(), **told}) if told else seeds
        for seeds in parse_seed_sets(source, name or None)
    ]
    with _opened(home, is_new=True) as store:
        for seeds in given:
            _tell(write_seeds(store, seeds), as_json)


@seeds_app.command("list")
def list_sets(home: HomeFolder = None, as_json: AsJson = False) -> None:
    """List the stored seed sets: name, version, seeds, scope, bounds."""
    from infoseek.web.seeds import read_seeds, seed_names

    with _opened(home) as store:
        names = seed_names(store)
        for name in names:
            _tell(read_seeds(store, name), as_json)
    if not names and not as_json:
        result_console().print("There is no seed set yet: `infoseek seeds add` stores one.")


@seeds_app.command()
def show(
    name: SetName,
    version: Annotated[int | None, typer.Option(help="A version; default: the current one.")] = None,
    home: HomeFolder = None,
    as_json: AsJson = False,
) -> None:
    """Show a seed set with every field, as its current version or an earlier one has it."""
    from infoseek.web.seeds import read_seeds

    with _opened(home) as store:
        seeds = read_seeds(store, name, version)
    if as_json:
        write_json(_as_dict(seeds))
        return
    for field, value in _as_dict(seeds).items():
        if value not in (None, []):
            _print_field(field, value)


@seeds_app.command()
def remove(name: SetName, home: HomeFolder = None, as_json: AsJson = False) -> None:
    """Take a seed set out of every later batch. Its pages stay in the corpus, its versions stay readable."""
    from infoseek.web.seeds import remove_seeds

    with _opened(home) as store:
        seeds = remove_seeds(store, name)
    if as_json:
        write_json({"removed": seeds.name, "version": seeds.version})
        return
    result_console().print(
        f"Removed {seeds.name} (version {seeds.version}): no later batch asks for it. Pages that it brought stay "
        "in the corpus; `infoseek takedown` removes pages.",
        soft_wrap=True,
    )


@contextmanager
def _opened(home: Path | None, is_new: bool = False) -> Iterator[ObjectStore]:
    """The store. is_new: the home may be an unused one, which then is made."""
    from infoseek.embedded.home import default_home
    from infoseek.embedded.reading import reading, writing
    from infoseek.environment import load_settings

    with (writing if is_new else reading)(load_settings(), home or default_home()) as found:
        yield found.store


def _as_dict(seeds: SeedSet) -> dict[str, Any]:
    return {**seeds.model_dump(mode="json"), "content_id": seeds.content_id}


def _tell(seeds: SeedSet, as_json: bool) -> None:
    """One line a set."""
    if as_json:
        write_json(_as_dict(seeds))
        return
    kinds = (("URL", seeds.urls), ("sitemap", seeds.sitemaps), ("WARC file", seeds.warcs))
    counts = ", ".join(f"{len(found)} {kind}{'s'[: len(found) != 1]}" for kind, found in kinds if found)
    bounds = " ".join(
        f"{field}={value:g}"
        for field in ("max_pages", "max_depth", "delay_s")
        if (value := getattr(seeds, field)) is not None
    )
    scope = ", ".join(seeds.scope[:3]) + (f" and {len(seeds.scope) - 3} more" if len(seeds.scope) > 3 else "")
    result_console().print(
        f"{seeds.name}  version {seeds.version}  {counts}  in {scope}  {bounds}".rstrip(), soft_wrap=True
    )


def _print_field(field: str, value: Any) -> None:
    from infoseek.printable import printable

    values = value if isinstance(value, list) else [value]
    for number, each in enumerate(values):
        said = each["path"] if isinstance(each, dict) else str(each)
        result_console().print(printable(f"{field if number == 0 else '':<11} {said}"), soft_wrap=True)
