"""The research tree: vertices, claims, constraints, edits, HCSP semantics. Standard library and pydantic only; no I/O."""
