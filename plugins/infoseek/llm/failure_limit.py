"""How many of a shard's items may fail for want of an answer before the shard does.

What lives here: the limit and its sentence. What may not: what becomes of a single item.
"""

from __future__ import annotations

from infoseek.errors import BadInput, Unavailable
from infoseek.llm.dispatch import CallFailed
from infoseek.settings import ModelSettings

_PASSING = frozenset({"rate_limited", "server_error", "timeout"})


class FailureLimit:
    """Counts the items of a shard that were given up for a failed call.

    items: how many the shard has. Without this limit a model that answers nonsense would give a committed
    stage run without a result, which equal inputs never ask for again.
    """

    def __init__(self, settings: ModelSettings, items: int) -> None:
        self._settings = settings
        self._items = items
        self._failed = 0

    def count(self, error: CallFailed) -> None:
        """Note an item. Raises `Unavailable` or, where trying again is in vain, `BadInput` past the limit."""
        self._failed += 1
        if self._failed <= self._settings.max_failed_share * self._items:
            return
        kind = Unavailable if error.reason in _PASSING else BadInput
        raise kind(
            f"The model endpoint {self._settings.base_url} gave no usable answer for {self._failed} of "
            f"{self._items} trees, more than INFOSEEK_MODEL__MAX_FAILED_SHARE allows; "
            f"the last reason was {error.reason}: {error.detail}"
        ) from error
