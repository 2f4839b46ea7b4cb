"""Scrapy's settings, made from the platform's. What may not live here: values of a single site."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from infoseek.settings import CrawlSettings
from infoseek.web.addresses import AddressPolicy
from infoseek.web.scope import scope_of
from infoseek.web.seeds import SeedSet
from scrapers.guard import POLICY, SCOPE_HOSTS
from scrapers.hosts import Hosts
from scrapers.wire import HOSTS

MAX_CONCURRENCY = 256
START_DELAY_S = 0.1
MAX_THROTTLE_S = 10.0
"""Longest pause that a host's latency alone leads to."""


def scrapy_settings(
    crawl: CrawlSettings, policy: AddressPolicy, seed_sets: Iterable[SeedSet]
) -> dict[str, Any]:
    """The settings of one shard's crawl of these seed sets.

    Redirects, duplicates, depth, scope, retries and their waits are the frontier's, so Scrapy's own parts
    for them are off; a proxy would hide the addresses connected to, so none is used.
    """
    delays = host_delays(crawl, seed_sets)
    return {
        "BOT_NAME": "infoseek",
        "SPIDER_MODULES": ["scrapers.spiders"],
        "USER_AGENT": user_agent(crawl),
        "ROBOTSTXT_OBEY": True,
        "ROBOTSTXT_USER_AGENT": product_token(crawl.user_agent),
        "CONCURRENT_REQUESTS": min(MAX_CONCURRENCY, crawl.concurrency * max(1, len(delays))),
        "CONCURRENT_REQUESTS_PER_DOMAIN": crawl.concurrency,
        "DOWNLOAD_DELAY": crawl.delay_s,
        "DOWNLOAD_DELAY_JITTER": 0.0,
        # By name alone, without the port: sites of one machine share its pace.
        "DOWNLOAD_SLOTS": {
            name: {"delay": delay_s} for name, delay_s in _slot_delays(delays).items() if delay_s
        },
        "AUTOTHROTTLE_ENABLED": True,
        "AUTOTHROTTLE_TARGET_CONCURRENCY": crawl.throttle,
        "AUTOTHROTTLE_START_DELAY": START_DELAY_S,
        "AUTOTHROTTLE_MAX_DELAY": max(MAX_THROTTLE_S, crawl.delay_s),
        "EXTENSIONS": {
            "scrapy.extensions.throttle.AutoThrottle": None,
            "scrapers.pace.Pace": 0,
        },
        "DOWNLOAD_TIMEOUT": crawl.timeout_s,
        "DOWNLOAD_MAXSIZE": crawl.max_page_bytes,
        "DOWNLOAD_WARNSIZE": 0,
        "DOWNLOAD_HANDLERS": {
            "http": "scrapers.wire.BoundedHandler",
            "https": "scrapers.wire.BoundedHandler",
            "data": None,
            "file": None,
            "ftp": None,
            "s3": None,
        },
        "RETRY_ENABLED": False,
        "HTTPERROR_ALLOW_ALL": True,
        "REDIRECT_ENABLED": False,
        "METAREFRESH_ENABLED": False,
        "COOKIES_ENABLED": False,
        "HTTPPROXY_ENABLED": False,
        "TELNETCONSOLE_ENABLED": False,
        "REMOTE_CONTROL_ENABLED": False,
        "DUPEFILTER_CLASS": "scrapy.dupefilters.BaseDupeFilter",
        "SCHEDULER_MEMORY_QUEUE": "scrapy.squeues.FifoMemoryQueue",
        "SPIDER_MIDDLEWARES": {
            "scrapy.spidermiddlewares.depth.DepthMiddleware": None,
            "scrapy.spidermiddlewares.referer.RefererMiddleware": None,
            "scrapy.spidermiddlewares.urllength.UrlLengthMiddleware": None,
        },
        "DOWNLOADER_MIDDLEWARES": {
            "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,
            "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
            "scrapers.guard.Guard": 50,
            "scrapers.robots.RobotsMiddleware": 100,
        },
        "TWISTED_DNS_RESOLVER": "scrapers.guard.GuardedResolver",
        POLICY: policy,
        SCOPE_HOSTS: frozenset(delays),
        HOSTS: Hosts(crawl.max_wait_s, crawl.host_failures),
        "DEFAULT_REQUEST_HEADERS": {"Accept": "text/html,application/xhtml+xml", "Accept-Language": "en"},
        "LOG_LEVEL": "INFO",
        "LOG_FORMAT": "%(levelname)s %(name)s: %(message)s",
        "STATS_DUMP": False,
    }


def user_agent(crawl: CrawlSettings) -> str:
    """The name sent to servers, with the contact behind it where there is one."""
    contact = crawl.contact.strip()
    if "@" in contact and ":" not in contact:
        contact = f"mailto:{contact}"
    return f"{crawl.user_agent} (+{contact})" if contact else crawl.user_agent


def product_token(user_agent: str) -> str:
    """The name robots.txt is matched against: the user agent's first word without its version (RFC 9309 §2.2.1)."""
    return user_agent.split("/", 1)[0].split()[0]


def host_delays(crawl: CrawlSettings, seed_sets: Iterable[SeedSet]) -> dict[str, float]:
    """The hosts of the sets' scopes, each with the longest pause that one of its sets asks for (seconds)."""
    found: dict[str, float] = {}
    for seeds in seed_sets:
        delay_s = crawl.delay_s if seeds.delay_s is None else seeds.delay_s
        for host in scope_of(seeds.scope).hosts:
            found[host] = max(found.get(host, 0.0), delay_s)
    return found


def _slot_delays(delays: dict[str, float]) -> dict[str, float]:
    found: dict[str, float] = {}
    for host, delay_s in delays.items():
        name = host.rpartition(":")[0] if host.rpartition(":")[2].isdigit() else host
        name = name.strip("[]")
        found[name] = max(found.get(name, 0.0), delay_s)
    return found
