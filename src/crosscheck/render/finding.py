"""One finding explained: where it stands on both sides, what its severity and confidence rest on, and how to accept it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from json import dumps
from textwrap import wrap
from typing import TYPE_CHECKING, NamedTuple

from crosscheck.model import SEVERITIES, Alignment, Evidence, Finding, Segment, Settings, Span
from crosscheck.plain import columns, one_line, visible
from crosscheck.report import Report

if TYPE_CHECKING:
    from crosscheck.ruleset import RuleSet

SHOWN = 3
"""Places of a grouped finding that are shown with their passages; the others are named."""


class _Passage(NamedTuple):
    span: Span
    heading: str


def render(report: Report, finding: Finding, rules: RuleSet, settings: Settings, width: int = 80) -> str:
    """All that is known about one finding, for a reader; ``settings`` are those that the report was made with."""
    blocks = [
        _head(report, finding, width),
        _weight(report, finding, rules, settings, width),
        _readings(finding, width),
        *_passages(report, finding, width),
        _merged(finding, rules, width),
        _accepting(finding, width),
    ]
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"


def _head(report: Report, finding: Finding, width: int) -> list[str]:
    lines = [
        f"{finding.id}  {finding.rule}  {finding.severity}",
        one_line(report.where(finding.anchor)),
        *_wrapped(finding.message, width),
    ]
    if finding.suggestion:
        lines += _wrapped(f"did you mean: {finding.suggestion}", width)
    return lines


# ---------------------------------------------------------------- severity and confidence


def _weight(report: Report, finding: Finding, rules: RuleSet, settings: Settings, width: int) -> list[str]:
    """Severity and confidence with their reasons, and the values that the check itself reports."""
    rows = {
        "severity": f"{finding.severity}: {_why_severity(finding, rules, settings)}",
        "confidence": _why_confidence(report, finding),
    }
    for key, value in finding.data.items():
        if not _is_told(value):
            rows[key] = value if isinstance(value, str) else dumps(value, ensure_ascii=False)
    room = max(map(len, rows)) + 2
    return [line for key, said in rows.items() for line in _wrapped(said, width, key.ljust(room), " " * room)]


def _is_told(value: object) -> bool:
    """Whether a value is made of tables: readings and what they were held against, which the explanation tells."""
    return isinstance(value, list) and any(isinstance(item, dict) for item in value)


def _why_severity(finding: Finding, rules: RuleSet, settings: Settings) -> str:
    default = rules[finding.rule].severity
    if finding.rule in settings.severity:
        return f"set by the configuration or an option (the rule's default: {default})"
    if "term" in finding.data:
        return f"as the entry {finding.data['term']} of the project's own rules has it"
    if finding.severity == default:
        return "the rule's default"
    return f"the check's own judgement of this place (the rule's default: {default})"


def _why_confidence(report: Report, finding: Finding) -> str:
    """The number, and, where the alignment has a part in it, what is left to the reading."""
    said = f"{finding.confidence:.2f}"
    least = min((a.confidence for a in _alignments(report, finding)), default=1.0)
    if finding.confidence < least < 1:
        said += f": {least:.2f} for the alignment leaves {finding.confidence / least:.2f} for the reading"
    elif finding.confidence == least < 1:
        said += ": that of the alignment; the reading is certain"
    elif least == 1 and finding.confidence < 1 and finding.summary:
        said += ": the alignment is certain, the reading is not"
    return said


def _readings(finding: Finding, width: int) -> list[str]:
    """The chain that led to the verdict, with the number of readings where there are several."""
    readings = finding.data.get("readings", ())
    agreeing = sum(bool(reading.get("agrees")) for reading in readings)
    counted = (
        f" ({len(readings)} readings, {agreeing} of which agree with an original)"
        if len(readings) > 1
        else ""
    )
    lines = [line for step in finding.explanation for line in _wrapped(step, width, "  ", "    ")]
    return [f"How it was read{counted}", *lines] if lines else []


# ---------------------------------------------------------------- passages


def _passages(report: Report, finding: Finding, width: int) -> Iterator[list[str]]:
    """Article and originals in full, the words of the finding marked."""
    marks = [e.span for e in _evidence(report, finding)]
    for passage in _found(report, finding):
        inside = [m for m in marks if m.file == passage.span.file and m != passage.span]
        yield [
            *_wrapped(passage.heading, width),
            *_marked(report.collation.text(passage.span), passage.span.start, inside, width),
        ]
    further = report.places(finding)[SHOWN:]
    if further:
        places = ", ".join(map(report.where, further))
        yield _wrapped(f"and {len(further)} more: {places}", width, "", "  ")


def _found(report: Report, finding: Finding) -> list[_Passage]:
    """The passages of a finding: of the article, their sources, then what else it points at."""
    alignments = _alignments(report, finding)
    found: dict[Span, str] = {}
    for alignment in alignments:
        found.setdefault(alignment.segment.span, _article_heading(report, alignment))
    for alignment in alignments:
        for source in alignment.sources:
            heading = f"{_original(report, source.segment.part, source.segment.span)}: source, score {source.score:.0f} of 100"
            found.setdefault(source.segment.span, heading)
    for evidence in _evidence(report, finding):
        segment = _segment(report, evidence)
        span = segment.span if segment else _line(report, evidence.span)
        if not any(known.holds(evidence.span) for known in found):
            found[span] = _elsewhere(report, evidence, segment, alignments)
    return [_Passage(span, heading) for span, heading in found.items()]


def _alignments(report: Report, finding: Finding) -> list[Alignment]:
    """The alignments of the places that are shown; where only an original has it, those that draw on it."""
    spots = report.places(finding)[:SHOWN]
    own = [a for a in report.alignments if any(_touches(a.segment.span, spot) for spot in spots)]
    if own or finding.summary:
        return own
    return [
        a
        for a in report.alignments
        if any(_touches(s.segment.span, e.span) for s in a.sources for e in finding.related[:1])
    ]


def _touches(segment: Span, spot: Span) -> bool:
    return segment.overlaps(spot) or segment.holds(spot)


def _evidence(report: Report, finding: Finding) -> list[Evidence]:
    places = [Evidence(p.span, report.collation.summary.id, p.text) for p in finding.places[:SHOWN]]
    shown = [e for p in finding.places[:SHOWN] for e in p.related]
    summary = [finding.summary] if finding.summary else []
    return list(dict.fromkeys([*summary, *places, *finding.related, *shown]))


def _article_heading(report: Report, alignment: Alignment) -> str:
    said = (
        f"{report.where(alignment.segment.span)}: {alignment.relation}, confidence {alignment.confidence:.2f}"
    )
    also = ", ".join(_original(report, s.part, s.span) for s in alignment.also_in)
    return one_line(said + (f"; the same also in {also}" if also else ""))


def _original(report: Report, part: str, span: Span) -> str:
    """A place in an original as the report names it: its number and line."""
    return f"[{part}] :{report.collation.documents[span.file].position(span.start).line}"


def _elsewhere(
    report: Report, evidence: Evidence, segment: Segment | None, alignments: Sequence[Alignment]
) -> str:
    """The heading of what is no source: how far from the nearest source it stands."""
    if evidence.part == report.collation.summary.id:
        return one_line(report.where(evidence.span))
    place = _original(report, evidence.part, evidence.span)
    sources = [s.segment for a in alignments for s in a.sources if s.segment.part == evidence.part]
    if segment is None:
        return f"{place}: outside the sentences that are compared"
    if not alignments:
        return place
    if not sources:
        return f"{place}: no source stands in this original"
    nearest = min(sources, key=lambda s: abs(s.index - segment.index))
    far = abs(nearest.index - segment.index)
    return f"{place}: no source; {far} sentence{'s' * (far != 1)} from {_original(report, nearest.part, nearest.span)}"


def _segment(report: Report, evidence: Evidence) -> Segment | None:
    return next((s for s in report.segments.get(evidence.part, ()) if _touches(s.span, evidence.span)), None)


def _line(report: Report, span: Span) -> Span:
    """The line on which a span stands that lies in no sentence: a dateline, page furniture."""
    text = report.collation.documents[span.file].text
    end = text.find("\n", span.end)
    return Span(text.rfind("\n", 0, span.start) + 1, len(text) if end < 0 else end, span.file)


# ---------------------------------------------------------------- merging and accepting


def _merged(finding: Finding, rules: RuleSet, width: int) -> list[str]:
    """The rules that saw the same words, and why this one speaks."""
    if not finding.merged:
        return []
    order = rules.data("precedence")["order"].split()
    rank = {severity: number for number, severity in enumerate(SEVERITIES)}
    lines = ["The same words were also found by"]
    for other in finding.merged:
        severity = rules[other].severity
        behind = other in order and finding.rule in order and order.index(finding.rule) < order.index(other)
        if rank[severity] > rank[finding.severity]:
            why = f"a {severity}; the more severe finding speaks"
        elif behind:
            why = f"{finding.rule} stands before it in rules/precedence.toml"
        else:
            why = f"{finding.rule} was the more severe here"
        lines += _wrapped(f"{other}: {why}", width, "  ", "    ")
    return lines


def _accepting(finding: Finding, width: int) -> list[str]:
    if finding.decision and finding.suppressed:
        by = {
            "comment": "a comment or [sic]",
            "config": "the ignore table",
            "baseline": "the baseline",
            "decisions": "an editor's decision",
        }
        reason = f" ({one_line(finding.decision.reason)})" if finding.decision.reason else ""
        return _wrapped(f"Accepted by {by[finding.suppressed]}{reason}; it is counted nowhere.", width)
    return [
        "To accept it, put this on a line above its paragraph (text, Markdown, HTML)",
        f"  <!-- crosscheck: ignore[{finding.rule}] reason -->",
        "or this into the configuration",
        "  [[ignore]]",
        f'  rule = "{finding.rule}"',
        f'  match = "{finding.id}"',
        '  reason = "..."',
        f"About the rule: crosscheck explain {finding.rule}",
    ]


# ---------------------------------------------------------------- lines


def _wrapped(said: str, width: int, first: str = "", further: str = "") -> list[str]:
    return wrap(
        one_line(said),
        width,
        initial_indent=first,
        subsequent_indent=further,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _marked(text: str, offset: int, marks: Sequence[Span], width: int) -> Iterator[str]:
    """A passage in lines of at most ``width`` columns, carets under what is marked; ``offset``: where it begins."""
    at: set[int] = set()
    for mark in marks:
        at.update(range(mark.start - offset, max(mark.end, mark.start + 1) - offset))
    for start, end in _lines(text, width - 2):
        line = visible(text[start:end]).replace("\t", " ")
        yield f"  {line}"
        carets = "".join(("^" if k in at else " ") * columns(c) for k, c in enumerate(line, start)).rstrip()
        if carets:
            yield f"  {carets}"


def _lines(text: str, room: int) -> Iterator[tuple[int, int]]:
    """Where each line of a text begins and ends: between words, within a word only where that is longer than a line."""
    start = 0
    while start < len(text):
        end = cut = start
        used = 0
        while end < len(text) and text[end] != "\n" and used + columns(text[end]) <= room:
            used += columns(text[end])
            end += 1
            if end == len(text) or text[end].isspace():
                cut = end
        end = cut if cut > start else max(end, start + 1)
        yield start, end
        start = end
        while start < len(text) and text[start].isspace():
            start += 1
