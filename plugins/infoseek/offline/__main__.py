"""Runs the offline model server as `python -m infoseek.offline`."""

from __future__ import annotations

import sys

from infoseek.offline.server import main

if __name__ == "__main__":
    sys.exit(main())
