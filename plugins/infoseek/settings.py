"""Every setting of the platform, typed and frozen, read from `INFOSEEK_*` environment variables.

What lives here: settings and their defaults. What may not: anything that acts on them.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal, Self, get_args

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

CheckId = Literal[
    "L1", "L2", "L3", "L4", "L5", "L6", "L7", "L8",
    "S1", "S2", "S3", "S4", "S5", "S6", "S7", "S8", "S9", "S10",
    "V1", "V2", "V3", "V4", "V5", "V6", "V7",
    "D1", "D2", "D3",
]  # fmt: skip
"""Every check of FIELD §3, whether the gate runs it or not."""


Role = Literal["planner", "browser", "blurrer", "composer", "reader"]
"""Every role that a model plays."""


class Section(BaseModel):
    """Base of the settings' sections: frozen, unknown names refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class S3Settings(Section):
    """Where every table, page and release lies."""

    endpoint_url: str | None = Field(None, description="S3 endpoint; empty means the SDK's default (AWS).")
    bucket: str = Field("infoseek", description="Bucket that holds every zone.")
    region: str = Field("us-east-1", description="Region name sent to the endpoint.")
    access_key: str | None = Field(
        None, description="Access key; empty means the SDK's own credential chain."
    )
    secret_key: str | None = Field(
        None, description="Secret key; empty means the SDK's own credential chain."
    )


class CrawlSettings(Section):
    """How far and how fast the crawl goes, and how it treats what it meets. A seed set may set its own bounds."""

    user_agent: str = Field(
        "InfoSeekBot/0.1",
        description="Name sent to servers, the contact behind it; robots.txt is matched against its first word.",
    )
    contact: str = Field(
        "",
        description="Mail address or URL of who answers for the crawl, sent to servers; without it no public host is asked.",
    )
    max_pages: int = Field(2000, ge=1, description="New pages stored per seed set and batch, at most.")
    max_revisits: int = Field(
        20_000,
        ge=0,
        description="Known pages asked for again per seed set and batch, at most; where there are more, each batch takes others.",
    )
    requests_per_page: float = Field(
        5.0,
        ge=1,
        description="Requests a seed set may spend on URLs not known before, per page of its budget: redirects, failures and copies count.",
    )
    max_depth: int = Field(8, ge=0, description="Links followed from a seed, at most.")
    max_page_bytes: int = Field(5_000_000, ge=1000, description="Larger responses are refused (bytes).")
    concurrency: int = Field(8, ge=1, description="Requests in flight per host, at most.")
    throttle: float = Field(
        4.0,
        gt=0,
        description="Requests in flight per host that the pace is set to, by the host's own latency (AutoThrottle).",
    )
    delay_s: float = Field(0.0, ge=0, description="Pause between requests to one host, at least (seconds).")
    timeout_s: float = Field(30.0, gt=0, description="A request's time limit (seconds).")
    max_wait_s: float = Field(
        120.0,
        ge=0,
        description="Longest wait that a busy host may ask for (Retry-After) or that back-off reaches; beyond it the host is left until the next batch (seconds).",
    )
    max_tries: int = Field(3, ge=1, description="Tries of a URL whose server is busy or breaks off.")
    host_failures: int = Field(
        20, ge=1, description="Failed connections in a row after which a host is left until the next batch."
    )
    checkpoint_s: float = Field(
        20.0, gt=0, le=30, description="Work that a killed crawl may lose, at most (seconds)."
    )
    gone_after: int = Field(
        2,
        ge=1,
        description="Batches in a row in which a page answers 404 before it leaves the corpus; 410 counts at once.",
    )
    max_gone_share: float = Field(
        0.5,
        gt=0,
        le=1,
        description="Where more than this share of a host's pages is gone at once, the host is taken to be out of order and its pages stay.",
    )
    recheck_batches: int = Field(
        30, ge=1, description="Dead links and known aliases are asked for again in one batch out of so many."
    )
    copy_similarity: float = Field(
        0.9,
        gt=0,
        le=1,
        description="Pages of a host whose main texts are at least this similar (Jaccard) are one page.",
    )
    allow_private: bool = Field(
        False,
        description="Crawl private and loopback addresses too. A seed that is itself such an address "
        "allows its own host and port without this.",
    )


