"""Counts what the gate found in one batch, from its committed tables.

What lives here: counting. What may not: where the counts are kept (history.py).
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from infoseek.gates.catalogue import CHECKS
from infoseek.gates.history import BatchQuality, CheckCount
from infoseek.gates.verdict import Status
from infoseek.store.manifests import Manifest
from infoseek.store.objects import ObjectStore
from infoseek.store.schemas import ACCEPTED, QUARANTINED, VERDICTS
from infoseek.store.tables import read_rows

_WORDS_STEP = 10


def batch_quality(store: ObjectStore, manifest: Manifest) -> BatchQuality:
    """What a committed gate run found. Raises `BadInput` where one of its tables cannot be read."""
    verdicts = read_rows(store, manifest, VERDICTS, ["check", "status", "version"])
    rejected = Counter(row["check"] for row in read_rows(store, manifest, QUARANTINED, ["check"]))
    accepted = read_rows(
        store, manifest, ACCEPTED, ["question", "kind", "vertices", "hops", "tree", "certificate"]
    )
    return BatchQuality(
        batch_id=manifest.batch_id,
        key=manifest.key,
        linked=manifest.inputs["linked"],
        snapshot=manifest.inputs["snapshot"],
        questions=len(accepted) + rejected.total(),
        accepted=len(accepted),
        quarantined=rejected.total(),
        checks=_check_counts(verdicts, manifest.settings.get("checks", {})),
        rejected=dict(rejected.most_common()),
        waivers=manifest.notes.get("waivers", {}),
        distributions=_distributions(accepted),
    )


def _check_counts(verdicts: Iterable[Mapping[str, Any]], versions: Mapping[str, str]) -> list[CheckCount]:
    """versions: of the checks that were run, in their order; a batch without questions has them too."""
    found = {**versions, **{row["check"]: row["version"] for row in verdicts}}
    seen = Counter((row["check"], row["status"]) for row in verdicts)

    def count(check: str, status: Status) -> int:
        return seen[check, status]

    return [
        CheckCount(
            check=check,
            title=CHECKS[check].title if check in CHECKS else check,
            version=version,
            passed=count(check, "passed"),
            failed=count(check, "failed"),
            waived=count(check, "waived"),
            not_run=count(check, "not_run"),
        )
        for check, version in found.items()
    ]


def _distributions(accepted: Sequence[Mapping[str, Any]]) -> dict[str, dict[str, int]]:
    trees = [json.loads(row["tree"]) for row in accepted]
    proofs = [json.loads(row["certificate"]) for row in accepted]
    subsets = [proof["minimal_identifying_subsets"] for proof in proofs]
    return {
        "kind": _counted(row["kind"] for row in accepted),
        "vertices": _counted(row["vertices"] for row in accepted),
        "hops": _counted(row["hops"] for row in accepted),
        "answer_type": _counted(tree["vertex"]["type_noun"] for tree in trees),
        "words": _counted(len(row["question"].split()) // _WORDS_STEP * _WORDS_STEP for row in accepted),
        "evidence_pages": _counted(proof["evidence_pages"] for proof in proofs),
        "identifying_subsets": _counted(len(found) for found in subsets if found is not None),
        "predicate": _counted(
            predicate for proof in proofs for predicate in {clue["predicate"] for clue in proof["clues"]}
        ),
    }


def _counted(values: Iterable[Any]) -> dict[str, int]:
    """Numbers in their order, names by theirs."""
    return {str(value): count for value, count in sorted(Counter(values).items())}
