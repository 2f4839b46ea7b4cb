"""The batch API's state machine, kept on disk so that a restarted server goes on where it stopped.

validating → in_progress → finalizing → completed; or failed, expired, cancelling → cancelled.
What may not live here: HTTP, and how a single completion is made.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import re
import time
import uuid
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from infoseek.offline import model
from infoseek.offline.api_errors import error, no_such_batch, no_such_file, not_understood
from infoseek.offline.completions import Completions
from infoseek.offline.files import Files, write_atomically
from infoseek.offline.switches import HTTP_FAULTS, Switches
from infoseek.offline.wire import Reply

ENDPOINT = "/v1/chat/completions"
_ID = re.compile(r"batch_[0-9a-f]{24}")
_OPEN = {"validating", "in_progress", "finalizing", "cancelling"}
_MAX_ROWS = 50_000
_STATES = ("in_progress", "finalizing", "completed", "failed", "expired", "cancelling", "cancelled")


class BatchRequest(BaseModel):
    """What makes a batch."""

    model_config = ConfigDict(extra="forbid")

    input_file_id: str
    endpoint: str
    completion_window: str
    metadata: dict[str, str] | None = Field(None, max_length=16)
    output_expires_after: dict[str, Any] | None = None


class Row(BaseModel):
    """One line of a batch's input."""

    custom_id: str = Field(min_length=1)
    method: str
    url: str
    body: dict[str, Any]


