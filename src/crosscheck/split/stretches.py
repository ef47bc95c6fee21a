"""Which line belongs to which part: from a boundary that was found, set by marker lines, or given by line numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from crosscheck.marks import Mark, read_mark
from crosscheck.model import Document, PartKind
from crosscheck.split.boundary import Evidence, Place, further_heads
from crosscheck.split.heads import Head
from crosscheck.split.line import Line
from crosscheck.split.parts import Stretch


def from_place(evidence: Evidence, place: Place) -> list[Stretch]:
    """The parts around a boundary that was found."""
    if place.summary_last:
        return _summary_last(evidence, place)
    lines = evidence.lines
    first = _introduction(lines, place.head, introduced=True)
    summary = _top(lines, 0, first, place.confidence)
    introduced = first < place.head.start and not place.head.notices
    return summary + _originals(
        evidence, place.head, first, len(lines), place.confidence, introduced=introduced
    )


def from_marks(evidence: Evidence, document: Document) -> list[Stretch] | None:
    """The parts that marker lines set, or None where there are none. Without a line before them there is no summary."""
    lines = evidence.lines
    marks = [
        (k, mark) for k, line in enumerate(lines) if line.role == "mark" and (mark := _mark(document, line))
    ]
    if not marks:
        return None
    first, kind = marks[0][0], marks[0][1].kind
    stretches = _top(lines, 0, first, 1.0)
    starts = [k for k, mark in marks if mark.kind == "original"]
    if kind == "originals":
        after = starts[0] if starts else first + 1
        if after == len(lines):
            return stretches
        if not starts:
            return stretches + _originals(
                evidence, _head_at(evidence, after), first, len(lines), 1.0, introduced=False
            )
        stretches.append(Stretch("notice", tuple(range(first, after))))
    return stretches + list(_rows("original", starts, len(lines)))


def from_line_numbers(evidence: Evidence, document: Document, first: int, last: int) -> list[Stretch]:
    """The parts where the user names the summary's first and last line, from 1."""
    lines = evidence.lines
    numbers = [document.position(line.block.span.start).line for line in lines]
    start = next((k for k, n in enumerate(numbers) if n >= first), len(lines))
    end = next((k for k, n in enumerate(numbers) if n > last), len(lines))
    stretches: list[Stretch] = [Stretch("summary", tuple(range(start, end)))] if start < end else []
    if evidence.prose[start] >= evidence.limits["min_words"]:
        stretches += _originals(evidence, _head_at(evidence, 0), 0, start, 1.0, introduced=False)
    elif start:
        stretches.append(Stretch("notice", tuple(range(start))))
    if end < len(lines):
        stretches += _originals(evidence, _head_at(evidence, end), end, len(lines), 1.0, introduced=False)
    return stretches


def given(document: Document, lines: Sequence[Line], kind: PartKind) -> list[Stretch]:
    """The part of a document handed over apart; several originals where marker lines divide it."""
    starts = [k for k, line in enumerate(lines) if line.role == "mark" and _begins_original(document, line)]
    if kind == "summary" or not starts:
        return [Stretch(kind, tuple(range(len(lines))))]
    if any(line.role == "prose" for line in lines[: starts[0]]):
        return list(_rows(kind, [0, *starts], len(lines)))
    return list(_rows(kind, [0, *starts[1:]], len(lines)))


def _summary_last(evidence: Evidence, place: Place) -> list[Stretch]:
    head = place.head
    end = len(evidence.lines)
    stretches = _originals(evidence, head, 0, place.cut, place.confidence, introduced=False)
    return [*stretches, Stretch("summary", tuple(range(place.cut, end)), confidence=place.confidence)]


def _top(lines: Sequence[Line], start: int, end: int, confidence: float) -> list[Stretch]:
    """The summary, and the notices that stand above its first sentence."""
    first = next((k for k in range(start, end) if lines[k].role == "prose"), end)
    notices = [k for k in range(start, first) if lines[k].role == "notice" and lines[k].weight > 0]
    kept = tuple(k for k in range(start, end) if k not in notices)
    stretches = [Stretch("notice", (k,)) for k in notices]
    return [*stretches, Stretch("summary", kept, confidence=confidence)] if kept else stretches


def _originals(
    evidence: Evidence, head: Head, first: int, end: int, confidence: float, *, introduced: bool
) -> list[Stretch]:
    """The originals from ``head`` up to line ``end``, with the notices before each; ``first`` is where the first begins.

    ``introduced``: source lines above the titles introduce the originals, rather than end those before.
    """
    stretches: list[Stretch] = []
    heads = further_heads(evidence, head, end)
    starts = [first]
    for (before, _), (item, _) in pairwise(heads):
        starts.append(max(before.body + 1, _introduction(evidence.lines, item, introduced=introduced)))
    starts.append(end)
    for (item, sure), start, stop in zip(heads, starts, starts[1:], strict=False):
        if start < item.start:
            stretches.append(Stretch("notice", tuple(range(start, item.start))))
        stretches.append(Stretch("original", tuple(range(item.start, stop)), item, min(sure, confidence)))
    return [stretch for stretch in stretches if stretch.lines]


def _introduction(lines: Sequence[Line], head: Head, *, introduced: bool) -> int:
    """The first of the lines that introduce a head: notices, and the rule or, where asked for, the source lines."""
    if head.notices:
        first = head.notices[0]
        return first - 1 if first and lines[first - 1].role == "rule" else first
    start = head.start
    while introduced and start and (lines[start - 1].role in ("rule", "source")):
        start -= 1
    return start


def _head_at(evidence: Evidence, line: int) -> Head:
    """The first head from a line on, where no prose stands between; else an item without a head."""
    for head in evidence.heads:
        if head.start >= line and evidence.prose[head.start] == evidence.prose[line]:
            return head
    body = next((k for k in range(line, len(evidence.lines)) if evidence.lines[k].role == "prose"), line)
    return Head(line, body, None, (), (), 0.0, frozenset())


def _mark(document: Document, line: Line) -> Mark | None:
    return read_mark(document.text[line.block.span.start : line.block.span.end])


def _begins_original(document: Document, line: Line) -> bool:
    mark = _mark(document, line)
    return mark is not None and mark.kind == "original"


def _rows(kind: PartKind, starts: Sequence[int], end: int) -> Iterator[Stretch]:
    for start, stop in zip(starts, [*starts[1:], end], strict=True):
        yield Stretch(kind, tuple(range(start, stop)))
