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
        ("Ferry KL to Oban left late.", "Ferry KL 482 to Oban left late.", "note", "482"),
        ("Prices rose in May.", "Prices rose (0.7) in May.", "note", "0.7"),
    ],
)
def test_clause(summary: str, original: str, severity: str, there: str) -> None:
    """Two content words are a note; a number beside one, a negation or a hedge makes it a warning."""
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


@pytest.mark.parametrize(
    "source",
    [
        ", according to unconfirmed reports",
        ", a person with knowledge of the plans said",
        ", sources close to the board said",
        ", two people familiar with the matter told a newspaper",
        ", said an executive who spoke on condition of anonymity",
        ", it is rumoured",
    ],
)
def test_a_doubtful_source_is_a_hedge(source: str) -> None:
    """Without its unnamed or doubtful source, a claim is the article's own."""
    (finding,) = _clauses("The mill will close in May.", f"The mill will close in May{source}.")
    assert finding.severity == "warning"


@pytest.mark.parametrize(
    ("summary", "original"),
    [
        (
            "The mill will reportedly close in May.",
            "The mill will close in May, sources close to the board said.",
        ),
        (
            "The mill will close, insiders say.",
            "The mill will close, a person with knowledge of the plans said.",
        ),
        (
            "The mill, it said, will close.",
            "The mill, close to the heart of many people, it said, will close.",
        ),
        ("Police said a caller had warned them.", "Police said an anonymous caller had warned them."),
        ("It draws water from the valley, he said.", "It draws water from sources in the valley, he said."),
    ],
)
def test_what_is_no_lost_source(summary: str, original: str) -> None:
    """The article still says that it does not vouch for it, or the words name no source."""
    assert [f for f in _clauses(summary, original) if f.severity != "note"] == []
