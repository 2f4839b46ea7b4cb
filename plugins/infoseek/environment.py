"""Settings as this process's environment gives them, wrong ones explained in one sentence.

What lives here: reading the environment. What may not: the settings themselves (settings.py).
"""

from __future__ import annotations

from pydantic import ValidationError

from infoseek.errors import BadInput
from infoseek.settings import Settings


def load_settings() -> Settings:
    """The settings of this process. Raises `BadInput` naming the variable that is wrong."""
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        name = "INFOSEEK_" + "__".join(str(step) for step in first["loc"]).upper()
        if first["type"] == "extra_forbidden":
            raise BadInput(
                f"There is no setting {name}: see docs/reference/settings.md for the names."
            ) from None
        raise BadInput(f"The setting {name} is wrong: {first['msg']}.") from None
