"""What a finished tree and a published question cost in tokens, beside the peer's protocol for the same edits.

What lives here: figures. What may not: the peer's arithmetic (peer_protocol.py), counting (tokenizer.py).
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from infoseek.bench import peer_protocol
from infoseek.bench.figure import Figure, at_least, at_most, ratio
from infoseek.bench.offline_pace import calls_a_second
from infoseek.bench.rehearsal import Rehearsal
from infoseek.bench.session import Session
from infoseek.bench.tokenizer import tokenizer
from infoseek.linking.corpus import LinkedCorpus
from infoseek.llm.ledger import totals
from infoseek.offline.transcript import Exchange, exchanges
from infoseek.stages import GATE, GROW, LINK
from infoseek.store import schemas
from infoseek.store.manifests import required
from infoseek.store.tables import read_rows
from infoseek.tree.edits import Constrain, DropClaim, Extend, load_edits

MOST_OF_PEER = 0.4
LEAST_CALLS_A_SECOND = 300
GROWING = frozenset({"plan", "browse"})
"""Tasks that the peer's protocol does too."""


@dataclass
class Spent:
    """Calls of one task, and their tokens. instructions: the system message and the answer's schema."""

    calls: int = 0
    instructions: int = 0
    data: int = 0
    answer: int = 0

    @property
    def tokens(self) -> int:
        return self.instructions + self.data + self.answer


def run(session: Session) -> Iterator[Figure]:
    """Every request counts, also for trees given up, as do the same trees' edits on the peer's side."""
    rehearsal = session.rehearsal(GATE)
    session.tell("send the offline model every call again")
    pace = calls_a_second(rehearsal.transcript)
    yield Figure("calls a second, offline model", pace, "calls/s", at_least(LEAST_CALLS_A_SECOND))
    session.tell("count tokens")
    by_task = spent(exchanges(rehearsal.transcript))
    yield from _beside_peer(rehearsal, by_task)
    for task, sums in sorted(by_task.items()):
        for name in ("instructions", "data", "answer"):
            each = ratio(getattr(sums, name), sums.calls)
            yield Figure(f"tokens a call, {task}, {name}", each, "tokens")
    published = required(rehearsal.store, GATE.zone, rehearsal.batch_id).rows("accepted")
    told = totals(rehearsal.store, rehearsal.batch_id)
    for task, sums in sorted(by_task.items()):
        yield Figure(f"calls a question, {task}", ratio(sums.calls, published), "calls")
        yield Figure(f"tokens a question, {task}", ratio(sums.tokens, published), "tokens")
    whole = sum(sums.tokens for sums in by_task.values())
    yield Figure("tokens a question", ratio(whole, published), "tokens")
    yield Figure("cost a question", ratio(told["cost_usd"], published), "USD")


def spent(heard: Iterable[Exchange]) -> dict[str, Spent]:
    """What was sent and answered, by task. Requests that were answered with an error count with what they sent."""
    count = tokenizer()
    found: dict[str, Spent] = defaultdict(Spent)
    for exchange in heard:
        sums = found[exchange.task or "other"]
        sums.calls += 1
        for message in exchange.request["messages"]:
            if message["role"] == "system":
                sums.instructions += count(message["content"])
            else:
                sums.data += count(message["content"])
        form = exchange.request.get("response_format") or {}
        sums.instructions += count(json.dumps(form["json_schema"]["schema"])) if "json_schema" in form else 0
        sums.answer += count(exchange.content)
    return dict(found)


def _beside_peer(rehearsal: Rehearsal, by_task: dict[str, Spent]) -> Iterator[Figure]:
    store, batch_id = rehearsal.store, rehearsal.batch_id
    corpus = LinkedCorpus.open(store, required(store, LINK.zone, batch_id).key)
    rows = list(read_rows(store, required(store, GROW.zone, batch_id), schemas.GROWN_TREES))
    grown = [load_edits(row["edits"]) for row in rows]
    finished = sum(row["status"] == "finished" for row in rows)
    edits = sum(isinstance(edit, Extend | Constrain | DropClaim) for tree in grown for edit in tree)
    ours = sum(sums.tokens for task, sums in by_task.items() if task in GROWING)

    def page(entity_id: str) -> str:
        return str(corpus.pages[str(corpus.entities[entity_id]["page_id"])]["text"])

    def address(entity_id: str) -> str:
        return str(corpus.pages[str(corpus.entities[entity_id]["page_id"])]["url"])

    peer = sum(peer_protocol.tokens(tree, page, address, tokenizer()) for tree in grown)
    yield Figure("tokens an edit", ratio(ours, edits), "tokens")
    yield Figure("tokens an edit, peer's protocol", ratio(peer, edits), "tokens")
    yield Figure("tokens a finished tree", ratio(ours, finished), "tokens")
    yield Figure("tokens a finished tree, peer's protocol", ratio(peer, finished), "tokens")
    yield Figure("tokens beside the peer's protocol", ratio(ours, peer), "ratio", at_most(MOST_OF_PEER))
