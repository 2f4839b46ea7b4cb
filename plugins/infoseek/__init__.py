"""InfoSeek: Deep Research tasks grown from crawled pages, gated and certified on the fixed crawl."""
