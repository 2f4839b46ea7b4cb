"""How fast the passage index answers, is built and opened, how large it is, and how well it finds what is known."""

from __future__ import annotations

import random
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Any, TypeVar

import psutil
import pyarrow as pa
import pyarrow.parquet as pq

from infoseek.bench.figure import Figure, at_least, at_most, ratio
from infoseek.bench.real_sites import RAY_CHARLES, pages_of, unpacked
from infoseek.bench.session import Session
from infoseek.bench.world_corpus import WorldCorpus, commit_corpus, stored_rows
from infoseek.embedded.home import locked_home
from infoseek.embedded.servers import start_s3
from infoseek.embedded.service import Services
from infoseek.retrieval.build import build_index
from infoseek.retrieval.index import open_index
from infoseek.retrieval.reference import IndexRef
from infoseek.settings import S3Settings, Settings
from infoseek.store.objects import ObjectStore
from infoseek.store.schemas import PAGES
from infoseek.web.page.extract import extract

LEAST_QUERIES_S = 1_500
LEAST_RANK = 0.7
MOST_OPEN_S = 0.1

Done = TypeVar("Done")

BUCKET = "retrieval"
_QUERIES = 3_000
_K = 10
_ROUNDS = 3
_PROCESSES = 2
_WORD_KEPT = 0.7
_LEAST_WORDS = 8
_COLUMNS = ["page_id", "text", "sentences"]
_SITE_DAY = "2026-01-02"
_WORLD_DAY = "2026-01-01"


@dataclass(frozen=True)
class Question:
    """Words of a sentence, and the page that it stands on."""

    words: str
    page_id: str


def run(session: Session) -> Iterator[Figure]:
    """A world of `--corpus` pages, and the pages of one real site; queries are sentences that lost words."""
    with Services() as services:
        root = Path(services.enter_context(tempfile.TemporaryDirectory(prefix="infoseek-retrieval-")))
        home = services.enter_context(locked_home(root))
        store = ObjectStore(start_s3(home, services, BUCKET))
        store.create_bucket()
        settings = session.settings.model_copy(update={"s3": store.settings, "scratch": home.scratch})
        session.tell(f"make world of {session.load.corpus} pages")
        world = stored_rows(WorldCorpus(session.load.corpus), root / "worlds")
        yield from _figures(session, settings, world, _WORLD_DAY, "")
        if session.load.sites is None:
            session.note("No folder of real sites is given: none is searched.")
            return
        unpacked(RAY_CHARLES, session.load.sites, root)
        site = _site_rows(root)
        yield from _figures(session, settings, [site], _SITE_DAY, f", {RAY_CHARLES.name}")


def _figures(
    session: Session, settings: Settings, files: Sequence[Path], day: str, of: str
) -> Iterator[Figure]:
    """Everything that is measured on one corpus; `of` ends the figures' names."""
    store = ObjectStore(settings.s3)
    snapshot = str(commit_corpus(store, day, files).notes["snapshot"])
    session.tell(f"index passages{of}")
    ref, built_s = _timed(lambda: build_index(store, settings, snapshot))
    yield Figure(f"passages{of}", ref.passages, "passages")
    yield Figure(f"time to build per 1,000 pages{of}", ratio(built_s * 1000, ref.pages), "s")
    yield Figure(f"time to find it built{of}", _timed(lambda: build_index(store, settings, snapshot))[1], "s")
    yield Figure(f"size per 1,000 pages{of}", ratio(ref.size_bytes * 1000 / 2**20, ref.pages), "MiB")
    index, first_s = _timed(lambda: open_index(store, settings.scratch, ref))
    _, again_s = _timed(lambda: open_index(store, settings.scratch, ref))
    yield Figure(f"time to open, first on the machine{of}", first_s, "s")
    yield Figure(f"time to open, there already{of}", again_s, "s", at_most(MOST_OPEN_S))
    asked = questions(files, _QUERIES)
    session.tell(f"search{of}")
    found = [index.search_pages(each.words, _K) for each in asked]
    ranks = [[hit.page_id for hit in hits] for hits in found]
    mean = reciprocal_rank(ranks, [each.page_id for each in asked])
    # Sentences of a world are of few patterns and share most of their words: there it is only told.
    rank_target = at_least(LEAST_RANK) if of else None
    yield Figure(f"mean reciprocal rank of a sentence's page{of}", mean, "share", rank_target)
    words = [each.words for each in asked]
    alone_s = min(_timed(lambda: index.search_many(words, _K))[1] for _ in range(_ROUNDS))
    target = None if of else at_least(LEAST_QUERIES_S)
    yield Figure(f"queries a second, one process{of}", ratio(len(words), alone_s), "queries/s", target)
    yield from _side_by_side(settings, ref, words, of)


