"""Dates of a text: found, placed in the calendar, and read through the narrative.

    >>> [(m.text, m.value) for m in find_dates("Held on April 26. The previous day, he met A.", date(2025, 4, 27))]
    [('April 26', '2025-04-26'), ('The previous day', '2025-04-25')]

Values are strings of EDTF (ISO 8601-2), intervals are closed and of whole days. Nothing here reads the clock: a date
that lacks what would place it keeps X for the unknown.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from itertools import chain, product
from typing import Literal, NamedTuple

from crosscheck.dates.grammar import Expression, scan
from crosscheck.dates.intervals import WRITING, Grain, Interval, Relation, compare, in_words
from crosscheck.dates.narrative import Narrative, Role
from crosscheck.dates.readings import (
    Placed,
    Point,
    absolute,
    numeric_order,
    ordered,
    relative,
    unplaced,
)
from crosscheck.model import Span

How = Literal["explicit", "deictic", "chain", "dateline"]
NumericOrder = Literal["auto", "day-first", "month-first"]


class Anchor(NamedTuple):
    """What a date was read from: an earlier date of the text, or the day on which the text was written."""

    text: str
    words: str
    """Its value in words, as in "April 25, 2025"."""
    span: Span | None = None
    """Where it stands; None for a date that the caller gave."""
    parent: "Anchor | None" = None
    """What the anchor itself was read from."""


class Reading(NamedTuple):
    """One way to understand a date."""

    value: str
    """EDTF; X for unknown digits."""
    interval: Interval | None
    """None where nothing places the date, or there is no such day."""
    anchor: Anchor | None = None
    why: str = ""
    """Empty for the likeliest; "nearest" (counted from the nearest explicit date), "zone" (another time zone), "order" (day
    and month exchanged), "fiscal" (another fiscal year), "range" (the whole of which it is one end), "narrative" (a weekday
    counted from the last printed day), "open" (the weekday on the other side of the day of writing, where no verb tells which
    is meant), "year" or "direction" (another year, week or direction)."""

    @property
    def is_rival(self) -> bool:
        """Whether a reader may well take it for the right one; others are kept only so that nobody cries conflict."""
        return self.why in ("nearest", "zone", "order", "fiscal")


class DateMention(NamedTuple):
    """A date found in a text, with every reading of it."""

    start: int
    """Offset of its first code point."""
    end: int
    """Offset after its last code point."""
    text: str
    grain: Grain
    how: How
    """How its value was got: printed, counted from the day of writing (deictic), counted from an earlier date of the
    narrative (chain), or printed in a dateline."""
    readings: tuple[Reading, ...]
    """At least one, the likeliest first."""
    role: Role
    expression: Expression
    file: int = 0

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self.start, self.end, self.file)

    @property
    def value(self) -> str:
        """The likeliest reading as EDTF."""
        return self.readings[0].value

    @property
    def interval(self) -> Interval | None:
        """The likeliest reading as an interval; None where nothing places it."""
        return self.readings[0].interval

    @property
    def lo(self) -> date | None:
        """First day of the likeliest reading; None where year or day is unknown."""
        return self.interval.first if self.interval and self.interval.frame == "calendar" else None

    @property
    def hi(self) -> date | None:
        """Last day of the likeliest reading; None where year or day is unknown."""
        return self.interval.last if self.interval and self.interval.frame == "calendar" else None

    @property
    def anchor(self) -> Anchor | None:
        """What the likeliest reading was read from."""
        return self.readings[0].anchor

    @property
    def alternatives(self) -> tuple[Reading, ...]:
        """The other readings."""
        return self.readings[1:]

    @property
    def words(self) -> str:
        """The likeliest reading in words."""
        return in_words(self.interval, self.grain)

    @property
    def is_vague(self) -> bool:
        """Whether it names no date at all ("recently") or one counted from an event."""
        return self.expression.base in ("vague", "event")

    @property
    def is_invalid(self) -> bool:
        """Whether it is printed and there is no such day."""
        return self.expression.base == "absolute" and self.interval is None

    @property
    def wrong_weekday(self) -> int | None:
        """The true weekday, from 0, of a date printed with another; None where they agree or the year is unknown."""
        stated, interval = self.expression.weekday, self.interval
        if stated is None or self.expression.day is None or not interval or interval.frame != "calendar":
            return None
        return interval.first.weekday() if interval.first.weekday() != stated else None


class Reference(NamedTuple):
    """The day that "yesterday" and "last year" are counted from."""

    point: Point
    anchor: Anchor | None = None
    year: Anchor | None = None
    """Where that day is unknown: a full date that tells the year of dates without one."""
    near: date | None = None
    """The day of that date."""


UNKNOWN = Reference(Point(WRITING, "writing"))
"""The reference of a text of which nobody knows when it was written."""


class Found(NamedTuple):
    """An expression with what its paragraph says about it; offsets are those of the document."""

    expression: Expression
    text: str
    role: Role
    ahead: bool
    """Whether its clause speaks of the future."""
    file: int = 0
    past: bool = False
    """Whether its sentence tells what happened; asked only of weekdays and of what is counted from an earlier date."""
    aside: bool = False
    """Whether it stands in a clause that only adds something, or is what something is compared with."""
    joined: bool = False
    """Whether the date before it stands in the same sentence."""


def find_dates(
    text: str, reference_date: date | None = None, numeric: NumericOrder = "auto"
) -> tuple[DateMention, ...]:
    """The dates of a text, in order, with their values.

    ``reference_date`` is the day on which the text was written: relative dates are counted from it, and dates without a year
    are put into the year that brings them nearest to it. Without it their years stay unknown ("XXXX-04-26"). ``numeric``
    settles dates such as 04/05/2025; "auto" takes the order that other dates of the text show, else keeps both readings.
    """
    return resolve(found_in(text), reference_on(reference_date), numeric)


def same_date(mention: DateMention, others: Iterable[DateMention]) -> DateMention | None:
    """The first of the others that states the date of ``mention``, or one within it, under any reading of both."""
    for other in others:
        for mine in mention.readings:
            for theirs in other.readings:
                if (
                    mine.interval
                    and theirs.interval
                    and compare(mine.interval, theirs.interval) in ("equal", "contains")
                ):
                    return other
    return None


def reference_on(day: date | None) -> Reference:
    """The reference of a text written on a day that the caller gave."""
    if day is None:
        return UNKNOWN
    return Reference(Point(day), Anchor("the date of publication", in_words(Interval(day, day), "day")))


# ---------------------------------------------------------------- finding


def found_in(
    text: str, offset: int = 0, file: int = 0, role: Role | None = None, dateline: Span | None = None
) -> list[Found]:
    """The date expressions of a paragraph that begins at ``offset`` of its document.

    ``role`` is the one of all of them where the caller knows it; what lies in ``dateline`` is of that role.
    """
    expressions = scan(text)
    if not expressions:
        return []
    narrative = Narrative(text)
    found = []
    before = None
    for e in expressions:
        moved = _moved(e, offset)
        joined = before is not None and narrative.joins(before.end, e.start)
        in_dateline = dateline and dateline.start <= moved.start < dateline.end
        found.append(
            Found(
                moved,
                text[e.start : e.end],
                "dateline" if in_dateline else role or _role(narrative, e),
                _may_be_ahead(e) and narrative.ahead(e.start, e.end),
                file,
                (e.base == "chain" or _is_bare(e)) and narrative.past(e.start, e.end),
                narrative.aside(e.start, joined),
                joined,
            )
        )
        before = e
    return found


def _role(narrative: Narrative, e: Expression) -> Role:
    role, at = narrative.role(e.start), (e.start, e.end)
    nowadays = role == "narrative" and narrative.text[slice(*at)].lower() == "today"
    return "general" if nowadays and not (narrative.past(*at) or narrative.ahead(*at)) else role


def _moved(e: Expression, offset: int) -> Expression:
    return e._replace(start=e.start + offset, end=e.end + offset) if offset else e


def _is_bare(e: Expression) -> bool:
    """Whether it is a weekday and no more, which may be the one before or after."""
    return e.base == "writing" and e.weekday is not None and e.shift is None


def _may_be_ahead(e: Expression) -> bool:
    return e.base == "absolute" or (e.year is None and e.weekday is not None and e.shift is None)


# ---------------------------------------------------------------- resolving


def resolve(
    found: Sequence[Found], reference: Reference, numeric: NumericOrder = "auto"
) -> tuple[DateMention, ...]:
    """Mentions for the expressions of one text, read in order: each may be counted from those before it."""
    order = numeric_order(f.expression for f in found) if numeric == "auto" else numeric
    narrative = _Chain(reference)
    return tuple(
        narrative.read(f._replace(expression=ordered(f.expression, order, reference.point))) for f in found
    )


_WEEK = 7
_UNITS: tuple[Grain, ...] = ("day", "week", "month", "quarter", "year")
_COARSENESS: dict[Grain, int] = {"day": 0, "week": 1, "month": 2, "quarter": 3, "season": 3, "year": 4}


class _Track(NamedTuple):
    """The dates that a narrative has reached, one for each unit."""

    reached: dict[Grain, DateMention]
    over: dict[Grain, DateMention]
    """What was reached before anything that is only announced or lies after the day of writing."""
    printed: dict[Grain, DateMention]


class _Chain:
    """What the dates of a narrative are counted from.

    "The same day" is counted from the last day it named, "that year" from the last year; "the following day" passes over what
    was only added or compared. Quotations, reported speech, titles and datelines are not part of the narrative.
    """

    def __init__(self, reference: Reference) -> None:
        self.reference = reference
        self.whole, self.main = _Track({}, {}, {}), _Track({}, {}, {})
        """With the dates of asides, and without them."""
        self.announced: set[int] = set()
        """Where the dates begin that are told as still to come."""
        self.last: DateMention | None = None
        self.year: int | None = None

    def read(self, found: Found) -> DateMention:
        e = found.expression
        readings = tuple(self._readings(found))
        how: How = {"absolute": "explicit", "chain": "chain", "event": "chain"}.get(e.base, "deictic")  # type: ignore[assignment]
        if found.role == "dateline":
            how = "dateline"
        mention = DateMention(e.start, e.end, found.text, e.grain, how, readings, found.role, e, found.file)
        self._reach(mention, found)
        self.last = mention
        return mention

    def _readings(self, found: Found) -> Iterator[Reading]:
        e = found.expression
        if e.base == "chain":
            return self._chained(e, found)
        if e.base == "writing":
            placed = relative(e, self.reference.point, found.ahead)
            others = self._in_passage(e, {p.interval for p in placed}) if _is_bare(e) else ()
            if _is_bare(e) and not (found.past or found.ahead):
                placed = [p._replace(why=p.why and "open") for p in placed]
            return chain(self._placed(placed, self.reference.anchor), others)
        if e.base == "absolute":
            return self._absolute(e, found)
        return self._placed([unplaced(e)], None)

    def _in_passage(self, e: Expression, known: Collection[Interval | None]) -> Iterator[Reading]:
        """A weekday in what is told under a printed day of another week: the one before or after that day."""
        base = self.whole.over.get("day")
        base = base if base and base.how != "deictic" else self.whole.printed.get("day")
        day, frame = self.reference.point
        if not base or not base.interval or not base.interval.frame == frame == "calendar":
            return
        if (day - base.interval.last).days >= _WEEK:
            for placed in (p for p in relative(e, Point(base.interval.last)) if p.interval not in known):
                yield Reading(placed.value, placed.interval, as_anchor(base), "narrative")

    def _absolute(self, e: Expression, found: Found) -> Iterator[Reading]:
        point, anchor, year, near = self.reference
        if near and point.frame != "calendar":
            point, anchor = Point(near), year
        years = (self.year,) if self.year and found.role != "dateline" else ()
        return self._placed(absolute(e, point, found.ahead, years), anchor if e.year is None else None)

    @staticmethod
    def _placed(placed: Iterable[Placed], anchor: Anchor | None) -> Iterator[Reading]:
        return (Reading(p.value, p.interval, anchor, p.why) for p in placed)

    def _chained(self, e: Expression, found: Found) -> Iterator[Reading]:
        """From the date that the narrative has reached; beside it, where that is another, from the nearest printed one.

        What happened is counted neither from a day that was only announced nor beyond the "today" of the writer.
        """
        track = self.whole if found.joined or not e.shift or e.unit not in self.main.reached else self.main
        printed = track.printed.get(e.unit)
        bases = [m for m in (self._said_before(found), *(t.get(e.unit) for t in track[:2]), printed) if m]
        if not bases:
            return self._placed([unplaced(e)], None)
        counted = [self._counted(e, base, found.ahead) for base in bases]
        first = next((r for m, r in zip(bases, counted, strict=True) if self._suits(m, r, found)), counted[0])
        if not printed or counted[-1].interval == first.interval or self._too_late(counted[-1].interval):
            return iter([first])
        return iter([first, counted[-1]._replace(why="nearest")])

    def _counted(self, e: Expression, base: DateMention, ahead: bool) -> Reading:
        interval = base.interval
        assert interval
        later = (e.shift or 0) > 0 or e.grain != "day"
        placed = relative(e, Point(interval.last if later else interval.first, interval.frame), ahead)[0]
        return Reading(placed.value, placed.interval, as_anchor(base))

    def _said_before(self, found: Found) -> DateMention | None:
        """The date before it in one sentence of reported or quoted speech, which is no part of the narrative."""
        last, unit = self.last, found.expression.unit
        if not last or not last.interval or not found.joined or found.role not in ("reported", "quoted"):
            return None
        return last if last.role == found.role and unit in _units_of(last) else None

    def _suits(self, base: DateMention, reading: Reading, found: Found) -> bool:
        if found.past and base.start in self.announced:
            return False
        today = base.how == "deictic" and base.expression.weekday is None
        return not (found.past and self._too_late(reading.interval if today else base.interval))

    def _too_late(self, interval: Interval | None) -> bool:
        """Of a day after the day of writing: none that a report of past events suggests."""
        day, frame = self.reference.point
        return bool(interval and interval.frame == frame == "calendar" and interval.first > day)

    def _reach(self, mention: DateMention, found: Found) -> None:
        if (
            not mention.interval
            or mention.interval.frame == "week"
            or mention.role in ("dateline", "title", "quoted", "general")
        ):
            return
        if mention.how == "explicit" and mention.expression.year:
            self.year = mention.expression.year
        if found.ahead:
            self.announced.add(mention.start)
        for track, unit in product(
            (self.whole,) if found.aside else (self.whole, self.main), _units_of(mention)
        ):
            if mention.how == "explicit":
                track.printed[unit] = mention
            if mention.role == "narrative":
                track.reached[unit] = mention
                if not found.ahead and not self._too_late(mention.interval):
                    track.over[unit] = mention


def _units_of(mention: DateMention) -> tuple[Grain, ...]:
    """The units for which a date is one: a day also lies in a week, month, quarter and year."""
    if mention.grain == "range":
        days = mention.interval.days if mention.interval else 0
        return _UNITS if days <= 31 else _UNITS[4:]
    return _UNITS[_COARSENESS[mention.grain] :] if mention.grain in _COARSENESS else ()


def as_anchor(mention: DateMention) -> Anchor:
    """A mention as what another date was read from."""
    parent = mention.anchor if mention.how == "chain" else None
    return Anchor(mention.text, mention.words, mention.span, parent)


__all__ = ["Anchor", "DateMention", "Reading", "Relation", "find_dates", "same_date"]
