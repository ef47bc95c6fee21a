"""Dates held against the originals: verdicts, how they are told, and what must not move them."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from crosscheck import Original, Report, check_document, check_texts
from crosscheck.dates.timeline import read_dates
from crosscheck.model import Finding, Settings

CASES = [
    (path.stem, case)
    for path in sorted((Path(__file__).parents[1] / "cases" / "dates").glob("*.toml"))
    for cases in tomllib.loads(path.read_text(encoding="utf-8")).values()
    for case in cases
]
"""Every case with the kind of date that its file is about; `test_tables.py` holds each against its rule."""

PUBLISHED = date(2025, 4, 26)
LATER = date(2025, 4, 28)

ONE_DAY = "On {} the delegates of both countries signed the agreement on fishing in the northern sea."


ALONE = Settings(select=("dates",))
"""This check alone, so that no other check's finding stands for the same words."""


def dates_of(report: Report) -> list[Finding]:
    """The findings about dates, without the one about the article's form."""
    return [f for f in report.findings if f.rule != "dates.unanchored"]


def case_report(case: dict[str, Any]) -> Report:
    """What this check alone says about a case."""
    originals = case.get("originals") or [case["original"]]
    return check_texts(case["summary"], originals, summary_date=case.get("summary_date"), config=ALONE)


def values_of(report: Report, day: date | None = None) -> dict[str, str]:
    """The dates of the summary as they stand there, each with its value."""
    settings = Settings(summary_date=day)
    collation, dates = read_dates(report.collation, report.segments, settings)
    return {m.text: m.value for m in dates[collation.summary.id]}


@pytest.mark.parametrize(("kind", "case"), [(k, c) for k, c in CASES if "value" in c])
def test_the_value_of_a_case(kind: str, case: dict[str, Any]) -> None:
    """The date that a case is about has the value that a reader gives it, whether it is found or left alone."""
    report = case_report(case)
    values = values_of(report, case.get("summary_date"))
    told = {f.summary.text: f.data.get("value") for f in report.findings if f.summary}
    assert (told if kind == "sequels" else values)[case["text"]] == case["value"]


@pytest.mark.parametrize("case", [c for _, c in CASES if c["expect"] == "quiet"])
def test_a_quiet_case_is_quiet(case: dict[str, Any]) -> None:
    """No rule about dates asks an editor to look at a case that one of them leaves alone."""
    assert [f.message for f in dates_of(case_report(case)) if f.severity != "note"] == []


def test_half_of_the_cases_are_quiet() -> None:
    """At least as many cases must stay quiet as must be found."""
    quiet = sum(c["expect"] == "quiet" for _, c in CASES)
    assert 2 * quiet >= len(CASES) >= 60


def judged(mine: str, other: str, day: date | None = LATER, published: date | None = PUBLISHED) -> list[str]:
    """The rules found for one sentence with the date ``mine``, taken from one with the date ``other``."""
    original = Original(ONE_DAY.format(other), published=published)
    return [
        f.rule
        for f in dates_of(check_texts(ONE_DAY.format(mine), [original], summary_date=day, config=ALONE))
    ]


@pytest.mark.parametrize(
    ("mine", "other", "rule"),
    [
        ("April 24", "April 25, 2025", "dates.conflict"),
        ("April 25, 2024", "April 25, 2025", "dates.conflict"),
        ("April 25", "April 25, 2024", "dates.conflict"),
        ("Thursday", "Friday", "dates.conflict"),
        ("April 20-22", "April 21-23, 2025", "dates.conflict"),
        ("yesterday", "April 25, 2025", "dates.conflict"),
        ("May 4", "4/5/2025", "dates.ambiguous"),
        ("April 26", "April 25 local time (April 26 Beijing time)", "dates.ambiguous"),
        ("the same day", "April 25, 2025", "dates.ambiguous"),
        ("April 25-26", "April 25, 2025", "dates.vaguer"),
        ("a day in late April", "April 25, 2025", "dates.vaguer"),
        ("April 25", "a day in April 2025", "dates.finer"),
        ("April 25", "one of the days April 24-26, 2025", "dates.finer"),
        ("Friday", "April 25, 2025", "dates.relative"),
        ("Friday, April 26", "April 26, 2025", "dates.weekday"),
        ("April 31", "April 30, 2025", "dates.invalid"),
    ],
)
def test_found(mine: str, other: str, rule: str) -> None:
    """A date that disagrees, is in doubt, or lost or won precision is found, once, by one rule."""
    assert judged(mine, other) == [rule]


