"""Predicates: their declarations, row labels, verbs and units. What may not live here: reading a page."""
