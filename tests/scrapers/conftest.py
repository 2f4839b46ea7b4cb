"""A site to crawl, and the settings of a crawl into a fresh bucket."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from infoseek.settings import CrawlSettings, S3Settings, Settings
from tests.scrapers.site import Site, serving


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as found:
        yield found


@pytest.fixture
def settings(s3: S3Settings, tmp_path: Path) -> Settings:
    return Settings(s3=s3, crawl=CrawlSettings(timeout_s=5), scratch=tmp_path)
