"""The texts beside each other: the summary with its sources, each original with what was kept and what was left out."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import NamedTuple

from crosscheck.model import Block, Coverage, Part, Segment
from crosscheck.render.html.places import Piece, Places
from crosscheck.render.html.redline import original_changes, summary_changes
from crosscheck.render.html.text import Change, Mark, Run, cut, shown
from crosscheck.report import Report
from crosscheck.verdict import counted

FOLDED = 3
"""Sentences left out in a row from which they are folded away."""
_NAMES = {"notice": "Notice", "furniture": "Page residue, not compared"}
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_MONTHS = "January February March April May June July August September October November December".split()


class Link(NamedTuple):
    """A link to a sentence of the other side."""

    href: str
    said: str
    """What comes before the text for those who do not see where the link stands."""
    text: str
    """Number of the original, or paragraph of the article; "+" for a further sentence of the same."""


class Bar(NamedTuple):
    """One cell a sentence, a unit wide, as data of SVG paths."""

    cells: int
    filled: str
    errors: str = ""
    warnings: str = ""


class Sentence(NamedTuple):
    """A piece of text with what stands beside it."""

    runs: tuple[Run, ...]
    id: str = ""
    """Empty for what stands between sentences."""
    lead: bool = False
    """A dateline, list marker or byline."""
    about: tuple[Mark, ...] = ()
    """Findings about all of it."""
    moved: tuple[Mark, ...] = ()
    """Those among them that say it moved, where the passage begins."""
    links: tuple[Link, ...] = ()
    """Of a sentence of the summary, where it comes from; of one of an original, where it went."""
    also: tuple[Link, ...] = ()
    """Equal passages: in further originals; or in the summary, which took them from another original."""
    also_name: str = "also in"
    unsourced: bool = False

    @property
    def cards(self) -> str:
        """The cards of the findings about all of it, parted by blanks."""
        return " ".join(m.card for m in self.about)


class Paragraph(NamedTuple):
    """A block, or the rest of one whose beginning stands in another stretch."""

    kind: str
    number: str
    """What stands in the margin, where it begins here."""
    id: str
    """Empty where it has no number, or begins elsewhere."""
    sentences: tuple[Sentence, ...]


class Stretch(NamedTuple):
    """Paragraphs that were kept, or that were left out."""

    paragraphs: tuple[Paragraph, ...]
    dropped: int = 0
    """Sentences left out; 0 for a stretch that was kept."""

    @property
    def folded(self) -> bool:
        """Whether it is folded away."""
        return self.dropped >= FOLDED


class Pane(NamedTuple):
    """One part as a page shows it."""

    id: str
    number: int
    """Of an original; 0 for other parts."""
    title: str
    heading: Paragraph | None
    """The title as printed, with its marks."""
    about: str
    """Publisher, place and dates."""
    language: str
    stretches: tuple[Stretch, ...]
    bar: Bar
    share: str = ""
    """Share of its words that was kept, as "52%"."""
    kept: str = ""
    """What was kept of it, in words."""


class Panes:
    """Makes the panes of a report, once the words of every finding are entered in ``places``."""

    def __init__(self, report: Report, places: Places) -> None:
        self._report = report
        self._places = places
        self._alignments = {a.segment: a for a in report.alignments}
        self._dropped = set(report.dropped)
        self._lost = original_changes(report.alignments)
        self._uses: dict[Segment, list[Segment]] = defaultdict(list)
        for alignment in report.alignments:
            for source in dict.fromkeys(s.segment for s in alignment.sources):
                self._uses[source].append(alignment.segment)
        self._equal: dict[Segment, list[Segment]] = defaultdict(list)
        for alignment in report.alignments:
            for segment in alignment.also_in:
                self._equal[segment].append(alignment.segment)

    def summary(self) -> Pane:
        """The article; its bar has a cell for each sentence, filled where it has a source."""
        part = self._report.collation.summary
        pieces = [
            p for _, ps in self._places.blocks[part.id] for p in ps if p.segment and p.segment.kind != "title"
        ]
        kinds = [{m.kind for m in (*p.marks, *p.about)} for p in pieces]
        sourced = [n for n, p in enumerate(pieces) if p.segment and not self._is_unsourced(p.segment)]
        bar = Bar(
            len(pieces),
            cells(sourced),
            cells(n for n, found in enumerate(kinds) if "error" in found),
            cells(n for n, found in enumerate(kinds) if "warning" in found and "error" not in found),
        )
        return self._pane(part, "summary", [Stretch(tuple(self._paragraphs(part)))], bar)

    def originals(self) -> tuple[Pane, ...]:
        """The originals, in order; a bar has a cell for each sentence, filled where it was kept."""
        coverage = {c.part: c for c in self._report.coverage}
        return tuple(self._original(p, coverage.get(p.id)) for p in self._report.collation.originals)

    def others(self) -> tuple[Pane, ...]:
        """Notices and furniture, which are not compared."""
        return tuple(
            self._pane(part, f"part-{n}", [Stretch(tuple(self._paragraphs(part)))], Bar(0, ""))
            for n, part in enumerate(self._report.collation.parts)
            if part.kind in ("notice", "furniture")
        )

    def _original(self, part: Part, coverage: Coverage | None) -> Pane:
        segments = [s for s in self._report.segments.get(part.id, ()) if s.kind != "title"]
        bar = Bar(len(segments), cells(n for n, s in enumerate(segments) if s not in self._dropped))
        share = kept = ""
        if coverage:
            share = f"{100 * coverage.words_kept / max(1, coverage.words):.0f}%"
            sentences = f"{coverage.sentences_kept:,} of {counted(coverage.sentences, 'sentence')}"
            kept = f"{share} of {counted(coverage.words, 'word')}, {sentences}"
        return self._pane(
            part, f"o{self._places.numbers[part.id]}", list(self._stretches(part)), bar, share, kept
        )

    def _pane(
        self, part: Part, id_: str, stretches: list[Stretch], bar: Bar, share: str = "", kept: str = ""
    ) -> Pane:
        heading = self._paragraph(*self._places.blocks[part.id][0]) if part.title else None
        number = self._places.numbers.get(part.id, 0)
        title = shown(part.title_text or _NAMES.get(part.kind, ""))
        return Pane(
            id_, number, title, heading, _about(part), language_of(part), tuple(stretches), bar, share, kept
        )

    def _stretches(self, part: Part) -> Iterator[Stretch]:
        """The paragraphs of an original, parted where it changes between kept and left out."""
        rows = [(block, piece) for block, pieces in self._body(part) for piece in pieces]
        for dropped, group in groupby(zip(rows, self._fates(rows), strict=True), key=lambda row: row[1]):
            blocks = groupby((row for row, _ in group), key=lambda row: row[0])
            paragraphs = [(block, [piece for _, piece in rest]) for block, rest in blocks]
            count = sum(piece.segment is not None for _, pieces in paragraphs for piece in pieces)
            prefix = f"o{self._places.numbers[part.id]}a"
            yield Stretch(tuple(self._paragraph(*p, prefix) for p in paragraphs), count if dropped else 0)

    def _fates(self, rows: Sequence[tuple[Block, Piece]]) -> list[bool]:
        """Whether each piece was left out: a lead shares the fate of its sentence, a blank that of what stands before."""
        fates: list[bool] = []
        for n, (block, piece) in enumerate(rows):
            segment = piece.segment
            if segment is None and (not n or rows[n - 1][0] is not block):
                segment = next((p.segment for b, p in rows[n : n + 2] if b is block and p.segment), None)
            fates.append(segment in self._dropped if segment else bool(fates) and fates[-1])
        return fates

    def _paragraphs(self, part: Part) -> Iterator[Paragraph]:
        prefix = "a" if part.kind == "summary" else ""
        return (self._paragraph(block, pieces, prefix) for block, pieces in self._body(part))

    def _body(self, part: Part) -> list[tuple[Block, list[Piece]]]:
        """The blocks of a part without its title."""
        blocks = self._places.blocks[part.id]
        return blocks[1:] if part.title else blocks

    def _paragraph(self, block: Block, pieces: Sequence[Piece], prefix: str = "") -> Paragraph:
        begins = bool(pieces) and pieces[0].span.start <= block.body.start
        margin = self._places.margin(block.span) if begins else ""
        id_ = f"{prefix}{self._places.paragraph(block)}" if margin and prefix else ""
        kind = "heading" if block.kind == "title" else block.kind
        return Paragraph(kind, margin, id_, tuple(self._sentence(p) for p in pieces))

    def _sentence(self, piece: Piece) -> Sentence:
        text, segment = self._places.text(piece.span.file), piece.segment
        start, end, _ = piece.span
        if segment is None:
            return Sentence(cut(text, start, end, piece.marks, ()), lead=bool(text[start:end].strip()))
        alignment = self._alignments.get(segment)
        changes: Iterable[Change] = summary_changes(alignment) if alignment else self._lost.get(segment, ())
        return Sentence(
            cut(text, start, end, piece.marks, tuple(changes)),
            piece.id,
            about=tuple(piece.about),
            moved=tuple(m for m in piece.about if m.kind == "moved" and m.start == start and m.other),
            links=tuple(
                self._links([s.segment for s in alignment.sources] if alignment else self._uses[segment])
            ),
            also=tuple(self._links(alignment.also_in if alignment else self._equal[segment])),
            also_name="also in" if alignment else "same as article",
            unsourced=self._is_unsourced(segment),
        )

    def _is_unsourced(self, segment: Segment) -> bool:
        alignment = self._alignments.get(segment)
        return alignment is not None and not alignment.sources and segment.kind != "title"

    def _links(self, segments: Iterable[Segment]) -> Iterator[Link]:
        """Links to sentences of the other side: by the number of the original, by the paragraph of the article."""
        seen: set[str] = set()
        for segment in dict.fromkeys(segments):
            number = self._places.numbers.get(segment.part)
            side, text = "original" if number else "article", str(number or self._places.margin(segment.span))
            again = text in seen
            seen.add(text)
            id_ = self._places.id_of(segment)
            yield Link(id_, f"{side} {text}", "+") if again else Link(id_, side, text)


def cells(numbers: Iterable[int]) -> str:
    """The cells with these numbers as data of an SVG path to be stroked, neighbours joined."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][1] == number:
            runs[-1][1] = number + 1
        else:
            runs.append([number, number + 1])
    return "".join(f"M{start} 0h{end - start}" for start, end in runs)


def language_of(part: Part) -> str:
    """The language of a part as a page may declare it."""
    return part.language if _LANGUAGE.fullmatch(part.language) else "en"


def _about(part: Part) -> str:
    """Publisher, place and dates in one line."""
    facts = [part.publisher, part.place]
    if part.published:
        facts.append(f"published {_day(part.published)}")
    if part.event_date and not part.event_assumed:
        facts.append(f"event of {_day(part.event_date)}")
    return shown(" · ".join(f for f in facts if f))


def _day(day: date) -> str:
    return f"{_MONTHS[day.month - 1]} {day.day}, {day.year}"
