"""The frontier: which URLs a crawl asks for, in which order, and what it made of them.

What may not live here: code; it is in the modules below.
"""

from infoseek.web.crawl.frontier.asks import Ask, Bounds, Failure, bounds_of
from infoseek.web.crawl.frontier.frontier import MAX_REDIRECTS, Frontier

__all__ = ["MAX_REDIRECTS", "Ask", "Bounds", "Failure", "Frontier", "bounds_of"]
