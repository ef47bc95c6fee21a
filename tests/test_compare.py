"""Of the findings of all checks, each difference once."""

from __future__ import annotations

import pytest

from crosscheck import check_texts
from crosscheck.model import Finding


def loud(summary: str, original: str) -> list[Finding]:
    """The errors and warnings about an article."""
    return [f for f in check_texts(summary, [original]).findings if f.severity != "note"]


@pytest.mark.parametrize(
    ("summary", "original", "rule"),
    [
        ("The bank will cut its rate again.", "The bank may cut its rate again.", "meaning.modality"),
        ("The link did depend on the weight.", "The link did not depend on the weight.", "meaning.negation"),
        ("It pays for those who can go home.", "It pays for those who cannot go home.", "meaning.negation"),
    ],
)
def test_a_word_lost_is_the_word_changed(summary: str, original: str, rule: str) -> None:
    """What a loud finding says of the original's words is not told again as left out."""
    (found,) = loud(summary, original)
    assert found.rule == rule
    assert "dropped.clause" in found.merged


def test_two_losses_are_two_findings() -> None:
    """A hedge that is gone beside a changed number is a difference of its own."""
    found = loud("The mill reopened with 50 looms.", "The mill reportedly reopened with 40 looms.")
    assert {f.rule for f in found} == {"numbers.changed", "meaning.modality"}


def test_a_word_added_says_nothing_of_what_was_left_out() -> None:
    """A sentence with a word too many and a part too few has two differences."""
    found = check_texts(
        "The haunted bridge in Vilnius was reopened.",
        ["The bridge in Vilnius was reopened after repairs to its tower."],
    ).findings
    assert {"unsourced.words", "dropped.clause"} <= {f.rule for f in found}


def test_a_grouped_finding_has_all_its_places() -> None:
    """Two numbers that changed places are one finding with both, the one it is shown at first."""
    summary = "The bill passed by 49 votes to 51 after a debate of nine hours."
    found = loud(summary, summary.replace("49", "x").replace("51", "49").replace("x", "51"))
    changed = next(f for f in found if f.rule == "numbers.changed")
    assert changed.summary
    assert [p.text for p in changed.places] == ["49", "51"]
    assert changed.places[0].span == changed.summary.span
