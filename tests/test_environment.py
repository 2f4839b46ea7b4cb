"""Settings from the environment."""

from __future__ import annotations

import pytest

from infoseek.environment import load_settings
from infoseek.errors import BadInput


def test_variables_set_fields(monkeypatch: pytest.MonkeyPatch) -> None:
    """A section's field is set by its variable."""
    monkeypatch.setenv("INFOSEEK_S3__BUCKET", "lake")
    monkeypatch.setenv("OTHER__S3__BUCKET", "sea")
    assert load_settings().s3.bucket == "lake"


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("INFOSEEK_GROWTH__TREES", "0", "INFOSEEK_GROWTH__TREES is wrong"),
        ("INFOSEEK_S3__BUCKETS", "x", "no setting INFOSEEK_S3__BUCKETS"),
        ("INFOSEEK_MODLE__API_KEY", "x", "no setting INFOSEEK_MODLE__API_KEY"),
        (
            "INFOSEEK_GATES__WAIVERS",
            '{"L99": "x"}',
            "INFOSEEK_GATES__WAIVERS is wrong: there is no check 'L99'",
        ),
        ("INFOSEEK_GATES__WAIVERS", '{"L2": " "}', "INFOSEEK_GATES__WAIVERS__L2__REASON is wrong"),
        ("INFOSEEK_GATES__WAIVERS", "{L2", "INFOSEEK_GATES or one below it is wrong: it is no JSON"),
        ("INFOSEEK_GATES", "{", "INFOSEEK_GATES or one below it is wrong: it is no JSON"),
    ],
)
def test_a_wrong_variable_is_named(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, sentence: str
) -> None:
    """A value that does not fit, and a name that does not exist, are each one sentence."""
    monkeypatch.setenv(name, value)
    with pytest.raises(BadInput, match=sentence):
        load_settings()