class ModelSettings(Section):
    """The OpenAI-compatible endpoint behind the agents, and what its calls may cost."""

    base_url: str = Field("http://127.0.0.1:8700/v1", description="Endpoint of the OpenAI HTTP API.")
    api_key: str = Field("offline", description="Key sent to the endpoint.")
    planner: str = Field("offline-extractive-1", description="Model of the planner role.")
    browser: str = Field("offline-extractive-1", description="Model of the browser role.")
    blurrer: str = Field("offline-extractive-1", description="Model of the blurrer role.")
    composer: str = Field("offline-extractive-1", description="Model of the composer role.")
    reader: str = Field(
        "offline-extractive-1", description="Model of the reader role, which reads a finished question."
    )
    concurrency: int = Field(
        16,
        ge=1,
        description="Calls in flight per shard, at most; fewer after a 429 or while the endpoint slows.",
    )
    concurrency_at_first: int = Field(
        0, ge=0, description="Calls in flight per shard to begin with; 0 for as many as there may be."
    )
    concurrency_slowdown: float = Field(
        4.0,
        gt=1,
        description="The endpoint counts as slowing when a role's calls take longer than this multiple of their best.",
    )
    timeout_s: float = Field(120.0, gt=0, description="A call's time limit (seconds).")
    max_attempts: int = Field(5, ge=1, description="Tries per call on 429, 5xx and broken connections.")
    max_reasks: int = Field(
        1,
        ge=0,
        description="Times a call is asked afresh after an answer that could neither be used nor mended.",
    )
    max_failed_share: float = Field(
        0.5,
        ge=0,
        le=1,
        description="A shard fails when more than this share of its trees is given up for calls without a usable answer.",
    )
    batched_roles: tuple[Role, ...] = Field(
        (),
        description='Roles whose calls go to the endpoint as provider batches (OpenAI Batch API), as JSON: `["composer"]`.',
    )
    batch_deadline_s: float = Field(
        21_600.0,
        gt=0,
        description="Time a provider batch may take; then it is cancelled and the rest is sent concurrently (seconds).",
    )
    batch_cancel_s: float = Field(
        900.0, gt=0, description="Time a cancelled provider batch may take to hand out what it did (seconds)."
    )
    batch_poll_s: float = Field(
        60.0, gt=0, description="Pause between two looks at a provider batch (seconds)."
    )
    batch_least_calls: int = Field(
        20,
        ge=1,
        description="Fewer calls than this are not worth a provider batch and are sent concurrently.",
    )
    batch_price_share: float = Field(
        0.5, ge=0, le=1, description="Price of a provider batch's tokens as a share of the usual."
    )
    usd_per_million_input: float = Field(0.0, ge=0, description="Price of a million input tokens (USD).")
    usd_per_million_output: float = Field(0.0, ge=0, description="Price of a million output tokens (USD).")
    budget_usd: float = Field(10.0, ge=0, description="Hard cap of one batch; reaching it pauses the batch.")
    budget_slice_usd: float = Field(0.25, gt=0, description="What a shard reserves of the budget at a time.")
    segment_calls: int = Field(
        200, ge=1, description="Finished calls kept in one committed segment, at most."
    )
    segment_s: float = Field(2.0, gt=0, description="Age at which an open segment is committed (seconds).")


Weights = Annotated[
    dict[Annotated[int, Field(ge=1, le=26)], Annotated[float, Field(gt=0)]], Field(min_length=1)
]
"""Whole numbers to their relative frequency."""


