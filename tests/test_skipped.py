"""What cannot be judged is said, with the place and the reason, and is no finding."""

from __future__ import annotations

from pathlib import Path

import pytest

from crosscheck import Report, check_document, check_texts
from crosscheck.model import Settings
from crosscheck.verdict import level

FACTS = Settings(select=("numbers", "names", "unsourced"))


def _loud(report: Report) -> list[str]:
    return [f.rule for f in report.findings if f.severity != "note"]


@pytest.mark.parametrize(
    ("summary", "original", "at", "reason"),
    [
        (
            "The fire and the flood killed 19 people in the valley.",
            "The fire killed 12 people and the flood killed 7 people in the valley.",
            "19",
            "sum or difference",
        ),
        (
            "The upper dam holds 28 million tonnes more than the lower dam.",
            "The upper dam holds 40 million tonnes, the lower dam 12 million tonnes.",
            "28 million tonnes",
            "sum or difference",
        ),
        (
            "The plant made 1.284 cars in the spring.",
            "The plant made 1,284 cars in the spring.",
            "1.284",
            "thousands or decimals",
        ),
        (
            "THE PORT OF TURKU WILL REOPEN AFTER THE STRIKE.",
            "The port of Turku will reopen on Monday after the strike.",
            "THE PORT OF TURKU WILL REOPEN AFTER THE STRIKE.",
            "all in capitals",
        ),
        (
            "The lease was signed by Kim after the meeting in Busan.",
            "The lease was signed by Anna Kim and later by Peter Kim after the meeting in Busan.",
            "Kim",
            "several people",
        ),
        (
            "The firm was founded in the 1990s in Cork.",
            "The firm was founded in the nineties in Cork.",
            "1990s",
            "name in words",
        ),
    ],
)
def test_reason_and_place(summary: str, original: str, at: str, reason: str) -> None:
    """A passage that cannot be judged is listed with its reason, and nothing loud is said about it."""
    report = check_texts(summary, [original], config=FACTS)
    found = [(report.collation.text(s.span), s.reason) for s in report.skipped if s.span]
    assert any(text == at and reason in why for text, why in found), found
    assert _loud(report) == []


def test_table_cells_are_compared_by_their_numbers_only(tmp_path: Path) -> None:
    """In a table, changed numbers are found; prose is left alone, and that is said."""
    path = tmp_path / "table.md"
    rows = "| Port | Ships |\n|---|---|\n| Turku harbour, newly dredged | {} |\n"
    path.write_text(
        "# Ports\n\n"
        + rows.format(41).replace("newly ", "freshly and deeply ")
        + "\n<!-- crosscheck: originals -->\n\n## Ports\n\n"
        + rows.format(41),
        encoding="utf-8",
    )
    report = check_document(path, config=FACTS)
    reasons = [s.reason for s in report.skipped]
    assert any("table cell" in r for r in reasons), reasons
    assert _loud(report) == []


def test_nothing_is_skipped_without_need() -> None:
    """A passage that is equal, or plainly edited, is judged."""
    original = "The port of Turku will reopen on Monday."
    assert check_texts(original, [original], config=FACTS).skipped == ()
    assert check_texts("The port of Turku will reopen.", [original], config=FACTS).skipped == ()


def test_neither_sourced_nor_judged() -> None:
    """A sentence too short to know its source by is said not to be judged: it may say the contrary of what the original says."""
    bridge = "The council of Krems voted on Monday to close the old bridge for repairs."
    report = check_texts(
        f"{bridge}\nPedestrians can still use it.",
        [f"{bridge}\nPedestrians will not be able to use the bridge."],
        config=FACTS,
    )
    assert [s.reason for s in report.skipped] == [
        "its few telling words stand in an original, which may say something else: not judged"
    ]
    assert level(report) == "unjudged"


def test_a_slip_hides_no_sentence_without_source() -> None:
    """Both are told: the word that is misspelt, and that the sentence is in no original."""
    report = check_texts(
        "The talks ended on Friday. The modernistion failed.", ["The talks ended on Friday."]
    )
    assert {"spelling.typo", "unsourced.sentence"} <= {f.rule for f in report.findings}
