"""Which date of an original a date of the summary stands for, and whether the two agree.

Only dates of aligned sentences are compared: by the words they share, else by their place. The day on which an original was
published stands for the event only in its lead, and only where the lead names no day.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice, product
from typing import NamedTuple

from crosscheck.dates.compare import are_opposite, outcome
from crosscheck.dates.ranges import Side, bounds, side
from crosscheck.dates.read import DateMention
from crosscheck.model import Alignment, Collation, Segment

_DAYLIKE = frozenset({"day", "week", "range"})
_SMALL = frozenset(
    {"the", "of", "in", "on", "a", "and", "to", "from", "last", "this", "next", ",", ".", "-", "'s"}
)
"""Tokens that two dates may share by chance."""
_BESIDE = frozenset({"on", "in", "at", "by", "the", "local", "time"})
"""Words that come and go with a date."""
_REACH = 3
"""Words on either side of a date that tell which event it belongs to."""
_AROUND = 2
"""Of these so many in common show that two dates belong to one event."""
_SUITS = 1.5
"""What agreement speaks for a pair, in words in common."""
_FEW = 400
"""Pairs of dates of two sentences up to which surroundings and values are looked at."""
_SHORT = 24
"""Tokens of a sentence that an alignment by words may miss because its date was changed."""
_TELLING = 2
"""Words besides its date that make a sentence one that can be recognized."""


class Pair(NamedTuple):
    """A date of the summary and the date of an original that it stands for."""

    summary: DateMention
    original: DateMention
    source: int
    """Index into ``Alignment.sources``."""
    direct: bool = False
    """Whether the word-level operations put one in the place of the other."""
    assumed: bool = False
    """Whether the original's date is only the day on which it was published."""
    lead: bool = False
    """Whether the source is the first sentence of its original."""


def leads_of(
    collation: Collation,
    segments: Mapping[str, Sequence[Segment]],
    dates: Mapping[str, Sequence[DateMention]],
) -> dict[Segment, DateMention | None]:
    """The first sentence of each original, with the dateline's date where only that says when the event was."""
    leads: dict[Segment, DateMention | None] = {}
    for part in collation.originals:
        lead = next((s for s in segments[part.id] if s.kind != "title"), None)
        known = dates.get(part.id, ()) if part.event_assumed else ()
        printed = (m for m in known if m.role == "dateline" and m.span == part.event_span)
        if lead:
            leads[lead] = next(printed, None)
    return leads


def by_other_words(
    segments: Iterable[Segment], dates: Mapping[Segment, Sequence[DateMention]]
) -> dict[tuple[str, ...], list[Segment]]:
    """Short sentences by what they say on whatever day, for those that differ by their date alone.

    Such a sentence, its date changed, has too little left in common with its original for an alignment by words.
    """
    index: dict[tuple[str, ...], list[Segment]] = {}
    for segment in segments:
        if segment.kind != "title" and len(segment.norms) <= _SHORT:
            index.setdefault(other_words(segment, dates), []).append(segment)
    return {words: found for words, found in index.items() if len(words) >= _TELLING}


def other_words(segment: Segment, dates: Mapping[Segment, Sequence[DateMention]]) -> tuple[str, ...]:
    """The words of a segment without its dates, and without those that come and go with a date."""
    return _words_beside(segment, dates.get(segment, ()))


def _words_beside(segment: Segment, dates: Sequence[DateMention]) -> tuple[str, ...]:
    inside = {k for m in dates for k in segment.tokens_in(m.span)}
    return tuple(
        [n for k, n in enumerate(segment.norms) if k not in inside and n[0].isalnum() and n not in _BESIDE]
    )


def pairs(
    alignment: Alignment,
    dates: Mapping[Segment, Sequence[DateMention]],
    leads: Mapping[Segment, DateMention | None],
) -> Iterator[Pair]:
    """The pairs of dates in a sentence of the summary and its sources.

    ``dates``: by segment, without those of datelines. ``leads``: as ``leads_of`` has them.
    """
    ours = dates.get(alignment.segment, ())
    if not ours:
        return
    paired: set[DateMention] = set()
    for number, source in enumerate(alignment.sources):
        theirs = dates.get(source.segment, ())
        lead = source.segment in leads
        for pair in _pairs_with(alignment, number, ours, theirs) if theirs else ():
            paired.add(pair.summary)
            yield pair._replace(lead=lead)
    for number, source in enumerate(alignment.sources):
        assumed = leads.get(source.segment)
        rest = [
            m
            for m in ours
            if m not in paired and m.grain in _DAYLIKE and m.role == "narrative" and not m.is_vague
        ]
        if assumed and len(rest) == 1:
            yield Pair(rest[0], assumed, number, assumed=True, lead=True)


