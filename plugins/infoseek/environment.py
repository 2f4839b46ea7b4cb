"""Settings as this process's environment gives them, wrong ones explained in one sentence.

What lives here: reading the environment. What may not: the settings themselves (settings.py).
"""

from __future__ import annotations

import os

from pydantic import ValidationError
from pydantic_settings import SettingsError

from infoseek.errors import BadInput
from infoseek.settings import Settings

_PREFIX = "INFOSEEK_"
_NO_SETTINGS = frozenset({"HOME", "REVISION", "SCHEDULE"})
"""Variables of the prefix that are read elsewhere: the home, the code's revision, the crawl's schedule."""


def load_settings() -> Settings:
    """The settings of this process. Raises `BadInput` naming the variable that is wrong."""
    _refuse_unknown()
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        name = _PREFIX + "__".join(str(step) for step in first["loc"]).upper()
        if first["type"] == "extra_forbidden":
            raise _unknown(name) from None
        # What a validator of ours says, without pydantic's "Value error, " before it.
        reason = str(first["ctx"]["error"]) if first["type"] == "value_error" else first["msg"]
        raise BadInput(f"The setting {name} is wrong: {reason}.") from None
    except SettingsError as error:
        # It names the section only: the variable that holds the section, or one of its settings, is no JSON.
        section = str(error).split('"')[1].upper()
        raise BadInput(
            f"The setting INFOSEEK_{section} or one below it is wrong: it is no JSON ({error.__cause__})."
        ) from None


def _refuse_unknown() -> None:
    """Raise `BadInput` where a variable names no section: the settings' own reader passes over it."""
    for name in os.environ:
        if not name.startswith(_PREFIX):
            continue
        section = name.removeprefix(_PREFIX).split("__")[0]
        if section not in _NO_SETTINGS and section.lower() not in Settings.model_fields:
            raise _unknown(name)


def _unknown(name: str) -> BadInput:
    return BadInput(f"There is no setting {name}: see docs/reference/settings.md for the names.")
