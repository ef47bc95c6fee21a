"""Quotations: what stands between quotation marks, of whatever kind, nested or running over paragraphs.

Apostrophes, feet and inches are told apart from marks by what stands around them. A mark without its partner makes no
quotation: it ends with its paragraph, unless the next one opens with a mark again, as a quotation of several paragraphs does.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from crosscheck.model import Segment, Span

FAR = 600
"""Code points within which a single mark must close to be one; keeps time linear."""

DEEPEST = 8
"""Marks that wait for their partner at once, the latest; more are no nesting but a slip."""

_MARKS = re.compile("[\"“”„«»‘’'‚]")
_CLOSES = {"“": "”", "„": "”“", "«": "»", "‘": "’", "‚": "’‘", '"': '"', "'": "'"}
_SINGLE = "‘’'‚"
_BEFORE_OPENING = '([{—–-/“"‘«'
_ELIDED = re.compile(
    r"['’‘](?:\d\ds?\b|tis\b|twas\b|em\b|n['’]|cause\b|til\b|till\b|round\b|bout\b|cos\b)", re.IGNORECASE
)
_ENDING = re.compile(r"(?<=\S)['’‘](?!\w)")
"""An apostrophe that may close a quotation."""
_SURE_ENDING = re.compile(r"(?<=[.,!?…])['’](?!\w)|‘")
"""One that can only close it; or the opening of another."""


class Quotation(NamedTuple):
    """A stretch between quotation marks."""

    span: Span
    """With its marks; over paragraphs where it runs on."""
    inner: Span
    """Without them; holds the marks that open each further paragraph."""
    depth: int
    """0 for a quotation that stands in no other."""


class _Open:
    """A mark that waits for its partner."""

    def __init__(self, mark: str, at: int) -> None:
        self.mark = mark
        self.at = at


def find_quotations(text: str, blocks: Iterable[Span]) -> tuple[Quotation, ...]:
    """The quotations in some blocks of a text, by their beginning; the blocks in order and apart."""
    found: list[Quotation] = []
    waiting: list[_Open] = []
    for block in blocks:
        waiting = _continued(text, block, waiting)
        found.extend(_in_block(text, block, waiting))
    return tuple(sorted(found, key=lambda q: (q.span.start, -q.span.end)))


def outermost(quotations: Iterable[Quotation]) -> Iterator[Quotation]:
    """Those that stand in no other; of one whose outer marks have no partner, itself."""
    end = -1
    for quotation in quotations:
        if quotation.span.start >= end:
            end = quotation.span.end
            yield quotation


def inside(quotations: Sequence[Quotation], segment: Segment) -> Iterator[tuple[Quotation, list[int]]]:
    """Each quotation that a segment holds or takes part in, with the segment's words between its marks."""
    for quotation in quotations:
        if quotation.inner.start >= segment.span.end:
            return
        if quotation.inner.end > segment.span.start:
            words = [k for k in tokens_from(segment, quotation.inner) if segment.norms[k][0].isalnum()]
            if words:
                yield quotation, words


def tokens_from(segment: Segment, span: Span) -> range:
    """The tokens of a segment that begin in a span."""
    starts = segment.bounds[::2]
    return range(bisect_left(starts, span.start), bisect_left(starts, span.end))


def _continued(text: str, block: Span, waiting: list[_Open]) -> list[_Open]:
    """The marks still open at the start of a block: an outer one, if the block opens with it again."""
    start = block.start
    while start < block.end and text[start].isspace():
        start += 1
    if waiting and text[start : start + 1] == waiting[0].mark and waiting[0].mark in '“"':
        return waiting[:1]
    return []


def _in_block(text: str, block: Span, waiting: list[_Open]) -> Iterator[Quotation]:
    skip = bool(waiting)
    for match in _MARKS.finditer(text, block.start, block.end):
        mark, at = match.group(), match.start()
        if skip:
            skip = False
            continue
        closed = _partner(text, block, waiting, mark, at)
        if closed is not None:
            opened = waiting[closed]
            del waiting[closed:]
            if at > opened.at + 1:
                span = Span(opened.at, at + 1, block.file)
                yield Quotation(span, Span(opened.at + 1, at, block.file), len(waiting))
        elif _opens(text, block, mark, at):
            if mark in "\"'":
                waiting[:] = [o for o in waiting if o.mark != mark]
            waiting.append(_Open(mark, at))
            del waiting[:-DEEPEST]


def _partner(text: str, block: Span, waiting: Sequence[_Open], mark: str, at: int) -> int | None:
    """The open mark that a mark closes, as its place among those that wait; None where it closes none."""
    before = text[at - 1] if at > block.start else " "
    if mark in "’'" and not _ends_single(text, block, waiting, at):
        return None
    if mark == '"' and before.isspace() and not _at_end(text, block, at):
        return None
    for place in range(len(waiting) - 1, -1, -1):
        if mark in _CLOSES[waiting[place].mark]:
            return place
    return None


def _at_end(text: str, block: Span, at: int) -> bool:
    """Whether a blank, or nothing, follows."""
    return at + 1 >= block.end or text[at + 1].isspace()


def _ends_single(text: str, block: Span, waiting: Sequence[_Open], at: int) -> bool:
    """Whether an apostrophe is a closing mark: not inside a word, nor the genitive of a plural ("the Smiths' dog")."""
    if not any(o.mark in _SINGLE for o in waiting):
        return False
    before, after = text[at - 1 : at], text[at + 1 : at + 2] if at + 1 < block.end else ""
    if after.isalnum() or before.isspace() or not before:
        return False
    if before in "sz" and after == " " and text[at + 2 : at + 3].isalnum():
        later = _SURE_ENDING.search(text, at + 1, min(block.end, at + FAR))
        return later is None or later.group() == "‘"
    return True


def _opens(text: str, block: Span, mark: str, at: int) -> bool:
    before = text[at - 1] if at > block.start else " "
    after = text[at + 1] if at + 1 < block.end else " "
    if mark in "“„«":
        return True
    if after.isspace() or not (before.isspace() or before in _BEFORE_OPENING):
        return False
    if mark == '"':
        return True
    if mark in "‘'‚":
        return (
            not _ELIDED.match(text, at) and _ENDING.search(text, at + 2, min(block.end, at + FAR)) is not None
        )
    return False
