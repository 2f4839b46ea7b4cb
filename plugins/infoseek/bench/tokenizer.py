"""Tokens of a text by a real model's vocabulary, which ships in its package, so that no network is asked.

What may not live here: what is counted.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

from infoseek.errors import BadInput

_VOCABULARY = "tekken_240911.json"


@cache
def tokenizer() -> Callable[[str], int]:
    """What counts a text's tokens: Tekken (Mistral), a vocabulary of 131,072 as large models have it today.

    Raises `BadInput` where the package is missing.
    """
    # A second and 100 MiB that only this benchmark needs.
    try:
        import mistral_common
        from mistral_common.tokens.tokenizers.tekken import Tekkenizer
    except ImportError as error:
        raise BadInput("Counting tokens needs the package mistral-common, which is not installed.") from error
    tekken = Tekkenizer.from_file(Path(mistral_common.__file__).parent / "data" / _VOCABULARY)

    def count(text: str) -> int:
        return len(tekken.encode(text, bos=False, eos=False))

    return count
