"""Annotations of GitHub Actions: workflow commands, a line a finding, gravest first.

GitHub shows ten annotations of a kind for a step. A grouped finding is therefore one annotation, at its first place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from crosscheck.model import SEVERITIES, Finding, Severity
from crosscheck.plain import one_line, visible
from crosscheck.region import origin, region
from crosscheck.report import Report, shown

_COMMANDS = {"error": "error", "warning": "warning", "note": "notice"}

Line = tuple[int, str]
"""Rank of the severity, and the command."""


def part(report: Report, min_level: Severity = "warning") -> list[Line]:
    """The annotations of one report, at or above a level."""
    return [(SEVERITIES.index(f.severity), _command(report, f)) for f in shown(report, min_level)]


def failed(name: str, reason: str) -> list[Line]:
    """The annotation of a document that could not be checked."""
    where = "" if name == "-" else f"file={_property(name)},"
    return [(0, f"::error {where}title=could not be checked::{_data(reason)}")]


def join(parts: Iterable[list[Line]]) -> str:
    """All annotations, the errors of every document before the warnings of any."""
    lines = sorted(chain.from_iterable(parts), key=lambda line: line[0])
    return "".join(f"{command}\n" for _, command in lines)


def _command(report: Report, finding: Finding) -> str:
    properties = ",".join(f"{name}={_property(str(value))}" for name, value in _properties(report, finding))
    return f"::{_COMMANDS[finding.severity]} {properties}::{_data(_message(report, finding))}"


def _properties(report: Report, finding: Finding) -> Iterator[tuple[str, object]]:
    """File, place and title; columns only within one line, which is all that GitHub takes."""
    anchor = finding.anchor
    document = report.collation.documents[anchor.file if anchor else 0]
    if document.name not in (None, "-"):
        yield "file", document.name
        place = region(document, anchor) if anchor else None
        if place:
            yield "line", place.line
            yield "endLine", place.end_line
            if place.line == place.end_line:
                yield "col", place.column
                yield "endColumn", place.end_column
    yield "title", finding.rule


def _message(report: Report, finding: Finding) -> str:
    anchor = finding.anchor
    where = origin(report.collation.documents[anchor.file], anchor) if anchor else None
    lines = [f"{where}: {finding.message}" if where else finding.message, *finding.explanation]
    if further := report.places(finding)[1:]:
        lines.append(f"also at {', '.join(map(report.where, further))}")
    return "\n".join(map(one_line, lines))


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(visible(text)).replace(":", "%3A").replace(",", "%2C")
