"""What holds of every extracted page."""

from __future__ import annotations

from infoseek.web.page.extract import Extracted
from infoseek.web.urls import canonical_url

KINDS = {"row", "lead", "prose", "list"}


def check(page: Extracted) -> None:
    """Assert the contract between pages and edges."""
    text = page.text
    text.encode()
    lines = {(at, at + len(line)) for at, line in _lines(text)}
    boxes = [row["box"] for row in page.rows]
    assert boxes == sorted(boxes)
    assert set(boxes) == set(range(len(set(boxes))))
    for row in page.rows:
        start, end = int(row["start"]), int(row["end"])
        line, value = text[start:end], text[int(row["value_start"]) : int(row["value_end"])]
        assert (start, end) in lines
        assert line == (f"{row['label']}: {value}" if row["label"] else value)
    for span in (*page.sentences, *page.links):
        piece = text[int(span["start"]) : int(span["end"])]
        assert piece
        assert piece == piece.strip()
        assert "\n" not in piece
        assert span["kind"] in KINDS
    for link in page.links:
        assert canonical_url(str(link["target_url"])) == link["target_url"]
    starts = [int(sentence["start"]) for sentence in page.sentences]
    assert starts == sorted(starts)
    for line in text.split("\n"):
        assert line == line.lstrip()
        assert any(letter.isalnum() or letter == "_" for letter in line) or not text
    for link in page.links:
        assert text[int(link["start"]) : int(link["end"])] == link["anchor"]
    for section in page.sections:
        assert 1 <= int(section["level"]) <= 6
        assert 0 <= int(section["start"]) < int(section["end"]) <= len(text)
    assert page.nav_urls == sorted(set(page.nav_urls))
    assert page.nofollow_urls == sorted(set(page.nofollow_urls))


def _lines(text: str) -> list[tuple[int, str]]:
    found, at = [], 0
    for line in text.split("\n"):
        found.append((at, line))
        at += len(line) + 1
    return found
