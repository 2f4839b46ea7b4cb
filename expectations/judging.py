"""The questions of one batch with what the checks say of them, each said once.

What lives here: the memo that the expectations' metrics read, and the frame they are computed on.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from infoseek.gates.catalogue import CHECKS, judge
from infoseek.gates.corpus import GateCorpus
from infoseek.gates.item import BadItem, Item
from infoseek.gates.lexical import fold
from infoseek.gates.verdict import Verdict
from infoseek.settings import GateSettings

_PLAIN_ID = re.compile(r"[\w-]{1,64}")


class Judging:
    """The rows of a batch under the gate; `verdict` computes on first asking and remembers."""

    def __init__(self, rows: Sequence[Mapping[str, Any]], corpus: GateCorpus, settings: GateSettings) -> None:
        self.items = [Item(row) for row in rows]
        self.corpus = corpus
        self.settings = settings
        self._verdicts: dict[tuple[int, str], Verdict] = {}

    def verdict(self, position: int, check_id: str) -> Verdict:
        """What a check says of the item at a position."""
        key = position, check_id
        if key not in self._verdicts:
            self._verdicts[key] = judge(CHECKS[check_id], self.items[position], self.corpus, self.settings)
        return self._verdicts[key]

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
                "wording": [_wording(item) for item in self.items],
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


def _wording(item: Item) -> str:
    """Equal for questions in the same words."""
    return _digest(fold(str(item.row.get("question") or "")))


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
