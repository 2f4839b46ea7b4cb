"""Splitting prose into sentences."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infoseek.web.page.sentences import split


@pytest.mark.parametrize(
    "sentences",
    [
        ["He moved to the U.S. Army base.", "It was cold."],
        ["She was born in the U.S. The family left."],
        ["Sammy Davis Jr. sang.", "He danced."],
        ["Booker T. & the M.G.'s played with B. B. King.", "C. C. arrives."],
        ["Mr. Wylie Pitman ran the Red Wing Cafe with Dr. Hacker.", "Pitman played."],
        ["It reached No. 79 on the chart.", "It fell."],
        ["It was released on Atlantic Records (Nov. 1958) as vol. 2.", "Sales grew."],
        ['"What\'d I Say" is a song by Ray Charles.', 'He wrote "Why Did You Go?" in Tampa.'],
        ['He showed him the "music club industry."', "Frank Sinatra agreed."],
        ["It was acquired by Shout! Factory in 2015.", "They released it."],
        ["The album Yes Indeed! The single followed."],
        ["Was it good?", "Nobody knew."],
        ["It rose 3.5 percent in Washington, D.C. and stayed."],
        ["He waited… Then he left."],
        ["In 1955. 1956 was better."],
        ["It opened.) Later it closed."],
    ],
)
def test_where_sentences_end(sentences: list[str]) -> None:
    """Abbreviations, initials, titles and numbers end no sentence by themselves."""
    text = " ".join(sentences)
    expected = {
        "She was born in the U.S. The family left.": ["She was born in the U.S.", "The family left."],
        "The album Yes Indeed! The single followed.": ["The album Yes Indeed!", "The single followed."],
        "He waited… Then he left.": ["He waited…", "Then he left."],
        "In 1955. 1956 was better.": ["In 1955.", "1956 was better."],
        "It opened.) Later it closed.": ["It opened.)", "Later it closed."],
    }.get(text, sentences)
    assert [text[start:end] for start, end in split(text)] == expected


def test_no_sentence_ends_inside_a_title() -> None:
    """A link or italic name is one piece, whatever stops are in it."""
    text = "He sang on Do It. Now. Please with her. Then he left."
    title = (text.index("Do It"), text.index(" with"))
    assert [text[a:b] for a, b in split(text, [title])] == [
        "He sang on Do It. Now. Please with her.",
        "Then he left.",
    ]


@given(
    st.text(alphabet='aB .!?"”“(1)Mr…', max_size=80),
    st.lists(st.tuples(st.integers(0, 80), st.integers(0, 80))),
)
def test_spans_cover_all_but_spaces(text: str, titles: list[tuple[int, int]]) -> None:
    """Sentences follow one another, hold everything but space between them, and begin and end on a letter."""
    clean = " ".join(text.split())
    spans = split(clean, titles)
    at = 0
    for start, end in spans:
        assert at <= start < end <= len(clean)
        assert not clean[at:start].strip()
        assert clean[start:end] == clean[start:end].strip()
        at = end
    assert not clean[at:].strip()
