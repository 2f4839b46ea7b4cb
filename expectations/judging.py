"""The questions of one batch with what the checks say of them, each said once.

What lives here: the memo that the expectations' metrics read, and the frame they are computed on.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Container, Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from infoseek.gates.catalogue import CHECKS, DUPLICATES, duplicates_among, judge
from infoseek.gates.corpus import GateCorpus
from infoseek.gates.duplicates import KeptQuestions
from infoseek.gates.item import BadItem, Item
from infoseek.gates.verdict import Verdict
from infoseek.settings import GateSettings

_PLAIN_ID = re.compile(r"[\w-]{1,64}")


class Judging:
    """The rows of a batch under the gate, by question id; `verdict` computes on first asking and remembers.

    earlier: the questions that earlier batches accepted, for D1 (see `infoseek.gates.earlier`).
    """

    def __init__(
        self,
        rows: Sequence[Mapping[str, Any]],
        corpus: GateCorpus,
        settings: GateSettings,
        earlier: Iterable[Mapping[str, Any]] = (),
    ) -> None:
        self.items = [Item(row) for row in rows]
        self.corpus = corpus
        self.settings = settings
        self._earlier = earlier
        self._verdicts: dict[tuple[int, str], Verdict] = {}

    def verdict(self, position: int, check_id: str) -> Verdict:
        """What a check says of the item at a position. Raises `LookupError` for D1 before `settle`."""
        key = position, check_id
        if key not in self._verdicts:
            if check_id == DUPLICATES:
                raise LookupError("Duplicates are judged when every other check has spoken.")
            self._verdicts[key] = judge(CHECKS[check_id], self.items[position], self.corpus, self.settings)
        return self._verdicts[key]

    def settle(self, rejected: Container[int]) -> None:
        """Judge duplicates. rejected: the positions that another check or expectation does not let through.

        In the items' order each is compared with those that stay so far; a rejected one never stays, so it
        cannot keep a good one out.
        """
        kept = KeptQuestions(self.settings, self._earlier)
        check = duplicates_among(kept)
        for position, item in enumerate(self.items):
            verdict = judge(check, item, self.corpus, self.settings)
            self._verdicts[position, DUPLICATES] = verdict
            if verdict.lets_through and position not in rejected:
                kept.add(item)

    def reached(self, position: int, check_id: str) -> Verdict:
        """The verdict if the check was run; else one that says it was not, which lets nothing through."""
        return self._verdicts.get(
            (position, check_id),
            Verdict(
                check=check_id,
                status="not_run",
                reason="could not run: no expectation asked for it",
                version=CHECKS[check_id].version,
            ),
        )

    def frame(self) -> pd.DataFrame:
        """One row an item, in order. It holds no wording: data docs show values without escaping them."""
        return pd.DataFrame(
            {
                "item": range(len(self.items)),
                "question_id": [_plain(item.row.get("question_id")) for item in self.items],
                "tree_id": [_plain(item.row.get("tree_id")) for item in self.items],
                "words": [len(str(item.row.get("question") or "").split()) for item in self.items],
                "last_character": [_last(item) for item in self.items],
                "kind": [_plain(item.row.get("kind")) for item in self.items],
                "vertices": [_count(item.row.get("vertices")) for item in self.items],
                "is_readable": [not item.fault for item in self.items],
                "hidden_inner": [_hidden_inner(item) for item in self.items],
            }
        )


def _plain(value: Any) -> str | None:
    """An id as it is where it is one; None for nothing; a mark where it is anything else."""
    if value is None or value == "":
        return None
    text = str(value)
    return text if _PLAIN_ID.fullmatch(text) else f"no-id-{_digest(text)}"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode(errors="replace")).hexdigest()[:16]


def _last(item: Item) -> str:
    last = str(item.row.get("question") or "").rstrip()[-1:]
    return last if last in ("?", ".", "!") else "other"


def _count(value: Any) -> int:
    return value if isinstance(value, int) else -1


def _hidden_inner(item: Item) -> int:
    try:
        return len(item.tree.hidden_inner)
    except BadItem:
        return -1
