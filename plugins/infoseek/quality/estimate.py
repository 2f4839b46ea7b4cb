"""What a batch will ask of the models, told from what earlier batches asked: calls, tokens, dollars, time.

What lives here: reading that experience and scaling it. What may not: asking a model, printing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import get_args

from infoseek.llm.ledger import LedgerRow, batch_rows
from infoseek.settings import ModelSettings, Role, Settings
from infoseek.stages import BLUR, GROW
from infoseek.store.manifests import read_head, read_manifest
from infoseek.store.objects import ObjectStore
from infoseek.store.schemas import GROWN_TREES
from infoseek.store.tables import read_table


@dataclass
class Use:
    """What one role's calls took. calls: distinct ones. requests: sent for them, failed ones too.

    answers, answer_s: those of the requests that were answered, and the seconds they took together.
    """

    calls: int = 0
    requests: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0
    answers: int = 0
    answer_s: float = 0.0


@dataclass
class Experience:
    """What earlier batches took, by role.

    trees: started in them, one a root however often it was tried. models: that answered.
    """

    batches: list[str] = field(default_factory=list)
    trees: int = 0
    roles: dict[str, Use] = field(default_factory=dict)
    models: set[str] = field(default_factory=set)

    @property
    def calls(self) -> int:
        """Distinct calls it rests on."""
        return sum(use.calls for use in self.roles.values())


@dataclass(frozen=True)
class RoleEstimate:
    """What one role of a batch will take, on average."""

    role: str
    calls: float
    requests: float
    prompt_tokens: float
    completion_tokens: float
    cost_usd: float


@dataclass(frozen=True)
class Estimate:
    """What a batch will take, on average.

    elapsed_s: the models' part alone; None where nothing is known of the seconds a call takes.
    """

    trees: int
    roles: list[RoleEstimate]
    elapsed_s: float | None
    budget_usd: float

    @property
    def cost_usd(self) -> float:
        return sum(role.cost_usd for role in self.roles)

    @property
    def fits(self) -> bool:
        """Whether the batch stays within its budget, if it takes what the average did."""
        return self.cost_usd <= self.budget_usd


def experience(store: ObjectStore) -> Experience:
    """What the store's batches took that were grown and blurred to the end. Empty where there is none."""
    grown, blurred = read_head(store, GROW.zone).batches, read_head(store, BLUR.zone).batches
    found = Experience()
    for batch_id in sorted(grown.keys() & blurred.keys()):
        roots = read_table(store, read_manifest(store, GROW.zone, grown[batch_id]), GROWN_TREES, ["root_id"])
        trees = len(set(roots["root_id"].to_pylist()))
        uses, models = used(batch_rows(store, batch_id))
        if not trees or not uses:
            continue
        found.batches.append(batch_id)
        found.trees += trees
        found.models |= models
        for role, use in uses.items():
            found.roles[role] = _sum(found.roles.get(role, Use()), use)
    return found


def used(rows: Iterable[LedgerRow]) -> tuple[dict[str, Use], set[str]]:
    """What each role's calls took, and the models that answered.

    A call that was only ever served from the cache counts as the one request it saved: the next batch, with
    other trees, has to send it.
    """
    by_call: dict[tuple[str, str], list[LedgerRow]] = defaultdict(list)
    for row in rows:
        by_call[row.role, row.key].append(row)
    uses: dict[str, Use] = {}
    models: set[str] = set()
    for (role, _), group in by_call.items():
        sent = [row for row in group if row.status != "cached"] or group[:1]
        answers = [row.elapsed_s for row in sent if row.elapsed_s]
        models |= {row.model for row in sent if row.status != "failed"}
        taken = Use(
            calls=1,
            requests=len(sent),
            prompt_tokens=sum(row.prompt_tokens for row in sent),
            completion_tokens=sum(row.completion_tokens for row in sent),
            answers=len(answers),
            answer_s=sum(answers),
        )
        uses[role] = _sum(uses.get(role, Use()), taken)
    return uses, models


def _sum(one: Use, other: Use) -> Use:
    return Use(
        one.calls + other.calls,
        one.requests + other.requests,
        one.prompt_tokens + other.prompt_tokens,
        one.completion_tokens + other.completion_tokens,
        one.answers + other.answers,
        one.answer_s + other.answer_s,
    )


def estimated(known: Experience, settings: Settings, trees: int, lanes: int) -> Estimate:
    """What a batch of so many trees will take if each takes what a tree took before, at the settings' prices.

    lanes: calls in flight at most, over all shards. The models' part lasts as long as all calls take side by
    side, and no less than one tree's calls take one after another.
    Raises `ValueError` where nothing is known.
    """
    if not known.trees:
        raise ValueError("there is no experience to estimate from")
    scale = trees / known.trees
    roles = [
        RoleEstimate(
            role=role,
            calls=use.calls * scale,
            requests=use.requests * scale,
            prompt_tokens=use.prompt_tokens * scale,
            completion_tokens=use.completion_tokens * scale,
            cost_usd=_cost_usd(settings.model, role, use) * scale,
        )
        for role, use in sorted(known.roles.items())
    ]
    return Estimate(trees, roles, _elapsed_s(known, settings.model, trees, lanes), settings.model.budget_usd)


def _cost_usd(prices: ModelSettings, role: str, use: Use) -> float:
    """What a role's tokens cost; those of a role that is sent as provider batches at their share of the price."""
    prompt_usd = use.prompt_tokens * prices.usd_per_million_input
    usual_usd = (prompt_usd + use.completion_tokens * prices.usd_per_million_output) / 1_000_000
    return usual_usd * prices.batch_price_share if role in prices.batched_roles else usual_usd


def _elapsed_s(known: Experience, model: ModelSettings, trees: int, lanes: int) -> float | None:
    """None where no answer was timed, where other models answered than those the settings name, or where roles
    are sent as provider batches, which take what the provider lets them take.
    """
    named = {getattr(model, role) for role in get_args(Role)}
    answers = sum(use.answers for use in known.roles.values())
    if not answers or model.batched_roles or not known.models <= named:
        return None
    requests = sum(use.requests for use in known.roles.values())
    tree_s = requests / known.trees * sum(use.answer_s for use in known.roles.values()) / answers
    return max(tree_s * trees / lanes, tree_s)
