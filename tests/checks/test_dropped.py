"""What was left out of kept sentences, and what only moved or changed its form."""

from __future__ import annotations

import pytest

from crosscheck import check_texts
from crosscheck.model import Finding, Settings

ALONE = Settings(select=("dropped",))


def _clauses(summary: str, *originals: str) -> list[Finding]:
    return [f for f in check_texts(summary, originals, config=ALONE).findings if f.rule == "dropped.clause"]


@pytest.mark.parametrize(
    ("summary", "original", "severity", "there"),
    [
        ("The mill reopened.", "The mill reopened after a long strike.", "note", "after a long strike"),
        ("The mill reopened.", "The mill reopened with 40 looms.", "warning", "with 40 looms"),
        (
            "They fear a loss of jobs.",
            "They fear a loss of jobs that the mill would bring.",
            "note",
            "that the mill would bring",
        ),
        ("The mill, he said, reopened.", "The mill, he said, reportedly reopened.", "warning", "reportedly"),
        ("It helped men.", "It helped men, but not women.", "warning", "but not women"),
        ("The mill reopened.", "The mill, once burnt and looted, reopened.", "note", "once burnt and looted"),
    ],
)
def test_clause(summary: str, original: str, severity: str, there: str) -> None:
    """Two content words are a note; a number, negation or hedge among them makes it a warning."""
    (found,) = _clauses(summary, original)
    assert (found.severity, found.related[0].text) == (severity, there)


@pytest.mark.parametrize(
    ("summary", "original"),
    [
        ("The mill reopened.", "The old mill reopened."),
        ("After a long strike, the mill reopened.", "The mill reopened after a long strike."),
        ("The mill reopened. The strike was long.", "The mill reopened after a long strike."),
        ("The mill resumed work after a walkout.", "The mill resumed work after a strike."),
        ("The repair of the mill is done.", "The work of repairing the mill is done."),
        ("It costs 40 euros and lasts.", "It lasts and costs forty euros."),
        ("It opened on 3 March 2021.", "It opened on March 3, 2021."),
    ],
)
def test_not_left_out(summary: str, original: str) -> None:
    """One adjective, a moved clause, a clause told beside, another word, another form: nothing was left out."""
    assert _clauses(summary, original) == []


def test_clause_kept_by_another_use() -> None:
    """What one sentence of the article leaves out and another one takes from the same original was kept."""
    original = "The mill, closed since the war by its owner, reopened with music and flags on the lawn."
    summary = (
        "The mill reopened with music and flags on the lawn. It had been closed since the war by its owner."
    )
    assert _clauses(summary, original) == []


def test_where_it_would_stand() -> None:
    """The finding stands where the words would have stood in the summary, without a width of its own."""
    (found,) = _clauses("The mill reopened.", "The mill reopened after a long strike.")
    assert found.summary is not None
    assert found.summary.span[:2] == (17, 17)
    assert found.data["carries"] == "content"
