"""The routes of files and batches.

What may not live here: how files are kept and batches are worked off.
"""

from __future__ import annotations

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from infoseek.offline.api_errors import error, no_such_batch, no_such_file
from infoseek.offline.batches import Batches
from infoseek.offline.files import MOST_FILE_BYTES, PURPOSES, Files
from infoseek.offline.respond import body_of, found, page, response
from infoseek.offline.wire import Reply

_MOST_FILES_LISTED = 10_000
_MOST_BATCHES_LISTED = 100
_FORM_BYTES = 64 * 1024


def file_routes(files: Files) -> list[Route]:
    """Upload, list, describe, read, delete."""

    async def upload(request: Request) -> Response:
        size = request.headers.get("content-length", "")
        if size.isdecimal() and int(size) > MOST_FILE_BYTES + _FORM_BYTES:
            return response(error(413, f"The file is larger than {MOST_FILE_BYTES} bytes."))
        async with request.form(max_files=1, max_fields=8) as form:
            upload, purpose = form.get("file"), form.get("purpose")
            if not isinstance(upload, UploadFile) or not isinstance(purpose, str):
                name = "file" if not isinstance(upload, UploadFile) else "purpose"
                told = "Missing required parameter: '%s'. A file needs the form fields 'file' and 'purpose'."
                return response(error(400, told % name, param=name, code="missing_required_parameter"))
            if purpose not in PURPOSES:
                told = f"'{purpose:.40}' is not one of {PURPOSES} - 'purpose'"
                return response(error(400, told, param="purpose", code="invalid_value"))
            if (upload.size or 0) > MOST_FILE_BYTES:
                return response(error(413, f"The file is larger than {MOST_FILE_BYTES} bytes."))
            return response(Reply(200, files.save(await upload.read(), upload.filename or "upload", purpose)))

    async def every(request: Request) -> Response:
        listed = files.all()
        if "purpose" in request.query_params:
            listed = [file for file in listed if file["purpose"] == request.query_params["purpose"]]
        if request.query_params.get("order") == "asc":
            listed.reverse()
        return response(page(request, listed, _MOST_FILES_LISTED))

    async def one(request: Request) -> Response:
        file_id = request.path_params["file_id"]
        return found(files.describe(file_id), no_such_file(file_id))

    async def content(request: Request) -> Response:
        file_id = request.path_params["file_id"]
        held = files.content(file_id)
        if held is None:
            return response(no_such_file(file_id))
        return Response(held, media_type="application/octet-stream")

    async def delete(request: Request) -> Response:
        file_id = request.path_params["file_id"]
        deleted = {"id": file_id, "object": "file", "deleted": True}
        return found(deleted if files.delete(file_id) else None, no_such_file(file_id))

    return [
        Route("/v1/files", upload, methods=["POST"]),
        Route("/v1/files", every, methods=["GET"]),
        Route("/v1/files/{file_id}", one, methods=["GET"]),
        Route("/v1/files/{file_id}", delete, methods=["DELETE"]),
        Route("/v1/files/{file_id}/content", content),
    ]


def batch_routes(batches: Batches) -> list[Route]:
    """Create, list, describe, cancel."""

    async def create(request: Request) -> Response:
        return response(batches.create(await body_of(request)))

    async def every(request: Request) -> Response:
        return response(page(request, batches.all(), _MOST_BATCHES_LISTED))

    async def one(request: Request) -> Response:
        batch_id = request.path_params["batch_id"]
        return found(batches.describe(batch_id), no_such_batch(batch_id))

    async def cancel(request: Request) -> Response:
        return response(batches.cancel(request.path_params["batch_id"]))

    return [
        Route("/v1/batches", create, methods=["POST"]),
        Route("/v1/batches", every, methods=["GET"]),
        Route("/v1/batches/{batch_id}", one),
        Route("/v1/batches/{batch_id}/cancel", cancel, methods=["POST"]),
    ]
