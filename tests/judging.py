"""How the tests of examples and tables judge: one summary, its originals, one rule."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from crosscheck import check_texts
from crosscheck.model import Collation, Evidence, Example, Finding, Rule, Settings, Span
from crosscheck.ruleset import RuleSet, load_rules


@cache
def rules() -> RuleSet:
    """The rules of this checkout, read once."""
    return load_rules()


def verdict(rule: Rule, example: Example) -> tuple[Collation, list[Finding]]:
    """What was compared, and the findings of ``rule`` alone; a rule that is off by default is switched on."""
    settings = Settings(summary_date=example.summary_date, select=() if rule.enabled else ("all",))
    report = check_texts(
        example.summary, example.originals, summary_date=example.summary_date, config=settings
    )
    named = [f for f in report.findings if rule.id == f.rule or rule.id in f.merged]
    return report.collation, named


def touches(finding: Finding, text: str, collation: Collation) -> bool:
    """Whether a finding speaks about ``text``: where the summary holds it there, else in the originals."""
    sides = (collation.summary,), collation.originals
    for parts in sides:
        wanted = [span for part in parts for span in _occurrences(text, part.span, collation)]
        if wanted:
            return any(at.span.overlaps(span) for at in _evidence(finding) for span in wanted)
    raise AssertionError(f"{text!r} stands neither in the summary nor in an original")


def _occurrences(text: str, within: Span, collation: Collation) -> Iterator[Span]:
    document = collation.documents[within.file].text
    at = document.find(text, within.start, within.end)
    while at >= 0:
        yield Span(at, at + len(text), within.file)
        at = document.find(text, at + 1, within.end)


def _evidence(finding: Finding) -> Iterator[Evidence]:
    if finding.summary:
        yield finding.summary
    yield from finding.related
    for place in finding.places:
        yield Evidence(place.span, "S", place.text)
        yield from place.related
