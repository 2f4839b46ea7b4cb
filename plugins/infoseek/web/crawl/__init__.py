"""Running a crawl: what is asked next, what becomes of an answer, what a shard leaves behind."""
