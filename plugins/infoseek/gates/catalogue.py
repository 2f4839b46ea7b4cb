"""The checks of FIELD §3: which are run, in the order of their cost, and how one is run.

What lives here: the registry and the rule that a check fails closed. What may not: any check's own logic.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from infoseek.gates.corpus import GateCorpus
from infoseek.gates.duplicates import KeptQuestions, duplicate
from infoseek.gates.exposure import exposed_constant
from infoseek.gates.item import BadItem, Item
from infoseek.gates.lexical import answer_leak, intermediate_leak
from infoseek.gates.structure import cycle, shallow_constant
from infoseek.gates.support import unsupported_claim
from infoseek.gates.uniqueness import disconnected_hop, not_unique
from infoseek.gates.verdict import Finding, Verdict
from infoseek.gates.wording import unfaithful_wording
from infoseek.settings import CheckId, GateSettings

DUPLICATES: CheckId = "D1"
"""The check that sees other questions too: of two alike, the first stays that every other check lets through."""


@dataclass(frozen=True)
class Check:
    """One check that is run. version: raised whenever its rule changes. definition: when it fails, FIELD §3's words."""

    id: CheckId
    title: str
    version: str
    definition: str
    find: Callable[[Item, GateCorpus, GateSettings], Finding]


CHECKS: dict[str, Check] = {
    check.id: check
    for check in (
        Check(
            "L2",
            "answer leak",
            "1",
            "an alias of the answer, or one of its distinctive tokens, is in the question",
            answer_leak,
        ),
        Check(
            "L3",
            "intermediate leak",
            "1",
            "a name of a hidden vertex is in the question, a clue names an ancestor, or a sub-question names "
            "its own answer or the root",
            intermediate_leak,
        ),
        Check(
            "L4",
            "exposed constant",
            "1",
            "an exact date, number, code, quotation or phrase of the evidence is in the question or a "
            "sub-question, or a claim is its value in other words",
            exposed_constant,
        ),
        Check(
            "S7",
            "shallow constant",
            "1",
            "a given name hangs on the root or too near it, or there are more given names than one",
            shallow_constant,
        ),
        Check(
            "S8",
            "cycle",
            "1",
            "a child equals an ancestor after alias and redirect resolution; an entity twice; two parents; "
            "edits that do not give the stored tree",
            cycle,
        ),
        Check(
            "V2",
            "unsupported claim",
            "1",
            "a claim is not entailed by the span it cites, or the span is not on the hashed page",
            unsupported_claim,
        ),
        Check(
            "S5",
            "not unique",
            "1",
            "something else than the answer, or than a hidden vertex, is not refuted by the clues",
            not_unique,
        ),
        Check(
            "S9",
            "disconnected hop",
            "1",
            'a parent is identifiable still with "some X" in place of a hidden child\'s sub-question',
            disconnected_hop,
        ),
        Check(
            "V4",
            "unfaithful wording",
            "1",
            "an independent reading of the question's text alone does not recover every clue and its attachment, "
            "or recovers one too many; or there is no reading of this very question",
            unfaithful_wording,
        ),
        Check(
            DUPLICATES,
            "duplicates",
            "1",
            "a question that stays has nearly the same words or a tree of the same entities, the answer is over "
            "its cap, or it is yes, no or generic",
            duplicate,
        ),
    )
}
"""By id, cheap to dear."""

OTHER_CHECKS: dict[str, str] = {
    "L1": "closed book",
    "L5": "blur leak",
    "L6": "prior binding",
    "L7": "evaluation contamination",
    "L8": "split leakage",
    "S1": "single search",
    "S2": "single clue",
    "S3": "nesting",
    "S4": "redundancy",
    "S6": "co-coverage",
    "S10": "cheap route",
    "V1": "unsolvable",
    "V3": "wrong entity",
    "V5": "unreachable",
    "V6": "volatile",
    "V7": "empty clue",
    "D2": "bad trajectory",
    "D3": "monotony",
}
"""Checks that FIELD §3 defines and the gate does not run: a release says so by name."""


def duplicates_among(kept: KeptQuestions) -> Check:
    """The check for duplicates, comparing with these; as it stands in `CHECKS` it compares with none."""
    return replace(CHECKS[DUPLICATES], find=partial(duplicate, kept=kept))


def judge(check: Check, item: Item, corpus: GateCorpus, settings: GateSettings) -> Verdict:
    """One check's verdict on one question. Whatever goes wrong in between is a failure, never a pass."""
    waiver = settings.waivers.get(check.id)
    if waiver is not None:
        return Verdict(check=check.id, status="waived", reason=waiver.reason, version=check.version)
    try:
        item.read_all()
        found = check.find(item, corpus, settings)
    except BadItem as error:
        found = Finding(reason=str(error))
    except Exception as error:  # noqa: BLE001 - a check that could not run has failed (FIELD §3)
        detail = " ".join(str(error).split())
        found = Finding(reason=f"could not run: {type(error).__name__}: {detail:.300}")
    return Verdict(
        check=check.id,
        status="failed" if found.reason else "passed",
        reason=found.reason.encode(errors="replace").decode(),
        evidence=found.evidence,
        version=check.version,
    )


def first_failure(verdicts: list[Verdict]) -> Verdict | None:
    """The first verdict, in gate order, that does not let the question through."""
    order = list(CHECKS)
    ordered = sorted(verdicts, key=lambda verdict: order.index(verdict.check))
    return next((verdict for verdict in ordered if not verdict.lets_through), None)
