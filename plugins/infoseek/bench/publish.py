"""What publishing takes of a batch's time, and whether the same batch twice gives the same release."""

from __future__ import annotations

from collections.abc import Iterator

from infoseek.bench.figure import Figure, at_most, exactly, ratio
from infoseek.bench.rehearsal import rehearsed
from infoseek.bench.session import Session
from infoseek.embedded.service import free_port
from infoseek.release.reader import read_release
from infoseek.stages import PUBLISH

MOST_OF_BATCH = 0.1


def run(session: Session) -> Iterator[Figure]:
    """Two batches over one world at one address, each with a storage of its own, from the first page on."""
    world, port = session.world(session.load.pages), free_port()
    releases, shares, published_s = [], [], []
    for _ in range(2):
        with rehearsed(world, session.settings, port, session.tell) as rehearsal:
            rehearsal.run_through(PUBLISH)
            releases.append(read_release(rehearsal.store, rehearsal.batch_id))
            taken = rehearsal.run_of(PUBLISH).elapsed_s
            published_s.append(taken)
            shares.append(taken / sum(run.elapsed_s for run in rehearsal.runs))
    first, second = releases
    equal = sum(first.files[name] == second.files.get(name) for name in first.files)
    yield Figure("questions published", len(first.questions), "questions")
    yield Figure("time to publish", max(published_s), "s")
    yield Figure("share of the batch's time", max(shares), "share", at_most(MOST_OF_BATCH))
    yield Figure("release ids equal", float(first.prefix == second.prefix), "yes is 1", exactly(1))
    yield Figure("release files equal", ratio(equal, len(first.files)), "share", exactly(1))
