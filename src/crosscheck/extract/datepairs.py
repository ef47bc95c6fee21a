"""Which date of an original a date of the summary stands for, and whether the two agree.

Only dates of aligned sentences are compared: by the words they share, else by their place. The day on which an original was
published stands for the event only in its lead, and only where the lead names no day.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice, product
from typing import Literal, NamedTuple

from crosscheck.extract.dategrammar.words import Expression
from crosscheck.extract.dateranges import SIDES, Side, at_end, bounds, side
from crosscheck.extract.dates import DateMention, Reading, same_date
from crosscheck.extract.intervals import Interval, Relation, compare
from crosscheck.model import Alignment, Collation, Segment

Outcome = Literal["agree", "vaguer", "finer", "conflict", "ambiguous", "stale", "unknown"]

_AGREEING: tuple[Relation, ...] = ("equal", "contains", "within")
_RANK: tuple[Relation, ...] = (*_AGREEING, "overlaps", "unknown", "apart")
_RELATION: Mapping[Outcome, Relation] = {
    "agree": "equal",
    "vaguer": "contains",
    "finer": "within",
    "unknown": "unknown",
}
GRAVEST: tuple[Outcome, ...] = ("stale", "conflict", "ambiguous", "finer", "vaguer", "unknown", "agree")
"""What a date may be found to be, the gravest first."""
_PART = {"early": "first", "start": "first", "mid": "middle", "late": "last", "end": "last"}
_DAYLIKE = frozenset({"day", "week", "range"})
_SMALL = frozenset(
    {"the", "of", "in", "on", "a", "and", "to", "from", "last", "this", "next", ",", ".", "-", "'s"}
)
"""Tokens that two dates may share by chance."""
_BESIDE = frozenset({"on", "in", "at", "by", "the", "local", "time"})
"""Words that come and go with a date."""
_LONG = 31
"""Days of a date above which the day of publication can neither confirm it nor contradict it."""
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


# ---------------------------------------------------------------- pairing


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
            if suits or (direct and not a.is_vague and not _are_opposite(a, b)):
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


# ---------------------------------------------------------------- judging


def outcome(mine: DateMention, other: DateMention, assumed: bool = False) -> Outcome:
    """How a date of the summary stands to the date of the original, over all readings of both.

    ``assumed``: the original's date is only its date of publication. It may confirm; a conflict must be of more than a day.
    """
    if _same_text(mine, other) and (copied := _copied(mine, other)):
        return copied
    if not mine.interval or not other.interval:
        return _unplaced(mine, other)
    if assumed:
        return _against_assumed(mine.readings, other.interval)
    theirs = other.readings
    if mine.how == "chain" and mine.interval == other.interval:  # what is reckoned shows the order of figures
        theirs = tuple(r for r in theirs if r.why != "order")
    found = _of_ranges(mine, other) or _over_readings(mine.readings, theirs)
    return "conflict" if found == "vaguer" and _are_other_parts(mine.expression, other.expression) else found


def _are_other_parts(a: Expression, b: Expression) -> bool:
    """Whether two dates name different seasons, or different parts of one whole, although their bounds overlap."""
    if a.grain != b.grain:
        return False
    if a.grain == "season" and a.part != b.part:
        return True
    ours, theirs = (_PART.get(e.modifier) for e in (a, b))
    return bool(ours and theirs) and ours != theirs


def relation_of(reading: Reading, pair: Pair) -> Relation:
    """How one reading of the summary's date stands to the original's; of two ranges each end to its own."""
    if not _are_ranges(pair.summary, pair.original):
        return relation(reading, pair.original.readings)
    if reading.why == "range":
        return "unknown"
    found = _of_ranges(pair.summary._replace(readings=(reading, *_wholes(pair.summary))), pair.original)
    return _RELATION.get(found or "unknown", "apart")


def relation(reading: Reading, others: Iterable[Reading]) -> Relation:
    """The best relation of one reading to those of an original's date that are not themselves in doubt."""
    firm = [r.interval for r in others if r.interval and not r.is_rival]
    if not reading.interval or not firm:
        return "unknown"
    return min((compare(reading.interval, i) for i in firm), key=_RANK.index)


def agrees(relation: Relation) -> bool:
    """Whether a relation is none of disagreement."""
    return relation in _AGREEING


def is_copied(pair: Pair) -> bool:
    """Whether a date was taken over word for word."""
    return _same_text(pair.summary, pair.original)


def supported(mention: DateMention, dates: Iterable[DateMention]) -> bool:
    """Whether some date of the originals, datelines aside, is the mention's own or lies within it."""
    return same_date(mention, (m for m in dates if m.role != "dateline")) is not None


def _same_text(a: DateMention, b: DateMention) -> bool:
    return " ".join(a.text.casefold().split()) == " ".join(b.text.casefold().split())


def _copied(mine: DateMention, other: DateMention) -> Outcome | None:
    """Of a date taken over word for word; None where it has to be judged like any other."""
    if mine.how not in ("deictic", "chain"):
        return "agree"
    if not mine.interval or not other.interval:
        return "vaguer" if other.interval and mine.how == "chain" else "agree"
    if [r.interval for r in mine.readings] == [r.interval for r in other.readings]:
        return "agree"
    if _one_day_of_writing(mine, other) or _suits_by_default(mine, other):
        return "agree"
    if mine.how == "chain" or mine.role == "quoted":
        return None if mine.how == "chain" else "agree"
    if mine.interval.frame != "calendar" or other.interval.frame != "calendar" or mine.value == other.value:
        return "agree"
    timeless = mine.text.lower() == "today" and mine.role != "narrative"
    return "agree" if timeless else "stale"


