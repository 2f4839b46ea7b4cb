"""Linker packs and models on S3, named by their content, and a pack's copy on a machine that opens it.

What lives here: storing and fetching. What may not: what is in a pack (pack.py) or a model (model.py).
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import tarfile
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

import zstandard

from infoseek.errors import BadInput
from infoseek.launched import writing_below
from infoseek.linking.disambiguation.model import LinkModel
from infoseek.store.objects import ObjectMissing, ObjectStore

PACKS, MODELS = "linked/_packs/", "linked/_models/"
_ID_CHARS = 20
_LEVEL = 1
_STALE_S = 86_400


def store_pack(store: ObjectStore, folder: Path) -> str:
    """Store a pack's folder as one object; its id, the hash of the files.

    It is written again if it is there: a pack that a run uses must not be taken for an old one.
    """
    pack_id = _digest(folder)
    with tempfile.TemporaryFile(dir=folder.parent) as file:
        packer = zstandard.ZstdCompressor(level=_LEVEL)
        with packer.stream_writer(file, closefd=False) as sink, _tar(sink) as tar:
            for path in _files(folder):
                tar.add(path, path.name, filter=_anonymous)
        file.seek(0)
        store.put(pack_key(pack_id), file)
    return pack_id


def pack_key(pack_id: str) -> str:
    return f"{PACKS}{pack_id}.tar.zst"


def pack_ids(store: ObjectStore) -> list[str]:
    """The ids of all stored packs."""
    return [key.removeprefix(PACKS).removesuffix(".tar.zst") for key in store.keys(PACKS)]


def model_ids(store: ObjectStore) -> list[str]:
    """The ids of all stored models."""
    return [key.removeprefix(MODELS).removesuffix(".json") for key in store.keys(MODELS)]


def _tar(sink: IO[bytes]) -> tarfile.TarFile:
    return tarfile.open(fileobj=sink, mode="w|", format=tarfile.PAX_FORMAT)


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.is_file())


def _anonymous(member: tarfile.TarInfo) -> tarfile.TarInfo:
    """Nothing of the machine it was made on."""
    member.mtime = member.uid = member.gid = 0
    member.uname = member.gname = ""
    member.mode = 0o644
    return member


def _digest(folder: Path) -> str:
    found = hashlib.sha256()
    for path in _files(folder):
        with path.open("rb") as file:
            part = hashlib.file_digest(file, "sha256").hexdigest()
        found.update(f"{path.name} {part}\n".encode())
    return found.hexdigest()[:_ID_CHARS]


def fetch_pack(store: ObjectStore, pack_id: str, scratch: Path) -> Path:
    """The folder of a pack below a scratch folder; of all processes of a machine one fetches it.

    Raises `ObjectMissing`, and `Halted` where the folder cannot be written to.
    """
    packs = scratch / "packs"
    target = packs / pack_id
    with writing_below(packs):
        packs.mkdir(parents=True, exist_ok=True)
        if not target.is_dir():
            with _lock(packs / f"{pack_id}.lock"):
                if not target.is_dir():
                    _sweep(packs)
                    _unpack(store, pack_id, target)
    return target


def adopt_pack(folder: Path, pack_id: str, scratch: Path) -> None:
    """Move a pack's folder, made on this machine, to where `fetch_pack` looks for it."""
    packs = scratch / "packs"
    packs.mkdir(parents=True, exist_ok=True)
    with suppress(OSError):
        # Another process may have fetched the same one.
        folder.rename(packs / pack_id)


def drop_packs(scratch: Path) -> None:
    """Remove this machine's copies."""
    shutil.rmtree(scratch / "packs", ignore_errors=True)


@contextmanager
def _lock(path: Path) -> Iterator[None]:
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _sweep(packs: Path) -> None:
    """Remove copies of packs that no batch of these days uses."""
    for path in packs.iterdir():
        if path.is_dir() and time.time() - path.stat().st_mtime > _STALE_S:
            shutil.rmtree(path, ignore_errors=True)


def _unpack(store: ObjectStore, pack_id: str, target: Path) -> None:
    with tempfile.TemporaryDirectory(dir=target.parent, prefix="fetching-") as name:
        folder = Path(name) / "pack"
        packed = Path(name) / "packed"
        with packed.open("wb") as sink:
            store.download(pack_key(pack_id), sink)
        with (
            packed.open("rb") as file,
            zstandard.ZstdDecompressor().stream_reader(file) as source,
            tarfile.open(fileobj=source, mode="r|") as tar,
        ):
            tar.extractall(folder, filter="data")
        if _digest(folder) != pack_id:
            raise BadInput(f"{store.address(pack_key(pack_id))} differs from the hash that is its name.")
        os.rename(folder, target)


def store_model(store: ObjectStore, model: LinkModel) -> str:
    """Store a model; its id, the hash of its JSON."""
    body = model.to_json().encode()
    model_id = hashlib.sha256(body).hexdigest()[:_ID_CHARS]
    store.put(model_key(model_id), body, "application/json")
    return model_id


def model_key(model_id: str) -> str:
    return f"{MODELS}{model_id}.json"


def read_model(store: ObjectStore, model_id: str) -> LinkModel:
    """A stored model. Raises `BadInput` where there is none, or one of another version."""
    key = model_key(model_id)
    try:
        return LinkModel.from_json(store.get(key).decode())
    except ObjectMissing:
        raise BadInput(f"There is no linking model {store.address(key)}.") from None