def _pairs_with(
    alignment: Alignment, number: int, ours: Sequence[DateMention], theirs: Sequence[DateMention]
) -> Iterator[Pair]:
    """The dates of one source: those that belong together by words, surroundings or value first, the rest by place."""
    taken: dict[DateMention, set[Side | None]] = {}
    for _, pair in sorted(_candidates(alignment, number, ours, theirs), key=lambda found: -found[0]):
        ends = {pair.summary: side(pair.original), pair.original: side(pair.summary)}
        ends = {m: end if bounds(m) and side(m) is None else None for m, end in ends.items()}
        if all(_is_free(taken.get(m, ()), end) for m, end in ends.items()):
            for mention, end in ends.items():
                taken.setdefault(mention, set()).add(end)
            yield pair
    mine, other = ([m for m in dates if m not in taken] for dates in (ours, theirs))
    segment, source = alignment.segment, alignment.sources[number].segment
    left = list(_by_place(mine, other))
    alike = bool(left) and _words_beside(segment, ours) == _words_beside(source, theirs)
    for a, b in left:
        yield Pair(a, b, number, direct=alike)
    kinds = {m.grain in _DAYLIKE for m in (*mine, *other)}
    if len(ours) == len(theirs) == len(kinds) - 1 == 1 and mine and other:
        yield from _only(alignment, number, mine[0], other[0])


def _is_free(taken: Collection[Side | None], end: Side | None) -> bool:
    """Whether a date stands for nothing yet; a range in one piece may stand for both ends of another, told one by one."""
    return not taken or (end is not None and None not in taken and end not in taken)


def _candidates(
    alignment: Alignment, number: int, ours: Sequence[DateMention], theirs: Sequence[DateMention]
) -> Iterator[tuple[float, Pair]]:
    """Pairs that share a word or stand between the same words, or agree; with what speaks for each."""
    segment, source = alignment.segment, alignment.sources[number].segment
    shared = _shared(alignment, number, ours, theirs)
    few = len(ours) * len(theirs) <= _FEW
    mine, its = (
        [_beside(at, m) for m in dates] if few else [] for at, dates in ((segment, ours), (source, theirs))
    )
    for i, a in enumerate(ours):
        for j, b in enumerate(theirs):
            words = shared.get((i, j), 0)
            around = sum(len(x & y) for x, y in zip(mine[i], its[j], strict=True)) if few else 0
            suits = few and not a.is_vague and outcome(a, b) == "agree"
            direct = words > 0 or around >= _AROUND
            if suits or (direct and not a.is_vague and not are_opposite(a, b)):
                yield words + around + _SUITS * suits, Pair(a, b, number, direct)


def _shared(
    alignment: Alignment, number: int, ours: Sequence[DateMention], theirs: Sequence[DateMention]
) -> dict[tuple[int, int], int]:
    """Words that two dates, by their numbers, share or have in the place of each other."""
    segment, source = alignment.segment, alignment.sources[number].segment
    shared: dict[tuple[int, int], int] = {}
    mine, its = [segment.tokens_in(m.span) for m in ours], [source.tokens_in(m.span) for m in theirs]
    for op in alignment.ops:
        if op.source != number or op.kind not in ("equal", "substitute"):
            continue
        here = [(i, n) for i, at in enumerate(mine) if (n := _overlap(segment, op.summary, at))]
        there = (
            [(j, n) for j, at in enumerate(its) if (n := _overlap(source, op.original, at))] if here else []
        )
        for (i, n), (j, k) in product(here, there):
            shared[i, j] = shared.get((i, j), 0) + min(n, k)
    return shared


def _overlap(segment: Segment, tokens: tuple[int, int], inside: range) -> int:
    """Number of telling tokens of a range that lie in a date."""
    first, last = max(tokens[0], inside.start), min(tokens[1], inside.stop)
    return sum(norm not in _SMALL for norm in segment.norms[first:last]) if first < last else 0


def _beside(segment: Segment, mention: DateMention) -> tuple[set[str], set[str]]:
    """The words directly before and behind a date, those that come and go with dates left out."""
    inside = segment.tokens_in(mention.span)
    sides = (
        (reversed(segment.norms[: inside[0]]), iter(segment.norms[inside[-1] + 1 :])) if inside else ((), ())
    )
    return tuple(  # type: ignore[return-value]
        set(islice((n for n in side if n[0].isalpha() and n not in _BESIDE), _REACH)) for side in sides
    )


def _only(alignment: Alignment, number: int, mine: DateMention, other: DateMention) -> Iterator[Pair]:
    """A month, a year or the like against the only date of the source, in a sentence that is otherwise the same."""
    if (
        alignment.relation in ("verbatim", "edited", "merged")
        and not mine.is_vague
        and mine.role == other.role
    ):
        yield Pair(mine, other, number)


def _by_place(mine: list[DateMention], other: list[DateMention]) -> Iterator[tuple[DateMention, DateMention]]:
    """What is left, in order: where each side has the same number of dates of a kind, these stand for each other."""
    for reported in (False, True):
        a = [m for m in mine if (m.role != "narrative") == reported and not m.is_vague]
        b = [m for m in other if (m.role != "narrative") == reported and not m.is_vague]
        for daylike in (True, False):
            x = [m for m in a if (m.grain in _DAYLIKE) == daylike]
            y = [m for m in b if (m.grain in _DAYLIKE) == daylike]
            if len(x) == len(y):
                yield from zip(x, y, strict=True)
    if len(mine) == 1 and mine[0].is_vague and other:
        yield mine[0], other[0]
