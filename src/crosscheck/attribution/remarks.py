"""Who says what no attribution covers.

A sentence without an attribution of its own continues the remark of the sentence before it, within one paragraph: the remark
runs on.
"""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

from crosscheck.attribution.sentences import Attribution
from crosscheck.attribution.speakers import SpeakerWords
from crosscheck.model import Segment

OPENING = 12
"""Tokens of a sentence in which its first verb is looked for."""
How = Literal["own", "run-on", "none"]


class Speech(NamedTuple):
    """Who says some words of a text."""

    attribution: Attribution | None
    how: How
    """By an attribution in the same sentence, by one before it in the same paragraph, or by none."""


_NOBODY = Speech(None, "none")


class Speakers(NamedTuple):
    """The attributions of a part, by segment."""

    segments: Sequence[Segment]
    attributions: Sequence[Attribution]
    by_segment: Mapping[int, Sequence[Attribution]]
    words: SpeakerWords

    def beside(self, segment: Segment) -> Speech:
        """Who says what no attribution in the segment covers."""
        return _NOBODY if segment.index in self.by_segment else self.continued(segment)

    def continued(self, segment: Segment) -> Speech:
        """The remark that a segment without an attribution continues; a sentence in the past tense tells, and continues none."""
        for index in range(segment.index - 1, -1, -1):
            if self.segments[index].block != segment.block:
                break
            before = self.by_segment.get(index)
            if before:
                runs_on = before[-1].runs_on and not _is_told(segment, self.words)
                return Speech(before[-1], "run-on") if runs_on else _NOBODY
        return _NOBODY

    def may_continue(self, segment: Segment) -> bool:
        """Whether the first verb of a sentence is in the present or modal, so that it may continue a remark."""
        return not _is_told(segment, self.words) and not self.words.present.isdisjoint(
            segment.norms[:OPENING]
        )

    def last_before(self, segment: Segment) -> Attribution | None:
        """The last attribution before a segment, in whatever paragraph."""
        at = bisect_right(self.attributions, segment.span.start, key=lambda a: a.segment.span.start - 1)
        at = next((k for k in range(at, 0, -1) if self.attributions[k - 1].segment.index < segment.index), 0)
        return self.attributions[at - 1] if at else None


def speakers(
    segments: Sequence[Segment], attributions: Sequence[Attribution], words: SpeakerWords
) -> Speakers:
    """The attributions of a part, ready for looking up."""
    by_segment: dict[int, list[Attribution]] = {}
    for attribution in attributions:
        by_segment.setdefault(attribution.segment.index, []).append(attribution)
    return Speakers(segments, attributions, by_segment, words)


def _is_told(segment: Segment, words: SpeakerWords) -> bool:
    """Whether the first verb of a sentence seems to be in the past tense."""
    before = ""
    for norm in segment.norms[:OPENING]:
        if norm in words.present:
            return False
        if norm in words.past or (
            norm.endswith("ed")
            and len(norm) > 4
            and before[:1].isalpha()
            and before not in words.before_adjectives
        ):
            return True
        before = norm
    return False
