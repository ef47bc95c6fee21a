"""The findings of each document under their rules, for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from crosscheck.model import Finding, Severity
from crosscheck.plain import one_line
from crosscheck.report import Report, shown
from crosscheck.verdict import counted, verdict


def render(report: Report, min_level: Severity = "warning") -> str:
    """One document: its verdict, its rules in the order of the findings, the places under each."""
    rules: dict[tuple[str, str], list[Finding]] = {}
    for finding in shown(report, min_level):
        rules.setdefault((finding.rule, finding.severity), []).append(finding)
    lines = [f"{report.name(0)}: {verdict(report)}"]
    for (rule, severity), findings in rules.items():
        lines += ["", f"  {rule} ({severity}, {counted(len(findings), 'finding')})"]
        lines += [line for finding in findings for line in _finding(report, finding)]
    lines += [""] if rules else []
    lines += [
        f"  not judged: {one_line(s.reason)} ({_place(report, report.where(s.span))})" for s in report.skipped
    ]
    return "\n".join(lines).rstrip("\n") + "\n"


def _finding(report: Report, finding: Finding) -> Iterator[str]:
    first, *further = map(report.where, report.places(finding)) if finding.anchor else [report.where(None)]
    yield f"    {_place(report, first)}  {one_line(finding.message)}"
    for place in further:
        yield f"    {_place(report, place)}  (the same)"


def _place(report: Report, where: str) -> str:
    """A place without the name of the document that the group stands under."""
    return where.removeprefix(f"{report.name(0)}:")
