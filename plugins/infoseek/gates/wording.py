"""V4 unfaithful wording (FIELD §3): the stored reading of the question, compared with the tree once more.

What lives here: the check. What may not: how a question is read, or a reading compared (agents).
"""

from __future__ import annotations

from pydantic import ValidationError

from infoseek.agents.reader import StoredReading, question_hash
from infoseek.agents.reading_match import mismatches
from infoseek.gates.corpus import GateCorpus
from infoseek.gates.item import Item
from infoseek.gates.verdict import Finding
from infoseek.settings import GateSettings

_SHOWN = 6


def unfaithful_wording(item: Item, corpus: GateCorpus, settings: GateSettings) -> Finding:
    """V4: an independent reading of the question's text alone misses a clue or its place, or has one too many.

    The verdict is made anew from the stored reading and the replayed tree; without a reading of this very question
    there is no pass.
    """
    column = item.row.get("reading")
    if not isinstance(column, str) or not column.strip():
        return Finding(reason="Nobody has read the question: it is stored without a reading.")
    try:
        stored = StoredReading.model_validate_json(column)
    except ValidationError as error:
        return Finding(reason=f"Its reading cannot be read: {error.error_count()} errors.")
    if stored.question_hash != question_hash(item.question):
        return Finding(reason="Its reading is of another question.")
    found = mismatches(stored.reading, item.tree)
    evidence = {
        "reader": stored.model,
        "things": len(stored.reading.things),
        "clues": len(stored.reading.clues),
        "mismatches": found[:_SHOWN],
    }
    if found:
        return Finding(
            reason=f"A reading of the question differs from its tree: {found[0]}.", evidence=evidence
        )
    return Finding(evidence=evidence)
