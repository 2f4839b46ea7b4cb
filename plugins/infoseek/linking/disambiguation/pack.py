"""The linker pack: names, candidates, link graph and words of a linked corpus, as memory-mapped files.

What lives here: the files and opening them. What may not: building them (pack_building.py), reading pages.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zlib import crc32

import marisa_trie
import numpy as np
from numpy.typing import NDArray

from infoseek.errors import BadInput

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]

PACK_VERSION = 3
WORD_BUCKETS = 1 << 18
MAX_NAME_CHARS = 150
SURFACES = 3
"""Spellings kept of one name of one entity, as checksums."""
SOURCES = (
    "title name redirect bold declared anchor short acronym inflected transliteration phrase".split()
)  # fmt: skip
BIT_OF_SOURCE = {source: 1 << place for place, source in enumerate(SOURCES)}
IS_LIST, IS_DISAMBIGUATION = 1, 2
_SMALL = 256

META, TRIE, ENTITY_IDS = "pack.json", "names.marisa", "entity_ids"
ARRAYS = (
    "entity_ids entity_flags entity_in_links entity_degree entity_type entity_language "
    "name_offsets candidate_entity candidate_anchors candidate_sources candidate_surfaces "
    "linker_offsets linker_ids near_offsets near_ids near_weights word_offsets word_ids word_weights word_idf "
    "title_offsets title_ids titled_words titled_offsets titled_ids"
).split()


@dataclass(frozen=True)
class Sparse:
    """Rows of a sparse matrix: row i holds ids[offsets[i]:offsets[i+1]], ascending, with their weights."""

    offsets: Ints
    ids: NDArray[np.int32]
    weights: Floats

    def row(self, number: int) -> tuple[NDArray[np.int32], Floats]:
        chosen = slice(int(self.offsets[number]), int(self.offsets[number + 1]))
        return self.ids[chosen], self.weights[chosen]


@dataclass(frozen=True)
class Pack:
    """An opened pack. Entities are numbered by sorted id, names as the trie numbers them.

    trie: folded names. candidates of name n: rows name_offsets[n]:name_offsets[n+1] of the candidate arrays,
    the likeliest first; phrases are anchors that are no names. linkers: pages that link to an entity; near:
    its neighbours in the link graph, either way, the rarest first chosen; degree: how many neighbours it had
    when the weights were made; words: what its page speaks of, by hashed words. counted: how many entities the
    weights were made for.
    title: the words of its title; titled: by word, the entities with it in their titles.
    """

    trie: Any
    types: Sequence[str]
    languages: Sequence[str]
    counted: int
    entity_ids: NDArray[np.bytes_]
    entity_flags: NDArray[np.uint8]
    entity_in_links: NDArray[np.int32]
    entity_degree: NDArray[np.int32]
    entity_type: NDArray[np.int32]
    entity_language: NDArray[np.int32]
    name_offsets: Ints
    candidate_entity: NDArray[np.int32]
    candidate_anchors: NDArray[np.int32]
    candidate_sources: NDArray[np.uint16]
    candidate_surfaces: NDArray[np.uint32]
    linker_offsets: Ints
    linker_ids: NDArray[np.int32]
    near: Sparse
    words: Sparse
    word_idf: Floats
    title_offsets: Ints
    title_ids: NDArray[np.int32]
    titled_words: NDArray[np.int32]
    titled_offsets: Ints
    titled_ids: NDArray[np.int32]

    @property
    def entities(self) -> int:
        return len(self.entity_ids)

    def number_of(self, entity_id: str) -> int:
        """The number of an entity, or -1 where the pack has none of this id."""
        wanted = np.bytes_(entity_id.encode())
        place = int(np.searchsorted(self.entity_ids, wanted))
        return place if place < self.entities and self.entity_ids[place] == wanted else -1

    def id_of(self, number: int) -> str:
        return bytes(self.entity_ids[number]).decode()

    def name_number(self, folded: str) -> int:
        """The number of a folded name, or -1."""
        return int(self.trie.get(folded, -1))

    def linkers_of(self, number: int) -> NDArray[np.int32]:
        """The numbers of the entities whose pages link to this one."""
        return self.linker_ids[int(self.linker_offsets[number]) : int(self.linker_offsets[number + 1])]

    def title_words(self, number: int) -> NDArray[np.int32]:
        """The word numbers of an entity's title."""
        return self.title_ids[int(self.title_offsets[number]) : int(self.title_offsets[number + 1])]

    def titled(self, word: int) -> NDArray[np.int32]:
        """The entities whose titles hold a word, given by its number, the most linked first."""
        place = int(np.searchsorted(self.titled_words, word))
        if place == len(self.titled_words) or self.titled_words[place] != word:
            return self.titled_ids[:0]
        return self.titled_ids[int(self.titled_offsets[place]) : int(self.titled_offsets[place + 1])]


def coarse(counts: NDArray[Any]) -> NDArray[Any]:
    """Whole numbers with all but their first two binary digits cleared: 1, 2, 3, 4, 4, 6, 6, 8, …, 8, 12, …"""
    exponent = np.maximum(np.frexp(counts)[1] - 2, 0)
    found: NDArray[Any] = (counts >> exponent) << exponent
    return found


def without(counts: NDArray[Any], own: NDArray[Any]) -> NDArray[Any]:
    """Coarse counts less a page's own part; where it is less than a quarter it cannot be told from the rest."""
    return np.where(own * 4 < counts, counts, coarse((counts - own).clip(0)))


def word_number(word: str) -> int:
    """The bucket of a folded word: the same on every machine."""
    return crc32(word.encode("utf-8", "surrogatepass")) & (WORD_BUCKETS - 1)


def surface_number(surface: str) -> int:
    """The checksum by which spellings of a name are compared; never 0, which stands for none."""
    return crc32(surface.encode("utf-8", "surrogatepass")) or 1


def open_pack(folder: Path) -> Pack:
    """Map a pack's files into memory; nothing is read before it is needed.

    Raises `BadInput` where the folder holds no pack of this version.
    """
    try:
        meta = json.loads((folder / META).read_text())
        if meta["version"] != PACK_VERSION:
            raise BadInput(f"The linker pack {folder} is of version {meta['version']}, not {PACK_VERSION}.")
        # As plain arrays on the mapped memory: looking into a memmap object costs more.
        found = {
            name: np.asarray(np.load(folder / f"{name}.npy", mmap_mode=_mode(folder, name)))
            for name in ARRAYS
        }
        trie = marisa_trie.Trie().mmap(str(folder / TRIE))
    except (OSError, ValueError, KeyError, TypeError, RuntimeError) as error:
        raise BadInput(f"The folder {folder} holds no linker pack: {error}.") from None
    near = Sparse(found.pop("near_offsets"), found.pop("near_ids"), found.pop("near_weights"))
    words = Sparse(found.pop("word_offsets"), found.pop("word_ids"), found.pop("word_weights"))
    return Pack(
        trie=trie,
        types=meta["types"],
        languages=meta["languages"],
        counted=meta["counted"],
        near=near,
        words=words,
        **found,
    )


def _mode(folder: Path, name: str) -> Any:
    # An empty array cannot be mapped.
    return "r" if (folder / f"{name}.npy").stat().st_size > _SMALL else None