class Batches:
    """Batches below `folder`. step_s: pause in each state. window_s: how long a batch may run."""

    def __init__(
        self,
        folder: Path,
        files: Files,
        completions: Completions,
        switches: Switches,
        step_s: float = 0.0,
        window_s: float = 86_400.0,
    ) -> None:
        self._folder = folder
        self._files = files
        self._completions = completions
        self._switches = switches.without(*HTTP_FAULTS)
        self._step_s = step_s
        self._window_s = window_s
        self._tasks: set[asyncio.Task[None]] = set()

    def resume(self) -> None:
        """Go on with every batch that had not ended. To be called on the event loop."""
        for batch in self.all():
            if batch["status"] in _OPEN:
                self._start(batch["id"])

    async def stop(self) -> None:
        """Stop working; what is on disk can be resumed."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def create(self, body: bytes) -> Reply:
        """Make a batch and start it."""
        try:
            request = BatchRequest.model_validate_json(body)
        except ValidationError as problem:
            return not_understood(problem)
        refused = self._refusal(request)
        if refused is not None:
            return refused
        now = time.time()
        batch: dict[str, Any] = {
            "id": f"batch_{uuid.uuid4().hex[:24]}",
            "object": "batch",
            "endpoint": request.endpoint,
            "errors": None,
            "input_file_id": request.input_file_id,
            "completion_window": request.completion_window,
            "status": "validating",
            "output_file_id": None,
            "error_file_id": None,
            "created_at": int(now),
            "expires_at": int(now + self._window_s),
            **{f"{state}_at": None for state in _STATES},
            "model": model.NAME,
            "request_counts": {"total": 0, "completed": 0, "failed": 0},
            "metadata": request.metadata,
        }
        self._save(batch)
        self._start(batch["id"])
        return Reply(200, batch)

    def _refusal(self, request: BatchRequest) -> Reply | None:
        if request.endpoint != ENDPOINT:
            message = f"Batches of '{request.endpoint:.100}' are not supported: use '{ENDPOINT}'."
            return error(400, message, param="endpoint", code="invalid_value")
        if request.completion_window != "24h":
            message = "Invalid value for 'completion_window': the only one is '24h'."
            return error(400, message, param="completion_window", code="invalid_value")
        file = self._files.describe(request.input_file_id)
        if file is None:
            return no_such_file(request.input_file_id)
        if file["purpose"] != "batch":
            message = f"The file {file['id']} has the purpose '{file['purpose']}', not 'batch'."
            return error(400, message, param="input_file_id", code="invalid_purpose")
        return None

    def describe(self, batch_id: str) -> dict[str, Any] | None:
        """A batch as the API shows it, or None."""
        path = self._folder / f"{batch_id}.json"
        if not _ID.fullmatch(batch_id) or not path.exists():
            return None
        batch: dict[str, Any] = json.loads(path.read_bytes())
        return batch

    def all(self) -> list[dict[str, Any]]:
        """Every batch, newest first."""
        found = [json.loads(path.read_bytes()) for path in self._folder.glob("batch_*.json")]
        return sorted(found, key=lambda batch: (-batch["created_at"], batch["id"]))

    def cancel(self, batch_id: str) -> Reply:
        """Ask a batch to stop. Rows that are done keep their answers."""
        batch = self.describe(batch_id)
        if batch is None:
            return no_such_batch(batch_id)
        if batch["status"] not in {"validating", "in_progress", "cancelling"}:
            return error(409, f"Cannot cancel a batch with status {batch['status']!r}.")
        return Reply(200, self._move(batch, "cancelling"))

    def _start(self, batch_id: str) -> None:
        task = asyncio.get_running_loop().create_task(self._work(batch_id))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _work(self, batch_id: str) -> None:
        batch = await self._step(batch_id)
        rows, problems = _rows(self._files.content(batch["input_file_id"]) or b"")
        if problems:
            self._move(batch, "failed", errors={"object": "list", "data": problems})
            return
        if batch["status"] != "cancelling":
            counts = {"total": len(rows), "completed": 0, "failed": 0}
            self._move(batch, "in_progress", request_counts=counts)
        batch = await self._step(batch_id)
        answered, failed, ended = await self._rows_answered(batch_id, rows)
        batch = self._known(batch_id)
        if ended == "completed":
            batch = self._move(batch, "finalizing")
            batch = await self._step(batch_id)
        self._move(
            batch,
            ended,
            output_file_id=self._output(batch_id, "output", answered),
            error_file_id=self._output(batch_id, "error", failed),
            request_counts={"total": len(rows), "completed": len(answered), "failed": len(failed)},
            usage=_usage(answered),
        )

    async def _rows_answered(
        self, batch_id: str, rows: list[Row]
    ) -> tuple[list[dict[str, Any]], list[dict[str, Any]], str]:
        """Output lines, error lines, and the state the batch ends in."""
        answered: list[dict[str, Any]] = []
        failed: list[dict[str, Any]] = []
        for number, row in enumerate(rows):
            batch = self._known(batch_id)
            is_expired = time.time() > batch["expires_at"]
            if is_expired or batch["status"] == "cancelling":
                code = "batch_expired" if is_expired else "batch_cancelled"
                failed += [_unanswered(batch_id, late, code) for late in rows[number:]]
                return answered, failed, "expired" if is_expired else "cancelled"
            line = self._answered(batch_id, row, rows[number - 1] if number else row)
            (answered if line["response"]["status_code"] == 200 else failed).append(line)
            await asyncio.sleep(self._switches.latency_s)
        is_cancelled = self._known(batch_id)["status"] == "cancelling"
        return answered, failed, "cancelled" if is_cancelled else "completed"

    def _answered(self, batch_id: str, row: Row, before: Row) -> dict[str, Any]:
        """The line that answers a row; under `rate_other_request` it bears the custom_id of the row before."""
        request = self._completions.parse(json.dumps(row.body).encode())
        reply = request if isinstance(request, Reply) else self._completions.complete(request, self._switches)
        line_id = _hash(batch_id, row.custom_id)
        response = {"status_code": reply.status, "request_id": f"req_{line_id}", "body": reply.body}
        named = before if reply.fault == "rate_other_request" else row
        return {
            "id": f"batch_req_{line_id}",
            "custom_id": named.custom_id,
            "response": response,
            "error": None,
        }

    def _output(self, batch_id: str, kind: str, lines: list[dict[str, Any]]) -> str | None:
        if not lines:
            return None
        body = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines).encode()
        file_id = f"file-{_hash(batch_id, kind)}"
        self._files.save(body, f"{batch_id}_{kind}.jsonl", "batch_output", file_id)
        return file_id

    async def _step(self, batch_id: str) -> dict[str, Any]:
        await asyncio.sleep(self._step_s)
        return self._known(batch_id)

    def _known(self, batch_id: str) -> dict[str, Any]:
        batch = self.describe(batch_id)
        if batch is None:
            raise FileNotFoundError(f"the state of batch {batch_id} vanished from {self._folder}")
        return batch

    def _move(self, batch: dict[str, Any], status: str, **changes: Any) -> dict[str, Any]:
        moved = {**batch, **changes, "status": status, f"{status}_at": int(time.time())}
        self._save(moved)
        return moved

    def _save(self, batch: dict[str, Any]) -> None:
        write_atomically(self._folder / f"{batch['id']}.json", json.dumps(batch).encode())


def _rows(content: bytes) -> tuple[list[Row], list[dict[str, Any]]]:
    """The rows of an input file, or what is wrong with it, line by line."""
    rows: list[Row] = []
    problems: list[dict[str, Any]] = []
    seen: set[str] = set()
    for number, line in enumerate(content.splitlines(), 1):
        if not line.strip():
            continue
        try:
            row = Row.model_validate_json(line)
        except ValidationError as problem:
            problems.append(
                _problem("invalid_json_line", problem.errors(include_url=False)[0]["msg"], number)
            )
            continue
        if row.method != "POST" or row.url != ENDPOINT:
            problems.append(_problem("invalid_url", f"Every line must POST to {ENDPOINT}.", number))
        if row.custom_id in seen:
            problems.append(_problem("duplicate_custom_id", f"{row.custom_id!r:.100} occurs twice.", number))
        seen.add(row.custom_id)
        rows.append(row)
    if not rows and not problems:
        problems.append(_problem("empty_file", "The input file has no lines.", None))
    if len(rows) > _MAX_ROWS:
        problems.append(_problem("too_many_requests", f"More than {_MAX_ROWS} lines.", None))
    return rows, problems


def _usage(answered: list[dict[str, Any]]) -> dict[str, Any]:
    """Tokens of all answered rows, in the shape that batches have them in."""
    told = [line["response"]["body"]["usage"] for line in answered]
    return {
        "input_tokens": sum(use["prompt_tokens"] for use in told),
        "input_tokens_details": {"cached_tokens": 0},
        "output_tokens": sum(use["completion_tokens"] for use in told),
        "output_tokens_details": {"reasoning_tokens": 0},
        "total_tokens": sum(use["total_tokens"] for use in told),
    }


def _problem(code: str, message: str, line: int | None) -> dict[str, Any]:
    return {"code": code, "message": message, "line": line, "param": None}


def _unanswered(batch_id: str, row: Row, code: str) -> dict[str, Any]:
    message = "This request was not carried out before the batch ended."
    return {
        "id": f"batch_req_{_hash(batch_id, row.custom_id)}",
        "custom_id": row.custom_id,
        "response": None,
        "error": {"code": code, "message": message},
    }


def _hash(*parts: str) -> str:
    return hashlib.sha256("/".join(parts).encode()).hexdigest()[:24]