class GrowthSettings(Section):
    """What trees are grown, and how many."""

    trees: int = Field(120, ge=1, description="Roots that a batch grows trees from, at most.")
    min_vertices: int = Field(
        5, ge=3, description="Vertices of a finished tree, attributes included, at least."
    )
    max_vertices: int = Field(
        9, ge=3, description="Vertices of a finished tree, attributes included, at most."
    )
    attempts: int = Field(
        2, ge=1, description="Trees started from one root, one after the other, before it is given up."
    )
    max_turns: int = Field(24, ge=1, description="Planner turns spent on one tree, at most.")
    shards: int = Field(4, ge=1, description="Mapped tasks a batch's trees are spread over, at most.")
    trees_per_shard: int = Field(40, ge=1, description="Trees a shard should hold before another is opened.")
    min_candidates: int = Field(3, ge=2, description="Entities a single clue must leave standing, at least.")
    famous_share: float = Field(
        0.25,
        gt=0,
        le=1,
        description="An entity linked from more than this share of the pages is never hidden.",
    )
    vertices: Weights = Field(
        {5: 3.0, 6: 4.0, 7: 4.0, 8: 2.0, 9: 1.0},
        description='Wanted sizes of trees: vertices to weight, as JSON: `{"5": 1, "6": 2}`.',
    )
    depth: Weights = Field(
        {2: 4.0, 3: 5.0, 4: 1.0},
        description="Wanted depths: vertices with children on the longest way down, the root included, to weight.",
    )
    width: Weights = Field(
        {1: 3.0, 2: 3.0, 3: 1.0},
        description="Wanted hidden children of the root to weight, as far as size and depth leave a choice.",
    )
    mode: Literal["recursive", "diffusion", "both"] = Field(
        "both",
        description="How trees grow: recursively from the root, by diffusion and retrospection, or half of them in each way.",
    )
    diffusion_pages: int = Field(
        5, ge=2, description="Pages that diffusion reads around one seed page, at most."
    )
    min_removed: float = Field(
        0.3, ge=0, lt=1, description="Share of its type's candidates that a clue must remove, at least (V7)."
    )
    max_back: int = Field(
        40,
        ge=1,
        description="Entities of its parent's type that a relation may lead back to from its child, at most.",
    )
    max_derived: int = Field(
        2, ge=0, description="Clues of one tree that are derived from several statements, at most."
    )
    search: int = Field(
        60,
        ge=1,
        description="Outlines of a tree that are tried out on the graph before it is started, at most.",
    )
    seed: int = Field(20250900, description="Seed of every random choice.")

    @model_validator(mode="after")
    def _has_shapes(self) -> Self:
        if self.min_vertices > self.max_vertices:
            raise ValueError("min_vertices is more than max_vertices")
        if not any(self.min_vertices <= size <= self.max_vertices for size in self.vertices):
            raise ValueError("none of the wanted sizes (vertices) lies between min_vertices and max_vertices")
        return self


class Waiver(Section):
    """Why a check need not run, and up to which batch date; without one for good."""

    reason: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
    until: date | None = None


class GateSettings(Section):
    """Thresholds of the checks, and which are waived for what reason."""

    waivers: dict[CheckId, Waiver] = Field(
        default_factory=dict,
        description='Checks that need not run, with the reason shown on the card: `{"L1": "reason"}`, or '
        '`{"L1": {"reason": "…", "until": "2026-12-31"}}`, which does not hold for batches after that date.',
    )
    min_alias_chars: int = Field(3, ge=1, description="Shorter aliases are not looked for (L2, L3).")
    phrase_words: int = Field(
        4,
        ge=2,
        description="Neighbouring words that a question must not share with its evidence, two telling ones among them (L4).",
    )
    min_period_years: int = Field(
        3, ge=2, description="Years of a period that a date is blurred to, at least (L4)."
    )
    min_band_share: float = Field(
        0.05,
        ge=0,
        lt=1,
        description="Width of a range around a number, as a share of the number, at least (L4).",
    )
    band_middle_share: float = Field(
        0.2, ge=0, lt=1, description="Middle share of a range that its number must not stand in (L4)."
    )
    max_given: int = Field(1, ge=0, description="Entities a question may name, at most (S7).")
    min_given_depth: int = Field(
        2, ge=1, description="Edges between the root and an entity that is named, at least (S7)."
    )
    near_duplicate: float = Field(
        0.8, ge=0.3, le=1, description="Jaccard index of word triples from which two questions are one (D1)."
    )
    answer_cap: int = Field(1, ge=1, description="Questions of a batch with one answer, at most (D1).")
    max_reason_share: float = Field(
        0.95, gt=0, le=1, description="A batch is blocked when one check rejects more than this share of it."
    )

    @field_validator("waivers", mode="before")
    @classmethod
    def _named(cls, given: Any) -> Any:
        """A plain string is a reason without an end; an unknown check is named."""
        if not isinstance(given, dict):
            return given
        for check in given:
            if check not in get_args(CheckId):
                raise ValueError(
                    f"there is no check {check!r:.40}; the ids are {', '.join(get_args(CheckId))}"
                )
        return {
            check: {"reason": waiver} if isinstance(waiver, str) else waiver
            for check, waiver in given.items()
        }


