"""The platform's settings as Scrapy gets them."""

from __future__ import annotations

import pytest

from infoseek.settings import CrawlSettings
from infoseek.web.addresses import AddressPolicy
from infoseek.web.seeds import SeedSet
from scrapers.guard import SCOPE_HOSTS
from scrapers.settings import product_token, scrapy_settings, user_agent


def seeds(name: str, *scope: str, delay_s: float | None = None) -> SeedSet:
    return SeedSet(name=name, urls=[f"http://{scope[0]}/"], scope=list(scope), delay_s=delay_s)


def test_robots_are_matched_by_the_product_token() -> None:
    """The user agent's name without version and contact is what robots.txt is matched against."""
    assert product_token("InfoSeekBot/0.1 (+https://example.org)") == "InfoSeekBot"
    assert product_token("Bot here") == "Bot"


@pytest.mark.parametrize(
    ("contact", "expected"),
    [
        ("", "Bot/1"),
        ("crawl@example.org", "Bot/1 (+mailto:crawl@example.org)"),
        ("mailto:crawl@example.org", "Bot/1 (+mailto:crawl@example.org)"),
        ("https://example.org/bot", "Bot/1 (+https://example.org/bot)"),
    ],
)
def test_the_contact_is_part_of_the_user_agent(contact: str, expected: str) -> None:
    """Servers are told whom to write to."""
    assert user_agent(CrawlSettings(user_agent="Bot/1", contact=contact)) == expected


def test_settings_reach_scrapy() -> None:
    """Speed and limits of the crawl are the platform's settings."""
    crawl = CrawlSettings(concurrency=4, delay_s=0.5, timeout_s=7, max_page_bytes=1234, throttle=3)
    found = scrapy_settings(
        crawl, AddressPolicy(), [seeds("a", "a.example", "b.example"), seeds("c", "c.example/x")]
    )
    assert found["CONCURRENT_REQUESTS"] == 12
    assert found["CONCURRENT_REQUESTS_PER_DOMAIN"] == 4
    assert (found["DOWNLOAD_DELAY"], found["DOWNLOAD_TIMEOUT"], found["DOWNLOAD_MAXSIZE"]) == (0.5, 7, 1234)
    assert found["AUTOTHROTTLE_TARGET_CONCURRENCY"] == 3
    assert found["ROBOTSTXT_OBEY"] is True
    assert found[SCOPE_HOSTS] == {"a.example", "b.example", "c.example"}


def test_each_host_has_its_longest_delay() -> None:
    """Sets may slow their hosts down; ports of one machine share its pace."""
    sets = [
        seeds("a", "a.example", "shared.example:81", delay_s=2.0),
        seeds("b", "b.example", "shared.example:82", delay_s=3.0),
        seeds("c", "[::1]:8000"),
    ]
    found = scrapy_settings(CrawlSettings(delay_s=0.5), AddressPolicy(), sets)["DOWNLOAD_SLOTS"]
    assert {name: slot["delay"] for name, slot in found.items()} == {
        "a.example": 2.0, "b.example": 3.0, "shared.example": 3.0, "::1": 0.5,
    }  # fmt: skip
