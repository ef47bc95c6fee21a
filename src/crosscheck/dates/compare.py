"""Whether two dates agree, over all their readings; whose dates they are is asked in ``pair``."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from crosscheck.dates.grammar.words import Expression
from crosscheck.dates.intervals import Interval, Relation, compare
from crosscheck.dates.ranges import SIDES, at_end, bounds, side
from crosscheck.dates.read import DateMention, Reading, same_date

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
_LONG = 31
"""Days of a date above which the day of publication can neither confirm it nor contradict it."""


def outcome(mine: DateMention, other: DateMention, assumed: bool = False) -> Outcome:
    """How a date of the summary stands to the date of the original, over all readings of both.

    ``assumed``: the original's date is only its date of publication. It may confirm; a conflict must be of more than a day.
    """
    if is_copied(mine, other) and (copied := _copied(mine, other)):
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


def relation_of(reading: Reading, mine: DateMention, other: DateMention) -> Relation:
    """How one reading of the summary's date stands to the original's; of two ranges each end to its own."""
    if not _are_ranges(mine, other):
        return relation(reading, other.readings)
    if reading.why == "range":
        return "unknown"
    found = _of_ranges(mine._replace(readings=(reading, *_wholes(mine))), other)
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


def supported(mention: DateMention, dates: Iterable[DateMention]) -> bool:
    """Whether some date of the originals, datelines aside, is the mention's own or lies within it."""
    return same_date(mention, (m for m in dates if m.role != "dateline")) is not None


def is_copied(a: DateMention, b: DateMention) -> bool:
    """Whether a date was taken over word for word."""
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


def are_opposite(mine: DateMention, other: DateMention) -> bool:
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
    if are_opposite(mine, other):
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
