"""Random webs in memory and a crawl of them, in whatever order answers come and wherever it is killed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

from hypothesis import strategies as st

from infoseek.web.crawl.frontier import Ask
from tests.web.crawl.neighbours import Bench

Links = list[str]


@dataclass(frozen=True)
class Answer:
    """What a URL answers with. kind: page, redirect, dead, or busy (then, at the next try, dead)."""

    kind: str
    links: tuple[str, ...] = ()
    content: str = ""


Web = dict[str, Answer]


def url_of(number: int, hosts: int) -> str:
    return f"http://h{number % hosts}/{number}"


@st.composite
def webs(draw: st.DrawFn, hosts: int = 2, most: int = 14) -> Web:
    """A web of some URLs; pages of equal content have equal links, as copies have."""
    count = draw(st.integers(1, most))
    urls = [url_of(number, hosts) for number in range(count)]
    some = st.lists(st.sampled_from([*urls, "http://elsewhere/"]), max_size=4, unique=True).map(tuple)
    web: Web = {}
    by_content: dict[str, tuple[str, ...]] = {}
    for number, url in enumerate(urls):
        kind = draw(st.sampled_from(["page", "page", "page", "copy", "redirect", "dead", "busy"]))
        if kind == "redirect":
            web[url] = Answer("redirect", (draw(st.sampled_from(urls)),))
        elif kind in ("dead", "busy"):
            web[url] = Answer(kind)
        else:
            content = f"copy of {number % 3}" if kind == "copy" else url
            links = by_content.setdefault(content, draw(some))
            web[url] = Answer("page", links, content)
    return web


@dataclass
class Crawl:
    """Crawls a web through a frontier. Which answer comes next is drawn from `random`.

    kill: whether to be killed now; what is settled since the last checkpoint is forgotten then.
    asked: every URL, in order; kept: content by URL, as of the checkpoints and since.
    """

    bench: Bench
    web: Web
    random: Random
    capacity: int = 4
    kill: Callable[[], bool] = lambda: False
    asked: list[Ask] = field(default_factory=list)
    kept: dict[str, str] = field(default_factory=dict)
    stored: dict[str, str] = field(default_factory=dict)
    settled: set[str] = field(default_factory=set)
    kills: int = 0

    def run(self) -> Crawl:
        """Until the frontier is drained."""
        waiting: list[Ask] = []
        tried: set[str] = set()
        since: set[str] = set()
        while waiting or not self.bench.frontier.is_drained():
            taken = self.bench.frontier.take(self.random.randint(0, self.capacity - len(waiting)))
            assert not {ask.url for ask in taken} & self.settled
            self.asked += taken
            waiting += taken
            if waiting:
                ask = waiting.pop(self.random.randrange(len(waiting)))
                self._answer(ask, tried)
                since.add(ask.url)
            if self.random.random() < 0.2:
                self.bench.checkpoint()
                self.stored = dict(self.kept)
                self.settled |= {url for url in since if self._is_settled(url)}
            elif self.kill():
                self.kills += 1
                waiting, since, self.kept = [], set(), dict(self.stored)
                self.bench.restart()
        return self

    def _is_settled(self, url: str) -> bool:
        row = self.bench.state.connection.execute("SELECT state FROM urls WHERE url = ?", (url,)).fetchone()
        return bool(row[0])

    def _answer(self, ask: Ask, tried: set[str]) -> None:
        frontier, answer = self.bench.frontier, self.web[ask.url]
        if answer.kind == "busy" and ask.url not in tried:
            tried.add(ask.url)
            frontier.later(ask, 0.0, "http_503", "The server is busy.")
        elif answer.kind == "redirect":
            frontier.redirect(ask, answer.links[0])
        elif answer.kind != "page":
            frontier.fail(ask, "http_404", "The server answered 404.")
        else:
            first = next((url for url, content in self.kept.items() if content == answer.content), None)
            if first is None:
                frontier.settle(ask, "new")
                self.kept[ask.url] = answer.content
            else:
                frontier.settle(ask, "copy", first)
            frontier.follow(ask, answer.links)
