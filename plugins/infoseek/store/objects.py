"""Objects on S3: get, put, create-once and compare-and-swap. The only place that imports boto3.

What may not live here: knowledge of tables, stages or batches.
"""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from infoseek.errors import BadInput
from infoseek.settings import S3Settings

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

# Checksums in pure Python cost an order of magnitude on small machines; transport integrity is TCP's and
# content integrity is the manifests' sha256.
os.environ.setdefault("AWS_REQUEST_CHECKSUM_CALCULATION", "when_required")
os.environ.setdefault("AWS_RESPONSE_CHECKSUM_VALIDATION", "when_required")

_CONFLICT = {"PreconditionFailed", "ConditionalRequestConflict", "412", "409"}
_MISSING = {"NoSuchKey", "404", "NotFound"}


class ObjectMissing(KeyError):
    """No object has this key."""


class Conflict(RuntimeError):
    """A conditional write lost: the object exists already, or changed since it was read."""


class ObjectStore:
    """One bucket on any S3 endpoint.

    Raises `BadInput` where the endpoint, the bucket or the credentials are wrong.
    """

    def __init__(self, settings: S3Settings) -> None:
        self.settings = settings
        self.bucket = settings.bucket

    @cached_property
    def client(self) -> S3Client:
        return boto3.client(
            "s3",
            endpoint_url=self.settings.endpoint_url,
            aws_access_key_id=self.settings.access_key,
            aws_secret_access_key=self.settings.secret_key,
            region_name=self.settings.region,
            config=Config(
                s3={"addressing_style": "path"},
                max_pool_connections=32,
                retries={"max_attempts": 5, "mode": "standard"},
                connect_timeout=5,
                read_timeout=60,
            ),
        )

    def get(self, key: str) -> bytes:
        """The object's bytes. Raises `ObjectMissing`."""
        return self.get_with_etag(key)[0]

    def get_with_etag(self, key: str) -> tuple[bytes, str]:
        """The object's bytes and its ETag. Raises `ObjectMissing`."""
        try:
            answer = self.client.get_object(Bucket=self.bucket, Key=key)
            return answer["Body"].read(), answer["ETag"]
        except (ClientError, BotoCoreError) as error:
            raise self._explained(error, key) from error

    def get_range(self, key: str, start: int, length: int) -> bytes:
        """`length` bytes from offset `start`. Raises `ObjectMissing`."""
        try:
            answer = self.client.get_object(
                Bucket=self.bucket, Key=key, Range=f"bytes={start}-{start + length - 1}"
            )
            return answer["Body"].read()
        except (ClientError, BotoCoreError) as error:
            raise self._explained(error, key) from error

    def put(self, key: str, body: bytes, content_type: str = "application/octet-stream") -> str:
        """Write the object and return its ETag once the server acknowledged it."""
        try:
            return self.client.put_object(Bucket=self.bucket, Key=key, Body=body, ContentType=content_type)[
                "ETag"
            ]
        except (ClientError, BotoCoreError) as error:
            raise self._explained(error, key) from error

    def create(self, key: str, body: bytes, content_type: str = "application/octet-stream") -> str:
        """Write an object that does not exist yet (If-None-Match: *). Raises `Conflict` if it does."""
        try:
            return self.client.put_object(
                Bucket=self.bucket, Key=key, Body=body, ContentType=content_type, IfNoneMatch="*"
            )["ETag"]
        except (ClientError, BotoCoreError) as error:
            raise self._explained(error, key) from error

    def swap(self, key: str, body: bytes, etag: str, content_type: str = "application/json") -> str:
        """Replace the object if it still has this ETag (If-Match). Raises `Conflict` otherwise."""
        try:
            return self.client.put_object(
                Bucket=self.bucket, Key=key, Body=body, ContentType=content_type, IfMatch=etag
            )["ETag"]
        except (ClientError, BotoCoreError) as error:
            raise self._explained(error, key) from error

    def exists(self, key: str) -> bool:
        try:
            self.client.head_object(Bucket=self.bucket, Key=key)
        except (ClientError, BotoCoreError) as error:
            explained = self._explained(error, key)
            if isinstance(explained, ObjectMissing):
                return False
            raise explained from error
        return True

    def keys(self, prefix: str) -> Iterator[str]:
        """The keys below a prefix, in order."""
        try:
            for page in self.client.get_paginator("list_objects_v2").paginate(
                Bucket=self.bucket, Prefix=prefix
            ):
                for item in page.get("Contents", []):
                    yield item["Key"]
        except (ClientError, BotoCoreError) as error:
            raise self._explained(error, prefix) from error

    def delete(self, key: str) -> None:
        try:
            self.client.delete_object(Bucket=self.bucket, Key=key)
        except (ClientError, BotoCoreError) as error:
            raise self._explained(error, key) from error

    def address(self, key: str) -> str:
        return f"s3://{self.bucket}/{key}"

    def create_bucket(self) -> None:
        """Make the bucket unless it is there."""
        try:
            self.client.head_bucket(Bucket=self.bucket)
        except (ClientError, BotoCoreError) as error:
            if not isinstance(error, ClientError) or error.response["Error"]["Code"] not in {
                "404",
                "NoSuchBucket",
            }:
                raise self._explained(error, "") from error
            self.client.create_bucket(Bucket=self.bucket)

    def probe(self) -> None:
        """Check that the bucket answers and honours conditional writes; `BadInput` says what is wrong."""
        key = f"_probe/{uuid.uuid4().hex}"
        etag = self.create(key, b"1")
        try:
            for write in (self._overwrite, self._swap_stale):
                try:
                    write(key)
                except Conflict:
                    continue
                raise BadInput(
                    f"S3 at {self._where()} ignores conditional writes (If-None-Match, If-Match), "
                    "which commits depend on: use a server that honours them."
                )
            self.swap(key, b"4", etag)
        finally:
            self.delete(key)

    def _overwrite(self, key: str) -> None:
        self.create(key, b"2")

    def _swap_stale(self, key: str) -> None:
        self.swap(key, b"3", f'"{"0" * 32}"')

    def _where(self) -> str:
        return self.settings.endpoint_url or f"AWS {self.settings.region}"

    def _explained(self, error: ClientError | BotoCoreError, key: str) -> Exception:
        if not isinstance(error, ClientError):
            return BadInput(f"S3 at {self._where()} cannot be reached: {error}")
        code = error.response["Error"]["Code"]
        if code in _CONFLICT:
            return Conflict(f"{self.address(key)} exists or has changed")
        if code in _MISSING:
            return ObjectMissing(self.address(key))
        if code == "NoSuchBucket":
            return BadInput(
                f"S3 at {self._where()} has no bucket {self.bucket!r}: create it or set its name."
            )
        if code in {"InvalidAccessKeyId", "SignatureDoesNotMatch", "AccessDenied", "403"}:
            return BadInput(
                f"S3 at {self._where()} refused the credentials for bucket {self.bucket!r}: {code}."
            )
        return error
