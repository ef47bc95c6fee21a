"""Where everything stands on the page: the texts cut into pieces, and for each span its line and what a link leads to."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from crosscheck.model import Block, Part, Segment, Span
from crosscheck.render.html.text import Mark
from crosscheck.report import Report


@dataclass(slots=True, eq=False)
class Piece:
    """A stretch of text drawn as one: a sentence, or what stands before, between and after sentences."""

    part: str
    block: Block
    span: Span
    segment: Segment | None = None
    id: str = ""
    """Sentences have one."""
    marks: list[Mark] = field(default_factory=list)
    about: list[Mark] = field(default_factory=list)
    """Findings about the whole stretch: none of its words is underlined for them."""


class Places:
    """The texts of a report cut into pieces, in order of the documents."""

    def __init__(self, report: Report) -> None:
        self._documents = report.collation.documents
        self.numbers = {p.id: n for n, p in enumerate(report.collation.originals, 1)}
        self._paragraphs: dict[Span, int] = {}
        """Numbers of the blocks inside their part, from 1; a title has none."""
        self.blocks: Mapping[str, list[tuple[Block, list[Piece]]]] = {
            p.id: list(self._blocks(p, report.segments.get(p.id, ()))) for p in report.collation.parts
        }
        self._pieces: list[list[Piece]] = [[] for _ in self._documents]
        for blocks in self.blocks.values():
            for block, pieces in blocks:
                self._pieces[block.span.file].extend(pieces)
        for pieces in self._pieces:
            pieces.sort(key=lambda p: p.span.start)
        self._starts = [[p.span.start for p in pieces] for pieces in self._pieces]

    def enter(self, span: Span, mark: Mark) -> str:
        """Mark the words of a finding; the id of what a link to them leads to, "" where the page does not show them."""
        target, own = "", _words_id(span)
        for piece in self._at(span):
            whole = piece.segment is not None and span.holds(piece.span)
            (piece.about if whole else piece.marks).append(mark._replace(id="" if whole or target else own))
            target = target or (piece.id if whole else own)
        return target

    def target(self, span: Span) -> str:
        """The id of the first sentence that a span touches, "" where it touches none."""
        return next((p.id for p in self._at(span) if p.id), "")

    def id_of(self, segment: Segment) -> str:
        """The id of a sentence."""
        number = self.numbers.get(segment.part)
        return f"o{number}-{segment.index}" if number else f"s{segment.index}"

    def paragraph(self, block: Block) -> int:
        """The number of a block inside its part, from 1; 0 for a title."""
        return self._paragraphs.get(block.span, 0)

    def margin(self, span: Span) -> str:
        """The number that stands in the margin: of the paragraph, or the last one of "page 3, paragraph 12"."""
        return next(iter(re.findall(r"[0-9]+", self._where(span))[-1:]), "")

    def name(self, span: Span) -> str:
        """A place as editors say it: "article, paragraph 10", "original 1, paragraph 3", "line 75" between the texts."""
        part = next((p.part for p in self._at(span)), "")
        if part[:1] in ("", "n", "f"):
            return f"line {self._documents[span.file].position(span.start).line}"
        number = self.numbers.get(part)
        return f"original {number}, {self._where(span)}" if number else f"article, {self._where(span)}"

    def at_line(self, part: str, line: int) -> str:
        """The place of a paragraph by the line of the file on which it begins; empty where none does."""
        for piece in (p for _, pieces in self.blocks.get(part, ()) for p in pieces):
            if self._documents[piece.span.file].position(piece.block.body.start).line == line:
                return self.name(piece.span)
        return ""

    def _where(self, span: Span) -> str:
        """Where a span starts: "paragraph 10", "title", or what a format without lines says of its block."""
        block = next((p.block for p in self._at(span)), None)
        if block and block.origin:
            return block.origin
        number = self.paragraph(block) if block else 0
        return f"paragraph {number}" if number else "title"

    def text(self, file: int) -> str:
        """The text of a document."""
        return self._documents[file].text

    def _at(self, span: Span) -> list[Piece]:
        """The pieces that a span touches; of an empty one the sentence that it ends, lies in or starts."""
        pieces, starts = self._pieces[span.file], self._starts[span.file]
        at = max(0, bisect_right(starts, span.start) - 1)
        if span.start == span.end:
            near = [p for p in pieces[max(0, at - 2) : at + 1] if p.span.start <= span.start <= p.span.end]
            return sorted(near, key=lambda p: p.segment is None)[:1]
        found = []
        while at < len(pieces) and pieces[at].span.start < span.end:
            if pieces[at].span.end > span.start:
                found.append(pieces[at])
            at += 1
        return found

    def _blocks(self, part: Part, segments: Sequence[Segment]) -> Iterator[tuple[Block, list[Piece]]]:
        """The blocks of a part, title first, each with its pieces."""
        titles = [s for s in segments if s.block < 0]
        if part.title:
            yield part.title, list(self._cut(part, part.title, part.title.body, titles))
        at = len(titles)
        for number, block in enumerate(part.blocks):
            first = at
            self._paragraphs[block.span] = number + 1
            while at < len(segments) and segments[at].block == number:
                at += 1
            yield block, list(self._cut(part, block, block.span, segments[first:at]))

    def _cut(self, part: Part, block: Block, span: Span, segments: Sequence[Segment]) -> Iterator[Piece]:
        at = span.start
        for segment in segments:
            if at < segment.span.start:
                yield Piece(part.id, block, Span(at, segment.span.start, span.file))
            yield Piece(part.id, block, segment.span, segment, self.id_of(segment))
            at = segment.span.end
        if at < span.end:
            yield Piece(part.id, block, Span(at, span.end, span.file))


def _words_id(span: Span) -> str:
    """The id of words, or of the place where some are missing, by where they begin: findings that begin there share it."""
    kind = "w" if span.start < span.end else "g"
    return f"{kind}{span.file}-{span.start}" if span.file else f"{kind}{span.start}"
