"""Linker packs and models on S3, and taking those down that name a page."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pytest

from infoseek.errors import BadInput
from infoseek.linking.disambiguation.defaults import default_model
from infoseek.linking.disambiguation.model import LinkModel
from infoseek.linking.disambiguation.pack import Pack, open_pack
from infoseek.linking.disambiguation.pack_building import build_pack
from infoseek.linking.disambiguation.pack_redaction import drop_naming
from infoseek.linking.disambiguation.pack_store import (
    adopt_pack,
    drop_packs,
    fetch_pack,
    pack_key,
    read_model,
    store_model,
    store_pack,
)
from infoseek.store.objects import ObjectMissing, ObjectStore

TITLES = {"a": "Lonely Avenue", "b": "Genius", "c": "Ray Charles"}


def built(
    folder: Path, titles: dict[str, str], links: list[tuple[str, str]], settled: Pack | None = None
) -> Path:
    """A pack of pages called by their titles."""
    entities = pa.table(
        {
            "entity_id": list(titles),
            "title": list(titles.values()),
            "type_noun": ["song"] * len(titles),
            "kind": ["work"] * len(titles),
            "is_disambiguation": [False] * len(titles),
        }
    )
    names = pa.table(
        {
            "entity_id": list(titles),
            "alias": list(titles.values()),
            "folded": [title.casefold() for title in titles.values()],
            "source": ["title"] * len(titles),
            "count": [1] * len(titles),
        }
    )
    pairs = pa.table({"page_id": [one for one, _ in links], "entity_id": [other for _, other in links]})
    schema = pa.schema([("page_id", pa.string()), ("entity_id", pa.string())])
    build_pack(folder, entities, names, pairs.cast(schema), settled=settled)
    return folder


@pytest.mark.service
def test_a_pack_comes_back_as_it_was_stored(store: ObjectStore, tmp_path: Path) -> None:
    """Stored under its content's name, fetched to the same files; a machine's own copy needs no fetching."""
    folder = built(tmp_path / "made" / "pack", TITLES, [("a", "b")])
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    pack_id = store_pack(store, folder)
    fetched = fetch_pack(store, pack_id, tmp_path / "elsewhere")
    assert {path.name: path.read_bytes() for path in fetched.iterdir()} == before
    adopt_pack(folder, pack_id, tmp_path / "here")
    store.delete(pack_key(pack_id))
    assert open_pack(fetch_pack(store, pack_id, tmp_path / "here")).entities == 3
    drop_packs(tmp_path / "here")
    with pytest.raises(ObjectMissing):
        fetch_pack(store, pack_id, tmp_path / "here")


@pytest.mark.service
def test_an_altered_pack_is_refused(store: ObjectStore, tmp_path: Path) -> None:
    """Whose files differ from the hash that is its name is not opened."""
    one = store_pack(store, built(tmp_path / "one", TITLES, []))
    two = store_pack(store, built(tmp_path / "two", TITLES, [("a", "b")]))
    store.put(pack_key(one), store.get(pack_key(two)))
    with pytest.raises(BadInput, match="differs from the hash that is its name"):
        fetch_pack(store, one, tmp_path / "scratch")


@pytest.mark.service
def test_a_take_down_removes_what_names_the_page(store: ObjectStore, tmp_path: Path) -> None:
    """Packs that hold it and models that know its name go, others stay."""
    naming = store_pack(store, built(tmp_path / "one", TITLES, []))
    other = store_pack(store, built(tmp_path / "two", {"a": "Lonely Avenue"}, []))
    base = default_model()
    known = {"ray charles": (1, 2)}
    knowing = store_model(store, LinkModel(base.choice, base.link, base.intercept, names=known))
    plain = store_model(store, base)
    drop_naming(store, tmp_path / "scratch", {"c"}, {"Ray Charles"})
    assert [store.exists(pack_key(each)) for each in (naming, other)] == [False, True]
    assert read_model(store, plain).to_json() == base.to_json()
    with pytest.raises(BadInput, match="There is no linking model"):
        read_model(store, knowing)
