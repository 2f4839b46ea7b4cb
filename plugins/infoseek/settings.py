"""Every setting of the platform, typed and frozen, read from `INFOSEEK_*` environment variables.

What lives here: settings and their defaults. What may not: anything that acts on them.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field
from pydantic_settings import BaseSettings, SettingsConfigDict

CheckId = Literal["L2", "L3", "S5", "S8", "V2"]


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
    """How far and how fast the crawl goes."""

    user_agent: str = Field(
        "InfoSeekBot/0.1 (contact not set)",
        description="User agent: put your name and contact in the brackets; robots.txt is matched against its first word.",
    )
    max_pages: int = Field(2000, ge=1, description="Pages stored per seed set and batch, at most.")
    max_depth: int = Field(8, ge=0, description="Links followed from a seed, at most.")
    max_page_bytes: int = Field(5_000_000, ge=1000, description="Larger responses are refused (bytes).")
    concurrency: int = Field(16, ge=1, description="Requests in flight per host.")
    delay_s: float = Field(0.0, ge=0, description="Pause between requests to one host (seconds).")
    timeout_s: float = Field(30.0, gt=0, description="A request's time limit (seconds).")
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
    concurrency: int = Field(16, ge=1, description="Calls in flight per shard.")
    timeout_s: float = Field(120.0, gt=0, description="A call's time limit (seconds).")
    max_attempts: int = Field(5, ge=1, description="Tries per call on 429, 5xx and broken connections.")
    usd_per_million_input: float = Field(0.0, ge=0, description="Price of a million input tokens (USD).")
    usd_per_million_output: float = Field(0.0, ge=0, description="Price of a million output tokens (USD).")
    budget_usd: float = Field(10.0, ge=0, description="Hard cap of one batch; reaching it pauses the batch.")
    budget_slice_usd: float = Field(0.25, gt=0, description="What a shard reserves of the budget at a time.")
    segment_calls: int = Field(
        200, ge=1, description="Finished calls kept in one committed segment, at most."
    )
    segment_s: float = Field(2.0, gt=0, description="Age at which an open segment is committed (seconds).")


class GrowthSettings(Section):
    """What trees are grown, and how many."""

    trees: int = Field(120, ge=1, description="Trees started per batch, at most.")
    min_vertices: int = Field(
        5, ge=3, description="Vertices of a finished tree, attributes included, at least."
    )
    max_vertices: int = Field(
        9, ge=3, description="Vertices of a finished tree, attributes included, at most."
    )
    attempts: int = Field(6, ge=1, description="Tries at a tree from one root before it is given up.")
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
    seed: int = Field(20250900, description="Seed of every random choice.")


class GateSettings(Section):
    """Thresholds of the checks, and who waived what."""

    waivers: dict[CheckId, str] = Field(
        default_factory=dict, description="Checks that need not run, each with the reason shown on the card."
    )
    min_alias_chars: int = Field(3, ge=1, description="Shorter aliases are not looked for (L2, L3).")
    max_reason_share: float = Field(
        0.95, gt=0, le=1, description="A batch is blocked when one check rejects more than this share of it."
    )


class ReleaseSettings(Section):
    """What the published release says of itself."""

    name: str = Field("infoseek", pattern=r"^[a-z0-9][a-z0-9-]*$", description="Name of the data set.")
    license: str = Field("CC-BY-SA-4.0", description="Licence named on the card.")


class SparkSettings(Section):
    """How Spark is launched."""

    master: str = Field("local[2]", description="Spark master URL.")
    driver_memory: str = Field("1g", description="Memory of the driver.")


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
    scratch: Path = Field(Path(".infoseek/scratch"), description="Local folder for files that may vanish.")
