"""Disagreements of the originals: what must be found, what must stay quiet, and how it is told."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from crosscheck import Original, check_document, check_texts
from crosscheck.comparison import Comparison
from crosscheck.model import Finding
from crosscheck.originals import check as originals

CASES = Path(__file__).parents[1] / "cases" / "originals"


@pytest.fixture(autouse=True)
def _only_originals(monkeypatch: pytest.MonkeyPatch) -> None:
    """The whole pipeline, but of all checks only this one, and nothing merged into other findings."""

    def only(comparison: Comparison) -> tuple[Finding, ...]:
        return tuple(originals.check(comparison))

    monkeypatch.setattr("crosscheck.pipeline.compare", only)


def disputes(findings: Sequence[Finding], severity: str) -> set[frozenset[str]]:
    """The forms of every finding of a severity."""
    return {frozenset(_plain(form) for form in f.data["forms"]) for f in findings if f.severity == severity}


def _plain(form: str) -> str:
    return form.strip('“”"')


def _between(*texts: str) -> list[Finding]:
    return list(check_texts("An article about something else.", texts).findings)


# ---------------------------------------------------------------- whole documents


@pytest.mark.parametrize("case", sorted(p.name for p in CASES.iterdir()))
def test_case(case: str) -> None:
    """Every planted disagreement is found, as one finding with both forms, and no other is loud; of those missed none is."""
    expected: dict[str, Any] = tomllib.loads((CASES / case / "expected.toml").read_text(encoding="utf-8"))
    report = check_document(CASES / case / "input.txt")
    loud = disputes(report.findings, "warning")
    for forms in expected["loud"]:
        assert _holding(forms, loud), f"not found: {forms}"
    for forms in expected.get("missed", []):
        assert not _holding(forms, loud), f"found now: {forms}"
    allowed = [*expected["loud"], *expected.get("may", [])]
    assert not [d for d in loud if not any(_holding(forms, {d}) for forms in allowed)]
    for forms in expected.get("notes", []):
        assert _holding(forms, disputes(report.findings, "note")), f"not noted: {forms}"


def _holding(forms: Sequence[str], found: set[frozenset[str]]) -> bool:
    """Whether one disagreement has all forms, as they are or within a longer one."""
    return any(all(any(form.lower() in f.lower() for f in dispute) for form in forms) for dispute in found)


@pytest.mark.parametrize("case", sorted(p.name for p in CASES.iterdir()))
def test_order_of_originals_does_not_matter(case: str) -> None:
    """The same originals in reverse order disagree on the same forms."""
    collation = check_document(CASES / case / "input.txt").collation
    text = collation.documents[0].text
    given = [
        Original(text[p.span.start : p.span.end], p.title_text, p.publisher, p.published)
        for p in collation.originals
    ]
    forward, backward = (check_texts("Nothing.", texts).findings for texts in (given, given[::-1]))
    assert disputes(forward, "warning") == disputes(backward, "warning")


@pytest.mark.parametrize("case", sorted(p.name for p in CASES.iterdir()))
def test_an_original_agrees_with_its_copy(case: str) -> None:
    """Two copies of one original do not disagree with each other."""
    collation = check_document(CASES / case / "input.txt").collation
    text = collation.documents[0].text
    for part in collation.originals:
        copy = text[part.span.start : part.span.end]
        assert not [f for f in _between(copy, copy) if len({e.part for e in f.related}) > 1]


@pytest.mark.parametrize("case", sorted(p.name for p in CASES.iterdir()))
def test_spans_are_the_forms(case: str) -> None:
    """Every place is an exact and narrow stretch of an original."""
    report = check_document(CASES / case / "input.txt")
    for finding in report.findings:
        for place in finding.related:
            assert report.collation.text(place.span) == place.text
            part = next(p for p in report.collation.originals if p.id == place.part)
            assert part.span.holds(place.span)
            assert len(place.text) <= 120


# ---------------------------------------------------------------- pairs of sentences

FOUND = [
    ("4.5 percent", "The bank raised its key rate to 4.5 percent on Monday.", "The bank raised its key rate to 4.25 percent on Monday."),
    ("12 houses", "The fire destroyed 12 houses in Lagos.", "Twenty houses in Lagos were destroyed by the fire."),
    ("12", "Police arrested 12 protesters on Friday in Kyiv.", "In Kyiv on Friday, 21 protesters were arrested."),
    ("May 9", "The talks in Geneva ended on May 9 without result.", "The Geneva talks ended without result on May 8."),
    ("1903", "The museum was founded in 1903 by a brewer.", "Founded by a brewer in 1913, the museum has 40 rooms."),
    ("14 percent", "Zenit's net profit rose 14 percent last year.", "Last year, Zenit's net profit rose by 41 percent."),
    ("11:40", "The plane landed in Dublin at 11:40.", "The plane landed in Dublin at 11:04, an hour late."),
    ("5 million", "The court fined the company 5 million euros for the leak.", "For the leak, the company was fined 15 million euros by the court."),
    ("third", "She finished third in the slalom in Are.", "In the slalom in Are she finished fifth."),
    ("51 votes", "The bill passed by 51 votes to 49.", "The bill was passed by 52 votes to 48."),
    ("May 3", "The minister will visit Rome on May 3.", "The minister is to travel to Rome on May 4."),
    ("Lindqvist", "Hanna Lindqvist runs the yard in Oslo.", "The yard's owners trust Hanna Lindquist."),
    ("a private firm", "The ferry was run by a private firm.", "The ferry was run by Sealink."),
]  # fmt: skip


@pytest.mark.parametrize(("form", "one", "other"), FOUND, ids=[f[0] for f in FOUND])
def test_found(form: str, one: str, other: str) -> None:
    """Two sentences about one thing that cannot both be right: a warning at both places."""
    findings = _between(one, other)
    at = [f for f in findings if f.severity == "warning" and any(_touches(form, e.text) for e in f.related)]
    assert at
    assert {e.part for e in at[0].related} == {"1", "2"}


def _touches(form: str, text: str) -> bool:
    return form in text or text in form


QUIET = [
    ("staff of a part", "The company has 3,400 employees in Scotland.", "The company has 9,000 employees."),
    ("staff of a branch", "The company has 3,400 employees in its retail arm.", "The company has 9,000 employees."),
    ("sold, produced", "Orbis Steel sold 2.1 million tonnes of steel last year.", "Orbis Steel produced 2.4 million tonnes of steel last year."),
    ("left, sank", "The trawler left Cape Wrath on March 2.", "The trawler sank off Cape Wrath on March 3."),
    ("opened, closed", "The festival opened on June 3 in Avignon.", "The festival closed on June 24 in Avignon."),
    ("killed, injured", "The quake killed 40 people in the city.", "The quake injured 60 people in the city."),
    ("destroyed, damaged", "The fire destroyed 12 houses in Lagos.", "The fire damaged 30 houses in Lagos."),
    ("two days", "Police arrested 12 protesters on Friday.", "Police arrested 30 protesters on Saturday."),
    ("two quarters", "Exports rose 4.2 percent in the first quarter.", "Exports rose 3.1 percent in the second quarter."),
    ("two teams", "The men's team won four gold medals in Doha.", "The women's team won six gold medals in Doha."),
    ("two metals", "Kenya won four gold medals in Doha.", "Kenya won six silver medals in Doha."),
    ("can, was", "The ship can carry 400 passengers.", "The ship was carrying 310 passengers when it sank."),
    ("planned, spent", "The project cost 4 million pounds.", "The project was expected to cost 3 million pounds."),
    ("will, did", "The minister will visit Rome on May 3.", "The minister visited Rome on April 11."),
    ("born, died", "She was born in 1951 in Turin.", "She died in 2019 in Turin."),
    ("first, second", "The first flight carried 120 evacuees.", "The second flight carried 140 evacuees."),
    ("over the years", "In 2010 the town had 41,000 inhabitants.", "The town has 48,000 inhabitants."),
    ("at least", "The storm killed at least 12 people in Samar.", "The storm killed 14 people in Samar."),
    ("rounded", "Nearly 9,000 people work at the yard in Kiel.", "The yard in Kiel has 8,940 people at work."),
    ("another sort", "She finished third in the slalom.", "She finished fifth in the giant slalom."),
    ("dates of saying", "The flu has reached ten states, the agency said on Monday.", "The flu has reached ten states, officials said on Wednesday."),
    ("two guests", "The king received President Ana Roos of Lavia.", "The king received President Jan Beck of Ostmark on Friday."),
    ("full and short", "The Central Bank of the Republic of Lavia cut rates.", "Rates were cut by the Central Bank of Lavia."),
    ("two bodies", "The Senate Committee on Foreign Relations met.", "The House Committee on Foreign Relations met."),
    ("an aside", "A woman watched the race in Are.", "Lena Olsen won the race in Are."),
    ("to, from", "The bank raised its key rate to 4.5 percent.", "The bank raised its key rate from 4.25 percent."),
    ("compounds", "The shop sells AI-powered tools for farmers.", "The shop sells AI-based tools for farmers."),
]  # fmt: skip


@pytest.mark.parametrize(("name", "one", "other"), QUIET, ids=[q[0] for q in QUIET])
def test_quiet(name: str, one: str, other: str) -> None:
    """Two sentences about different things, or that can both be right."""
    assert not [f.message for f in _between(one, other) if f.severity == "warning"]


NOTED = [
    ("“three plagues”", "They will fight the “three plagues” of drought, salt and theft.", "The talks were about “three great plagues” of drought, salt and theft."),
    ("Sergei", "Sergei Markov chaired the board in Riga.", "The board in Riga was chaired by Sergey Markov."),
]  # fmt: skip


@pytest.mark.parametrize(("form", "one", "other"), NOTED, ids=[n[0] for n in NOTED])
def test_terms_are_notes(form: str, one: str, other: str) -> None:
    """One term, or one name in two romanizations: a note."""
    findings = _between(one, other)
    assert {f.severity for f in findings} == {"note"}
    assert any(form in e.text or e.text in form for f in findings for e in f.related)


# ---------------------------------------------------------------- how it is told


def test_message_and_explanation_name_both_forms() -> None:
    """The message names the forms with their originals; a line each says where they stand."""
    (finding,) = check_document(CASES / "court" / "input.txt").findings[:1]
    assert finding.message == (
        "the originals differ on a number: “six years” (original 1) and “eight years” (original 2)"
    )
    assert finding.explanation == (
        "“six years”: original 1 (Tribune, 2024-03-14), line 6",
        "“eight years”: original 2 (Coast Radio, 2024-03-14), line 11",
    )


def test_later_reports_may_be_updates() -> None:
    """Figures published on different days are told to be so."""
    findings = check_document(CASES / "storm" / "input.txt").findings
    toll = next(f for f in findings if "“12”" in f.message)
    assert any("written on different days" in line for line in toll.explanation)


def test_primary_place_is_where_the_article_carries_a_form() -> None:
    """The finding is shown in the article where that repeats a form, else only in the originals."""
    texts = ["The ferry carried 410 passengers to Skye.", "To Skye, the ferry carried 140 passengers."]
    (carried,) = check_texts("The ferry carried 410 passengers to Skye.", texts).findings
    assert carried.summary
    assert carried.summary.text == "410"
    (silent,) = check_texts("The ferry carried passengers to Skye.", texts).findings
    assert silent.summary is None


def test_three_originals_are_one_finding() -> None:
    """What three originals give in three forms is told once."""
    texts = [f"The ferry carried {n} passengers to Skye on Monday." for n in (410, 140, 401)]
    (finding,) = check_texts("A ferry sailed.", texts).findings
    assert {e.text for e in finding.related} == {"410", "140", "401"}


def test_relative_dates_are_read() -> None:
    """One word in two originals of different days is two dates; the message tells them."""
    texts = [
        Original("The mill in Gijon burned down yesterday.", published=date(2025, 3, 4)),
        Original("The mill in Gijon burned down yesterday, police said.", published=date(2025, 3, 5)),
    ]
    (finding,) = check_texts("A mill burned down.", texts).findings
    assert "“yesterday, March 3, 2025” (original 1) and “yesterday, March 4, 2025”" in finding.message


def test_other_languages_are_left_out() -> None:
    """An original in another language is not compared."""
    german = "Die Fähre brachte am Montag 140 Passagiere nach Skye, und der Kapitän war mit der Fahrt nicht zufrieden."
    findings = check_texts("A ferry sailed.", ["The ferry carried 410 passengers to Skye.", german]).findings
    assert not findings
