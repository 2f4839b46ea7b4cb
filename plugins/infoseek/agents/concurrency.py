"""Running many trees at once. What may not live here: limits on calls, which are the dispatcher's."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Iterable
from typing import Any


async def each(work: Iterable[Coroutine[Any, Any, None]]) -> None:
    """Run all to their end; the first error cancels the rest and is raised as itself, not as a group.

    Where the work is an iterator that takes its time, what is begun goes on between its items.
    """
    try:
        async with asyncio.TaskGroup() as group:
            for item in work:
                group.create_task(item)
                await asyncio.sleep(0)
    except ExceptionGroup as errors:
        first = errors.exceptions[0]
        raise first from first.__cause__
