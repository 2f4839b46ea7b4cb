"""Entities, aliases, mentions, edges and candidate sets: pure functions over rows. Spark calls them."""
