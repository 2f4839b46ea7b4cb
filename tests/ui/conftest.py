"""The pages mounted below a parent application, as Airflow mounts them, with one user who has a token."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

import pytest
from fastapi import FastAPI, Header, HTTPException
from fastapi.testclient import TestClient

from infoseek.quality.remembering import RememberingStore
from infoseek.settings import S3Settings
from infoseek.ui.app import create_app

TOKEN = "the-token"
LOGGED_IN = {"Authorization": TOKEN}


def user(authorization: Annotated[str, Header()] = "") -> str:
    """A user who shows the token; 401 for anybody else."""
    if authorization != TOKEN:
        raise HTTPException(401, "Not authenticated")
    return "somebody"


def mounted(store: RememberingStore) -> FastAPI:
    """An application that has the pages at /infoseek."""
    parent = FastAPI()
    parent.mount("/infoseek", create_app(user, lambda: store))
    return parent


@pytest.fixture
def pages(s3: S3Settings) -> Iterator[TestClient]:
    """A client that is logged in, on a fresh bucket."""
    with TestClient(
        mounted(RememberingStore(s3)), headers=LOGGED_IN, raise_server_exceptions=False
    ) as client:
        yield client
