"""What of a linker pack differs from an earlier one, as far as the linking of a page may rest on it.

What lives here: comparing two packs. What may not: which pages that touches (the Spark job).
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from infoseek.linking.disambiguation.contenders import LEAST_PHRASE_WORDS, MOST_CONTENDERS, PHRASE
from infoseek.linking.disambiguation.pack import IS_DISAMBIGUATION, IS_LIST, Pack

_DIGEST_BYTES = 8

Digests = Mapping[str, bytes]


@dataclass(frozen=True)
class Changes:
    """new: folded names that were none before. names: those that may mean something else than before, or as
    likely as before something that itself differs, or that are none any more; moved: those of them whose
    contenders are others or otherwise called so. near: ids of entities whose neighbourhood differs; types: of
    those whose type does. linkers: by entity that other pages link to than before, the names before that may
    mean one of the pages that make the difference.
    """

    new: frozenset[str]
    names: frozenset[str]
    moved: frozenset[str]
    near: frozenset[str]
    types: frozenset[str]
    linkers: Mapping[str, frozenset[str]]


@dataclass(frozen=True)
class _Told:
    """A pack by ids. company: what an entity tells of others beside it; described: all that tells it from
    others. rows: by name, what may be meant by it and how it is called so; contenders: their ids in order.
    """

    types: Digests
    company: Digests
    described: Digests
    rows: Digests
    contenders: Mapping[str, list[str]]


def pack_changes(before: Pack, now: Pack) -> Changes:
    """What differs between two packs."""
    old, new = _told(before), _told(now)
    described = frozenset(_differing(old.described, new.described))
    moved = frozenset(name for name, row in old.rows.items() if new.rows.get(name) != row)
    changed = (name for name, ids in old.contenders.items() if not described.isdisjoint(ids))
    return Changes(
        new=frozenset(new.rows.keys() - old.rows.keys()),
        names=moved.union(changed),
        moved=moved,
        near=frozenset(_differing(old.company, new.company)),
        types=frozenset(_differing(old.types, new.types)),
        linkers=_linkers(before, now, (old, new)),
    )


def _differing(before: Digests, now: Digests) -> list[str]:
    return [key for key in {*before, *now} if before.get(key) != now.get(key)]


def _digest(*parts: bytes) -> bytes:
    found = hashlib.blake2b(digest_size=_DIGEST_BYTES)
    for part in parts:
        found.update(len(part).to_bytes(4, "little"))
        found.update(part)
    return found.digest()


def _row(offsets: NDArray[np.int64], number: int) -> slice:
    return slice(int(offsets[number]), int(offsets[number + 1]))


def _bytes(array: NDArray[Any]) -> bytes:
    return np.ascontiguousarray(array).tobytes()


def _told(pack: Pack) -> _Told:
    ids = [pack.id_of(number) for number in range(pack.entities)]
    codes = np.frombuffer(b"".join(_digest(each.encode()) for each in ids), dtype=np.uint64)
    types, company, described = {}, {}, {}
    for number, entity_id in enumerate(ids):
        near, words = _row(pack.near.offsets, number), _row(pack.words.offsets, number)
        told = (
            pack.languages[pack.entity_language[number]],
            int(pack.entity_flags[number]),
            int(pack.entity_in_links[number]),
        )
        types[entity_id] = pack.types[pack.entity_type[number]].encode()
        company[entity_id] = _digest(_bytes(codes[pack.near.ids[near]]), _bytes(pack.near.weights[near]))
        described[entity_id] = _digest(
            types[entity_id],
            company[entity_id],
            repr(told).encode(),
            _bytes(pack.words.ids[words]),
            _bytes(pack.words.weights[words]),
            _bytes(pack.title_words(number)),
        )
    rows, contenders = _names(pack, ids)
    return _Told(types, company, described, rows, contenders)


def _names(pack: Pack, ids: list[str]) -> tuple[dict[str, bytes], dict[str, list[str]]]:
    """Rows and contenders of every name; those of its candidates count that may contend for one without a link."""
    rows, contenders = {}, {}
    flags, sources = pack.entity_flags, pack.candidate_sources.astype(np.int64)
    for name, number in pack.trie.items():
        first, after = int(pack.name_offsets[number]), int(pack.name_offsets[number + 1])
        places = np.arange(first, min(after, first + MOST_CONTENDERS))
        places = places[(flags[pack.candidate_entity[places]] & (IS_LIST | IS_DISAMBIGUATION)) == 0]
        if len(name.split()) < LEAST_PHRASE_WORDS:
            places = places[(sources[places] & ~PHRASE) != 0]
        contenders[name] = [ids[each] for each in pack.candidate_entity[places].tolist()]
        rows[name] = _digest(
            "\n".join(contenders[name]).encode(),
            _bytes(pack.candidate_anchors[places]),
            _bytes(sources[places]),
            _bytes(pack.candidate_surfaces[places]),
        )
    return rows, contenders


def _linkers(before: Pack, now: Pack, told: tuple[_Told, _Told]) -> dict[str, frozenset[str]]:
    differing = {}
    for entity_id in told[0].types.keys() & told[1].types.keys():
        old, new = (_linkers_of(pack, entity_id) for pack in (before, now))
        if old != new:
            differing[entity_id] = old ^ new
    called: dict[str, set[str]] = defaultdict(set)
    wanted = frozenset().union(*differing.values())
    for each in told:
        for name, ids in each.contenders.items():
            for entity_id in wanted.intersection(ids):
                called[entity_id].add(name)
    found = {entity_id: _all_of(called, linkers) for entity_id, linkers in differing.items()}
    return {entity_id: names for entity_id, names in found.items() if names}


def _linkers_of(pack: Pack, entity_id: str) -> frozenset[str]:
    return frozenset(pack.id_of(each) for each in pack.linkers_of(pack.number_of(entity_id)).tolist())


def _all_of(called: Mapping[str, set[str]], ids: Collection[str]) -> frozenset[str]:
    return frozenset[str]().union(*(called.get(each, set()) for each in ids))
