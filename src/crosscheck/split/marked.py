"""Boundaries that the user sets: marker lines, the line numbers of the summary, documents handed over apart."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate

from crosscheck.marks import Mark, read_mark
from crosscheck.model import Document, PartKind
from crosscheck.split.line import Line
from crosscheck.split.parts import Stretch

Divide = Callable[[int, int], list[Stretch]]
"""The originals, and their notices, in the lines from one to before another, all of which are originals."""

_LEAST = 12
"""Words of prose above a summary that may be an original: fewer are its notice."""


def from_marks(document: Document, lines: Sequence[Line], divide: Divide) -> list[Stretch]:
    """The parts that marker lines set; empty where there are none. Without a line before them there is no summary."""
    marks = [(k, mark) for k, line in enumerate(lines) if (mark := _mark(document, line))]
    if not marks:
        return []
    first, kind = marks[0][0], marks[0][1].kind
    stretches = _top(lines, first)
    starts = [k for k, mark in marks if mark.kind == "original"]
    if kind == "originals":
        stretches.append(Stretch("notice", tuple(range(first, starts[0] if starts else first + 1))))
        if not starts:
            return stretches + (divide(first + 1, len(lines)) if first + 1 < len(lines) else [])
    return stretches + list(_rows("original", starts, len(lines)))


def from_line_numbers(
    document: Document, lines: Sequence[Line], first: int, last: int, divide: Divide
) -> list[Stretch]:
    """The parts where the user names the summary's first and last line, from 1."""
    numbers = [document.position(line.block.span.start).line for line in lines]
    start = next((k for k, n in enumerate(numbers) if n >= first), len(lines))
    end = next((k for k, n in enumerate(numbers) if n > last), len(lines))
    stretches: list[Stretch] = [Stretch("summary", tuple(range(start, end)))] if start < end else []
    words = [0, *accumulate(line.words if line.role == "prose" else 0 for line in lines)]
    if words[start] >= _LEAST:
        stretches += divide(0, start)
    elif start:
        stretches.append(Stretch("notice", tuple(range(start))))
    return stretches + (divide(end, len(lines)) if end < len(lines) else [])


def given(document: Document, lines: Sequence[Line], kind: PartKind) -> list[Stretch]:
    """The part of a document handed over apart; several originals where marker lines divide it."""
    starts = [
        k for k, line in enumerate(lines) if (mark := _mark(document, line)) and mark.kind == "original"
    ]
    if kind == "summary" or not starts:
        return [Stretch(kind, tuple(range(len(lines))))]
    if any(line.role == "prose" for line in lines[: starts[0]]):
        return list(_rows(kind, [0, *starts], len(lines)))
    return list(_rows(kind, [0, *starts[1:]], len(lines)))


def _top(lines: Sequence[Line], end: int) -> list[Stretch]:
    """The summary, and the notices that stand above its first sentence."""
    first = next((k for k in range(end) if lines[k].role == "prose"), end)
    notices = [k for k in range(first) if lines[k].role == "notice" and lines[k].weight > 0]
    kept = tuple(k for k in range(end) if k not in notices)
    stretches = [Stretch("notice", (k,)) for k in notices]
    return [*stretches, Stretch("summary", kept)] if kept else stretches


def _mark(document: Document, line: Line) -> Mark | None:
    return (
        read_mark(document.text[line.block.span.start : line.block.span.end]) if line.role == "mark" else None
    )


def _rows(kind: PartKind, starts: Sequence[int], end: int) -> Iterator[Stretch]:
    for start, stop in zip(starts, [*starts[1:], end], strict=True):
        yield Stretch(kind, tuple(range(start, stop)))
