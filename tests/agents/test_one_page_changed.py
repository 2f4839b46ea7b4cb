"""What a changed page costs: the calls that saw it, and no other. Real store, real model server."""

from __future__ import annotations

import asyncio
from collections import Counter
from pathlib import Path

import pytest

from infoseek.agents.concurrency import each
from infoseek.agents.sizes import Sizes
from infoseek.agents.starts import Start, Starts, grow_from
from infoseek.linking.corpus import LinkedCorpus
from infoseek.llm.call import LlmCall, LlmResult
from infoseek.llm.dispatch import Dispatcher
from infoseek.llm.ledger import batch_rows
from infoseek.offline.app import ServerOptions, create_app
from infoseek.settings import GrowthSettings, ModelSettings
from infoseek.store.objects import ObjectStore
from tests.agents import discography
from tests.llm.calls import BATCH, dispatcher
from tests.offline.serving import serving

pytestmark = pytest.mark.service

_CHANGED = "p05"


class _Watched:
    """An asker that remembers what was asked."""

    def __init__(self, asker: Dispatcher) -> None:
        self._asker = asker
        self.calls: list[LlmCall] = []

    async def ask(self, call: LlmCall) -> LlmResult:
        self.calls.append(call)
        return await self._asker.ask(call)


class _Renamed(discography.Pages):
    """The same facts, one page's row of another label: "Timing" where it says "Length"."""

    def album(self, number: int) -> None:
        super().album(number)
        page = self.pages[f"p{number:02d}"]
        if page["page_id"] != _CHANGED:
            return
        page["text"] = page["text"].replace("Length:", "Timing:")
        for row in page["rows"]:
            row["label"] = row["label"].replace("Length", "Timing")
        for edge in self.edges:
            if edge["page_id"] == _CHANGED:
                edge["text"] = edge["text"].replace("Length:", "Timing:")
                edge["label"] = edge["label"].replace("Length", "Timing")


def _grow(store: ObjectStore, base_url: str, corpus: LinkedCorpus, attempt: str) -> list[LlmCall]:
    """Every call that growing the corpus's trees asks for."""

    async def grow() -> list[LlmCall]:
        sizes = Sizes(corpus, GrowthSettings(min_candidates=2, trees=16))
        starts = Starts(sizes, sorted(corpus.entities), 16)
        async with dispatcher(store, base_url, attempt=attempt) as asker:
            watched = _Watched(asker)

            async def one(start: Start) -> None:
                async for _ in grow_from(starts, start, watched, ModelSettings()):
                    pass

            await each(one(start) for start in list(starts))
        return watched.calls

    return asyncio.run(grow())


def test_only_the_calls_that_saw_the_page_are_asked_again(
    store: ObjectStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A second run over a corpus with one changed page is served all others from the cache."""
    with serving(create_app(ServerOptions(state_dir=tmp_path))) as base_url:
        _grow(store, base_url, discography.corpus(), "a1")
        asked = {row.key for row in batch_rows(store, BATCH) if row.status == "ok"}
        monkeypatch.setattr(discography, "Pages", _Renamed)
        calls = _grow(store, base_url, discography.corpus(), "a2")
    saw_it = {call.key for call in calls if "Timing" in call.messages[-1].content}
    assert 0 < len(saw_it) < len({call.key for call in calls}) / 2
    rows = list(batch_rows(store, BATCH))
    assert {row.key for row in rows if row.status == "ok"} - asked == saw_it
    assert max(Counter(row.key for row in rows if row.status == "ok").values()) == 1
