"""Numbers compared inside aligned passages: value, unit and bound, and what only looks different."""

from __future__ import annotations

import pytest

from crosscheck import check_texts
from crosscheck.model import Finding, Settings

ALONE = Settings(select=("numbers",))
"""This check alone, its rules that are off by default included."""


def _findings(summary: str, *originals: str) -> list[Finding]:
    return [*check_texts(summary, originals, config=ALONE).findings]


@pytest.mark.parametrize(
    ("summary", "original", "severity", "shown", "there"),
    [
        ("The dam holds 140 fish.", "The dam holds 410 fish.", "error", "140", "410"),
        (
            "It cost 3 million euros.",
            "It cost 3 billion euros.",
            "error",
            "3 million euros",
            "3 billion euros",
        ),
        (
            "It cost 3 million euros.",
            "It cost 3 million pounds.",
            "error",
            "3 million euros",
            "3 million pounds",
        ),
        ("It lasts six weeks.", "It lasts six months.", "error", "six weeks", "six months"),
        ("It applies to 180 states.", "It applies to over 180 states.", "warning", "180", "over 180"),
        ("Over 180 states signed.", "Fewer than 180 states signed.", "error", "Over 180", "Fewer than 180"),
        ("It drew 2 million people.", "It drew 1.98 million people.", "warning", "2 million", "1.98 million"),
        ("It was their fourth win.", "It was their fifth win.", "error", "fourth", "fifth"),
        ("It costs 3 euros per tonne.", "It costs 3 euros per kilo.", "error", "per tonne", "per kilo"),
        ("It is open twice a week.", "It is open once a week.", "error", "twice", "once"),
        ("It takes an hour by bus.", "It takes half an hour by bus.", "error", "an hour", "half an hour"),
        ("It is the last of the five mills.", "It is the last of the four mills.", "error", "five", "four"),
        ("It has a single lock.", "It has several locks.", "warning", "single", "several"),
        ("It has many shops in Graz.", "It has two shops in Graz.", "warning", "many", "two"),
        ("They won 2-1 at home.", "They won 3-1 at home.", "error", "2-1", "3-1"),
        ("Costs tripled last year.", "Costs doubled last year.", "error", "tripled", "doubled"),
        ("Enter the code AB12 twice.", "Enter the code AB21 twice.", "error", "AB12", "AB21"),
        ("There was no survivor of it.", "There was one survivor of it.", "error", "no", "one"),
        ("It meets on several islands.", "It meets on one island.", "warning", "several", "one"),
        ("It costs $9 a year to join.", "It costs $9 a month to join.", "error", "a year", "a month"),
    ],
)
def test_changed(summary: str, original: str, severity: str, shown: str, there: str) -> None:
    """A changed value or unit is an error, a changed bound or a silent rounding a warning; both sides are shown."""
    (found,) = [f for f in _findings(summary, original) if f.rule == "numbers.changed"]
    assert found.summary is not None
    assert (found.severity, found.summary.text, found.related[0].text) == (severity, shown, there)


@pytest.mark.parametrize(
    ("summary", "original"),
    [
        ("It drew nearly 2 million people.", "It drew 1.98 million people."),
        ("It drew more than 1,200 people.", "It drew 1,284 people."),
        ("It is about 5 miles long.", "It is about 8 kilometres long."),
        ("It has a quarter of the seats.", "It has 25 percent of the seats."),
        ("Both ships sank.", "The two ships sank."),
        ("It costs 3 euros a kilo.", "It costs 3 euros per kilogram."),
        ("It runs 20 times a day.", "It runs 20 times per day."),
        ("It has several shops.", "It has two shops."),
        ("It has one lock.", "It has a single lock."),
        ("Once a monastery, it is a school.", "Formerly a monastery, it is a school."),
        ("It is open once a month.", "It is open monthly."),
        ("They meet once a week.", "They meet weekly."),
        ("It took him an hour.", "It took him one hour."),
        ("The four mills are shut, both men said.", "The four mills are shut, the two men said."),
        ("It has many shops.", "It has 40 shops."),
        ("He served for ten years.", "He served for a decade."),
        ("An engineer left.", "One of the engineers left."),
        ("The G7 met.", "The Group of Seven met."),
        ("It leaves at 15:30.", "It leaves at 3:30 p.m."),
        ("It beat them 1-3.", "It lost to them 3-1."),
        ("World War 2 began.", "World War II began."),
        ("Dozens of homes burned.", "Thirty-six homes burned."),
    ],
)
def test_other_form_is_no_change(summary: str, original: str) -> None:
    """The same amount in another form, a hedged rounding, a converted measure, a counted-off group: no error, no warning."""
    assert [f for f in _findings(summary, original) if f.severity != "note"] == []


