"""Names: folding, aliases, short, inflected and foreign forms. What may not live here: whose name it is (disambiguation)."""
