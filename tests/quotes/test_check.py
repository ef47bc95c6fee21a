"""Quotations altered, from nowhere, or without their marks."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crosscheck import check_texts
from crosscheck.model import Finding, Settings

ALONE = Settings(select=("quotes",))
"""This check alone, so that no other check's finding stands for the same words."""


def _findings(summary: str, *originals: str) -> list[Finding]:
    return [*check_texts(summary, originals, config=ALONE).findings]


@pytest.mark.parametrize(
    ("summary", "original", "shown", "there"),
    [
        ("“We are sure of victory,” she said.", "“We are certain of victory,” she said.", "sure", "certain"),
        (
            "The report speaks of “grave failings”.",
            "The report speaks of “serious failings”.",
            "grave",
            "serious",
        ),
        (
            "She called it “the best day of my life”.",
            "She called it “the best day of my long life”.",
            "my life",
            "long",
        ),
        (
            "She called it “the very best day of my life”.",
            "She called it “the best day of my life”.",
            "very",
            "the best day of my life",
        ),
        (
            "“It was not me,” she said, “it was my sister.”",
            "“It was not me, it was my brother,” she said.",
            "sister",
            "brother",
        ),
    ],
)
def test_altered(summary: str, original: str, shown: str, there: str) -> None:
    """The changed words are shown, or, where words are missing, those around the gap."""
    (finding,) = _findings(summary, original)
    assert (finding.rule, finding.severity) == ("quotes.altered", "warning")
    assert finding.summary
    assert (finding.summary.text, finding.related[0].text) == (shown, there)


def test_several_changes_are_one_finding() -> None:
    """A quotation altered in three places is one finding with three places."""
    original = "“The old bridge will be closed to all traffic from the first of next month,” the mayor said."
    summary = "“The new bridge will be closed to most traffic from the last of next month,” the mayor said."
    (finding,) = _findings(summary, original)
    assert [p.text for p in finding.places] == ["new", "most", "last"]


@pytest.mark.parametrize(
    ("summary", "original", "message"),
    [
        (
            "“We stopped digging and began planting it for good,” she said.",
            "“We stopped digging and began planting it,” she said. “This is right.”\n\n“A small spade for a good field,” he said.",
            "“for good” added",
        ),
        (
            "“Without rain, the seed will be lost,” she said.",
            "“Without spring rain, seed will have to be lost,” she said.",
            "“spring” left out; “the” added; “have to” left out",
        ),
        ("“The well is nearly dry,” he said.", "“The well is half dry,” he said.", "“nearly” for “half”"),
    ],
)
def test_the_message_tells_the_change(summary: str, original: str, message: str) -> None:
    """What was added, left out or replaced; a word of a later quotation that is alike by chance is no part of it."""
    (finding,) = [f for f in _findings(summary, original) if f.rule == "quotes.altered"]
    assert finding.message == f"quotation altered: {message}"


def test_only_respelt_is_a_note() -> None:
    """Regional spelling inside quotation marks is on record, and no more."""
    (finding,) = _findings(
        "“The labour of our neighbours,” he said.", "“The labor of our neighbors,” he said."
    )
    assert (finding.rule, finding.severity) == ("quotes.altered", "note")
    assert [p.text for p in finding.places] == ["labour", "neighbours"]


@pytest.mark.parametrize(
    ("summary", "original"),
    [
        ("“It is … half empty,” she said.", "“It is, as you can see, half empty,” she said."),
        ("“It is [the well] that is dry,” she said.", "“It is this hole that is dry,” she said."),
        ("“[T]he well is dry,” she said.", "“I tell you that the well is dry,” she said."),
        ("“It is dry. It was full,” she said.", "“It is dry,” she said. “It was full.”"),
        ("She called it ‘a mistake’.", 'She called it "a mistake".'),
        ("She called it “a mistake”.", "She called it a mistake."),
        ("“Our film ‘Low Tide’ opens in May,” she said.", "“Our film “Low Tide” opens in May,” she said."),
        ("The 6' board isn't wide; the Smiths' sign says “No.”", "The 6' board isn't wide. The Smiths' sign says “No.”"),
    ],
)  # fmt: skip
def test_quiet(summary: str, original: str) -> None:
    """What an editor may do to a quotation, and marks that are none."""
    assert [f for f in _findings(summary, original) if f.severity != "note"] == []


def test_over_paragraphs() -> None:
    """A quotation of several paragraphs is one, however it is set."""
    original = "“The well is dry.\n\n“The tanks are empty,” the mayor said. “God help us.”"
    assert _findings("“The well is dry. The tanks are empty,” the mayor said.", original) == []
    (finding,) = _findings("“The well is dry. The pipes are empty,” the mayor said.", original)
    assert finding.summary
    assert finding.summary.text == "pipes"


def test_unsourced_is_an_error() -> None:
    """Words in quotation marks that no original has are an error, whoever the other speakers are."""
    originals = "The mayor closed the pier.", "“The pier is old,” an engineer said."
    (finding,) = _findings("The mayor closed the pier. “Better safe than sorry,” she said.", *originals)
    assert (finding.rule, finding.severity) == ("quotes.unsourced", "error")


def test_another_language_is_skipped() -> None:
    """A quotation may be translated from an original in another language: that is not judged, and said."""
    german = "Die Bürgermeisterin hat den alten Steg gestern gesperrt. „Sicher ist sicher“, sagte sie und ging nach Hause."
    report = check_texts(
        "The mayor closed the pier. “Better safe than sorry,” she said.",
        ["The mayor closed the pier.", german],
        config=ALONE,
    )
    assert not report.findings
    assert any("another language" in s.reason for s in report.skipped)


def test_lost() -> None:
    """Marks taken from around kept words are a note at those words."""
    (finding,) = _findings("He called the pier a death trap.", "He called the pier “a death trap”.")
    assert (finding.rule, finding.severity) == ("quotes.lost", "note")
    assert finding.summary
    assert finding.summary.text == "a death trap"


_TEXT = st.lists(
    st.sampled_from("“ ” ‘ ’ \" ' [ ] … well pier said the mayor . , dry \n".split(" ")), max_size=40
)


@settings(max_examples=40, deadline=None)
@given(_TEXT, _TEXT)
def test_any_marks(ours: list[str], theirs: list[str]) -> None:
    """Whatever the marks, the check runs, and what it shows stands in the text."""
    summary, original = ("The pier " + " ".join(words) + " end." for words in (ours, theirs))
    for finding in _findings(summary, original):
        assert finding.summary
        assert summary[finding.summary.span.start : finding.summary.span.end] == finding.summary.text
