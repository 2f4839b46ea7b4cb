"""`infoseek up` and `infoseek down`. What may not live here: how services start and stop (infoseek.embedded)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from infoseek.cli.options import HomeFolder
from infoseek.cli.output import result_console

if TYPE_CHECKING:
    from infoseek.embedded.home import Home
    from infoseek.embedded.record import PlatformRecord


def up(home: HomeFolder = None) -> None:
    """Start the platform and leave it running: Airflow with its UI, S3, the model server, the sample site.

    It listens on loopback only, at the ports of the settings, until `infoseek down`. Where it is up already,
    its addresses are printed again.
    """
    from infoseek.embedded.home import default_home, home_at
    from infoseek.embedded.up import bring_up

    place, console = home_at(home or default_home()), result_console()
    with console.status("Starting …") as status:

        def say(step: str) -> None:
            status.update(f"Starting {step} …")
            if not console.is_terminal:
                console.print(f"Starting {step} …")

        record, was_up = bring_up(place.root, say)
    console.print(f"The platform of {place.root} is up{' already' if was_up else ''}.", soft_wrap=True)
    console.print(_addresses(place, record), soft_wrap=True)
    console.print("`infoseek run` runs a batch on it, `infoseek down` stops it.")


def _addresses(home: Home, record: PlatformRecord) -> str:
    from infoseek.embedded.airflow import password_file

    lines = {
        "Airflow": f"{record.airflow} (user {record.user}, password in {password_file(home)})",
        "S3": f"{record.s3 or 'AWS'} (bucket {record.bucket})",
        "model": record.model,
        "sample site": record.sample,
        "releases": f"s3://{record.bucket}/release/",
        "logs": record.logs,
    }
    if (files := home.objects(record.bucket) / "release").is_dir():
        lines["files"] = str(files)
    return "\n".join(f"{name:<12} {where}" for name, where in lines.items())


def down(home: HomeFolder = None) -> None:
    """Stop the platform that `infoseek up` started; its data stays."""
    from infoseek.embedded.home import default_home, home_at
    from infoseek.embedded.up import bring_down

    place, console = home_at(home or default_home()), result_console()
    with console.status("Stopping …"):
        stopped = bring_down(place.root)
    said = f"The platform of {place.root} is down." if stopped else f"No platform is up in {place.root}."
    console.print(said, soft_wrap=True)
