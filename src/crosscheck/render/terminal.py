"""The report for a reader at a terminal: findings as blocks of lines, then the parts as a table, then totals."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator

from crosscheck.model import Evidence, Finding, Part, Severity, Span
from crosscheck.plain import columns, one_line, visible
from crosscheck.report import Report, shown
from crosscheck.verdict import counted, verdict

_COLOURS = {"error": "31;1", "warning": "33;1", "note": "34", "dim": "2", "caret": "32;1", "strong": "1"}

Style = Callable[[str, str], str]
"""(text, name of a colour) -> text."""


def render(
    report: Report,
    *,
    min_level: Severity = "warning",
    dropped: bool = False,
    colour: bool = False,
    width: int = 80,
) -> str:
    """The findings at or above a level, the originals with what was kept of them, and the totals.

    Where notes are shown, suppressed findings are listed too, a line each.
    ``dropped`` lists the sentences left out; ``width`` is in columns.
    """
    style: Style = _coloured if colour else _plain
    blocks = [_head(report)]
    blocks += ["\n".join(_finding(report, f, style, width, min_level)) for f in shown(report, min_level)]
    if report.suppressed and min_level == "note":
        blocks.append("\n".join(_suppressed(report)))
    if dropped:
        blocks.append("\n".join(_dropped(report, style, width)))
    blocks.append(_originals(report, width))
    blocks.append("\n".join(_totals(report, min_level, dropped, style)))
    return "\n\n".join(blocks) + "\n"


def _head(report: Report) -> str:
    summary = report.collation.summary
    originals = report.collation.originals
    name = report.name(summary.span.file)
    ours = counted(report.sentences(summary.id), "sentence")
    theirs = counted(sum(report.sentences(p.id) for p in originals), "sentence")
    return f"{name}: summary {counted(len(summary.blocks), 'paragraph')} ({ours}), {counted(len(originals), 'original')} ({theirs})"


def _finding(
    report: Report, finding: Finding, style: Style, width: int, min_level: Severity
) -> Iterator[str]:
    severity = style(finding.severity, finding.severity)
    yield f"{style(report.where(finding.anchor), 'strong')}: {severity} {finding.rule}  {visible(finding.message)}"
    if finding.summary and len(finding.places) < 2:
        yield from _excerpt(report, finding.summary.span, "  ", style, width)
    for place in finding.places if len(finding.places) > 1 else ():
        yield f"  {report.where(place.span)}"
        yield from _excerpt(report, place.span, "    ", style, width)
    for evidence in finding.related:
        yield from _related(report, evidence, style, width)
    for line in finding.explanation:
        yield f"  {visible(line)}"
    if finding.suggestion:
        yield f"  did you mean: {visible(finding.suggestion)}"
    if min_level == "note":
        yield style(f"  id {finding.id}", "dim")


def _related(report: Report, evidence: Evidence, style: Style, width: int) -> Iterator[str]:
    line = report.collation.documents[evidence.span.file].position(evidence.span.start).line
    label = f"  [{evidence.part}] :{line}  "
    text, _, _ = _window(report, evidence.span, width - len(label))
    yield style(label, "dim") + text


def _excerpt(report: Report, span: Span, indent: str, style: Style, width: int) -> Iterator[str]:
    text, before, marked = _window(report, span, width - len(indent))
    yield indent + text
    yield indent + " " * before + style("^" * max(1, marked), "caret")


def _window(report: Report, span: Span, room: int) -> tuple[str, int, int]:
    """The line around a span cut to ``room`` columns, the columns before the span, and the columns of the span."""
    text = report.collation.documents[span.file].text
    start, end = text.rfind("\n", 0, span.start) + 1, text.find("\n", span.end)
    end = len(text) if end < 0 else end
    marked = min(span.end, span.start + room - 8)
    spare = max(0, room - 8 - (marked - span.start))
    left = max(start, span.start - max(spare // 2, spare - (end - marked)))
    right = min(end, marked + spare - (span.start - left))
    left = _word_start(text, left, span.start) if left > start else left
    right = _word_end(text, right, marked) if right < end else right
    head, tail = ("... " if left > start else ""), (" ..." if right < end else "")
    shown_text = _clean(text[left:right])
    before = columns(head + _clean(text[left : span.start]))
    return head + shown_text + tail, before, columns(_clean(text[span.start : min(marked, right)]))


def _word_start(text: str, at: int, limit: int) -> int:
    while at < limit and not text[at - 1].isspace():
        at += 1
    return at


def _word_end(text: str, at: int, limit: int) -> int:
    while at > limit and not text[at : at + 1].isspace():
        at -= 1
    return at


def _clean(text: str) -> str:
    """Control characters, also bidirectional ones, shown as a symbol, so that a text cannot redraw the screen."""
    return "".join(
        " " if c in "\t\r\n" else "\ufffd" if unicodedata.category(c) in ("Cc", "Cf") and c != "\u00ad" else c
        for c in visible(text)
    )


def _suppressed(report: Report) -> Iterator[str]:
    yield "Suppressed:"
    for finding in report.findings:
        if finding.suppressed and finding.rule != "dropped.sentence":
            given = finding.decision.reason if finding.decision else ""
            reason = f": {_clean(given)}" if given else ""
            yield f"  {report.where(finding.anchor)}: {finding.severity} {finding.rule} ({finding.suppressed}{reason}), id {finding.id}"


def _dropped(report: Report, style: Style, width: int) -> Iterator[str]:
    yield "Left out:"
    for segment in report.dropped:
        yield from _related(report, Evidence(segment.span, segment.part, segment.text), style, width)


def _originals(report: Report, width: int) -> str:
    from tabulate import tabulate

    titles = {p.id: _original(report, p) for p in report.collation.originals}
    room = max(20, width - 22)
    rows = [
        [
            c.part,
            _cut(titles[c.part], room),
            f"{c.words:,}",
            f"{c.words_kept / c.words:.0%}" if c.words else "-",
        ]
        for c in report.coverage
    ]
    return tabulate(
        rows,
        headers=["", "original", "words", "kept"],
        colalign=("left", "left", "right", "right"),
        disable_numparse=True,
    )


def _original(report: Report, part: Part) -> str:
    """The title of an original; before it the file, where the originals have files of their own."""
    title = part.title_text or "(no title)"
    return title if part.span.file == 0 else f"{report.name(part.span.file)}: {title}"


def _cut(text: str, room: int) -> str:
    text = _clean(text)
    return text if len(text) <= room else text[: room - 3].rstrip() + "..."


def _totals(report: Report, min_level: Severity, dropped: bool, style: Style) -> Iterator[str]:
    counts = report.counts
    level = "error" if counts["error"] else "warning" if counts["warning"] else "note"
    yield style(verdict(report), level)
    notes = counted(counts["note"], "note") + ("" if min_level == "note" else " (-v)")
    left_out = f"{counted(len(report.dropped), 'original sentence')} left out" + (
        "" if dropped else " (--show dropped)"
    )
    yield f"{counted(counts['error'], 'error')}, {counted(counts['warning'], 'warning')}, {notes}; {left_out}"
    for skipped in report.skipped:
        yield f"not judged: {skipped.reason}" + (f" ({report.where(skipped.span)})" if skipped.span else "")
    name = report.collation.documents[report.collation.summary.span.file].name
    if name and min_level == "note" and report.findings:
        yield f"Why, for one of them: crosscheck explain {_typed(name)}#ID"
    if name and len(report.collation.documents) == 1:
        yield f"See it side by side: crosscheck report {_typed(name)} --open"


def _typed(name: str) -> str:
    """A file's name as a shell takes it for one word, whatever is in it."""
    from shlex import quote

    shown = one_line(name)
    return quote(f"./{shown}" if shown.startswith("-") else shown)


def _coloured(text: str, name: str) -> str:
    return f"\x1b[{_COLOURS[name]}m{text}\x1b[0m"


def _plain(text: str, name: str) -> str:
    return text
