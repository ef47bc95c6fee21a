"""One line a finding, for editors and scripts: ``file:line:column: severity rule message``. Never wrapped."""

from __future__ import annotations

from crosscheck.model import Severity
from crosscheck.plain import one_line
from crosscheck.report import Report, shown


def render(report: Report, min_level: Severity = "warning") -> str:
    """The findings at or above a level, each place of a grouped finding on its own line."""
    lines = []
    for finding in shown(report, min_level):
        said = f"{finding.severity} {finding.rule} {one_line(finding.message)}\n"
        lines += [f"{report.where(place)}: {said}" for place in report.places(finding) or (None,)]
    return "".join(lines)
