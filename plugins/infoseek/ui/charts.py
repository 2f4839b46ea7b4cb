"""Figures for plotly.js as plain data: traces and axes. Colours are the style sheet's, by number.

What lives here: what is drawn. What may not: drawing (static/charts.js), counting.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from infoseek.gates.history import BatchQuality, CheckCount
from infoseek.quality.batches import BatchRecord

Figure = dict[str, Any]

MOST_BARS = 15
_LABEL_CHARS = 40
# Shares at or below this have the strongest colour.
_LOW_RATE = 0.7
_DAYS = {"type": "category", "nticks": 5, "tickangle": 0}
_CRAWLED = {
    "as before": ("unchanged", "not_modified"),
    "changed": ("changed",),
    "new": ("new",),
    "copies": ("copy",),
    "gone": ("gone",),
}
_YIELD = ("questions", "accepted", "published")
_DISTRIBUTIONS = {
    "vertices": "Accepted, by vertices",
    "hops": "Accepted, by intended hops",
    "answer_type": "Accepted, by type of answer",
}


def over_batches(records: Sequence[BatchRecord]) -> dict[str, Figure]:
    """Yield and pass rates by batch, oldest first, by the name of their place on the page."""
    ordered = sorted(records, key=lambda record: record.batch_id)
    return {"yield": _yield(ordered), "passes": _passes(ordered)}


def of_crawls(pages: Mapping[str, Mapping[str, int]], refused: Mapping[str, int]) -> dict[str, Figure]:
    """Pages of each batch by what became of them, oldest first; refusals of one batch by reason."""
    days = list(pages)
    traces = [
        _bar(name, number, days, [sum(counts.get(each, 0) for each in outcomes) for counts in pages.values()], f"%{{x}}: %{{y}} {name}")
        for number, (name, outcomes) in enumerate(_CRAWLED.items())
    ]  # fmt: skip
    figure = _figure("Pages a crawl, by what became of them", traces, _DAYS, {"rangemode": "tozero"})
    shown = [*refused.items()][:MOST_BARS]
    reasons = [_label(code.replace("_", " ")) for code, _ in shown]
    bars = _bar("refused", 1, reasons, [count for _, count in shown], "%{x}: %{y} refused")
    return {
        "pages": {**figure, "barmode": "stack"},
        "refused": _figure(
            "Links and answers refused, by reason", [bars], {"type": "category"}, {"rangemode": "tozero"}
        ),
    }


def of_linkings(shares: Mapping[str, Mapping[str, float]], edges: Mapping[str, float]) -> dict[str, Figure]:
    """The leading shares of each batch, oldest first; the edges of one batch by predicate."""
    days = list(shares)
    names = list(dict.fromkeys(name for found in shares.values() for name in found))
    lines = [
        {
            "type": "scatter",
            "mode": "lines+markers",
            "name": name.replace("_", " "),
            "x": days,
            "y": [found.get(name) for found in shares.values()],
            "hovertemplate": f"%{{x}}: %{{y:.1%}} {name.replace('_', ' ')}<extra></extra>",
            "colour": number,
        }
        for number, name in enumerate(names)
    ]
    shown = [*edges.items()][:MOST_BARS]
    predicates = [_label(name.replace("_", " ")) for name, _ in shown]
    bars = _bar("edges", 1, predicates, [int(count) for _, count in shown], "%{x}: %{y} edges")
    return {
        "shares": _figure("Shares of a linking", lines, _DAYS, {"range": [0, 1.02], "tickformat": ".0%"}),
        "edges": _figure("Edges, by predicate", [bars], {"type": "category"}, {"rangemode": "tozero"}),
    }


def distributions(quality: BatchQuality | None) -> dict[str, Figure]:
    """One bar chart a distribution of a batch's accepted questions; none before the gate."""
    found = quality.distributions if quality else {}
    return {
        name: _bars(title, number, found[name])
        for number, (name, title) in enumerate(_DISTRIBUTIONS.items())
        if found.get(name)
    }


def _yield(records: Sequence[BatchRecord]) -> Figure:
    days = [record.batch_id for record in records]
    traces = []
    for number, name in enumerate(_YIELD):
        counts = [next(step.count for step in record.steps if step.name == name) for record in records]
        traces.append(_bar(name, number, days, counts, f"%{{x}}: %{{y}} {name}"))
    return _figure("Questions a batch", traces, _DAYS, {"rangemode": "tozero"})


def _passes(records: Sequence[BatchRecord]) -> Figure:
    """A field a check and batch: the first check on top, the newest batch on the right."""
    gated = [record for record in records if record.quality]
    titles: dict[str, str] = {}
    for record in gated:
        titles |= {count.check: count.title for count in (record.quality.checks if record.quality else [])}
    counts = [[_count_of(record, check) for record in gated] for check in titles]
    trace = {
        "type": "heatmap",
        "x": [record.batch_id for record in gated],
        "y": [_label(f"{title} {check}") for check, title in titles.items()],
        "z": [[_rate(count) for count in row] for row in counts],
        "customdata": [[_told(count) for count in row] for row in counts],
        "hovertemplate": "%{y}, %{x}: %{customdata}<extra></extra>",
        "zmin": _LOW_RATE,
        "zmax": 1,
    }
    return _figure(
        "Share that passes each check", [trace], _DAYS, {"type": "category", "autorange": "reversed"}
    )


def _count_of(record: BatchRecord, check: str) -> CheckCount | None:
    return next((c for c in record.quality.checks if c.check == check), None) if record.quality else None


def _rate(count: CheckCount | None) -> float | None:
    """A waived check says nothing; one that could not run has failed (FIELD §3)."""
    judged = count.passed + count.failed + count.not_run if count else 0
    return count.passed / judged if count and judged else None


def _told(count: CheckCount | None) -> str:
    rate = _rate(count)
    if count is None or rate is None:
        return "waived" if count and count.waived else "not judged"
    return f"{rate:.1%} pass ({count.passed} of {count.passed + count.failed + count.not_run})"


def _bars(title: str, number: int, counts: dict[str, int]) -> Figure:
    if all(value.lstrip("-").isdigit() for value in counts):
        shown = sorted(counts.items(), key=lambda pair: int(pair[0]))
    else:
        shown = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    rest = sum(count for _, count in shown[MOST_BARS:])
    bars = [*shown[:MOST_BARS], *([("others", rest)] if rest else [])]
    names, values = [_label(value) for value, _ in bars], [count for _, count in bars]
    trace = _bar(title, number, names, values, "%{x}: %{y} questions")
    return _figure(title, [trace], {"type": "category"}, {"rangemode": "tozero"})


def _bar(name: str, number: int, x: Sequence[str], y: Sequence[int | None], hover: str) -> Figure:
    return {
        "type": "bar",
        "name": name,
        "x": list(x),
        "y": list(y),
        "hovertemplate": f"{hover}<extra></extra>",
        "colour": number,
    }


def _figure(title: str, traces: list[Figure], x: Figure, y: Figure) -> Figure:
    return {"title": title, "data": traces, "x": x, "y": y}


def _label(text: str) -> str:
    """A text as plotly.js shows it: it reads tags in labels, and a page's words are no tags."""
    return escape(text if len(text) <= _LABEL_CHARS else f"{text[:_LABEL_CHARS]}…")