def _one_day_of_writing(mine: DateMention, other: DateMention) -> bool:
    """Whether both are counted from one day, so that the same words cannot have come to mean another."""
    a, b = mine.anchor, other.anchor
    return mine.how == "deictic" and a is not None and b is not None and a.words == b.words


def _suits_by_default(mine: DateMention, other: DateMention) -> bool:
    """Whether a weekday taken for the last one may be the original's.

    That is the next one, since no word says that it lies ahead, or one counted from the day under which the passage is told.
    """
    first, *rest = mine.readings
    same = (r for r in rest if r.interval and r.interval == other.interval)
    return any(
        r.why == "narrative" or (first.interval and r.interval and first.interval.first < r.interval.first)
        for r in same
    )


def _unplaced(mine: DateMention, other: DateMention) -> Outcome:
    """Of two dates at least one of which nothing places: counted alike they agree, whatever they are counted from."""
    a, b = mine.expression, other.expression
    if a.base in ("chain", "writing") and b.base in ("chain", "writing"):
        if (a.unit, a.shift, a.weekday, a.month) == (b.unit, b.shift, b.weekday, b.month):
            return "agree"
        if a.base == b.base and not (mine.interval or other.interval):
            return "conflict"
    if mine.interval:
        return "finer"
    return "vaguer" if a.base == "vague" else "ambiguous"


def _against_assumed(readings: Sequence[Reading], published: Interval) -> Outcome:
    """A date against the day of publication alone, which says nothing of years."""
    if any(r.interval and r.interval.days > _LONG for r in readings):
        return "agree"
    found = [compare(r.interval, published) for r in readings if r.interval]
    if any(agrees(r) for r in found):
        return "agree"
    if "unknown" in found:
        return "unknown"
    apart = min(_gap(r.interval, published) for r in readings if r.interval)
    return "conflict" if apart > 1 else "agree"


def _are_ranges(mine: DateMention, other: DateMention) -> bool:
    return bool(bounds(mine) and bounds(other))


def _wholes(mention: DateMention) -> tuple[Reading, ...]:
    return tuple(r for r in mention.readings if r.why == "range")


def _are_opposite(mine: DateMention, other: DateMention) -> bool:
    """Whether one is the first end of a range and one the last."""
    return {side(mine), side(other)} == set(SIDES)


def _of_ranges(mine: DateMention, other: DateMention) -> Outcome | None:
    """Of two printed ranges, or ends of ranges, end against end; None where one is none.

    A stretch cut out of the other's, both its ends moved, is no contradiction; one moved end is.
    """
    a, b = bounds(mine), bounds(other)
    if not a or not b:
        return None
    stretches = [Interval(first.first, last.last, first.frame) for first, last in (a, b)]
    moved = not any(agrees(compare(x, y)) for x, y in zip(a, b, strict=True))
    whole = compare(*stretches)
    if moved and whole in ("contains", "within"):
        return "vaguer" if whole == "contains" else "finer"
    if _are_opposite(mine, other):
        return _over_readings(at_end(mine, 0), at_end(other, 0))
    ends = [s for s in (side(mine), side(other)) if s is not None]
    found = [_over_readings(at_end(mine, end), at_end(other, end)) for end in ends[:1] or SIDES]
    return min(found, key=GRAVEST.index)


def _gap(a: Interval, b: Interval) -> int:
    """Days between two intervals; 0 where their frames differ."""
    if a.frame != b.frame:
        return 0
    return max((a.first - b.last).days, (b.first - a.last).days, 0)


def _over_readings(mine: Sequence[Reading], other: Sequence[Reading]) -> Outcome:
    firm = [r for r in mine if not r.is_rival]
    best = min((relation(r, other) for r in firm), key=_RANK.index)
    if best == "unknown":
        return "unknown"
    doubts = [relation(r, other) for r in mine if r.is_rival]
    theirs = [r for r in other if r.is_rival]
    their_doubts = [
        compare(m.interval, r.interval) for m in firm[:1] for r in theirs if m.interval and r.interval
    ]
    if not agrees(best):
        if any(map(agrees, [*doubts, *their_doubts])):
            return "ambiguous"
        return "vaguer" if best == "overlaps" and _rough(mine, other) else "conflict"
    if {r.interval for r in mine} == {r.interval for r in other} or _roughly_the_same(mine[0], other[0]):
        return "agree"
    loud = [
        compare(m.interval, r.interval)
        for m in firm[:1]
        for r in theirs
        if m.interval and r.interval and r.why != "nearest"
    ]
    if not all(map(agrees, [*doubts, *loud])):
        return "ambiguous"
    return {"equal": "agree", "contains": "vaguer", "within": "finer"}[best]  # type: ignore[return-value]


def _roughly_the_same(mine: Reading, other: Reading) -> bool:
    """Of "late April" and "the end of April": parts of one whole whose bounds nobody draws."""
    rough = mine.interval and other.interval and mine.interval.approximate and other.interval.approximate
    return bool(rough) and mine.value == other.value and "X" not in mine.value


def _rough(mine: Sequence[Reading], other: Sequence[Reading]) -> bool:
    """Whether either side's bounds are a matter of taste, so that an overlap is no contradiction."""
    return any(r.interval and r.interval.approximate for r in (mine[0], other[0]))
