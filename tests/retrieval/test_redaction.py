"""Taking pages out of stored indexes, killed at any step too."""

from __future__ import annotations

import pkgutil
from pathlib import Path
from typing import Any

import pytest

from infoseek.retrieval.build import build_index
from infoseek.retrieval.index import open_index
from infoseek.retrieval.redaction import redact_indexes
from infoseek.retrieval.reference import FOLDER, IndexRef, read_ref, ref_keys, ref_path
from infoseek.settings import RetrievalSettings, Settings
from infoseek.store.objects import ObjectStore
from tests.retrieval.corpora import snapshot_of, towns

pytestmark = pytest.mark.service

VELL = frozenset({towns()[0]["page_id"]})


@pytest.fixture
def refs(store: ObjectStore, tmp_path: Path) -> list[IndexRef]:
    """Two indexes of one corpus, with long and short passages; and one that the page is not in."""
    whole, rest = snapshot_of(store, towns()), snapshot_of(store, towns()[1:])
    return [
        build_index(store, Settings(s3=store.settings, scratch=tmp_path, retrieval=retrieval), snapshot)
        for snapshot, retrieval in (
            (whole, RetrievalSettings()),
            (whole, RetrievalSettings(passage_words=20)),
            (rest, RetrievalSettings()),
        )
    ]


def parts(store: ObjectStore) -> set[str]:
    return set(store.keys(f"{FOLDER}/parts/"))


def gone_everywhere(store: ObjectStore, scratch: Path, refs: list[IndexRef]) -> bool:
    """Whether all indexes open, hold what they should, and nothing else is stored or kept here."""
    opened = [open_index(store, scratch, read_ref(store, ref.key)) for ref in refs]
    assert all(index.search("bees", 1) for index in opened)
    assert parts(store) == {part.path for index in opened for part in index.ref.parts}
    copies = {path.name for path in (scratch / "passages").iterdir()} - {"lock"}
    assert copies <= {f"copy-{index.ref.key}-{index.ref.content_id}" for index in opened}
    return not any(index.search("harbour froze", 1) or index.ref.replaced for index in opened)


def test_the_page_leaves_every_index(store: ObjectStore, tmp_path: Path, refs: list[IndexRef]) -> None:
    """Its passages are found no more under the same keys, the old parts are deleted, other indexes stay."""
    before = parts(store)
    assert redact_indexes(store, tmp_path, VELL) == 2
    assert gone_everywhere(store, tmp_path, refs)
    assert before & parts(store) == {part.path for part in refs[2].parts}
    assert redact_indexes(store, tmp_path, VELL) == 0
    assert redact_indexes(store, tmp_path, frozenset()) == 0


@pytest.mark.parametrize(
    "step", ["redaction.made", "redaction.write_ref", "redaction._erase", "redaction.remove_copies"]
)
@pytest.mark.parametrize("time", [1, 2])
def test_killed_and_run_again_it_ends_the_same(
    store: ObjectStore,
    tmp_path: Path,
    refs: list[IndexRef],
    monkeypatch: pytest.MonkeyPatch,
    step: str,
    time: int,
) -> None:
    """What a first try left behind, a second one finds and erases."""
    holder, _, name = f"infoseek.retrieval.{step}".rpartition(".")
    module, calls = pkgutil.resolve_name(holder), []
    true = getattr(module, name)

    def dies(*given: Any) -> Any:
        calls.append(given)
        if len(calls) == time:
            raise OSError("killed")
        return true(*given)

    with monkeypatch.context() as patched:
        patched.setattr(module, name, dies)
        with pytest.raises(OSError, match="killed"):
            redact_indexes(store, tmp_path, VELL)
    redact_indexes(store, tmp_path, VELL)
    assert gone_everywhere(store, tmp_path, refs)


def test_an_index_of_another_version_goes_as_a_whole(
    store: ObjectStore, tmp_path: Path, refs: list[IndexRef]
) -> None:
    """Nobody can open it, and its bytes may hold the page; a part that another index has stays."""
    old = refs[0].model_copy(update={"version": "0"})
    store.put(ref_path(old.key), old.model_dump_json().encode())
    assert redact_indexes(store, tmp_path, VELL) == 2
    assert set(ref_keys(store)) == {ref.key for ref in refs[1:]}
    assert gone_everywhere(store, tmp_path, refs[1:])


def test_an_index_of_that_page_alone_is_empty_then(store: ObjectStore, tmp_path: Path) -> None:
    """It still opens."""
    settings = Settings(s3=store.settings, scratch=tmp_path)
    ref = build_index(store, settings, snapshot_of(store, towns()[:1]))
    redact_indexes(store, tmp_path, VELL)
    assert open_index(store, tmp_path, read_ref(store, ref.key)).search("vell", 1) == []
    assert parts(store) == set()
