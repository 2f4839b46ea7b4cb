"""Exports, card and the switch of the release pointer."""
