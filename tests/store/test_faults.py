"""What an S3 endpoint that fails, refuses or is none makes of a request: one sentence each."""

from __future__ import annotations

import pytest
from botocore.retries.standard import ExponentialBackoff

from infoseek.errors import BadInput, Unavailable
from infoseek.settings import S3Settings
from infoseek.store.objects import Conflict, ObjectMissing, ObjectStore
from tests.conftest import free_port
from tests.e2e.proxy import HANG_UP, Fault, Reply, always, before, s3_error, where, without

pytestmark = pytest.mark.service

HTML = Reply(200, b"<html>Welcome</html>", {"Content-Type": "text/html"})
NOT_FOUND = Reply(404, b"<html>Not found</html>", {"Content-Type": "text/html"})


@pytest.fixture(autouse=True)
def _no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    """The SDK tries again as often as ever, without waiting in between."""
    monkeypatch.setattr(ExponentialBackoff, "delay_amount", lambda *_: 0.0)


def sentence(error: BaseException) -> str:
    """The message, which must be one line that ends as a sentence does."""
    text = str(error)
    assert "\n" not in text
    assert text.endswith("."), text
    return text


@pytest.mark.parametrize(
    ("fault", "error", "words"),
    [
        (s3_error(503, "SlowDown", "Please reduce your rate."), Unavailable, "SlowDown: Please reduce"),
        (s3_error(500, "InternalError"), Unavailable, "InternalError"),
        (s3_error(507, "XMinioStorageFull", "The disk is full."), Unavailable, "The disk is full"),
        (always(Reply(502, b"<html>Bad gateway</html>")), Unavailable, "502"),
        (always(HANG_UP), Unavailable, "cannot be reached"),
        (s3_error(403, "AccessDenied"), BadInput, "refused the credentials .* AccessDenied"),
        (s3_error(403, "RequestTimeTooSkewed"), BadInput, "RequestTimeTooSkewed"),
        (s3_error(403, "QuotaExceeded", "No more."), BadInput, "QuotaExceeded: No more"),
        (s3_error(404, "NoSuchBucket"), BadInput, "has no bucket"),
        (always(NOT_FOUND), BadInput, "does not speak the S3 API"),
        (always(HTML), BadInput, "does not speak the S3 API"),
        (s3_error(501, "NotImplemented", "Not here."), BadInput, "refused a request .* Not here"),
    ],
)
def test_a_write_that_fails_is_one_sentence(
    s3: S3Settings, fault: Fault, error: type[Exception], words: str
) -> None:
    """What may pass is told apart from what a person must mend; both name the endpoint."""
    assert s3.endpoint_url is not None
    with before(s3.endpoint_url) as proxy:
        proxy.fault = fault
        store = ObjectStore(s3.model_copy(update={"endpoint_url": proxy.address}))
        with pytest.raises(error, match=words) as caught:
            store.put("zone/object", b"1")
    assert proxy.address in sentence(caught.value)


@pytest.mark.parametrize("reply", [HTML, NOT_FOUND])
def test_a_server_that_is_no_s3_is_named_by_the_probe(s3: S3Settings, reply: Reply) -> None:
    """Any web server in place of S3 is one sentence that names the setting."""
    assert s3.endpoint_url is not None
    with before(s3.endpoint_url) as proxy:
        proxy.fault = always(reply)
        store = ObjectStore(s3.model_copy(update={"endpoint_url": proxy.address}))
        with pytest.raises(BadInput, match=r"INFOSEEK_S3__ENDPOINT_URL.* does not speak the S3 API"):
            store.probe()


@pytest.mark.parametrize("ignored", ["if-match", "if-none-match"])
def test_a_server_that_ignores_conditions_is_refused(s3: S3Settings, ignored: str) -> None:
    """Commits would overwrite one another there: the probe says so, and cleans up behind itself."""
    assert s3.endpoint_url is not None
    with before(s3.endpoint_url) as proxy:
        proxy.fault = without(ignored)
        store = ObjectStore(s3.model_copy(update={"endpoint_url": proxy.address}))
        with pytest.raises(BadInput, match=rf"{proxy.address} ignores conditional writes"):
            store.probe()
    assert list(ObjectStore(s3).keys("_probe/")) == []


def test_a_server_that_refuses_conditions_is_refused(s3: S3Settings) -> None:
    """A server that answers conditional writes with an error cannot hold commits either."""
    assert s3.endpoint_url is not None
    with before(s3.endpoint_url) as proxy:
        conditional = where(lambda asked: "If-None-Match" in asked.headers, s3_error(501, "NotImplemented"))
        proxy.fault = conditional
        store = ObjectStore(s3.model_copy(update={"endpoint_url": proxy.address}))
        with pytest.raises(BadInput, match="NotImplemented"):
            store.probe()


def test_an_unreachable_server_is_bad_input_before_a_run(s3: S3Settings) -> None:
    """The probe stands at the start of a run, where nobody listening is a wrong setting."""
    address = f"http://127.0.0.1:{free_port()}"
    with pytest.raises(BadInput, match=f"S3 at {address} cannot be reached"):
        ObjectStore(s3.model_copy(update={"endpoint_url": address})).probe()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"endpoint_url": "127.0.0.1:9000"}, "Invalid endpoint: 127.0.0.1:9000"),
        ({"endpoint_url": "http://[::1"}, "Invalid IPv6 URL"),
        ({"endpoint_url": "http://127.0.0.1:99999"}, "99999"),
        ({"region": "no region"}, "no region"),
        ({"bucket": "no/such/bucket"}, "no/such/bucket"),
    ],
)
def test_settings_that_no_endpoint_has_are_one_sentence(
    s3: S3Settings, changes: dict[str, str], words: str
) -> None:
    """An address, region or bucket name that cannot be right is bad input at the first request."""
    with pytest.raises(BadInput, match=words) as caught:
        ObjectStore(s3.model_copy(update=changes)).probe()
    assert "\n" not in str(caught.value)


def test_no_credentials_at_all_name_the_settings(s3: S3Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without keys in the settings or around, the sentence says which settings hold them."""
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_PROFILE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", "/nonexistent")
    monkeypatch.setenv("AWS_CONFIG_FILE", "/nonexistent")
    bare = s3.model_copy(update={"access_key": None, "secret_key": None})
    with pytest.raises(BadInput, match="INFOSEEK_S3__ACCESS_KEY"):
        ObjectStore(bare).probe()


def test_a_short_outage_is_outlived(s3: S3Settings) -> None:
    """Two failures in a row are not even noticed."""
    assert s3.endpoint_url is not None
    with before(s3.endpoint_url) as proxy:
        proxy.fault = where(lambda asked: len(proxy.asked) <= 2, s3_error(503, "SlowDown"))
        ObjectStore(s3.model_copy(update={"endpoint_url": proxy.address})).put("zone/object", b"1")
    assert ObjectStore(s3).get("zone/object") == b"1"


def test_a_swap_of_what_is_gone_is_a_conflict(store: ObjectStore) -> None:
    """An object deleted since it was read has changed."""
    etag = store.put("zone/object", b"1")
    store.delete("zone/object")
    with pytest.raises(Conflict):
        store.swap("zone/object", b"2", etag)
    with pytest.raises(ObjectMissing):
        store.get("zone/object")
