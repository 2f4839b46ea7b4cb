"""Waivers: by name, with a reason, for as long as they hold."""

from __future__ import annotations

from typing import Any, get_args

import pytest
from pydantic import ValidationError

from infoseek.gates.catalogue import CHECKS, OTHER_CHECKS
from infoseek.gates.waivers import in_force, reasons
from infoseek.settings import CheckId, GateSettings


def waived(waivers: Any) -> GateSettings:
    return GateSettings(waivers=waivers)


def test_every_check_of_the_field_can_be_waived_by_name() -> None:
    """Those that are run and those that are not, and no others."""
    assert set(get_args(CheckId)) == set(CHECKS) | set(OTHER_CHECKS)


def test_a_reason_alone_holds_for_good() -> None:
    """A plain string is a reason, its brackets no end date."""
    settings = waived({"L1": " no prior (until 2020-01-01) "})
    assert reasons(in_force(settings, "2999-01-01")) == {"L1": "no prior (until 2020-01-01)"}


@pytest.mark.parametrize(
    ("batch_id", "held"), [("2026-12-30", True), ("2026-12-31", True), ("2027-01-01", False)]
)
def test_a_waiver_holds_up_to_its_date(batch_id: str, held: bool) -> None:
    """The batch's date decides, so that a rerun of an old batch is judged as it was."""
    settings = waived({"S9": {"reason": "mended next year", "until": "2026-12-31"}})
    assert reasons(in_force(settings, batch_id)) == ({"S9": "mended next year"} if held else {})


@pytest.mark.parametrize(
    ("waivers", "sentence"),
    [
        ({"L99": "x"}, "there is no check 'L99'; the ids are L1, L2"),
        ({"l2": "x"}, "there is no check 'l2'"),
        ({"L2": ""}, "at least 1 character"),
        ({"L2": "  "}, "at least 1 character"),
        ({"L2": {"until": "2026-12-31"}}, "Field required"),
        ({"L2": {"reason": "x", "until": "soon"}}, "valid date"),
        ({"L2": {"reason": "x", "by": "me"}}, "Extra inputs"),
        ({"L2": None}, "valid dictionary"),
        (["L2"], "valid dictionary"),
    ],
)
def test_a_waiver_without_id_or_reason_is_refused(waivers: Any, sentence: str) -> None:
    """Unknown ids, blank reasons and other shapes are named."""
    with pytest.raises(ValidationError, match=sentence):
        waived(waivers)
