"""The Diagnostic Format of reviewdog: columns in bytes of the line as UTF-8, ends exclusive, as its specification says."""

from __future__ import annotations

import json
from collections.abc import Iterable
from itertools import chain
from typing import Any

from crosscheck.model import Evidence, Finding, Severity, Span
from crosscheck.plain import one_line
from crosscheck.region import region, utf8_column
from crosscheck.report import Report, shown

_SEVERITIES = {"error": "ERROR", "warning": "WARNING", "note": "INFO"}


def part(report: Report, min_level: Severity = "warning") -> list[dict[str, Any]]:
    """The diagnostics of one report, at or above a level; the places of a grouped finding are related locations."""
    return [_diagnostic(report, f) for f in shown(report, min_level)]


def failed(name: str, reason: str) -> list[dict[str, Any]]:
    """The diagnostic of a document that could not be checked."""
    return [{"message": reason, "location": {"path": name}, "severity": "ERROR"}]


def join(parts: Iterable[list[dict[str, Any]]]) -> str:
    """All diagnostics as one ``DiagnosticResult``."""
    result = {"source": {"name": "crosscheck"}, "diagnostics": list(chain.from_iterable(parts))}
    return json.dumps(result, ensure_ascii=False, indent=1) + "\n"


def _diagnostic(report: Report, finding: Finding) -> dict[str, Any]:
    diagnostic: dict[str, Any] = {
        "message": "\n".join(map(one_line, [finding.message, *finding.explanation])),
        "location": _location(report, finding.anchor),
        "severity": _SEVERITIES[finding.severity],
        "code": {"value": finding.rule},
    }
    if suggestions := _suggestions(report, finding):
        diagnostic["suggestions"] = suggestions
    further = [{"message": "also here", "location": _location(report, p)} for p in report.places(finding)[1:]]
    if related := further + [_related(report, e) for e in report.evidence(finding)]:
        diagnostic["related_locations"] = related
    return diagnostic


def _location(report: Report, span: Span | None) -> dict[str, Any]:
    location: dict[str, Any] = {"path": report.name(span.file if span else 0)}
    bounds = _range(report, span) if span else None
    return {**location, "range": bounds} if bounds else location


def _range(report: Report, span: Span) -> dict[str, Any] | None:
    document = report.collation.documents[span.file]
    place = region(document, span)
    if place is None:
        return None
    ends = {"start": (place.line, place.column), "end": (place.end_line, place.end_column)}
    return {
        name: {"line": line, "column": utf8_column(document, line, column)}
        for name, (line, column) in ends.items()
    }


def _suggestions(report: Report, finding: Finding) -> list[dict[str, Any]]:
    """The fix, where it mends the file of the diagnostic: a suggestion names no other."""
    fix, anchor = finding.fix, finding.anchor
    if not fix or not anchor or fix.span.file != anchor.file:
        return []
    bounds = _range(report, fix.span)
    return [{"range": bounds, "text": fix.replacement}] if bounds else []


def _related(report: Report, evidence: Evidence) -> dict[str, Any]:
    where = "the article" if evidence.part == "S" else f"original {evidence.part}"
    return {
        "message": one_line(f"{where}: {evidence.text}") if evidence.text else where,
        "location": _location(report, evidence.span),
    }
