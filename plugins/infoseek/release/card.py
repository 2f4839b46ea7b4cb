"""The dataset card: figures computed from the data, and the text made of them.

What lives here: counting and wording. What may not: a number that is typed in.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from statistics import fmean
from types import MappingProxyType
from typing import Any

from pydantic import BaseModel, ConfigDict

from infoseek.gates.catalogue import CHECKS, OTHER_CHECKS
from infoseek.gates.certificate import STATEMENT


class Facts(BaseModel):
    """What a release says of itself; release.json holds it, README.md words it.

    evidence_pages: distinct pages a question's claims cite: min, mean, max.
    rejected: quarantined questions by the first check that failed. waivers: check → reason, of checks that
    this gate runs and of others. not_run: checks that FIELD defines and this gate does not run. cost: sums of the batch's model calls, failed and cached ones too.
    retracted: why, by id of the questions that were taken back.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    license: str
    version: int
    batch_id: str
    questions: int
    quarantined: int
    kinds: dict[str, int]
    vertices: dict[str, int]
    hops: dict[str, int]
    answer_types: dict[str, int]
    evidence_pages: dict[str, float]
    rejected: dict[str, int]
    checks: dict[str, str]
    waivers: dict[str, str]
    not_run: dict[str, str]
    models: dict[str, str]
    cost: dict[str, int | float]
    corpus: dict[str, Any]
    retracted: dict[str, str] = {}


def computed(
    accepted: Sequence[Mapping[str, Any]],
    quarantined: Iterable[Mapping[str, Any]],
    *,
    name: str,
    license_name: str,
    version: int,
    batch_id: str,
    waivers: Mapping[str, str],
    models: Mapping[str, str],
    cost: Mapping[str, int | float],
    corpus: Mapping[str, Any],
    retracted: Mapping[str, str] = MappingProxyType({}),
) -> Facts:
    """The facts of a release with at least one question.

    Rows: gated__accepted and gated__quarantined. waivers: those that held when the batch was gated.
    """
    usd = cost.get("cost_usd", 0.0)
    return Facts(
        name=name,
        license=license_name,
        version=version,
        batch_id=batch_id,
        **counted(accepted, quarantined),
        checks={check.id: f"{check.title}, version {check.version}" for check in CHECKS.values()},
        waivers=dict(sorted(waivers.items())),
        not_run=dict(OTHER_CHECKS),
        models=dict(sorted(models.items())),
        cost={**cost, "usd_per_question": round(usd / len(accepted), 6)},
        corpus=dict(corpus),
        retracted=dict(sorted(retracted.items())),
    )


def counted(
    accepted: Sequence[Mapping[str, Any]], quarantined: Iterable[Mapping[str, Any]]
) -> dict[str, Any]:
    """The facts that are counts of rows, by name; also of no rows, where all were retracted."""
    rejected = Counter(row["check"] for row in quarantined)
    pages = [json.loads(row["certificate"])["evidence_pages"] for row in accepted] or [0]
    return {
        "questions": len(accepted),
        "quarantined": rejected.total(),
        "kinds": _counted(row["kind"] for row in accepted),
        "vertices": _counted(row["vertices"] for row in accepted),
        "hops": _counted(row["hops"] for row in accepted),
        "answer_types": _counted(json.loads(row["tree"])["vertex"]["type_noun"] for row in accepted),
        "evidence_pages": {"min": min(pages), "mean": round(fmean(pages), 2), "max": max(pages)},
        "rejected": dict(sorted(rejected.items())),
    }


def _counted(values: Iterable[Any]) -> dict[str, int]:
    return {str(value): count for value, count in sorted(Counter(values).items())}


