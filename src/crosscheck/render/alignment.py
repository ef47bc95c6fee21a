"""What came from where: for each paragraph of the summary the paragraphs it draws on, then its sentences."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from crosscheck.model import Alignment, Segment
from crosscheck.report import Report


def render(report: Report, width: int = 80) -> str:
    """One line a paragraph, one a sentence below it: relation, score, source, the beginning of the text."""
    lines: list[str] = []
    for block, alignments in groupby(report.alignments, key=lambda a: a.segment.block):
        lines += _paragraph(report, block, list(alignments), width)
    return "\n".join(lines) + "\n"


def _paragraph(report: Report, block: int, alignments: list[Alignment], width: int) -> Iterator[str]:
    drawn = dict.fromkeys(_paragraph_of(report, s.segment) for a in alignments for s in a.sources)
    line = _line(report, alignments[0].segment)
    label = "title" if block < 0 else f"paragraph {block + 1}"
    yield f"{label} (line {line}) <- {', '.join(drawn) or 'nothing'}"
    for alignment in alignments:
        sources = ", ".join(
            f"[{s.segment.part}]:{_line(report, s.segment)} {s.score:.0f}%" for s in alignment.sources
        )
        head = f"  {alignment.relation:<10} {sources or '-':<22} "
        text = " ".join(alignment.segment.text.split())
        room = max(20, width - len(head))
        yield head + (text if len(text) <= room else text[: room - 3].rstrip() + "...")


def _paragraph_of(report: Report, segment: Segment) -> str:
    return f"[{segment.part}] {'title' if segment.block < 0 else f'paragraph {segment.block + 1}'}"


def _line(report: Report, segment: Segment) -> int:
    return report.collation.documents[segment.span.file].position(segment.span.start).line