@pytest.mark.parametrize(
    ("mine", "other"),
    [
        ("April 25", "April 25, 2025"),
        ("25 April 2025", "April 25, 2025"),
        ("April 25", "Friday"),
        ("April 25", "yesterday"),
        ("Friday, April 25", "April 25, 2025"),
        ("25/04/2025", "April 25, 2025"),
        ("04/05/2025", "04/05/2025"),
        ("April 26, local time,", "April 26, 2025 local time,"),
        ("the evening of April 25", "April 25, 2025"),
        ("Friday", "Friday"),
        ("a day this week", "a day this week"),
        ("the third day of the spring", "the third day of the spring"),
    ],
)
def test_quiet(mine: str, other: str) -> None:
    """Another form of the same day, or the same words with the same meaning, is no finding."""
    day = PUBLISHED if mine == other else LATER
    assert judged(mine, other, day) == []


def test_a_copied_deictic_moves_with_the_day_of_publication() -> None:
    """A word counted from the day of writing, copied and published later, names another day."""
    assert judged("yesterday evening", "yesterday evening") == ["dates.stale"]
    assert judged("yesterday evening", "yesterday evening", PUBLISHED) == []


def test_unknown_days_of_writing_are_not_judged() -> None:
    """Where an original has no date of publication, its relative dates are left alone, and that is said."""
    report = check_texts(
        ONE_DAY.format("April 25"), [ONE_DAY.format("yesterday")], summary_date=LATER, config=ALONE
    )
    assert dates_of(report) == []
    assert any("no date of publication" in s.reason for s in report.skipped)


@pytest.mark.parametrize(("mine", "quiet"), [("April 26", True), ("April 25", True), ("April 21", False)])
def test_a_dateline_may_be_a_day_late(mine: str, quiet: bool) -> None:
    """A dateline stands for the event where the lead names no day; off by one day it contradicts nothing."""
    original = "GENEVA, April 26, 2025 (Xinhua) — The delegates of both countries signed the agreement on fishing in the northern sea."
    found = dates_of(check_texts(ONE_DAY.format(mine), [original], summary_date=LATER, config=ALONE))
    assert [(f.rule, f.severity) for f in found] == ([] if quiet else [("dates.conflict", "warning")])


def test_a_short_sentence_is_known_by_its_other_words() -> None:
    """A changed date leaves a short sentence little in common with its original; it is compared all the same."""
    original = "On May 7, 2025 she met Ann."
    for day, rules in (("The same day", ["dates.conflict"]), ("The next day", ["dates.relative"])):
        summary = f"The fair opened on May 6. {day} she met Ann."
        found = check_texts(summary, [original], summary_date=date(2025, 5, 9), config=ALONE)
        assert [f.rule for f in dates_of(found)] == rules


CHAIN = (
    "The conference on inland shipping was held on April 26. The previous day, the hosts received the envoy of Serbia. "
    "The same day the hosts received the minister of transport of Romania. "
    "The following day, the hosts saw off the delegation from the lower Danube."
)


def chained(romania: str, danube: str) -> Sequence[str]:
    """Originals of CHAIN, with the days of its last two sentences."""
    return [
        "April 26 (MTI) — On April 26, 2025 local time, the conference on inland shipping was held in Budapest.",
        "April 25 (MTI) — On April 25, 2025 the hosts received the envoy of Serbia.",
        f"April 26 (MTI) — On {romania}, 2025 the hosts received the minister of transport of Romania.",
        f"April 27 (MTI) — On {danube}, 2025 the hosts saw off the delegation from the lower Danube.",
    ]


