"""Blocks and their text put together piece by piece, with the map from that text back to the file."""

from __future__ import annotations

from crosscheck.model import Block, BlockKind, Document, Remark, Span
from crosscheck.read.text import line_starts


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

    def close(self, kind: BlockKind, level: int = 0, origin: str | None = None) -> None:
        """End the open block, without the blanks around it; a block that shows nothing is not kept."""
        shown = "".join(self._pieces[self._first :])
        left = len(shown) - len(shown.lstrip())
        start, end = self._start + left, self._start + len(shown.rstrip())
        if start < end and self._body < end:
            span, body = Span(start, end, self._file), Span(max(start, self._body), end, self._file)
            self.blocks.append(Block(kind, span, body, level, origin))
        if not self.empty:
            self._pieces.append("\n")
            self._length += 1
        self._first = len(self._pieces)
        self._start = self._body = self._length

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
        )
