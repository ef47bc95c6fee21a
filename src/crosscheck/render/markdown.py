"""A Markdown table of findings for a pull-request comment or a job's summary page."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from crosscheck.model import Finding, Severity
from crosscheck.plain import one_line
from crosscheck.report import Report, shown
from crosscheck.verdict import counted, verdict

ROOM = 60_000
"""Code points of a page; a comment on GitHub holds 65,536."""

_MARKUP = re.compile(r"[\\`*_{}\[\]|~$<>&@]|(?<=www)\.|:(?=//)", re.IGNORECASE)
_REPLACED = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "@": "@<!-- -->"}
_TABLE = "\n| severity | place | finding | rule |\n|---|---|---|---|\n"


class Section(NamedTuple):
    """What the page says about one document."""

    head: str
    rows: list[str]
    tail: str


def part(report: Report, min_level: Severity = "warning") -> Section:
    """One document: the verdict, a row a finding at or above the level, and how many are not in the table."""
    findings = shown(report, min_level)
    head = f"### {escaped(report.name(0))}\n\n**{verdict(report)}**\n"
    tail = [f"Not judged: {escaped(s.reason)} ({escaped(report.where(s.span))})" for s in report.skipped]
    if below := sum(report.counts.values()) - len(findings):
        tail.insert(0, f"{counted(below, 'finding')} below the level shown.")
    return Section(head, [_row(report, f) for f in findings], "".join(f"\n{line}\n" for line in tail))


def failed(name: str, reason: str) -> Section:
    """A document that could not be checked."""
    return Section(f"### {escaped(name)}\n\n**could not be checked**: {escaped(reason)}\n", [], "")


def join(parts: Iterable[Section]) -> str:
    """The page; where it would not fit into a comment it ends with how much is left out."""
    pieces: list[str] = []
    left, findings, documents = ROOM, 0, 0
    for section in parts:
        for number, piece in enumerate(_pieces(section)):
            left -= len(piece)
            if left >= 0:
                pieces.append(piece)
            else:
                documents += number == 0
                findings += 0 < number <= len(section.rows)
    if findings or documents:
        missing = f"{counted(findings, 'finding')} and {counted(documents, 'document')}"
        pieces.append(f"\n{missing} more would not fit: see the whole report.\n")
    return "".join(pieces)


def escaped(text: str) -> str:
    """A text on one line that Markdown and HTML show as it is; it makes no link and mentions nobody."""
    return _MARKUP.sub(lambda m: _REPLACED.get(m[0], f"\\{m[0]}"), one_line(text))


def _pieces(section: Section) -> list[str]:
    """Head, rows, tail: what is kept or left out as a whole."""
    return [section.head + (_TABLE if section.rows else ""), *section.rows, f"{section.tail}\n"]


def _row(report: Report, finding: Finding) -> str:
    places = map(report.where, report.places(finding)) if finding.anchor else [report.where(None)]
    where = escaped(", ".join(place.removeprefix(f"{report.name(0)}:") for place in places))
    said = "<br>".join(map(escaped, [finding.message, *finding.explanation]))
    return f"| {finding.severity} | {where} | {said} | `{finding.rule}` |\n"