def test_a_chain_is_told_in_words() -> None:
    """Both readings of "The same day" are told, with what each was read from and whether it agrees."""
    report = check_texts(CHAIN, chained("April 25", "April 26"), config=ALONE)
    found = {f.summary.text: f for f in dates_of(report) if f.summary}
    assert found["The previous day"].rule == "dates.relative"
    same = found["The same day"]
    assert (same.rule, same.severity) == ("dates.ambiguous", "warning")
    assert same.explanation == (
        "from “The previous day” (1:57): April 25, 2025, agrees with [3] :1 “April 25, 2025”",
        "from “April 26” (1:47): April 26, 2025, differs from [3] :1 “April 25, 2025”",
        "“The previous day” (1:57) is April 25, 2025, from “April 26” (1:47)",
    )
    assert [r["value"] for r in same.data["readings"]] == ["2025-04-25", "2025-04-26"]
    assert [r["agrees"] for r in same.data["readings"]] == [["3"], []]
    assert found["The following day"].data["value"] == "2025-04-26"


def test_a_conflict_under_one_reading_is_ambiguous() -> None:
    """Where only the nearest printed date agrees, the date is in doubt, not wrong; where neither does, it is wrong."""
    rules = {
        f.summary.text: f.rule
        for f in dates_of(check_texts(CHAIN, chained("April 26", "April 24"), config=ALONE))
        if f.summary
    }
    assert rules["The same day"] == "dates.ambiguous"
    assert rules["The following day"] == "dates.conflict"


def test_one_date_for_two_events_must_suit_both() -> None:
    """A sentence joined from two leads has one date for both."""
    summary = "On April 25 the hosts received the envoy of Serbia and the minister of transport of Romania."
    same, other = (chained(day, "April 26")[1:3] for day in ("April 25", "April 24"))
    assert dates_of(check_texts(summary, same, summary_date=LATER, config=ALONE)) == []
    found = dates_of(check_texts(summary, other, summary_date=LATER, config=ALONE))
    assert [f.rule for f in found] == ["dates.conflict"]
    assert len(found[0].related) == 2


def test_an_inherited_error_is_told_once() -> None:
    """A relative date kept word for word does not repeat the error of the date it is counted from."""
    original = "The fair opened on May 6, 2025. The next day the minister met the growers of the valley."
    found = dates_of(
        check_texts(
            original.replace("May 6", "May 5"), [original], summary_date=date(2025, 5, 9), config=ALONE
        )
    )
    assert [(f.rule, f.summary and f.summary.text) for f in found] == [("dates.conflict", "May 5, 2025")]


def test_unanchored_is_told_once() -> None:
    """The missing year is one finding, however many dates rest on the originals; --date settles it."""
    originals = chained("April 25", "April 26")
    found = [f for f in check_texts(CHAIN, originals).findings if f.rule == "dates.unanchored"]
    assert [f.summary and f.summary.text for f in found] == ["April 26"]
    dated = check_texts(CHAIN, originals, summary_date=LATER, config=ALONE).findings
    assert "dates.unanchored" not in [f.rule for f in dated]


def test_unanchored_leaves_a_weekday_open() -> None:
    """A weekday that nothing settles, no verb either, is told with both its days; dates that can be but one are not told."""
    dateline = "BERGEN, Jan 23, 2025 (NTB) — "
    for text, dated, told in (
        (
            "The bridge shuts on Saturday.",
            dateline,
            ("“Saturday” may be January 18, 2025 or January 25, 2025",),
        ),
        ("The bridge will shut on Saturday.", dateline, ()),
        ("The bridge was shut on Saturday, the second time since June 12, and since 2009.", dateline, ()),
        ("The bridge shuts on Saturday.", "", ()),
    ):
        found = check_texts(text, [dated + text]).findings
        assert [f.explanation for f in found if f.rule == "dates.unanchored"] == [told]


