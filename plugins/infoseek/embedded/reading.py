"""What a home holds, for commands that need no batch to run: through whatever runs there, else an S3 server of their own.

What lives here: reaching the store. What may not: what is read from it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from infoseek.embedded.home import Home, home_at, locked_home
from infoseek.embedded.installation import reaching
from infoseek.embedded.record import PlatformRecord, live_record
from infoseek.embedded.services import has_own_s3, storage
from infoseek.errors import BadInput
from infoseek.settings import Settings
from infoseek.store.objects import ObjectStore


@dataclass(frozen=True)
class Reading:
    """A store to read from. record: of the process that runs services in this home, if one does."""

    home: Home
    store: ObjectStore
    record: PlatformRecord | None


def holds_data(settings: Settings, home: Home) -> bool:
    """Whether there can be anything to read: a named endpoint, or a home that an S3 server has written to."""
    return not has_own_s3(settings) or (home.s3 / "data").is_dir()


@contextmanager
def reading(settings: Settings, root: Path) -> Iterator[Reading]:
    """The store of a home. A server started for it is stopped at the end of the block.

    Raises `BadInput` where the home holds nothing yet, or S3 cannot be reached.
    """
    home = home_at(root)
    if live_record(home) is None and not holds_data(settings, home):
        raise BadInput(f"The home {home.root} holds nothing yet: run a batch first (infoseek run).")
    with writing(settings, root) as found:
        yield found


@contextmanager
def writing(settings: Settings, root: Path) -> Iterator[Reading]:
    """As `reading`, for commands that write and may be the first in a home, which is made if need be."""
    home = home_at(root)
    record = live_record(home)
    if record is not None and (record.s3 or not has_own_s3(settings)):
        yield Reading(home, ObjectStore(reaching(settings, record).s3), record)
    elif has_own_s3(settings):
        with locked_home(root) as place, storage(settings, place) as reached:
            yield Reading(home, ObjectStore(reached.s3), None)
    else:
        yield Reading(home, ObjectStore(settings.s3), None)
