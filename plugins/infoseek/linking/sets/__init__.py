"""Candidate sets over the linked tables: S⁻, S⁺, their reasons, verifying pages. What may not live here: trees."""
