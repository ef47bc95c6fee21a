"""What the splitter saw: one row a part."""

from __future__ import annotations

from collections.abc import Sequence

from crosscheck.model import Part
from crosscheck.report import Report
from crosscheck.split import Reason

_TITLE = 60


def render(report: Report) -> str:
    """A table of the parts: lines, kind, publisher, place, dates, title."""
    from tabulate import tabulate

    rows = [_row(report, part) for part in report.collation.parts]
    headers = ["part", "lines", "kind", "sure", "publisher", "place", "published", "event", "title"]
    lines = [tabulate(rows, headers=headers, disable_numparse=True)]
    lines += [f"{remark.rule}: {remark.message}" for remark in report.collation.remarks]
    return "\n".join(lines) + "\n"


def render_reasons(told: Sequence[Reason]) -> str:
    """What spoke most for and against each boundary, with its weight in log-odds."""
    lines: list[str] = []
    for reason in told:
        shown = reason.text if len(reason.text) <= _TITLE else f"{reason.text[: _TITLE - 3].rstrip()}..."
        lines += ["", f"line {reason.line}: {shown}"]
        lines += [f"  {weight:+.1f}  {name}" for name, weight in (*reason.pros, *reason.cons)]
    return "\n".join(lines) + "\n" if lines else ""


def _row(report: Report, part: Part) -> list[str]:
    document = report.collation.documents[part.span.file]
    first, last = (
        document.position(part.span.start).line,
        document.position(max(part.span.start, part.span.end - 1)).line,
    )
    lines = f"{first}" if first == last else f"{first}-{last}"
    event = (
        part.event_date.isoformat() + (" (assumed)" if part.event_assumed else "") if part.event_date else ""
    )
    name = f"{document.name}:" if len(report.collation.documents) > 1 and document.name else ""
    title = part.title_text or ""
    return [
        part.id,
        name + lines,
        part.kind,
        f"{part.confidence:.0%}",
        part.publisher or "",
        part.place or "",
        part.published_edtf or "",
        event,
        title if len(title) <= 40 else title[:37].rstrip() + "...",
    ]
