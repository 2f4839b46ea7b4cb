"""The S3 server's process: ministack, ended at once where it cannot keep what it was given.

What lives here: that one guard. What may not: the server's settings (servers.py).
"""

from __future__ import annotations

import logging
import os
import sys

_LOGGER = "s3"
_NOT_KEPT = "Failed to persist"
FAILED_STATUS = 1


class _EndOnLoss(logging.Handler):
    """Ends the process where the server logs that an object did not reach the disk.

    It would acknowledge that write all the same, serve the object from memory and lose it at its next start.
    A request cut off instead is a failed write, which the store's callers know how to bear.
    """

    def __init__(self) -> None:
        super().__init__(logging.WARNING)

    def emit(self, record: logging.LogRecord) -> None:
        if not record.getMessage().startswith(_NOT_KEPT):
            return
        try:
            sys.stderr.write(
                f"The S3 server stops, for it cannot keep what it is given: {record.getMessage()}\n"
            )
            sys.stderr.flush()
        finally:
            os._exit(FAILED_STATUS)


def main() -> None:
    """Serve until stopped, as the environment says (see servers.py)."""
    from ministack.app import main as serve

    logger = logging.getLogger(_LOGGER)
    logger.setLevel(logging.WARNING)
    logger.addHandler(_EndOnLoss())
    serve()


if __name__ == "__main__":
    main()
