"""D1 duplicates (FIELD §3): a question beside those that stay, earlier batches' and this batch's.

What lives here: the comparison and the check. What may not: which questions stay (expectations).
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from infoseek.gates.corpus import FUNCTION_WORDS, GateCorpus
from infoseek.gates.item import Item
from infoseek.gates.lexical import fold
from infoseek.gates.numerals import is_number
from infoseek.gates.structure import stored_vertices
from infoseek.gates.verdict import Finding
from infoseek.linking.kinds.types import KINDS
from infoseek.settings import GateSettings

if TYPE_CHECKING:
    from datasketch import MinHash

_SHINGLE_WORDS = 3
_PERMUTATIONS = 128
# The index proposes pairs whose likeness is then computed; it may miss one that counts in so many.
_MOST_MISSED = 1e-4
_GENERIC = frozenset(
    "yes no true false both neither none nothing nobody unknown anonymous various other others something someone "
    "everything everyone thing na tba tbd untitled".split()
)

Shingles = frozenset[str]


@dataclass(frozen=True)
class Kept:
    """A question that stays."""

    question_id: str
    batch_id: str


class KeptQuestions:
    """The questions that stay so far, indexed by wording, by the entities of their trees and by answer.

    earlier: rows of gated__accepted with `infoseek.gates.earlier.COLUMNS`, of batches before this one.
    """

    def __init__(self, settings: GateSettings, earlier: Iterable[Mapping[str, Any]] = ()) -> None:
        from datasketch import MinHashLSH

        self._near = MinHashLSH(num_perm=_PERMUTATIONS, params=_bands(settings.near_duplicate))
        self._wordings: list[tuple[Kept, Shingles]] = []
        self._trees: dict[frozenset[str], Kept] = {}
        self._answers: Counter[str] = Counter()
        for row in earlier:
            tree = json.loads(row["tree"])
            self._keep(Kept(row["question_id"], row["batch_id"]), row["question"], entities_of(tree))

    def __len__(self) -> int:
        return len(self._wordings)

    def add(self, item: Item) -> None:
        """Keep a question of this batch. Raises `BadItem` where it cannot be read."""
        kept = Kept(item.question_id, str(item.row.get("batch_id")))
        self._keep(kept, item.question, entities_of(item.stored_tree))
        self._answers.update(answer_keys(item))

    def _keep(self, kept: Kept, question: str, entities: frozenset[str]) -> None:
        shingles = shingles_of(question)
        self._near.insert(len(self._wordings), _min_hash(shingles))
        self._wordings.append((kept, shingles))
        self._trees.setdefault(entities, kept)

    def nearest(self, question: str) -> tuple[float, Kept] | None:
        """The kept question most like this one by the Jaccard index of word shingles, among those near it."""
        shingles = shingles_of(question)
        near = [self._wordings[number] for number in sorted(self._near.query(_min_hash(shingles)))]
        found = [(_jaccard(shingles, others), kept) for kept, others in near]
        return max(found, key=lambda pair: pair[0], default=None)

    def of_entities(self, entities: frozenset[str]) -> Kept | None:
        """The kept question whose tree has exactly these entities."""
        return self._trees.get(entities)

    def answered(self, item: Item) -> int:
        """How many kept questions of this batch have this answer, by entity or by name."""
        return max(self._answers[key] for key in answer_keys(item))


def duplicate(
    item: Item, corpus: GateCorpus, settings: GateSettings, kept: KeptQuestions | None = None
) -> Finding:
    """D1: the answer says nothing of its own, or a kept question is as good as this one.

    kept: what it is compared with; without it only the answer is judged. Earlier batches count by wording
    and by tree. The cap on an answer counts this batch alone: a release is one batch's, so that is where
    guessing a frequent answer pays, and an entity whose page has changed may be asked for anew.
    """
    if fault := generic_answer(item):
        return Finding(reason=f'The answer "{_answer(item):.80}" is {fault}.', evidence={"answer": fault})
    kept = KeptQuestions(settings) if kept is None else kept
    near = kept.nearest(item.question)
    if near is not None and near[0] >= settings.near_duplicate:
        share, other = near
        reason = (
            f"{_said(other)} is worded alike: {share:.0%} of their runs of {_SHINGLE_WORDS} words are common."
        )
        return Finding(reason=reason, evidence={**vars(other), "jaccard": round(share, 4)})
    entities = entities_of(item.stored_tree)
    if (twin := kept.of_entities(entities)) is not None:
        reason = f"{_said(twin)} has a tree of the same {len(entities)} entities."
        return Finding(reason=reason, evidence={**vars(twin), "entities": sorted(entities)})
    if (asked := kept.answered(item)) >= settings.answer_cap:
        reason = (
            f'{asked} kept question{"s ask" if asked > 1 else " asks"} for "{_answer(item):.80}" already.'
        )
        return Finding(reason=reason, evidence={"asked": asked, "cap": settings.answer_cap})
    return Finding(evidence={"compared": len(kept), "nearest": round(near[0], 4) if near else 0.0})


def generic_answer(item: Item) -> str:
    """What makes an answer good for nothing; empty where nothing does."""
    words = fold(_answer(item)).split()
    name = " ".join(words)
    if name in _GENERIC or name in FUNCTION_WORDS or not name:
        return "no name of anything"
    if all(word.isdigit() for word in words) or is_number(words):
        return "a bare number"
    if name == fold(item.tree.root.type_noun) or any(name in nouns for nouns in KINDS.values()):
        return "a bare type"
    return ""


def answer_keys(item: Item) -> tuple[str, str]:
    """By what two answers are one: the entity, and the name that is asked for."""
    return f"entity {item.tree.root.entity_id}", f"name {fold(item.row['answer'])}"


def entities_of(stored_tree: Any) -> frozenset[str]:
    """The signature of a tree: its entities, wherever they stand in it."""
    return frozenset(
        str(vertex["entity_id"]) for vertex in stored_vertices(stored_tree) if vertex.get("entity_id")
    )


def shingles_of(text: str) -> Shingles:
    """The runs of `_SHINGLE_WORDS` folded words of a text; a shorter text is one run."""
    words = fold(text).split()
    runs = range(max(1, len(words) - _SHINGLE_WORDS + 1))
    return frozenset(" ".join(words[at : at + _SHINGLE_WORDS]) for at in runs)


def _bands(threshold: float) -> tuple[int, int]:
    """The fewest bands, and rows a band, with which a pair as like as the threshold is still proposed."""
    rows = max(
        (
            r
            for r in range(1, _PERMUTATIONS // 2)
            if (1 - threshold**r) ** (_PERMUTATIONS // r) <= _MOST_MISSED
        ),
        default=1,
    )
    return _PERMUTATIONS // rows, rows


def _jaccard(one: Shingles, other: Shingles) -> float:
    return len(one & other) / len(one | other)


def _min_hash(shingles: Shingles) -> MinHash:
    from datasketch import MinHash

    made = MinHash(num_perm=_PERMUTATIONS)
    made.update_batch([shingle.encode() for shingle in shingles])
    return made


def _answer(item: Item) -> str:
    return item.answer_names[0]


def _said(other: Kept) -> str:
    return f"Question {other.question_id:.80} of batch {other.batch_id:.20}"
