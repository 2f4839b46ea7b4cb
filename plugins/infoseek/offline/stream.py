"""A chat completion as a stream of server-sent events.

What lives here: chunks. What may not: HTTP, and how the completion came about.
"""

from __future__ import annotations

import json
import re
from typing import Any

_WORD = re.compile(r"\s*\S+|\s+$")
DONE = "data: [DONE]\n\n"


def events(completion: dict[str, Any], include_usage: bool) -> list[str]:
    """The role, the content word by word and the end of every choice, usage where it is wanted, `[DONE]`."""
    base = {
        name: completion[name] for name in ("id", "created", "model", "service_tier", "system_fingerprint")
    }
    base["object"] = "chat.completion.chunk"
    if include_usage:
        base["usage"] = None
    bodies = [{**base, "choices": [part]} for choice in completion["choices"] for part in _parts(choice)]
    if include_usage:
        bodies.append({**base, "choices": [], "usage": completion["usage"]})
    return [f"data: {json.dumps(body, ensure_ascii=False)}\n\n" for body in bodies] + [DONE]


def _parts(choice: dict[str, Any]) -> list[dict[str, Any]]:
    """The pieces one choice is sent in."""
    message = choice["message"]
    deltas: list[dict[str, Any]] = [{"role": "assistant", "content": "", "refusal": None}]
    deltas += [{"content": word} for word in _WORD.findall(message["content"] or "")]
    if message["refusal"]:
        deltas.append({"refusal": message["refusal"]})
    parts = [
        {"index": choice["index"], "delta": delta, "logprobs": None, "finish_reason": None}
        for delta in deltas
    ]
    end = {"index": choice["index"], "delta": {}, "logprobs": None, "finish_reason": choice["finish_reason"]}
    return [*parts, end]
