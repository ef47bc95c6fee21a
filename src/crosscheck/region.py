"""Where a span stands in its file, in the units that output formats ask for."""

from typing import NamedTuple

from crosscheck.model import Document, Position, Span


class Region(NamedTuple):
    """A span in the lines of its file: from 1, columns in code points; the end is the place behind the last letter."""

    line: int
    column: int
    end_line: int
    end_column: int
    text: str
    """What the file has there, markup inside included."""


def bounds(document: Document, span: Span) -> tuple[Position, Position]:
    """First and last place of a span in the file.

    Where markup was left out the end is told from the last letter, so that no markup behind it belongs to the span.
    """
    first = document.position(span.start)
    if not document.anchors or span.start >= span.end:
        return first, document.position(span.end)
    last = document.position(span.end - 1)
    return first, Position(last.line, last.column + 1)


def region(document: Document, span: Span) -> Region | None:
    """A span in the lines of its file; None in a format that has none (docx, odt, pdf)."""
    if any(block.origin for block in document.blocks[:1]):
        return None
    first, last = bounds(document, span)
    return Region(*first, *last, source(document)[slice(*file_span(document, span))])


def file_span(document: Document, span: Span) -> tuple[int, int]:
    """Start and end of a span in ``source``, markup inside included."""
    first, last = bounds(document, span)
    return _offset(document, first), _offset(document, last)


def source(document: Document) -> str:
    """The decoded file; the text where the two are equal."""
    return document.text if document.source is None else document.source


def origin(document: Document, span: Span) -> str | None:
    """Where a format without lines has a span, as "paragraph 12" or "page 3"."""
    return next((b.origin for b in document.blocks if b.origin and b.span.holds(span)), None)


def utf8_column(document: Document, line: int, column: int) -> int:
    """The column of a place in bytes of the file as UTF-8, from 1; a byte-order mark is in no column."""
    start = document.line_starts[line - 1]
    before = source(document)[start : start + column - 1]
    return len(before.encode("utf-8", "surrogatepass")) + 1


def _offset(document: Document, place: Position) -> int:
    return document.line_starts[place.line - 1] + place.column - 1
