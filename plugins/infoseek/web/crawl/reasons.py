"""Every reason code of the crawl with its meaning: failures, refusals, hosts that are left.

What may not live here: what leads to them, and what is done about them.
"""

from __future__ import annotations

REASONS: dict[str, str] = {
    # The server could not be asked.
    "dns": "The host has no address that may be connected to.",
    "private_address": "The host is a private, loopback or link-local address.",
    "bad_scheme": "The URL is neither http nor https.",
    "connection_refused": "The server refused the connection.",
    "connection_failed": "The connection could not be made, or was lost before the answer began.",
    "tls": "No secure connection could be agreed on.",
    # It did not answer properly.
    "timeout": "The answer took longer than the time limit.",
    "broken": "The connection ended before the answer did.",
    "bad_http": "What the server sent is no HTTP answer.",
    "bad_coding": "The body cannot be decompressed.",
    "too_large": "The answer is larger than the size limit, as sent or decompressed.",
    # Its answer is no page.
    "not_html": "The content is no HTML, whatever it is declared as.",
    "no_text": "The page holds no text.",
    "too_slow": "Reading the page took longer than the time limit.",
    "bad_sitemap": "The sitemap is neither XML of a sitemap nor a list of URLs.",
    "bad_redirect": "It redirects to something that is no URL.",
    "redirect_loop": "Its redirects go round in a circle.",
    "too_many_redirects": "Its chain of redirects is too long.",
    "error": "Something unforeseen; the detail names it.",
    # It is not to be asked for or not to be kept.
    "robots": "The site's robots.txt forbids it.",
    "robots_unreachable": "The site's robots.txt cannot be read, so nothing is asked of the site.",
    "robots_out_of_scope": "The site's robots.txt redirects to a host out of scope, so nothing is asked of the site.",
    "noindex": "The page asks not to be indexed.",
    "out_of_scope": "It lies outside the seed set's scope.",
    "taken_down": "It was taken down, and stays away.",
    "not_a_page": "Its name is that of a file which is no page.",
    # It leads into a trap.
    "too_long": "Its URL is too long to be of a page.",
    "too_deep": "Its path has too many folders to be of a page.",
    "repeating_path": "Its path repeats itself.",
    "query_trap": "Its path answers ever other queries with nothing new.",
    "calendar_trap": "It is one of endless dates under which there is nothing new.",
    "session_trap": "It is one of endless numbers or identifiers under which there is nothing new.",
    "deep_trap": "It is one of endless paths into the depth under which there is nothing new.",
    # A bound was reached.
    "not_fetched": "The set's budget was spent before its turn came.",
    "queue_full": "More URLs were found than are kept waiting.",
    "too_many_links": "The page has more links than are read of one.",
    "too_many_listed": "The sitemaps list more pages than are taken up.",
    "too_many_sitemaps": "The set has more sitemaps, or deeper nested ones, than are read.",
    "sitemap": "It is a sitemap, and was read.",
    # A record of a WARC file holds no page to take in.
    "not_http": "The record holds no HTTP response.",
    "truncated": "The record was cut short by the crawler that wrote it.",
    "bad_url": "The record's address is no http(s) URL.",
    "bad_date": "The record says no date that can be read.",
    "bad_digest": "The record is not what its own digest says.",
    "broken_record": "The record cannot be read.",
    "older_capture": "Another record holds a later capture of the same URL.",
    # A host is left until the next batch.
    "host_busy": "The host asked for a longer wait than the limit, or was busy for longer.",
    "host_fails": "Too many connections to the host failed in a row.",
    "crawl_delay": "The site's robots.txt asks for longer pauses than the limit.",
}
"""Reason code to one sentence. Codes `http_N` (the server answered N) are not listed: `meaning` knows them."""

_HTTP = "http_"


def meaning(reason: str) -> str:
    """What a reason code means, in one sentence; "" for an unknown one."""
    if reason.startswith(_HTTP):
        return f"The server answered {reason.removeprefix(_HTTP)}."
    return REASONS.get(reason, "")
