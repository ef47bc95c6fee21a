"""Lines spoken to crosscheck: marks that settle the boundary by hand, and ignore comments."""

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

# Most documents hold none of these: they are compiled when a line asks.
_MARK = (
    r"(?is)\s*(?:<!--\s*crosscheck:\s*(?:(?P<a>originals)|original:\s*(?P<b>.*?))\s*-->"
    r"|={3,}\s*(?:(?P<c>originals)|original:\s*(?P<d>.*?))\s*={3,})\s*"
)
_LINE = r"(?i)<!--\s*crosscheck:(?:(?!-->).)*-->|={3,}\s*original(?:s|:.*?)\s*={3,}"
_COMMENT = r"(?i)<!--\s*crosscheck:"
_INSTRUCTION = (
    r"(?is)<!--\s*crosscheck:\s*(?P<verb>[\w-]*)\s*(?:\[(?P<rules>[^\]]*)\])?\s*(?P<reason>.*?)\s*-->"
)


class Mark(NamedTuple):
    """What a marker line says: all that follows are originals, or one original with this title begins."""

    kind: Literal["originals", "original"]
    title: tuple[int, int] | None = None
    """Where the title stands in the line; None where it gives none."""


class Instruction(NamedTuple):
    """What an ignore comment says, as ``<!-- crosscheck: ignore[spelling.typo] a coinage -->``."""

    verb: str
    """In lower case: "ignore", "disable", "enable", "file-ignore", or whatever else stands there."""
    rules: tuple[str, ...]
    """The names between the brackets; empty where there are none."""
    reason: str


def read_mark(line: str) -> Mark | None:
    """The mark in a line, or None: an ignore comment is a marker line too, but sets no boundary."""
    match = re.fullmatch(_MARK, line)
    if not match:
        return None
    if match["a"] or match["c"]:
        return Mark("originals")
    name = "b" if match["b"] is not None else "d"
    return Mark("original", match.span(name) if match[name] else None)


def read_instruction(line: str) -> Instruction | None:
    """The instruction in a comment spoken to crosscheck; None for a mark, and for any other line."""
    match = re.fullmatch(_INSTRUCTION, line)
    if not match or read_mark(line):
        return None
    names = (name.strip() for name in (match["rules"] or "").split(","))
    return Instruction(match["verb"].lower(), tuple(n for n in names if n), " ".join(match["reason"].split()))


def comments_in(text: str) -> Iterator[int]:
    """Where comments spoken to crosscheck begin in a text, whether or not they have a line of their own."""
    return (match.start() for match in re.finditer(_COMMENT, text)) if "<!--" in text else iter(())


def is_marker(text: str, start: int, end: int) -> bool:
    """Whether a line is spoken to crosscheck, a mark or an ignore comment: it belongs to no paragraph."""
    return re.fullmatch(_LINE, text[start:end]) is not None


def has_marker(text: str) -> bool:
    """Whether such a line may stand anywhere in a text."""
    return ("<!--" in text or "===" in text) and re.search(_LINE, text) is not None