def test_unanchored_leaves_a_weekday_of_a_passage_open() -> None:
    """In what is told under the day of another week, a weekday may be counted from that day."""
    first = (
        "OSLO, March 6, 2025 (NTB) — The bridge was closed on Thursday. Divers had been sent for on Tuesday."
    )
    text = "The bridge was closed on March 6. Divers had been sent for on Tuesday. It was opened again on March 14."
    found = check_texts(text, [first, "OSLO, March 14, 2025 (NTB) — The bridge was opened again."]).findings
    explained = [f.explanation for f in found if f.rule == "dates.unanchored"]
    assert explained == [("“Tuesday” may be March 4, 2025 or March 11, 2025",)]


def test_a_changed_date_inside_a_quotation_is_told_as_such() -> None:
    """The explanation says that the date stands in somebody's words."""
    summary, original = (f"“We filled the pool on {day},” said Ilse Kramer." for day in ("July 5", "June 5"))
    conflict = next(f for f in check_texts(summary, [original]).findings if f.rule == "dates.conflict")
    assert "it stands inside quotation marks, where every word is the speaker's" in conflict.explanation


def test_numeric_dates_follow_the_setting() -> None:
    """The order of numeric dates can be set."""
    summary, original = ONE_DAY.format("04/05/2025"), [ONE_DAY.format("4 May 2025")]
    verdicts = {
        order: [
            f.rule
            for f in dates_of(check_texts(summary, original, config=ALONE._replace(numeric_dates=order)))
        ]
        for order in ("auto", "day-first", "month-first")
    }
    assert verdicts == {"auto": ["dates.ambiguous"], "day-first": [], "month-first": ["dates.conflict"]}


def test_the_order_of_originals_does_not_matter() -> None:
    """The same originals in another order give the same findings."""
    originals = chained("April 25", "April 26")

    def told(originals: Sequence[str]) -> list[tuple[str, str]]:
        report = check_texts(CHAIN, originals, config=ALONE)
        return sorted((f.rule, f.summary.text if f.summary else "") for f in dates_of(report))

    assert told(originals) == told(originals[::-1])


def test_an_article_agrees_with_itself() -> None:
    """A text checked against itself has no date to report."""
    text = "BUDAPEST, April 28, 2025 (MTI) — " + CHAIN
    assert dates_of(check_texts(text, [text], summary_date=LATER, config=ALONE)) == []


CLOCK = """
import datetime, time
shift = {shift}
real = datetime.date
class Moved(datetime.date):
    @classmethod
    def today(cls): return real.today() + datetime.timedelta(shift)
class MovedTime(datetime.datetime):
    @classmethod
    def now(cls, tz=None): return datetime.datetime.fromtimestamp(time.time(), tz)
now = time.time
time.time = lambda: now() + shift * 86400
datetime.date, datetime.datetime = Moved, MovedTime
from crosscheck.cli import commands
for arguments in (["check", "--format", name, "-v", "text.txt"] for name in ("full", "concise", "json")):
    commands.main(arguments, standalone_mode=False)
commands.main(["report", "-o", "out", "text.txt"], standalone_mode=False)
"""


def test_the_clock_changes_nothing(tmp_path: Path) -> None:
    """Two years on or back, the same text gives the same output in every form, byte for byte."""
    originals = "\n".join(
        f"=== original: {n} ===\n{o}" for n, o in enumerate(chained("April 25", "April 26"))
    )

    def run(shift: int) -> list[bytes]:
        folder = tmp_path / f"{shift}"
        folder.mkdir()
        (folder / "text.txt").write_text(f"{CHAIN}\n=== originals ===\n{originals}\n", encoding="utf-8")
        command = [sys.executable, "-c", CLOCK.format(shift=shift)]
        done = subprocess.run(command, check=True, capture_output=True, cwd=folder)
        return [done.stdout, *(p.read_bytes() for p in sorted((folder / "out").rglob("*")) if p.is_file())]

    today = run(0)
    assert b"dates.ambiguous" in today[0]
    assert len(today) > 2
    assert run(730) == run(-730) == today


