"""Lines by which an author settles the boundary by hand."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

_MARK = re.compile(
    r"\s*(?:<!--\s*crosscheck:\s*(?:(?P<a>originals)|original:\s*(?P<b>.*?))\s*-->"
    r"|={3,}\s*(?:(?P<c>originals)|original:\s*(?P<d>.*?))\s*={3,})\s*",
    re.IGNORECASE | re.DOTALL,
)


_LINE = re.compile(r"<!--\s*crosscheck:.*?-->|={3,}\s*original(?:s|:.*?)\s*={3,}", re.IGNORECASE)


class Mark(NamedTuple):
    """What a marker line says: all that follows are originals, or one original with this title begins."""

    kind: Literal["originals", "original"]
    title: tuple[int, int] | None = None
    """Where the title stands in the line; None where it gives none."""


def read_mark(line: str) -> Mark | None:
    """The mark in a line, or None: an ignore comment is a marker line too, but sets no boundary."""
    match = _MARK.fullmatch(line)
    if not match:
        return None
    if match["a"] or match["c"]:
        return Mark("originals")
    name = "b" if match["b"] is not None else "d"
    return Mark("original", match.span(name) if match[name] else None)


def is_marker(text: str, start: int, end: int) -> bool:
    """Whether a line is spoken to crosscheck, a mark or an ignore comment: it belongs to no paragraph."""
    return _LINE.fullmatch(text, start, end) is not None


def has_marker(text: str) -> bool:
    """Whether such a line may stand anywhere in a text."""
    return _LINE.search(text) is not None