def test_exchanged_numbers_are_one_finding() -> None:
    """Two numbers in each other's place are shown together, with the original's number of the first place."""
    found = _findings("It rose to 31 from 28 percent.", "It rose to 28 from 31 percent.")
    changed = [f for f in found if f.rule == "numbers.changed"]
    assert len(changed) == 1
    assert changed[0].message == "“31” and “28 percent” stand in each other's place"
    assert [p.text for p in changed[0].places][1:] == ["28 percent"]


@pytest.mark.parametrize(
    ("summary", "original"),
    [
        ("Imports came to 11 tonnes, exports to 18.", "Exports came to 18 tonnes and imports to 11."),
        ("It rose to 31 percent from 28.", "It rose from 28 percent to 31."),
    ],
)
def test_reordered_numbers_are_not_exchanged(summary: str, original: str) -> None:
    """Numbers that move with what they count, or with their preposition, have changed nothing."""
    assert [f for f in _findings(summary, original) if f.severity != "note"] == []


def test_number_elsewhere_in_the_originals_makes_less_sure() -> None:
    """A changed number that another original gives is still shown, with less confidence."""
    summary, original = "The ferry carried 410 people.", "The ferry carried 140 people."
    (plain,) = [f for f in _findings(summary, original) if f.rule == "numbers.changed"]
    other = "A crowd of 410 people met them at the quay in the evening."
    (doubtful,) = [f for f in _findings(summary, original, other) if f.rule == "numbers.changed"]
    assert doubtful.confidence < plain.confidence


def test_dropped_number_told_in_the_next_sentence() -> None:
    """A number that the sentence beside gives is not left out."""
    original = "The clinic hired 250 nurses from abroad."
    assert [f.rule for f in _findings("The clinic hired nurses from abroad.", original)] == [
        "numbers.dropped"
    ]
    told = "The clinic hired nurses from abroad. There are 250 of them."
    assert [f for f in _findings(told, original) if f.rule == "numbers.dropped"] == []


def test_form_is_off_by_default() -> None:
    """Another form of a number is reported only where it is asked for."""
    summary, original = "The lake froze for 11 days.", "The lake froze for eleven days."
    assert [f.rule for f in _findings(summary, original)] == ["numbers.form"]
    assert [f for f in check_texts(summary, [original]).findings if f.rule == "numbers.form"] == []


def test_a_value_of_another_original_is_a_warning() -> None:
    """Where another original gives the article's number for the same thing, both places are named."""
    originals = (
        "Eleven people died in the fire at the mill, police said.",
        "Thirteen people died in the fire, a doctor said.",
    )
    (finding,) = _findings("Thirteen people died in the fire at the mill, police said.", *originals)
    assert (finding.severity, [e.text for e in finding.related]) == ("warning", ["Eleven", "Thirteen"])


@pytest.mark.parametrize(
    "other",
    ["Thirteen trucks came to the mill.", "The rate rose from 41 percent.", "In the fire no cow died."],
)
def test_a_value_of_something_else_stays_an_error(other: str) -> None:
    """The same number of something else backs nothing."""
    (finding,) = _findings("Thirteen people died in the fire.", "Eleven people died in the fire.", other)
    assert (finding.severity, len(finding.related)) == ("error", 1)
