"""What an editor shows of the findings in a text that is being written: places as offsets, so that an edit can move them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from crosscheck.batch import checked
from crosscheck.config import Config, Configs
from crosscheck.config.patterns import shown_path
from crosscheck.documents import Job, alone
from crosscheck.fix import edit_of
from crosscheck.model import CrosscheckError, Document, Evidence, Finding, Place, Severity, Span
from crosscheck.plain import one_line
from crosscheck.read.text import line_starts
from crosscheck.region import file_span, source
from crosscheck.report import Report, shown

Range = tuple[tuple[int, int], tuple[int, int]]
"""Start and end as the protocol has them: line and column, both from 0, columns in units of an encoding."""

STEP = 4096
"""Code points of two texts that are compared at once; a power of two."""
MARKDOWN = (".md", ".markdown", ".mdown", ".mkd")


class Related(NamedTuple):
    """A passage that a finding rests on."""

    text: str
    start: int
    """Offset into the decoded file, as is ``end``."""
    end: int
    file: str | None = None
    """Its file; None: the article's own."""
    place: Range = ((0, 0), (0, 0))
    """In a file of its own, which the editor's edits do not move."""


class Change(NamedTuple):
    """A replacement that the editor may make."""

    start: int
    end: int
    text: str


class Note(NamedTuple):
    """One finding at one place of a text."""

    start: int
    """Offset into the text, as is ``end``."""
    end: int
    id: str
    rule: str
    severity: Severity
    message: str
    explanation: tuple[str, ...] = ()
    related: tuple[Related, ...] = ()
    fix: Change | None = None
    safe: bool = False
    ignore: Change | None = None
    """The comment that accepts it, where the format has comments."""


class Checked(NamedTuple):
    """What a whole check says of a text."""

    text: str
    notes: tuple[Note, ...]
    summary: tuple[int, int]
    """From the first to the last letter of the article in the text."""
    passages: tuple[str, ...]
    """The paragraphs of its originals."""
    accepted: frozenset[tuple[str, str]]
    """Rule and words of findings that somebody accepted."""


def check(path: str, text: str, opened: Mapping[str, str], units: str) -> Checked:
    """Check the text of an article as it stands in an editor.

    ``path`` is its file, ``opened`` other texts in the editor by path, ``units`` the encoding in which it counts columns.
    Originals stand in the text, or in the files that the configuration names. Raises CrosscheckError.
    """
    if Path(path).is_dir():
        raise CrosscheckError(f"{path}: is a directory: open a file")
    job = alone(shown_path(path), Configs())
    job = _with_decisions(job)
    edited = {shown_path(file): other for file, other in opened.items()} | {job.files[0]: text}
    given = {file: _encoded(edited[file], job.config) for file in job.files if file in edited}
    report, _ = checked(job, given)
    documents, article = report.collation.documents, report.collation.summary
    findings = shown(report, job.config.min_level)
    originals = [(documents[part.span.file], part) for part in report.collation.originals]
    return Checked(
        text=text,
        notes=tuple(n for f in findings for n in notes_of(f, report, units)),
        summary=file_span(documents[0], article.span),
        passages=tuple(d.text[b.body.start : b.body.end] for d, part in originals for b in part.blocks),
        accepted=frozenset((f.rule, f.summary.text) for f in report.findings if f.suppressed and f.summary),
    )


def notes_of(finding: Finding, report: Report, units: str = "utf-16") -> Iterator[Note]:
    """A note for each place of a finding; one about the document as a whole stands at its beginning."""
    document = report.collation.documents[0]
    places: Sequence[Place | Evidence | None] = finding.places or (finding.summary,)
    for place in places:
        evidence = place.related if isinstance(place, Place) and len(finding.places) > 1 else finding.related
        anchor = place.span if place else finding.anchor
        is_here = anchor is not None and anchor.file == 0
        start, end = file_span(document, anchor) if anchor and is_here else (0, 0)
        change = edit_of(document, finding.fix) if finding.fix else None
        yield Note(
            start=start,
            end=end,
            id=finding.id,
            rule=finding.rule,
            severity=finding.severity,
            message=one_line(finding.message),
            explanation=finding.explanation,
            related=tuple(_related(e, report, units) for e in evidence),
            fix=Change(*change) if change else None,
            safe=finding.fix is not None and finding.fix.safe,
            ignore=_ignoring(document, anchor, finding.rule) if anchor and is_here else None,
        )


# ---------------------------------------------------------------- edits


