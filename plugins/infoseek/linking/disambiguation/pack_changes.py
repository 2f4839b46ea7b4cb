"""What of a linker pack differs from an earlier one, as far as the linking of a page may rest on it.

What lives here: comparing two packs. What may not: which pages that touches (the Spark job).
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from infoseek.linking.disambiguation.pack import Pack

_DIGEST_BYTES = 8


@dataclass(frozen=True)
class Changes:
    """entities: ids of those whose description, words or neighbourhood differ, or that are new or gone. linked:
    ids of those that other pages link to than before. names: folded names that may mean something else than
    before, or are as likely as before something that itself differs.
    """

    entities: frozenset[str]
    linked: frozenset[str]
    names: tuple[str, ...]


def pack_changes(before: Pack, now: Pack) -> Changes:
    """What differs between two packs."""
    old, new = _codes(before), _codes(now)
    old_entities, new_entities = _entities(before, old), _entities(now, new)
    return Changes(
        entities=frozenset(_differing(old_entities, new_entities)),
        linked=frozenset(_differing(_linkers(before, old), _linkers(now, new))),
        names=tuple(sorted(_differing(_names(before, old_entities), _names(now, new_entities)))),
    )


def _differing(before: Mapping[str, bytes], now: Mapping[str, bytes]) -> list[str]:
    return [key for key in {*before, *now} if before.get(key) != now.get(key)]


def _digest(*parts: bytes) -> bytes:
    found = hashlib.blake2b(digest_size=_DIGEST_BYTES)
    for part in parts:
        found.update(len(part).to_bytes(4, "little"))
        found.update(part)
    return found.digest()


def _codes(pack: Pack) -> NDArray[np.uint64]:
    """A number for each entity that depends on its id alone."""
    digests = b"".join(_digest(bytes(key)) for key in pack.entity_ids)
    return np.frombuffer(digests, dtype=np.uint64)


def _row(offsets: NDArray[np.int64], number: int) -> slice:
    return slice(int(offsets[number]), int(offsets[number + 1]))


def _entities(pack: Pack, codes: NDArray[np.uint64]) -> dict[str, bytes]:
    found = {}
    for number in range(pack.entities):
        near, words = _row(pack.near.offsets, number), _row(pack.words.offsets, number)
        told = (
            pack.types[pack.entity_type[number]],
            pack.languages[pack.entity_language[number]],
            int(pack.entity_flags[number]),
            int(pack.entity_in_links[number]),
        )
        found[pack.id_of(number)] = _digest(
            repr(told).encode(),
            _bytes(codes[pack.near.ids[near]]),
            _bytes(pack.near.weights[near]),
            _bytes(pack.words.ids[words]),
            _bytes(pack.words.weights[words]),
            _bytes(pack.title_words(number)),
        )
    return found


def _bytes(array: NDArray[Any]) -> bytes:
    return np.ascontiguousarray(array).tobytes()


def _linkers(pack: Pack, codes: NDArray[np.uint64]) -> dict[str, bytes]:
    numbers = range(pack.entities)
    return {pack.id_of(each): _digest(_bytes(codes[pack.linkers_of(each)])) for each in numbers}


def _names(pack: Pack, entities: Mapping[str, bytes]) -> dict[str, bytes]:
    """By name what it may mean, each candidate with all that is known of it."""
    digests = [entities[pack.id_of(number)] for number in range(pack.entities)]
    ids = [pack.id_of(number).encode() for number in range(pack.entities)]
    found = {}
    for name, number in pack.trie.items():
        chosen = _row(pack.name_offsets, number)
        meant = pack.candidate_entity[chosen].tolist()
        found[name] = _digest(
            b"".join(ids[each] + digests[each] for each in meant),
            _bytes(pack.candidate_anchors[chosen]),
            _bytes(pack.candidate_sources[chosen]),
            _bytes(pack.candidate_surfaces[chosen]),
        )
    return found
