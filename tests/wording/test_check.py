"""Notes on other words and other punctuation: what is one, and what is only another form."""

from __future__ import annotations

import pytest

from crosscheck import check_texts
from crosscheck.model import Settings

ALONE = Settings(select=("wording",))
"""This check alone, so that no other check's finding stands for the same words."""


def _shown(summary: str, original: str) -> list[tuple[str, str, str]]:
    report = check_texts(summary, [original], config=ALONE)
    return [(f.rule, f.summary.text if f.summary else "", f.related[0].text) for f in report.findings]


@pytest.mark.parametrize(
    ("summary", "original", "shown"),
    [
        ("A large crowd came.", "A big crowd came.", ("wording.changed", "large", "big")),
        ("The court threw out the suit.", "The court dismissed the suit.", ("wording.changed", "threw out", "dismissed")),
        ("She came, and he left.", "She came and he left.", ("wording.punctuation", ",", "")),
        ("She came and he left.", "She came, and he left.", ("wording.punctuation", "", ",")),
        ("Three things – bread, wine, salt.", "Three things: bread, wine, salt.", ("wording.punctuation", "–", ":")),
    ],
)  # fmt: skip
def test_found(summary: str, original: str, shown: tuple[str, str, str]) -> None:
    """The changed words or marks of both sides, and nothing around them."""
    assert _shown(summary, original) == [shown]


@pytest.mark.parametrize(
    ("summary", "original"),
    [
        ("3 ships sank.", "Three ships sank."),
        ("It opened on 14 January 2020.", "It opened on January 14, 2020."),
        ("The US envoy met Mr Said.", "The U.S. envoy met Mr. Said."),
        ("It doesn't and won't work.", "It does not and will not work."),
        ("Prices rose 4 per cent.", "Prices rose 4 percent."),
        ("The colour of the harbour changed.", "The color of the harbor changed."),
        ("He waited... and — at last — left.", "He waited … and -- at last -- left."),
        ("The pilot said: ‘We will land.’", "The pilot said: “We will land.”"),
        ("The price was $12,500, he said.", "The price was 12,500 dollars, he said."),
    ],
)
def test_quiet(summary: str, original: str) -> None:
    """Numbers, dates, abbreviations, contractions, regional spelling and kinds of marks are form."""
    assert _shown(summary, original) == []
