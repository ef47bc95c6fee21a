"""The two ends of a printed range: "from 2014 to 2022" is two dates, "2014-2022" one, and each end stands for itself."""

from __future__ import annotations

from typing import Literal

from crosscheck.dates.grammar import Expression
from crosscheck.dates.intervals import Interval
from crosscheck.dates.read import DateMention, Reading
from crosscheck.dates.readings import ends_of

Side = Literal[0, 1]
SIDES: tuple[Side, ...] = (0, 1)


def side(mention: DateMention) -> Side | None:
    """Which end of a range a date is, 0 the first and 1 the last; None for a range in one piece, and any other date."""
    e, whole = mention.expression, _told_apart(mention)
    if not whole or not whole.until:
        return None
    last = whole.until
    return 1 if (e.year, e.month, e.day) == (last.year, last.month, last.day) else 0


def bounds(mention: DateMention) -> tuple[Interval, Interval] | None:
    """What a printed range begins and ends with, whether the mention is the range or one end of it; None for other dates."""
    whole = _told_apart(mention)
    reading = next((r for r in mention.readings if r.why == "range"), None) if whole else mention.readings[0]
    e = whole or mention.expression
    if not reading or not reading.interval or e.approximate:
        return None
    return ends_of(e, reading.interval)


def at_end(mention: DateMention, end: Side) -> tuple[Reading, ...]:
    """The readings of one end of a range; of a date that is such an end already, its own."""
    own = tuple(r for r in mention.readings if r.why != "range")
    if _told_apart(mention):
        return own
    placed = ((r, ends_of(mention.expression, r.interval)) for r in own if r.interval)
    return tuple(r._replace(interval=found[end]) for r, found in placed if found)


def _told_apart(mention: DateMention) -> Expression | None:
    """The whole range of which a date is one end."""
    return next((e for why, e in mention.expression.rivals if why == "range"), None)
