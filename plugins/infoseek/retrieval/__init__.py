"""The passage index and its search."""