def render(facts: Facts, example: Mapping[str, Any] | None) -> str:
    """README.md: YAML front matter, then the card. example: one record of train.jsonl, None where it has none."""
    return (
        "\n\n".join(
            [
                _front_matter(facts),
                f"# {facts.name} v{facts.version}",
                f"{facts.questions} questions of batch {facts.batch_id}, each with its research tree, the sentence behind "
                "every claim, and a certificate.",
                f"{_uniqueness(facts)} {STATEMENT} The corpus is linked manifest `{facts.corpus['linked']}` on snapshot "
                f"`{facts.corpus['snapshot']}`, {facts.corpus['pages']} pages.",
                "## Files",
                _files(),
                "## Figures",
                _table("kind", facts.kinds),
                _table("vertices", facts.vertices),
                _table("hops", facts.hops),
                _table("answer type", facts.answer_types),
                "Distinct evidence pages a question: "
                f"least {facts.evidence_pages['min']:g}, mean {facts.evidence_pages['mean']:g}, "
                f"most {facts.evidence_pages['max']:g}.",
                "## Checks",
                _checks(facts),
                _quarantined(facts),
                *([_retracted(facts)] if facts.retracted else []),
                _not_run(facts),
                "## Models and cost",
                _table("role", facts.models, "model"),
                _table(
                    "sum of the batch", {key: _number(value) for key, value in facts.cost.items()}, "value"
                ),
                *(["## Example", _example(example)] if example is not None else []),
                "## Licence",
                f"{facts.license}. Evidence spans are quoted from the crawled pages, whose own terms apply to them.",
            ]
        )
        + "\n"
    )


def _uniqueness(facts: Facts) -> str:
    if "S5" in facts.waivers:
        return "Whether an answer is the only one its clues leave standing was not checked (S5 is waived)."
    return "Each answer is the only entity of the corpus that its clues leave standing."


def _front_matter(facts: Facts) -> str:
    # JSON strings are YAML strings, whatever stands in them.
    return "\n".join(
        [
            "---",
            f"pretty_name: {json.dumps(f'{facts.name} v{facts.version}')}",
            f"license: {json.dumps(facts.license.lower())}",
            "language:\n- en",
            "task_categories:\n- question-answering",
            "tags:\n- deep-research\n- multi-hop\n- synthetic",
            f"size_categories:\n- {json.dumps(_size(facts.questions))}",
            "configs:\n- config_name: default\n  data_files:\n  - split: train\n    path: train.parquet",
            "---",
        ]
    )


def _size(questions: int) -> str:
    steps = [(1_000, "n<1K"), (10_000, "1K<n<10K"), (100_000, "10K<n<100K"), (1_000_000, "100K<n<1M")]
    return next((name for limit, name in steps if questions < limit), "n>1M")


def _files() -> str:
    return "\n".join(
        [
            "- `train.parquet`, `train.jsonl`: one record a question; nested fields are JSON text in the Parquet.",
            "- `infoseek.jsonl`: the same trees in the InfoSeek record format.",
            "- `quarantine.parquet`, `quarantine.jsonl`: rejected questions with check, reason and evidence.",
            "- `verdicts.parquet`: every check's verdict on every question.",
            "- `release.json`: the figures of this card. `_manifest.json`: SHA-256 of every file.",
        ]
    )


def _checks(facts: Facts) -> str:
    lines = []
    for check, title in facts.checks.items():
        waiver = facts.waivers.get(check)
        lines.append(
            f"- {check} {title}: " + (f"**waived** ({_line(waiver)})" if waiver else "passed by all")
        )
    return "\n".join(lines)


def _not_run(facts: Facts) -> str:
    named = [
        f"{check} {title}" + (f" (waived: {_line(facts.waivers[check])})" if check in facts.waivers else "")
        for check, title in facts.not_run.items()
    ]
    return f"Not run on this release, so nothing is claimed about: {', '.join(named)}."


def _quarantined(facts: Facts) -> str:
    if not facts.rejected:
        return "Quarantined: none."
    said = f"Quarantined: {facts.quarantined} questions, by the first check that failed."
    return f"{said}\n\n{_table('rejected by', facts.rejected)}"


def _retracted(facts: Facts) -> str:
    lines = [f"- `{question_id}`: {_line(why)}" for question_id, why in facts.retracted.items()]
    return "\n".join(["Retracted since they were gated, and not in the files:\n", *lines])


def _number(value: float) -> str:
    return f"{value:,}" if isinstance(value, int) else f"{value:.6f}"


def _table(head: str, values: Mapping[str, object], column: str = "questions") -> str:
    rows = [f"| {_line(key)} | {_line(str(value))} |" for key, value in values.items()]
    return "\n".join([f"| {head} | {column} |", "|---|---|", *rows])


def _line(text: str) -> str:
    return " ".join(text.replace("|", "\\|").replace("<", "&lt;").split())


def _example(record: Mapping[str, Any]) -> str:
    shown = {name: record[name] for name in ("question", "answer", "kind", "vertices", "hops")}
    return f"```json\n{json.dumps(shown, ensure_ascii=False, indent=1)}\n```"
