"""Places inside an aligned passage: which part of an original stands where a part of the article stands."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, Protocol, TypeVar

from crosscheck.lemmas import Lemmas
from crosscheck.model import Alignment, Op, Segment, Span

REACH = 6
"""Words on either side that make the context of a mention."""
LOOSE = 0.55
"""Share of kept words below which a sentence is told loosely."""


class _Mention(Protocol):
    @property
    def span(self) -> Span: ...


class _Placed(Protocol):
    @property
    def first(self) -> int: ...
    @property
    def last(self) -> int: ...


M = TypeVar("M", bound=_Mention)


class Gap(NamedTuple):
    """A stretch between equal words, and what stands between the same words of a source."""

    ours: tuple[int, int]
    source: int
    theirs: tuple[int, int]


def by_segment(
    mentions: Mapping[str, Sequence[M]], segments: Mapping[str, Sequence[Segment]]
) -> dict[Segment, list[M]]:
    """The mentions that begin in each segment that has any; both by part, in order of the text."""
    found: dict[Segment, list[M]] = {}
    for part, known in mentions.items():
        places = [m.span.start for m in known]
        last = 0
        for segment in segments.get(part, ()):
            if last == len(places):
                break
            if places[last] < segment.span.end:
                first = bisect_left(places, segment.span.start, last)
                last = bisect_left(places, segment.span.end, first)
                if first < last:
                    found[segment] = list(known[first:last])
    return found


def outside(mentions: Iterable[M], dates: Iterable[Span]) -> tuple[M, ...]:
    """The mentions that no date holds or touches; both of one part, in order of the text."""
    rest = iter(dates)
    date = next(rest, None)
    found: list[M] = []
    for mention in mentions:
        start, end, _ = mention.span
        while date and date.end <= start:
            date = next(rest, None)
        if not date or end <= date.start:
            found.append(mention)
    return tuple(found)


def changes_words(alignment: Alignment) -> bool:
    """Whether a passage differs from its sources by more than spelling, case and punctuation."""
    for op in alignment.ops:
        if op.kind != "equal" and not op.respelt:
            words = alignment.segment.norms[slice(*op.summary)]
            if op.source >= 0:
                words += alignment.sources[op.source].segment.norms[slice(*op.original)]
            if _count(words):
                return True
    return False


class Stretch(NamedTuple):
    """A stretch of a summary segment that is in no equal operation; empty where something was only left out."""

    ours: tuple[int, int]
    gaps: tuple[Gap, ...]
    """Its counterpart in each source that it borders on; none where it was only put in."""


def stretches(alignment: Alignment) -> list[Stretch]:
    """Every stretch between equal words, in order of the summary."""
    return [Stretch(_ours(run), tuple(_facing(run))) for run in _runs(alignment)]


def gaps(alignment: Alignment) -> list[Gap]:
    """Every stretch that is in no equal operation, beside its counterparts; plain insertions have none."""
    return [gap for run in _runs(alignment) for gap in _facing(run)]


def _runs(alignment: Alignment) -> list[list[Op]]:
    """Neighbouring operations that are not equal, in order of the summary."""
    runs: list[list[Op]] = [[]]
    for op in alignment.ops:
        if op.kind != "equal":
            runs[-1].append(op)
        elif runs[-1]:
            runs.append([])
    return runs if runs[-1] else runs[:-1]


def _ours(run: Sequence[Op]) -> tuple[int, int]:
    return run[0].summary[0], run[-1].summary[1]


def _facing(run: Sequence[Op]) -> list[Gap]:
    """What stands in the place of a run in each source that it borders on."""
    theirs: dict[int, tuple[int, int]] = {}
    for op in run:
        if op.source >= 0:
            known = theirs.get(op.source)
            first, last = op.original
            theirs[op.source] = (min(known[0], first), max(known[1], last)) if known else op.original
    return [Gap(_ours(run), source, there) for source, there in theirs.items()]


def opposite(
    gap_list: Sequence[Gap], ours: _Placed, source: int, theirs: _Placed, widest: int = 1 << 30
) -> bool:
    """Whether two mentions stand between the same equal words, with at most ``widest`` tokens between these on either side."""
    return any(
        g.source == source
        and g.ours[1] - g.ours[0] <= widest
        and g.theirs[1] - g.theirs[0] <= widest
        and ours.first < g.ours[1]
        and g.ours[0] < ours.last
        and theirs.first < g.theirs[1]
        and g.theirs[0] < theirs.last
        for g in gap_list
    )


def same_place(alignment: Alignment, ours: _Placed, source: int, theirs: _Placed) -> bool:
    """Whether the word-level operations put one mention in the place of the other, word for word."""
    return any(
        op.source == source
        and op.kind in ("equal", "substitute")
        and ours.first < op.summary[1]
        and op.summary[0] < ours.last
        and theirs.first < op.original[1]
        and op.original[0] < theirs.last
        and (op.kind == "substitute" or ours.last - theirs.last == op.summary[0] - op.original[0])
        for op in alignment.ops
    )


def context(segment: Segment, mention: _Placed, lemmas: Lemmas, quiet: frozenset[str]) -> dict[str, float]:
    """The words around a mention, by lemma, with weights that fall with their distance; at most 1 each."""
    words: dict[str, float] = {}
    before = segment.norms[max(0, mention.first - 2 * REACH) : mention.first]
    behind = segment.norms[mention.last : mention.last + 2 * REACH]
    for norms, weight in ((reversed(before), 0.8), (behind, 1.0)):
        for norm in norms:
            if norm in quiet:
                continue
            if norm[0].isalpha():
                word = lemmas.lemma(norm)
                words[word] = max(words.get(word, 0.0), weight)
                weight *= 0.7
            elif norm == ",":
                weight *= 0.6
            elif norm in (";", "."):
                break
    return words


def likeness(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    """How much two contexts share: the sum over their common words of the smaller weight."""
    return sum(min(weight, b[word]) for word, weight in a.items() if word in b)


def place_of(alignment: Alignment, segment: Segment, token: int) -> int:
    """Where in the summary a token of a source would stand: behind what corresponds to the words before it."""
    at = alignment.segment.span.start
    for op in alignment.ops:
        if (
            op.kind != "delete"
            and op.source >= 0
            and op.original[1] <= token
            and alignment.sources[op.source].segment is segment
        ):
            at = max(at, alignment.segment.span_of(*op.summary).end)
    return at


def is_loose(alignment: Alignment) -> bool:
    """Whether so few words of a segment and of its source are the same that new and lost ones may be mere rewording."""
    ours, theirs = alignment.segment.norms, alignment.sources[0].segment.norms
    same = sum(_count(ours[slice(*op.summary)]) for op in alignment.ops if op.kind == "equal" or op.respelt)
    return same < LOOSE * min(_count(ours), _count(theirs))


def _count(norms: Sequence[str]) -> int:
    """How many of some tokens are words."""
    return sum([norm[0].isalnum() for norm in norms])
