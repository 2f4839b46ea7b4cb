"""Fictional webs with known truth: the tests' oracle and load."""
