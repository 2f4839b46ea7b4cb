"""Which waivers hold for a batch.

What lives here: the rule of their end. What may not: what a waived check is shown as.
"""

from __future__ import annotations

from datetime import date

from infoseek.settings import GateSettings


def in_force(settings: GateSettings, batch_id: str) -> GateSettings:
    """The settings with only the waivers that hold on the batch's date; the clock's plays no part.

    Raises `ValueError` where the batch id is no date.
    """
    day = date.fromisoformat(batch_id)
    held = {
        check: waiver
        for check, waiver in settings.waivers.items()
        if waiver.until is None or day <= waiver.until
    }
    return settings.model_copy(update={"waivers": held})


def reasons(settings: GateSettings) -> dict[str, str]:
    """Check id → why it is waived."""
    return {check: waiver.reason for check, waiver in sorted(settings.waivers.items())}
