"""Objects on S3: get, put, create-once and compare-and-swap. The only place that imports boto3.

What may not live here: knowledge of tables, stages or batches.
"""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property
from typing import IO, TYPE_CHECKING, Any

import boto3
from boto3.s3.transfer import TransferConfig
from botocore.config import Config

from infoseek.errors import BadInput, Unavailable
from infoseek.settings import S3Settings
from infoseek.store.faults import SDK_ERRORS, Conflict, ObjectMissing, explained, not_s3, where

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

__all__ = ["Conflict", "ObjectMissing", "ObjectStore"]

# Checksums in pure Python cost an order of magnitude on small machines; transport integrity is TCP's and
# content integrity is the manifests' sha256.
os.environ.setdefault("AWS_REQUEST_CHECKSUM_CALCULATION", "when_required")
os.environ.setdefault("AWS_RESPONSE_CHECKSUM_VALIDATION", "when_required")


class ObjectStore:
    """One bucket on any S3 endpoint.

    attempts: tries at a request while the server cannot be reached or fails.
    Every method raises `BadInput` where the endpoint, the bucket or the credentials are wrong, and
    `Unavailable` where the server cannot be reached or fails.
    """

    def __init__(self, settings: S3Settings, attempts: int = 5) -> None:
        self.settings = settings
        self.attempts = attempts
        self.bucket = settings.bucket

    @cached_property
    def client(self) -> S3Client:
        try:
            return self._new_client()
        except ValueError as error:
            raise BadInput(
                f"{where(self.settings)} cannot be used: {error} (INFOSEEK_S3__ENDPOINT_URL, INFOSEEK_S3__REGION)."
            ) from None

    def _new_client(self) -> S3Client:
        return boto3.client(
            "s3",
            endpoint_url=self.settings.endpoint_url,
            aws_access_key_id=self.settings.access_key,
            aws_secret_access_key=self.settings.secret_key,
            region_name=self.settings.region,
            config=Config(
                s3={"addressing_style": "path"},
                max_pool_connections=32,
                retries={"max_attempts": self.attempts, "mode": "standard"},
                connect_timeout=5,
                read_timeout=60,
            ),
        )

    @contextmanager
    def _asking(self, key: str) -> Iterator[None]:
        """Turns the SDK's errors over a key into the ones that a user reads."""
        try:
            yield
        except SDK_ERRORS as error:
            raise explained(error, self.settings, key) from error

    def _etag(self, answer: Mapping[str, Any]) -> str:
        if not answer.get("ETag"):
            raise not_s3(self.settings, "it answers without an ETag")
        return str(answer["ETag"])

    def get(self, key: str) -> bytes:
        """The object's bytes. Raises `ObjectMissing`."""
        return self.get_with_etag(key)[0]

    def get_with_etag(self, key: str) -> tuple[bytes, str]:
        """The object's bytes and its ETag. Raises `ObjectMissing`."""
        with self._asking(key):
            answer = self.client.get_object(Bucket=self.bucket, Key=key)
            return answer["Body"].read(), self._etag(answer)

    def get_range(self, key: str, start: int, length: int) -> bytes:
        """`length` bytes from offset `start`. Raises `ObjectMissing`."""
        wanted = f"bytes={start}-{start + length - 1}"
        with self._asking(key):
            return self.client.get_object(Bucket=self.bucket, Key=key, Range=wanted)["Body"].read()

    def download(self, key: str, file: IO[bytes]) -> None:
        """Write the object into a file as it arrives. Raises `ObjectMissing`."""
        with self._asking(key):
            self.client.download_fileobj(self.bucket, key, file, Config=TransferConfig(use_threads=False))

    def put(self, key: str, body: bytes | IO[bytes], content_type: str = "application/octet-stream") -> str:
        """Write the object, from memory or a file, and return its ETag once the server acknowledged it."""
        return self._put(key, body, content_type)

    def create(self, key: str, body: bytes, content_type: str = "application/octet-stream") -> str:
        """Write an object that does not exist yet (If-None-Match: *). Raises `Conflict` if it does."""
        return self._put(key, body, content_type, IfNoneMatch="*")

    def swap(self, key: str, body: bytes, etag: str, content_type: str = "application/json") -> str:
        """Replace the object if it still has this ETag (If-Match). Raises `Conflict` otherwise."""
        return self._put(key, body, content_type, IfMatch=etag)

    def replace(self, key: str, body: bytes, etag: str, content_type: str = "application/json") -> str:
        """Write over the version that was read, or for the first time where `etag` is "". Raises `Conflict`."""
        if etag:
            return self.swap(key, body, etag, content_type)
        return self.create(key, body, content_type)

    def _put(self, key: str, body: bytes | IO[bytes], content_type: str, **condition: Any) -> str:
        try:
            with self._asking(key):
                answer = self.client.put_object(
                    Bucket=self.bucket, Key=key, Body=body, ContentType=content_type, **condition
                )
        except ObjectMissing:
            if "IfMatch" in condition:
                raise Conflict(f"{self.address(key)} is gone") from None
            raise not_s3(self.settings, "it answers a write with 404") from None
        return self._etag(answer)

    def exists(self, key: str) -> bool:
        try:
            with self._asking(key):
                self.client.head_object(Bucket=self.bucket, Key=key)
        except ObjectMissing:
            return False
        return True

    def keys(self, prefix: str) -> Iterator[str]:
        """The keys below a prefix, in order."""
        pages = self.client.get_paginator("list_objects_v2").paginate(Bucket=self.bucket, Prefix=prefix)
        with self._asking(prefix):
            for page in pages:
                for item in page.get("Contents", []):
                    yield item["Key"]

    def sizes(self, prefix: str) -> dict[str, int]:
        """Size in bytes of every object below a prefix, by key."""
        with self._asking(prefix):
            pages = self.client.get_paginator("list_objects_v2").paginate(Bucket=self.bucket, Prefix=prefix)
            return {item["Key"]: item["Size"] for page in pages for item in page.get("Contents", [])}

    def written(self, prefix: str) -> dict[str, float]:
        """When every object below a prefix was last written, in seconds since 1970, by key."""
        with self._asking(prefix):
            pages = self.client.get_paginator("list_objects_v2").paginate(Bucket=self.bucket, Prefix=prefix)
            return {
                item["Key"]: item["LastModified"].timestamp()
                for page in pages
                for item in page.get("Contents", [])
            }

    def delete(self, key: str) -> None:
        with self._asking(key):
            self.client.delete_object(Bucket=self.bucket, Key=key)

    def address(self, key: str) -> str:
        return f"s3://{self.bucket}/{key}"

    def create_bucket(self) -> None:
        """Make the bucket unless it is there."""
        try:
            with self._asking(""):
                self.client.head_bucket(Bucket=self.bucket)
        except ObjectMissing:
            with self._asking(""):
                self.client.create_bucket(Bucket=self.bucket)

    def probe(self) -> None:
        """Check that the bucket answers and honours conditional writes.

        Raises `BadInput` that says what is wrong, a server that cannot be reached among it: nothing that
        depends on it has begun.
        """
        key = f"_probe/{uuid.uuid4().hex}"
        try:
            etag = self.create(key, b"1")
            try:
                self._require_conditions(key)
                self.swap(key, b"4", etag)
            finally:
                self.delete(key)
        except Unavailable as error:
            raise BadInput(str(error)) from None
        except Conflict:
            raise BadInput(
                f"{where(self.settings)} refuses conditional writes that hold (If-None-Match, If-Match), "
                "which commits depend on: use a server that honours them."
            ) from None

    def _require_conditions(self, key: str) -> None:
        for write in (self._overwrite, self._swap_stale):
            try:
                write(key)
            except Conflict:
                continue
            raise BadInput(
                f"{where(self.settings)} ignores conditional writes (If-None-Match, If-Match), "
                "which commits depend on: use a server that honours them."
            )

    def _overwrite(self, key: str) -> None:
        self.create(key, b"2")

    def _swap_stale(self, key: str) -> None:
        self.swap(key, b"3", f'"{"0" * 32}"')
