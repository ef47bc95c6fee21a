"""Whole documents as an editor makes them, under ``cases/documents``: what must be loud, and that nothing else is.

``expected.toml`` lists what must be found (``loud``, ``noted``), what may be found as well (``argued``: right, but no mistake;
``false``: wrong and known), and what is not found yet (``missed``, which may only get shorter).
"""

from __future__ import annotations

import tomllib
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from crosscheck import check_document
from crosscheck.model import Finding, Settings
from judging import touches

CASES = sorted((Path(__file__).parent / "cases" / "documents").iterdir())


class Case:
    """A document with its report and what is expected of it."""

    def __init__(self, folder: Path) -> None:
        self.expected: dict[str, Any] = tomllib.loads((folder / "expected.toml").read_text(encoding="utf-8"))
        settings = Settings(summary_date=self.expected.get("date"))
        self.report = check_document(folder / "input.txt", config=settings)
        self.loud = [f for f in self.report.findings if f.severity != "note"]
        self.notes = [f for f in self.report.findings if f.severity == "note"]

    def named(self, kind: str) -> list[dict[str, str]]:
        """The expectations of a kind."""
        return list(self.expected.get(kind, ()))

    def is_told(self, row: dict[str, str], findings: list[Finding]) -> bool:
        """Whether a finding is the expected one: of its rule, or merged with it, on its words."""
        return any(self._is(row, f) for f in findings)

    def is_expected(self, finding: Finding) -> bool:
        """Whether a loud finding is in any of the lists that allow it."""
        return any(self._is(row, finding) for kind in ("loud", "argued", "false") for row in self.named(kind))

    def _is(self, row: dict[str, str], finding: Finding) -> bool:
        return row["rule"] in (finding.rule, *finding.merged) and touches(
            finding, row["text"], self.report.collation
        )


@pytest.fixture(scope="module", params=CASES, ids=lambda folder: folder.name)
def case(request: pytest.FixtureRequest) -> Case:
    """Each document, checked once."""
    return Case(request.param)


def test_what_must_be_found(case: Case) -> None:
    """Every mistake of the document is an error or warning; what else an editor may want to know is a note."""
    assert [row for row in case.named("loud") if not case.is_told(row, case.loud)] == []
    assert [row for row in case.named("noted") if not case.is_told(row, case.notes)] == []


def test_nothing_else_is_loud(case: Case) -> None:
    """No other error or warning; how sure the division is, is not theirs to tell."""
    loud = [f for f in case.loud if f.rule != "document.guess"]
    assert [(f.rule, f.message) for f in loud if not case.is_expected(f)] == []


def test_misses_are_still_missed(case: Case) -> None:
    """What is listed as missed is not found: a miss that is mended moves to what must be found."""
    assert [row for row in case.named("missed") if case.is_told(row, list(case.report.findings))] == []


def test_each_difference_is_told_once(case: Case) -> None:
    """No two loud findings about the article lie on the same words."""
    spans = sorted(f.summary.span for f in case.loud if f.summary and f.rule != "dates.unanchored")
    assert [(a, b) for a, b in pairwise(spans) if a.overlaps(b)] == []


def test_every_sentence_has_a_source(case: Case) -> None:
    """None of these articles has a sentence of its own."""
    assert [a.segment.text for a in case.report.alignments if not a.sources] == []