def test_seed(seed: Path) -> None:
    """The dates of the real document, by hand: their values, their verdicts, and no conflict."""
    seed_report = check_document(seed, config=ALONE)
    found = {f.summary.text: (f.rule, f.data.get("value")) for f in dates_of(seed_report) if f.summary}
    assert found == {
        "recently": ("dates.vaguer", "XXXX-XX-XX"),
        "The previous day": ("dates.relative", "2025-04-25"),
        "upcoming": ("dates.overtaken", "2025-04-26"),
        "The same day": ("dates.ambiguous", "2025-04-25"),
        "July last year": ("dates.relative", "2024-07"),
        "The following day": ("dates.ambiguous", "2025-04-26"),
        "February this year": ("dates.relative", "2025-02"),
        "Following his meetings in Kazakhstan": ("dates.ambiguous", "2025-04-26/.."),
    }
    assert values_of(seed_report) == {
        "recently": "XXXX-XX-XX",
        "April 26": "2025-04-26",
        "The previous day": "2025-04-25",
        "The same day": "2025-04-25",
        "July last year": "2024-07",
        "The following day": "2025-04-26",
        "February this year": "2025-02",
    }
    same = next(f for f in dates_of(seed_report) if f.summary and f.summary.text == "The same day")
    assert [(e.part, e.text) for e in same.related] == [("3", "April 25, 2025"), ("4", "April 25, 2025")]
    assert [(r["value"], r["agrees"]) for r in same.data["readings"]] == [
        ("2025-04-25", ["3", "4"]),
        ("2025-04-26", []),
    ]
    unanchored = [f for f in seed_report.findings if f.rule == "dates.unanchored"]
    assert [f.summary and f.summary.text for f in unanchored] == ["April 26"]


def test_parts_of_the_seed_are_dated(seed_report: Report) -> None:
    """Each original has its date of publication and the day it reports on, from its lead or assumed."""
    dated = [(p.published, p.event_date, p.event_assumed) for p in seed_report.collation.originals]
    april = [date(2025, 4, day) for day in range(28)[1:]]
    assert dated == [
        (april[25], april[25], False),
        (april[24], april[24], True),
        (april[25], april[24], False),
        (april[25], april[24], False),
        (april[26], april[25], False),
    ]


YEARS = (
    # What lies ahead tells less than the days on which the other originals appeared.
    (
        2024,
        "OSLO, Nov. 5 (NTB) — The board chose a new director. Her term begins on 1 January 2025.",
        "Board of the port\nOslo, 6 November 2024\n\nThe board thanks the old director.",
    ),
    (
        2023,
        "DOHA, June 9 (QNA) — The stadium will be rebuilt. It is to be ready by 31 July 2024, the club said.",
        "DOHA, June 10, 2023 (AFP) — The club has asked three builders for offers.",
    ),
    # What is past is told by the text itself, whatever others say.
    (
        2024,
        "LIMA, April 2 (Andina) — The bridge that opened on 20 March 2024 was closed again.",
        "LIMA, April 2 (EFE) — A bridge of the same name fell on 30 March 2023.",
    ),
    # Where two years are told, the weekday is that of the dateline.
    (
        2025,
        "BONN, 3 July (dpa) — The museum opened on Thursday, a year after the fire of 1 July 2024.",
        "BONN, 4 July 2025 (AFP) — The museum is full.",
    ),
    (2023, "RIGA, Friday, March 3 (LETA) — The line is to be opened on 1 May 2024, the railway said."),
    # With nothing else to go by, what lies ahead tells the year.
    (2024, "RIGA, March 3 (LETA) — The line is to be opened on 1 May 2024, the railway said."),
    (2025, "ACCRA, June 2 (GNA) — The mine has until 30 June 2025 to pay, the court ruled on Monday."),
)


@pytest.mark.parametrize(("year", "originals"), [(year, texts) for year, *texts in YEARS])
def test_the_year_of_a_dateline(year: int, originals: Sequence[str]) -> None:
    """A dateline without a year is put into the one that the originals tell."""
    report = check_texts("The editors compiled this article from what was published.", originals)
    published = report.collation.originals[0].published
    assert published is not None
    assert published.year == year
