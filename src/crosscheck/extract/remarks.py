"""Which remark of the originals a remark of the summary was made from, and who speaks there.

A sentence without an attribution of its own continues the remark of the sentence before it, within one paragraph: the remark
runs on.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from crosscheck.extract.attributions import Attribution
from crosscheck.model import Alignment, Segment

FEWEST = 2
"""Content words that a piece of a remark must share with an original to be judged."""

How = Literal["own", "run-on", "none"]


class Speech(NamedTuple):
    """Who says some words of a text."""

    attribution: Attribution | None
    how: How
    """By an attribution in the same sentence, by one before it in the same paragraph, or by none."""


class Piece(NamedTuple):
    """A stretch of a remark that comes from one sentence of an original."""

    tokens: tuple[int, ...]
    """Its content words in the summary's segment."""
    segment: Segment
    """Of the original."""
    speech: Speech


@dataclass(frozen=True)
class Speakers:
    """The attributions of a part, by segment."""

    segments: Sequence[Segment]
    attributions: Sequence[Attribution]
    by_segment: Mapping[int, Sequence[Attribution]]

    def speech(self, segment: Segment, token: int) -> Speech:
        """Who says a token of a segment."""
        own = self.by_segment.get(segment.index, ())
        covering = [a for a in own if a.covers(token)]
        if covering:
            return Speech(covering[-1], "own")
        return Speech(None, "none") if own else self.continued(segment)

    def continued(self, segment: Segment) -> Speech:
        """The remark that a segment without an attribution continues."""
        for index in range(segment.index - 1, -1, -1):
            if self.segments[index].block != segment.block:
                break
            before = self.by_segment.get(index)
            if before:
                return Speech(before[-1], "run-on") if before[-1].runs_on else Speech(None, "none")
        return Speech(None, "none")

    def last_before(self, segment: Segment) -> Attribution | None:
        """The last attribution before a segment, in whatever paragraph."""
        at = bisect_right(self.attributions, segment.span.start, key=lambda a: a.segment.span.start - 1)
        at = next((k for k in range(at, 0, -1) if self.attributions[k - 1].segment.index < segment.index), 0)
        return self.attributions[at - 1] if at else None


def speakers(segments: Sequence[Segment], attributions: Sequence[Attribution]) -> Speakers:
    """The attributions of a part, ready for looking up."""
    by_segment: dict[int, list[Attribution]] = {}
    for attribution in attributions:
        by_segment.setdefault(attribution.segment.index, []).append(attribution)
    return Speakers(segments, attributions, by_segment)


def pieces(
    alignment: Alignment, said: Sequence[tuple[int, int]], originals: Mapping[str, Speakers], function: frozenset[str]
) -> list[Piece]:
    """The pieces of a remark, in order of the summary; empty where most of it comes from nowhere."""
    wanted = [k for a, b in said for k in range(a, b) if _is_content(alignment.segment, k, function)]
    found: dict[tuple[int, int], list[tuple[int, Segment, Speech]]] = {}
    there = _there(alignment)
    for token in wanted:
        if token not in there:
            continue
        source, other = there[token]
        segment = alignment.sources[source].segment
        speech = originals[segment.part].speech(segment, other)
        found.setdefault((source, id(speech.attribution)), []).append((token, segment, speech))
    groups = [g for g in found.values() if len(g) >= min(FEWEST, len(wanted))]
    if 2 * sum(map(len, groups)) < len(wanted):
        return []
    return sorted((Piece(tuple(t for t, _, _ in g), g[0][1], g[0][2]) for g in groups), key=lambda p: p.tokens)


def _there(alignment: Alignment) -> dict[int, tuple[int, int]]:
    """Tokens of the summary -> source and token that they equal, or replace one for one."""
    there: dict[int, tuple[int, int]] = {}
    for op in alignment.ops:
        same_length = op.summary[1] - op.summary[0] == op.original[1] - op.original[0]
        if op.source >= 0 and op.kind in ("equal", "substitute") and same_length:
            pairs = zip(range(*op.summary), range(*op.original), strict=True)
            there.update((k, (op.source, m)) for k, m in pairs)
    return there


def _is_content(segment: Segment, token: int, function: frozenset[str]) -> bool:
    norm = segment.norms[token]
    return norm[0].isalnum() and norm not in function
