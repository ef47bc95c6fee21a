"""Which remark of the originals a remark of the summary was made from, and who speaks there.

A sentence without an attribution of its own continues the remark of the sentence before it, within one paragraph: the remark
runs on.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Literal, NamedTuple

from crosscheck.extract.sayings import Attribution
from crosscheck.extract.speakers import SpeakerWords
from crosscheck.model import Alignment, Segment

OPENING = 12
"""Tokens of a sentence in which its first verb is looked for."""
FEWEST = 2
"""Words, one of them no grammar word, that a piece of a remark must share with an original to be judged."""

MOST = 0.75
"""Share of its words that a stretch from nowhere must have in common with a remark that it may come from."""

How = Literal["own", "run-on", "none"]


class Speech(NamedTuple):
    """Who says some words of a text."""

    attribution: Attribution | None
    how: How
    """By an attribution in the same sentence, by one before it in the same paragraph, or by none."""


_NOBODY = Speech(None, "none")


class Piece(NamedTuple):
    """A stretch of a remark that comes from one sentence of an original."""

    tokens: tuple[int, ...]
    """Its words in the summary's segment."""
    segment: Segment
    """Of the original."""
    speech: Speech


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


def pieces(
    alignment: Alignment,
    said: Sequence[tuple[int, int]],
    originals: Mapping[str, Speakers],
    function: frozenset[str],
    same_word: Callable[[str, str], bool],
) -> list[Piece]:
    """The pieces of a remark, in order of the summary; empty where most of it comes from nowhere."""
    norms = alignment.segment.norms
    wanted = {k for a, b in said for k in range(a, b) if norms[k][0].isalnum()}
    made = [
        p
        for p in _aligned(alignment, wanted, originals)
        if len(p.tokens) >= min(FEWEST, len(wanted)) and not function.issuperset([norms[k] for k in p.tokens])
    ]
    for op in alignment.ops:
        if op.kind == "insert":
            run = [k for k in range(*op.summary) if k in wanted and norms[k] not in function]
            if run and (piece := _elsewhere(alignment, run, originals, same_word)):
                made.append(piece)
    if 2 * sum(len(p.tokens) for p in made) < len(wanted):
        return []
    return sorted(made, key=lambda p: p.tokens)


def _aligned(alignment: Alignment, wanted: set[int], originals: Mapping[str, Speakers]) -> Iterator[Piece]:
    """The wanted words that equal words of a source, or replace them one for one, by source and speech."""
    for number, (segment, _) in enumerate(alignment.sources):
        ours: dict[int, int] = {}
        for op in alignment.ops:
            same_length = op.summary[1] - op.summary[0] == op.original[1] - op.original[0]
            if op.source == number and op.kind in ("equal", "substitute") and same_length:
                ours.update(zip(range(*op.original), range(*op.summary), strict=True))
        left = wanted & set(ours.values())
        known = originals[segment.part]
        for attribution in reversed(known.by_segment.get(segment.index, ())):
            covered = chain.from_iterable([range(*said) for said in attribution.said])
            words = left.intersection(map(ours.get, covered))
            left -= words
            if words:
                yield Piece(tuple(sorted(words)), segment, Speech(attribution, "own"))
        if left:
            yield Piece(tuple(sorted(left)), segment, known.beside(segment))


def _elsewhere(
    alignment: Alignment,
    run: Sequence[int],
    originals: Mapping[str, Speakers],
    same_word: Callable[[str, str], bool],
) -> Piece | None:
    """A remark of the same original that holds the content words of a stretch, all but few."""
    words = {alignment.segment.norms[k] for k in run}
    used = {s.segment.index for s in alignment.sources}
    for part in dict.fromkeys(s.segment.part for s in alignment.sources):
        for attribution in originals[part].attributions:
            norms = attribution.segment.norms
            if attribution.segment.index in used or words.isdisjoint(norms):
                continue
            said = [norms[k] for a, b in attribution.said for k in range(a, b)]
            held = sum(any(same_word(word, n) for n in said) for word in words)
            if held >= MOST * len(words):
                return Piece(tuple(run), attribution.segment, Speech(attribution, "own"))
    return None


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
