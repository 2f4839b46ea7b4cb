"""The linker pack: equal bytes for equal rows, limits, broken folders."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest

from infoseek.errors import BadInput
from infoseek.linking.disambiguation.pack import META, coarse, open_pack, without
from infoseek.linking.disambiguation.pack_building import MOST_CANDIDATES, build_pack
from tests.linking.packs import music


def _bytes(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_the_order_of_rows_does_not_matter(tmp_path: Path) -> None:
    """Shuffled tables give the same bytes."""
    tables = music().tables()
    build_pack(tmp_path / "one", *tables)
    rng = random.Random(3)
    shuffled = [table.take(pa.array(rng.sample(range(len(table)), len(table)))) for table in tables]
    build_pack(tmp_path / "other", *shuffled)
    assert _bytes(tmp_path / "one") == _bytes(tmp_path / "other")


def test_entities_and_names_are_found_again(tmp_path: Path) -> None:
    """Ids and folded names lead to numbers and back; what is unknown to -1."""
    corpus = music()
    pack = corpus.pack(tmp_path)
    for key in corpus.pages:
        assert pack.id_of(pack.number_of(key)) == key
    assert pack.number_of("nobody") == -1
    number = pack.name_number("cry")
    bearers = pack.candidate_entity[pack.name_offsets[number] : pack.name_offsets[number + 1]]
    titles = {corpus.pages[pack.id_of(int(each))].title for each in bearers}
    assert titles == {"Cry (song)", "Cry (film)"}
    assert pack.name_number("no such name") == -1


def test_the_links_of_a_page_are_known_from_both_ends(tmp_path: Path) -> None:
    """Linkers are the pages that link to an entity; neighbours count either way."""
    corpus = music()
    pack = corpus.pack(tmp_path)
    singer = pack.number_of(corpus.by_title["Johnnie Ray"].page_id)
    song = pack.number_of(corpus.by_title["Cry (song)"].page_id)
    assert song in pack.linkers_of(singer).tolist()
    assert singer in pack.near.row(song)[0].tolist()
    assert song in pack.near.row(singer)[0].tolist()


def test_an_empty_corpus_makes_a_pack(tmp_path: Path) -> None:
    """No entities, names or links: a pack that knows nothing."""
    empty = [table.slice(0, 0) for table in music().tables()]
    build_pack(tmp_path, *empty)
    pack = open_pack(tmp_path)
    assert (pack.entities, pack.number_of("a"), pack.name_number("a")) == (0, -1, -1)


def test_a_name_of_a_thousand_things_keeps_the_likeliest(tmp_path: Path) -> None:
    """Candidates of one name are limited, the most linked first."""
    ids = [f"{number:04}" for number in range(1_000)]
    entities = pa.table(
        {
            "entity_id": ids,
            "title": ids,
            "type_noun": [""] * 1_000,
            "kind": ["unknown"] * 1_000,
            "is_disambiguation": [False] * 1_000,
        }
    )
    names = pa.table(
        {
            "entity_id": ids,
            "alias": ["Springfield"] * 1_000,
            "folded": ["springfield"] * 1_000,
            "source": ["anchor"] * 1_000,
            "count": list(range(1, 1_001)),
        }
    )
    links = pa.table({"page_id": pa.array([], pa.string()), "entity_id": pa.array([], pa.string())})
    build_pack(tmp_path, entities, names, links)
    pack = open_pack(tmp_path)
    kept = pack.candidate_anchors[: int(pack.name_offsets[1])]
    assert len(kept) == MOST_CANDIDATES
    assert kept.tolist() == sorted(kept.tolist(), reverse=True)
    assert kept[0] == 768


def test_a_folder_without_a_pack_is_told(tmp_path: Path) -> None:
    """A missing, foreign or cut-off pack raises one sentence that names the folder."""
    with pytest.raises(BadInput, match="holds no linker pack"):
        open_pack(tmp_path / "nothing")
    music().pack(tmp_path)
    (tmp_path / "near_ids.npy").write_bytes(b"\x93NUMPY")
    with pytest.raises(BadInput, match="holds no linker pack"):
        open_pack(tmp_path)
    (tmp_path / META).write_text('{"version": 0}')
    with pytest.raises(BadInput, match="version 0"):
        open_pack(tmp_path)


def test_a_pages_own_links_are_taken_from_coarse_counts() -> None:
    """Exactly where counts are small; a part below a quarter changes nothing, so that it leaves no trace."""
    counts = coarse(np.array([1, 2, 3, 5, 7, 9, 100]))
    assert counts.tolist() == [1, 2, 3, 4, 6, 8, 96]
    assert without(counts, np.ones(7, dtype=np.int64)).tolist() == [0, 1, 2, 3, 6, 8, 96]