class ReleaseSettings(Section):
    """What the published release says of itself."""

    name: str = Field("infoseek", pattern=r"^[a-z0-9][a-z0-9-]*$", description="Name of the data set.")
    license: str = Field("CC-BY-SA-4.0", description="Licence named on the card.")


class SparkSettings(Section):
    """How Spark is launched."""

    master: str = Field("local[2]", description="Spark master URL.")
    driver_memory: str = Field("1g", description="Memory of the driver.")
    executor_memory: str = Field("1g", description="Memory of an executor, on a cluster.")
    executor_cores: int = Field(1, ge=1, description="Cores of an executor, on a cluster.")


class LinkSettings(Section):
    """How names without a link are linked, and how good a batch's linking must be."""

    min_score: float = Field(
        0.7, ge=0, le=1, description="Least calibrated score of an unlinked mention; below it stays unlinked."
    )
    held_back: int = Field(
        20_000,
        ge=0,
        description="Links of the corpus that are held back and linked again, to train, calibrate and measure.",
    )
    least_accuracy: float = Field(
        0.7, ge=0, le=1, description="Share of the links held back that must be linked again as they were."
    )
    least_typed: float = Field(
        0.1,
        ge=0,
        le=1,
        description="Share of the entities in a language that is read which must have a type.",
    )
    most_orphans: float = Field(
        0.9, ge=0, le=1, description="Share of the entities that no other page may link to or name, at most."
    )
    most_ambiguous: float = Field(
        0.5, ge=0, le=1, description="Share of the names that may stand for several entities, at most."
    )
    keep_batches: int = Field(
        14,
        ge=2,
        description="Batches whose passage index, dictionary and model are kept; older ones' are removed.",
    )
    most_drift: float = Field(
        0.5, ge=0, description="Change of a measure against the batch before that blocks, as a share of it."
    )


class RetrievalSettings(Section):
    """The passage index that questions are tried against."""

    passage_words: int = Field(
        100, ge=20, le=1000, description="Words of a passage, at most; whole sentences."
    )
    dense_model: str = Field(
        "", description="Model of the endpoint's embeddings API for dense search; empty for none."
    )
    dense_batch: int = Field(64, ge=1, le=2048, description="Passages of one embeddings request.")
    usd_per_million_tokens: float = Field(
        0.0, ge=0, description="Price of a million tokens of embeddings (USD)."
    )


Port = Annotated[int, Field(ge=0, le=65535)]


class EmbeddedSettings(Section):
    """The platform on one machine: where `infoseek up` listens, and the sample site of runs without seeds.

    Port 0 takes a free one. A batch run without `up` takes free ones for all but the sample site, whose
    pages are known by their addresses.
    """

    airflow_port: Port = Field(8080, description="Port of Airflow's UI and API.")
    s3_port: Port = Field(9000, description="Port of the S3 server, where no endpoint is set.")
    model_port: Port = Field(8700, description="Port of the offline model server, where no endpoint is set.")
    sample_port: Port = Field(8765, description="Port of the sample site.")
    sample_pages: int = Field(300, ge=30, le=100_000, description="Pages of the sample site.")
    sample_seed: int = Field(1, description="Seed of the sample site: equal seeds give equal sites.")


class Settings(BaseSettings):
    """All sections. `INFOSEEK_S3__BUCKET=lake` sets `s3.bucket`."""

    model_config = SettingsConfigDict(
        env_prefix="INFOSEEK_", env_nested_delimiter="__", frozen=True, extra="forbid"
    )

    s3: Annotated[S3Settings, Field(default_factory=S3Settings)]
    crawl: Annotated[CrawlSettings, Field(default_factory=CrawlSettings)]
    model: Annotated[ModelSettings, Field(default_factory=ModelSettings)]
    growth: Annotated[GrowthSettings, Field(default_factory=GrowthSettings)]
    gates: Annotated[GateSettings, Field(default_factory=GateSettings)]
    release: Annotated[ReleaseSettings, Field(default_factory=ReleaseSettings)]
    spark: Annotated[SparkSettings, Field(default_factory=SparkSettings)]
    link: Annotated[LinkSettings, Field(default_factory=LinkSettings)]
    retrieval: Annotated[RetrievalSettings, Field(default_factory=RetrievalSettings)]
    embedded: Annotated[EmbeddedSettings, Field(default_factory=EmbeddedSettings)]
    scratch: Path = Field(Path(".infoseek/scratch"), description="Local folder for files that may vanish.")
