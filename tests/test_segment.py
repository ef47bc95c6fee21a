"""Sentences and tokens: what news English needs beyond a general sentence splitter."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosscheck import check_texts
from crosscheck.segment import normalize, sentences, tokenize

SENTENCES = [
    ["He lives in the U.S.", "The president came."],
    ["He works for the U.S. Government and U.S. Steel Corp. in Pittsburgh.", "He left."],
    ["Mr. Wang met Gen. Li on Jan. 5 in St. Louis.", "No. 10 was closed."],
    ["Dr. Smith left at 5 p.m. on Monday.", "J. K. Rowling came."],
    ["Call from 8 a.m. to 6 p.m. Eastern Time.", "Calls are free."],
    ["It landed at 3 p.m. Beijing time on Friday.", "It left at 5 p.m. GMT."],
    ["Doors open at 6 p.m. Monday and at 9 a.m. January 3.", "Tickets are sold out."],
    ["It closed at 6 p.m.", "The crowd left."],
    ["It ended at 11 p.m.", "This time, nobody stayed."],
    ["It ended at 5 p.m.", "May will be late.", "It began at 9 a.m.", "IT staff came."],
    ["“Is it true?” he asked.", "“No!” she said.", "He left."],
    ["He said, “We agree. We will go.”", "The meeting ended."],
    ['She cried, "Stop!"', "The man stopped."],
    ["“Why?” asked Wang.", "(See p. 5.)", "He left."],
    ["It rose 3.5 percent.", "In 2024 it fell."],
    ["He paused...", "Then he left."],
    ["First, uphold good faith.", "Second, stick to cooperation."],
    ["1. The first item of the list stands alone."],
    ["Apple Inc. reported higher sales, and Nestlé S.A. did not."],
    ["The U.S. and the U.K. agreed."],
    ["Costs rose to $1.5 bn. from $1.2 bn. in 2023."],
]


@pytest.mark.parametrize("expected", SENTENCES, ids=lambda s: s[0][:30])
def test_sentences(expected: list[str]) -> None:
    """A block is cut exactly where a reader would."""
    text = " ".join(expected)
    assert [text[a:b] for a, b in sentences(text)] == expected


def test_a_hard_wrapped_block_is_one_text() -> None:
    """A line end inside a block is a blank to the sentence splitter, and stays in the text."""
    text = "The talks\nended on Friday. They had\r\nlasted nine days."
    assert [text[a:b] for a, b in sentences(text)] == [
        "The talks\nended on Friday.",
        "They had\r\nlasted nine days.",
    ]


TOKENS = {
    "Kazakhstan’s neighbours’ votes": ["Kazakhstan", "’s", "neighbours", "’", "votes"],
    "don’t can't it's": ["don’t", "can't", "it", "'s"],
    "the U.S., e.g. $6.86": ["the", "U.S.", ",", "e.g.", "$", "6.86"],
    "1,234.5 km on 25/04/2025 at 10:30": ["1,234.5", "km", "on", "25/04/2025", "at", "10:30"],
    "good-neighbourly": ["good", "-", "neighbourly"],
    "co\u00adoperate": ["co\u00adoperate"],
    "the 15th, 1990s, 5G": ["the", "15th", ",", "1990s", ",", "5G"],
    "wait... – really?": ["wait", "...", "–", "really", "?"],
    "two  blanks,\n\tand a tab": ["two", "blanks", ",", "and", "a", "tab"],
    "they was [sic] there": ["they", "was", "there"],
    "\u200bunseen \u2060 marks.": ["unseen", "marks", "."],
}


@pytest.mark.parametrize(("text", "expected"), TOKENS.items())
def test_tokens(text: str, expected: list[str]) -> None:
    """Words, numbers and punctuation marks as the comparison needs them."""
    assert [text[a:b] for _, (a, b, _) in tokenize(text)] == expected


def test_normalized_words_ignore_typography() -> None:
    """Case, apostrophes, composed accents and soft hyphens make no difference for matching."""
    assert normalize("Don’t") == normalize("don't")
    assert normalize("Nai\u0308ve") == normalize("naïve")
    assert normalize("co\u00adop") == "coop"


@given(st.text(max_size=300))
def test_spans_round_trip(text: str) -> None:
    """Tokens and sentences lie inside the text, in order, without overlap, and hold what stands there."""
    at = 0
    for norm, span in tokenize(text):
        assert at <= span.start < span.end
        assert norm == normalize(text[span.start : span.end])
        assert norm
        at = span.end
    at = 0
    for start, end in sentences(text):
        assert at <= start < end <= len(text)
        assert not text[start].isspace()
        at = end


@given(st.text(max_size=300))
def test_no_word_is_lost_between_sentences(text: str) -> None:
    """What lies outside the sentences is blank."""
    kept = list(text.replace("\r", " ").replace("\n", " "))
    for start, end in sentences(text):
        kept[start:end] = " " * (end - start)
    assert not "".join(kept).strip()


def test_half_a_surrogate_pair_is_a_sign_like_another() -> None:
    """What no UTF-8 can hold neither ends the run nor moves what stands behind it."""
    first, second = "Hello \ud800 world.", "The ba\udc00r came."
    text = f"{first} {second}"
    assert [text[a:b] for a, b in sentences(text)] == [first, second]
    report = check_texts(f"{text} It has 12 boats.", [f"{text} It has 13 boats."])
    assert [f.rule for f in report.findings] == ["numbers.changed"]


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("About the Harbour Trust", False),
        ("Notes to editors", False),
        ("Table 2 Catches by port, in tonnes", False),
        ("Figure 1: Visitors a month", False),
        ("About 200 sheep escaped on Monday", True),
        ("Table tennis players are asked to wait.", True),
        ("Background checks take three weeks.", True),
    ],
)
def test_headings_of_what_stands_below_are_no_sentences(line: str, sentence: bool) -> None:
    """They never count as left out."""
    original = (
        f"Harbour opened\n\n{line}\n\nThe harbour was opened on Monday.\n\n{line}\n\nIt holds 40 boats."
    )
    dropped = check_texts("The harbour was opened on Monday. It holds 40 boats.", [original]).to_dict()[
        "dropped"
    ]
    assert (line in [d["text"] for d in dropped]) == sentence
