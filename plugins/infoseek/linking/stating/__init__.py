"""What a page states of its own entity, as drafts of edges. What may not live here: resolving objects over the corpus."""
