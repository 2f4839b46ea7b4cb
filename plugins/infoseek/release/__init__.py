"""Exports, card and the switch of the release pointer."""

from infoseek.release.reader import Release, latest, read_release

__all__ = ["Release", "latest", "read_release"]