def stretch(before: str, after: str) -> tuple[int, int, int]:
    """Where two texts differ: where that begins, where it ends in the first, where in the second."""
    shorter = min(len(before), len(after))
    start = _common(shorter, lambda a, b: before[a:b] == after[a:b])
    ends = len(before), len(after)
    same = _common(
        shorter - start, lambda a, b: before[ends[0] - b : ends[0] - a] == after[ends[1] - b : ends[1] - a]
    )
    return start, ends[0] - same, ends[1] - same


def moved(notes: Iterable[Note], before: str, after: str) -> tuple[Note, ...]:
    """Notes of one text at their places in another; what was edited has none until it is checked again."""
    start, old, new = stretch(before, after)
    if start == old == new:
        return tuple(notes)
    by = new - old

    def at(first: int, last: int) -> tuple[int, int] | None:
        if last <= start:
            return first, last
        return (first + by, last + by) if first >= old else None

    def put(change: Change | None) -> Change | None:
        place = at(change.start, change.end) if change else None
        return Change(*place, change.text) if place and change else None

    def beside(related: Related) -> Related:
        if related.file:
            return related
        first, last = at(related.start, related.end) or (start, start)
        return related._replace(start=first, end=last)

    return tuple(
        note._replace(
            start=place[0],
            end=place[1],
            related=tuple(map(beside, note.related)),
            fix=put(note.fix),
            ignore=put(note.ignore),
        )
        for note in notes
        if (place := at(note.start, note.end))
    )


def _common(most: int, equal: Callable[[int, int], bool]) -> int:
    """How many code points, ``most`` at most, are equal; ``equal`` compares those from one number up to another."""
    done, step = 0, STEP
    while step:
        while done + step <= most and equal(done, done + step):
            done += step
        step //= 2
    return done


# ---------------------------------------------------------------- places


class Places:
    """The lines of one text: offsets to places of the protocol."""

    def __init__(self, text: str, units: str) -> None:
        self._text = text
        self._units = units
        self._starts = line_starts(text)

    def range(self, start: int, end: int) -> Range:
        """A stretch as the protocol has it."""
        return self._place(start), self._place(end)

    def _place(self, offset: int) -> tuple[int, int]:
        line = bisect_right(self._starts, offset) - 1
        return line, length(self._text[self._starts[line] : offset], self._units)


def length(text: str, units: str) -> int:
    """How long an editor takes a text for that counts in units of an encoding: "utf-16", "utf-8" or "utf-32"."""
    if units == "utf-32":
        return len(text)
    if units == "utf-8":
        return len(text.encode("utf-8", "surrogatepass"))
    return len(text) + sum(character > "\uffff" for character in text)


def _related(evidence: Evidence, report: Report, units: str) -> Related:
    document = report.collation.documents[evidence.span.file]
    start, end = file_span(document, evidence.span)
    text = one_line(_sentence(evidence, report))
    if document.file == 0:
        return Related(text, start, end)
    return Related(text, start, end, document.name, Places(source(document), units).range(start, end))


def _sentence(evidence: Evidence, report: Report) -> str:
    """The sentence in which evidence stands."""
    segments = report.segments.get(evidence.part, ())
    at = bisect_right(segments, evidence.span.start, key=lambda s: s.span.start) - 1
    is_inside = at >= 0 and segments[at].span.holds(evidence.span)
    return segments[at].text if is_inside else evidence.text


def _ignoring(document: Document, anchor: Span, rule: str) -> Change | None:
    """The comment that accepts a rule in the paragraph of a finding, behind its last line; None where none can stand."""
    if not (document.name or "").lower().endswith(MARKDOWN):
        return None
    block = next((b for b in document.blocks if b.span.holds(anchor)), None)
    if block is None or block.kind not in ("paragraph", "item", "heading", "quote"):
        return None
    text = source(document)
    last = file_span(document, Span(block.span.end - 1, block.span.end, document.file))[1]
    starts = line_starts(text)
    line = bisect_right(starts, last)
    end = starts[line] if line < len(starts) else len(text)
    at = len(text[:end].rstrip("\r\n"))
    return Change(at, at, f" <!-- crosscheck: ignore[{rule}] -->")


# ---------------------------------------------------------------- what is read


def _with_decisions(job: Job) -> Job:
    from crosscheck.decisions import DecisionFiles

    return job._replace(shares=DecisionFiles().shares(job.decisions, job.config.baseline, job.files[0]))


def _encoded(text: str, config: Config) -> bytes:
    """A text as the bytes that reading will take for it; what an encoding lacks keeps its place."""
    try:
        return text.encode(config.encoding or "utf-8", "replace")
    except LookupError:
        return text.encode("utf-8", "replace")
