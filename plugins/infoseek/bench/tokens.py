"""What a published question costs: tokens by role, and dollars at the settings' prices."""

from __future__ import annotations

from collections.abc import Iterator

from infoseek.bench.figure import Figure, ratio
from infoseek.bench.session import Session
from infoseek.llm.ledger import totals
from infoseek.stages import GATE
from infoseek.store.manifests import required


def run(session: Session) -> Iterator[Figure]:
    """Every attempt counts, failed ones too, and every tree, given up or not; the model is the offline one."""
    rehearsal = session.rehearsal(GATE)
    published = required(rehearsal.store, GATE.zone, rehearsal.batch_id).rows("accepted")
    spent = totals(rehearsal.store, rehearsal.batch_id)
    for role, sums in spent["roles"].items():
        yield Figure(f"calls a question, {role}", ratio(sums["calls"], published), "calls")
        yield Figure(f"prompt tokens a question, {role}", ratio(sums["prompt_tokens"], published), "tokens")
        written = ratio(sums["completion_tokens"], published)
        yield Figure(f"completion tokens a question, {role}", written, "tokens")
    yield Figure("prompt tokens a question", ratio(spent["prompt_tokens"], published), "tokens")
    yield Figure("completion tokens a question", ratio(spent["completion_tokens"], published), "tokens")
    yield Figure("cost a question", ratio(spent["cost_usd"], published), "USD")