def _side_by_side(settings: Settings, ref: IndexRef, words: Sequence[str], of: str) -> Iterator[Figure]:
    """The same queries in each of several processes at once."""
    context = get_context("spawn")
    with ProcessPoolExecutor(_PROCESSES, context, _open, (settings.s3, settings.scratch, ref)) as pool:
        list(pool.map(_search, [words[:100]] * _PROCESSES))
        runs = list(pool.map(_search, [words] * _PROCESSES))
    elapsed_s = max(end for _, end, _ in runs) - min(begin for begin, _, _ in runs)
    pace = ratio(len(words) * _PROCESSES, elapsed_s)
    yield Figure(f"queries a second, {_PROCESSES} processes{of}", pace, "queries/s")
    grown = max(memory for _, _, memory in runs)
    yield Figure(f"memory of a process beyond its start{of}", grown / 2**20, "MiB")


_opened: dict[str, Any] = {}


def _open(s3: S3Settings, scratch: Path, ref: IndexRef) -> None:
    _opened["before"] = psutil.Process().memory_full_info().uss
    _opened["index"] = open_index(ObjectStore(s3), scratch, ref)


def _search(words: Sequence[str]) -> tuple[float, float, int]:
    """When it began and ended, and the memory that the process does not share beyond what it began with."""
    begun = time.time()
    _opened["index"].search_many(words, _K)
    return begun, time.time(), psutil.Process().memory_full_info().uss - _opened["before"]


def questions(files: Sequence[Path], count: int, seed: int = 1) -> list[Question]:
    """Sentences that stand on one page alone, each without some of its words; the same for the same pages."""
    draw = random.Random(seed)
    pages = [page for file in files for page in pq.read_table(file, columns=_COLUMNS).to_pylist()]
    places = [(page, span) for page in pages for span in page["sentences"] or ()]
    told = Counter(hash(_sentence(page, span)) for page, span in places)
    found: list[Question] = []
    draw.shuffle(places)
    for page, span in places:
        sentence = _sentence(page, span)
        words = sentence.split()
        if len(words) >= _LEAST_WORDS and told[hash(sentence)] == 1:
            kept = [word for word in words if draw.random() < _WORD_KEPT] or words
            found.append(Question(" ".join(kept), page["page_id"]))
        if len(found) == count:
            break
    return found


def _sentence(page: dict[str, Any], span: dict[str, Any]) -> str:
    text: str = page["text"][span["start"] : span["end"]]
    return text


def reciprocal_rank(ranked: Sequence[Sequence[str]], wanted: Sequence[str]) -> float | None:
    """Mean over the questions of 1 ÷ the rank of what was wanted, 0 where it is not among the ranked."""
    total = sum(
        1 / (1 + list(found).index(page)) if page in found else 0.0
        for found, page in zip(ranked, wanted, strict=True)
    )
    return ratio(total, len(wanted))


def _site_rows(root: Path) -> Path:
    """The real site's pages as a file of crawl__pages rows."""
    blank: dict[str, Any] = dict.fromkeys(PAGES.schema.names)
    rows = []
    for path, body in pages_of(RAY_CHARLES, root / RAY_CHARLES.name):
        page = {
            name: value
            for name, value in vars(extract(body, f"http://site.example{path}")).items()
            if name in blank
        }
        rows.append({**blank, **page, "page_id": path, "url": path, "content_sha256": path})
    file = root / "site.parquet"
    pq.write_table(pa.Table.from_pylist(rows, schema=PAGES.schema), file)
    return file


def _timed(work: Callable[[], Done]) -> tuple[Done, float]:
    begun = time.perf_counter()
    done = work()
    return done, time.perf_counter() - begun
