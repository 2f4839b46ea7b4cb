"""Spark jobs, launched by spark-submit. What may not live here: rules a job applies (they are in the core)."""
