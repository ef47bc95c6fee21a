"""Blocks and their text put together piece by piece, with the map from that text back to the file."""

from __future__ import annotations

import re

from crosscheck.model import Block, BlockKind, Document, Remark, Span
from crosscheck.read.text import line_starts

_LINE_END = re.compile(r"\n\s*+")
_LOWER = re.compile(r"[a-zß-öø-ÿ]")
_LONG_CELL = 200
"""Code points from which a table cell is read as prose."""


def flat(comment: str) -> str:
    """A comment on one line, as long as it was."""
    return re.sub(r"\s", " ", comment)


class Builder:
    """Collects the blocks of one document: ``put`` text, then ``close`` the block it makes.

    The text has one block a line. Each piece may say at which offset of the file it stands; where formats have no such
    offsets, ``close`` is told the block's origin instead.
    """

    def __init__(self, file: int) -> None:
        self._file = file
        self._pieces: list[str] = []
        self._length = 0
        self._first = 0
        """Number of pieces before the open block."""
        self._start = 0
        self._body = 0
        self._anchors: list[tuple[int, int]] = []
        self._drift = 0
        self.blocks: list[Block] = []

    @property
    def empty(self) -> bool:
        """Whether nothing was put since the last block was closed."""
        return self._length == self._start

    def put(self, text: str, at: int | None = None) -> None:
        """Add text to the open block; ``at`` is where it stands in the file."""
        if not text:
            return
        if at is not None and at - self._length != self._drift:
            self._drift = at - self._length
            self._anchors.append((self._length, at))
        self._pieces.append(text)
        self._length += len(text)

    def lead(self) -> None:
        """What was put so far in this block is its list marker."""
        self._body = self._length

    def open_text(self) -> str:
        """What was put since the last block was closed."""
        return "".join(self._pieces[self._first :])

    def mark(self, comment: str, at: int, *, inside: bool = False) -> None:
        """A comment spoken to crosscheck, as a block of its own; ``inside``: it stands in the block before it."""
        self.put(flat(comment), at)
        self.close("marker", int(inside))

    def close(self, kind: BlockKind, level: int = 0, origin: str | None = None) -> None:
        """End the open block; a line end in it ends a block too, unless the sentence goes on in lower case.

        Blanks around a block are not part of it, and one that shows nothing is not kept. A table cell that holds a
        paragraph, as in pages laid out by tables, is a paragraph.
        """
        text = self.open_text()
        at = 0
        ends = (m.start() for m in _LINE_END.finditer(text) if not _LOWER.match(text, m.end()))
        for end in (*ends, len(text)):
            self._add(text, at, end, kind, level, origin)
            at = end
        if not self.empty:
            self._pieces.append("\n")
            self._length += 1
        self._first = len(self._pieces)
        self._start = self._body = self._length

    def _add(self, text: str, at: int, end: int, kind: BlockKind, level: int, origin: str | None) -> None:
        shown = text[at:end]
        start = self._start + at + len(shown) - len(shown.lstrip())
        stop = self._start + at + len(shown.rstrip())
        if start >= stop or self._body >= stop:
            return
        if kind == "cell" and stop - start >= _LONG_CELL:
            kind = "paragraph"
        body = Span(max(start, self._body), stop, self._file)
        self.blocks.append(Block(kind, Span(start, stop, self._file), body, level, origin))

    def document(
        self, name: str, sha256: str, source: str | None = None, remarks: tuple[Remark, ...] = ()
    ) -> Document:
        """The document; ``source`` is the decoded file that the offsets given to ``put`` point into."""
        text = "".join(self._pieces)
        return Document(
            file=self._file,
            name=name,
            text=text,
            sha256=sha256,
            blocks=tuple(self.blocks),
            line_starts=line_starts(text if source is None else source),
            anchors=tuple(self._anchors),
            remarks=remarks,
            source=source,
        )
