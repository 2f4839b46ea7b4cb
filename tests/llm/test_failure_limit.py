"""How many failed items a shard bears."""

from __future__ import annotations

import pytest

from infoseek.errors import BadInput, Unavailable
from infoseek.llm.dispatch import CallFailed
from infoseek.llm.failure_limit import FailureLimit
from infoseek.settings import ModelSettings

SETTINGS = ModelSettings(base_url="http://model.example/v1", max_failed_share=0.5)


def failed(reason: str) -> CallFailed:
    return CallFailed("k", reason, "500: The server had an error.")


def test_up_to_its_share_items_may_fail() -> None:
    """Half of the items failing is borne, one more is not."""
    limit = FailureLimit(SETTINGS, 4)
    limit.count(failed("server_error"))
    limit.count(failed("server_error"))
    with pytest.raises(Unavailable, match=r"http://model\.example/v1 gave no usable answer for 3 of 4 trees"):
        limit.count(failed("server_error"))


@pytest.mark.parametrize("reason", ["malformed", "invalid", "refused", "empty", "cut_off", "bad_request"])
def test_a_model_that_answers_nonsense_is_bad_input(reason: str) -> None:
    """Where the model answered and the answers cannot be used, trying again is in vain."""
    with pytest.raises(BadInput, match=f"the last reason was {reason}: 500: The server had an error"):
        FailureLimit(SETTINGS, 1).count(failed(reason))


def test_a_share_of_one_bears_everything() -> None:
    """The limit can be taken off."""
    limit = FailureLimit(SETTINGS.model_copy(update={"max_failed_share": 1.0}), 3)
    for _ in range(3):
        limit.count(failed("malformed"))
