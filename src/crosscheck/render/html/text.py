"""Stretches of a document as a page draws them: cut wherever what is to be seen changes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import Literal, NamedTuple

MarkKind = Literal["error", "warning", "note", "moved"]
MARK_KINDS: tuple[MarkKind, ...] = ("error", "warning", "note", "moved")
"""Gravest first: where findings overlap, the first decides the underline."""

_UNSHOWN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)


class Mark(NamedTuple):
    """The words of a finding."""

    start: int
    end: int
    """Equal to ``start`` where words are missing."""
    kind: MarkKind
    rule: int = 0
    """Number of its rule on the page."""
    card: str = ""
    """Id of the finding's card; empty inside the card itself."""
    id: str = ""
    """Id of these words, which the card links to."""
    other: str = ""
    """Id of the same passage on the other side, for one that moved."""


class Change(NamedTuple):
    """Words that only one side has."""

    start: int
    end: int
    tag: Literal["", "ins", "del"]
    dropped: str = ""
    """Words of the other side that stood here instead."""
    light: bool = False
    """Respelt, or replaced by other words: shown in the redline alone."""


class Run(NamedTuple):
    """Text that is drawn alike throughout; without text, a place where words are missing."""

    text: str
    tag: Literal["", "ins", "del"] = ""
    light: bool = False
    dropped: str = ""
    """Words of the other side, shown before the text."""
    marks: tuple[Mark, ...] = ()
    """Findings that speak about the text, gravest first."""
    ids: tuple[str, ...] = ()
    """Ids of those whose words begin here."""

    @property
    def mark(self) -> Mark | None:
        """The finding that decides how the text is underlined."""
        return self.marks[0] if self.marks else None

    @property
    def others(self) -> str:
        """The cards of the other findings, parted by blanks."""
        return " ".join(m.card for m in self.marks[1:])


class Edit(NamedTuple):
    """Neighbouring runs that one change takes in, or none."""

    tag: Literal["", "ins", "del"]
    light: bool
    runs: tuple[Run, ...]


def edits(runs: Sequence[Run]) -> Iterator[Edit]:
    """The runs by their changes, so that words added together are one addition; dropped words stand by themselves."""
    apart = (piece for run in runs for piece in _apart(run))
    for (tag, light), group in groupby(apart, key=lambda run: (run.tag, run.light)):
        yield Edit(tag, light, tuple(group))


def cut(text: str, start: int, end: int, marks: Sequence[Mark], changes: Sequence[Change]) -> tuple[Run, ...]:
    """``text[start:end]`` as runs, in order; marks and changes may overlap each other and reach beyond it."""
    if not marks and not changes:
        return (Run(shown(text[start:end])),)
    bounds = {start, end}
    for a, b in [(m.start, m.end) for m in marks] + [(c.start, c.end) for c in changes]:
        bounds.update(at for at in (a, b) if start < at < end)
    marks = sorted(marks, key=lambda m: MARK_KINDS.index(m.kind))
    runs: list[Run] = []
    for a, b in pairwise(sorted(bounds)):
        runs.extend(_missing(a, marks, changes))
        runs.append(_run(text, a, b, start, marks, changes))
    runs.extend(_missing(end, marks, changes))
    return tuple(runs)


def shown(text: str) -> str:
    """The text with symbols for what could hide or reorder it: control characters and marks of direction."""
    return text if text.isascii() and text.isprintable() else _UNSHOWN.sub(_symbol, text)


def _run(text: str, a: int, b: int, first: int, marks: Sequence[Mark], changes: Sequence[Change]) -> Run:
    here = tuple(m for m in marks if m.start <= a and b <= m.end)
    ids = tuple(dict.fromkeys(m.id for m in here if m.id and a in (m.start, first)))
    change = next((c for c in changes if c.start <= a and b <= c.end), None)
    if change is None:
        return Run(shown(text[a:b]), marks=here, ids=ids)
    dropped = shown(change.dropped) if change.start == a else ""
    return Run(shown(text[a:b]), change.tag, change.light, dropped, here, ids)


def _missing(at: int, marks: Sequence[Mark], changes: Sequence[Change]) -> list[Run]:
    """What is missing at a place: findings about it, words that were dropped."""
    points = tuple(m for m in marks if m.start == m.end == at)
    dropped = [Run("", light=c.light, dropped=shown(c.dropped)) for c in changes if c.start == c.end == at]
    ids = tuple(dict.fromkeys(m.id for m in points if m.id))
    return [*([Run("", marks=points, ids=ids)] if points else []), *dropped]


def _apart(run: Run) -> Iterator[Run]:
    """The words dropped before a run, then the run, where it has anything to show."""
    if run.dropped:
        yield Run(run.dropped, "del", run.light)
    if run.text or run.marks:
        yield run._replace(dropped="")


def _symbol(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x20:
        return chr(0x2400 + code)
    if 0xD800 <= code < 0xE000:
        return "\ufffd"
    return "\u2421" if code == 0x7F else f"[U+{code:04X}]"
