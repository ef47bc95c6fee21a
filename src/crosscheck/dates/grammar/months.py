"""Months, days of months and ranges of them: April 25, 2025 · 25-27 April · from March to May · last July · in April."""

from __future__ import annotations

from crosscheck.dates.grammar.phrases import edge_before, ends, extended, year_phrase
from crosscheck.dates.grammar.words import (
    DAYTIME,
    EDGE,
    HYPHENS,
    MONTH,
    PARTS,
    PREPOSITIONS,
    SHORT_MONTHS,
    STRONG_PREPOSITIONS,
    TO,
    WEEKDAY,
    ZONES,
    Expression,
    Words,
)


def read_month(words: Words, at: int) -> list[Expression]:
    """What the name of a month at an index belongs to."""
    named = words.month(at)
    if not named:
        return []
    month, after = named
    return (
        _month_day(words, at, month, after)
        or _day_month(words, at, month, after)
        or _month_alone(words, at, month, after)
    )


def _month_day(words: Words, at: int, month: int, after: int) -> list[Expression]:
    """April 25 · April 25, 2025 · Friday, April 25 · April 25-26 · April 30-May 2 · April 25, 26 and 28."""
    day = words.day(after + (words[after] == "the"))
    if not day:
        return []
    year, end = words.year_after(day[1])
    first, weekday = _weekday_before(words, at)
    date = words.make(first, end, "day", year=year, month=month, day=day[0], weekday=weekday)
    if last := _range_end(words, end, month, words[first - 1] == "between"):
        return ends(words, _range(words, date, *last), date, words[first - 1], end)
    if year:
        return [_zoned(words, _weekday_beside(words, date, first, end), end)]
    return [_zoned(words, _weekday_beside(words, date, first, end), end), *_further_days(words, date, end)]


def _range_end(words: Words, at: int, month: int, opened: bool) -> tuple[int, int, int | None, int] | None:
    """The month, day and year that end a range, and the index after it."""
    joint = words[at]
    if not (joint in HYPHENS or joint in TO or joint == "/" or (opened and joint == "and")):
        return None
    at += 1
    if (weekday := words.weekday(at)) and words[at] not in MONTH:
        at = weekday[1] + (words[weekday[1]] == ",")
    if named := words.month(at):
        month, at = named
    at += words[at] == "the"
    day = words.day(at)
    if day and not named and (then := words.month(day[1])):
        month, day = then[0], (day[0], then[1])
    if not day:
        return None
    year, end = words.year_after(day[1])
    return month, day[0], year, end


def _range(words: Words, first: Expression, month: int, day: int, year: int | None, end: int) -> Expression:
    """A range that begins with a date; a year printed only at its end holds for both."""
    assert first.month
    turns = (month, day) < (first.month, first.day or 0)
    own = first.year or (year and year - turns)
    last = words.make(end - 1, end, "day", year=year or (own and own + turns), month=month, day=day)
    return first._replace(grain="range", year=own, end=last.end, until=last)


def _day_month(words: Words, at: int, month: int, after: int) -> list[Expression]:
    """25 April · 25 April 2025 · the 25th of April · 25-26 April · 25 April-2 May."""
    day = _day_before(words, at)
    if not day:
        return []
    year, end = words.year_after(after)
    number, first = day
    earlier = _day_before(words, first - 1) if words[first - 1] in HYPHENS | TO | {"and", "/"} else None
    if earlier and earlier[0] < number:
        start, weekday = _weekday_before(words, earlier[1])
        date = words.make(start, end, "day", year=year, month=month, day=earlier[0], weekday=weekday)
        return [_range(words, date, month, number, year, end)]
    first -= words[first - 1] == "the"
    first, weekday = _weekday_before(words, first)
    date = words.make(first, end, "day", year=year, month=month, day=number, weekday=weekday)
    last = _range_end(words, end, month, words[first - 1] == "between")
    if last and words.month(last[3] - 1 - (last[2] is not None)):
        return ends(words, _range(words, date, *last), date, words[first - 1], end)
    return [_zoned(words, _weekday_beside(words, date, first, end), end)]


def _day_before(words: Words, at: int) -> tuple[int, int] | None:
    """A day of the month that ends before an index: (day, index of its number)."""
    at -= words[at - 1] == "of"
    at -= 1 + (words[at - 1] in ("st", "nd", "rd", "th"))
    day = words.day(at)
    joined = words[at - 1] in ("$", "€", "£", "#", ".", ",", ":") and words.glued(at)
    return None if not day or joined else (day[0], at)


def _weekday_before(words: Words, at: int) -> tuple[int, int | None]:
    """The index at which "Friday, " or "Friday morning, " before a date begins, with the weekday; the index itself without one."""
    first = at - (words[at - 1] == "the")
    first -= words[first - 1] == ","
    first -= words[first - 1] in DAYTIME
    first -= words[first - 1] == "." and words[first - 2] not in WEEKDAY
    found = words.weekday(first - 1) if first else None
    if found and words[at - 1] != "," and "\n" in words.text[words.end(first - 1) : words.start(at)]:
        return at, None
    return (first - 1, found[0]) if found else (at, None)


def _weekday_beside(words: Words, date: Expression, first: int, at: int) -> Expression:
    """April 25 (Friday) · Friday (April 25) · Friday evening (April 25)."""
    if date.weekday is not None:
        return date
    if words[first - 1] == "(" and words[at] == ")":
        opened, weekday = _weekday_before(words, first - 1)
        return date if weekday is None else extended(date, words, opened, weekday=weekday, end=words.end(at))
    found = words.weekday(at + 1) if words[at] == "(" else None
    if not found or words[found[1]] != ")":
        return date
    return date._replace(weekday=found[0], end=words.end(found[1]))


def _further_days(words: Words, date: Expression, at: int) -> list[Expression]:
    """The "26" and "28" of "April 25, 26 and 28": dates of their own."""
    further: list[Expression] = []
    while words[at] in (",", "and", "or", "&"):
        last = words[at] != ","
        at += 1 + (words[at] == "," and words[at + 1] in ("and", "or"))
        last = last or words[at - 1] != ","
        day = words.day(at)
        before = further[-1].day if further else date.day
        if not day or not before or day[0] <= before:
            return []
        further.append(words.make(at, day[1], "day", month=date.month, day=day[0]))
        at = day[1]
        if last:
            ends = words[at] in ("", ".", ",", ";", ":", ")", "at", "by", "for", "in", "when", "with")
            return further if ends else []
    return []


def _zoned(words: Words, date: Expression, at: int) -> Expression:
    """April 25 local time (April 26 Beijing time): one moment, two days."""
    opened = next((k for k in range(at, at + 4) if words[k] == "("), None)
    if opened is None:
        return date
    closed = next((k for k in range(opened, opened + 12) if words[k] == ")"), None)
    if closed is None or not any(words[k] == "time" or words[k] in ZONES for k in range(at, closed)):
        return date
    for k in range(opened + 1, closed):
        if other := _inner_date(words, k):
            month, day = other
            same = date._replace(month=month, day=day, weekday=None, end=words.end(closed))
            return date._replace(end=words.end(closed), rivals=(("zone", same),))
    return date


def _inner_date(words: Words, at: int) -> tuple[int, int] | None:
    if not (named := words.month(at)):
        return None
    if day := words.day(named[1]):
        return named[0], day[0]
    before = _day_before(words, at)
    return (named[0], before[0]) if before else None


# ---------------------------------------------------------------- months without a day


def _month_alone(words: Words, at: int, month: int, after: int) -> list[Expression]:
    """April 2025 · April last year · last April · May to June · in April."""
    date = words.make(at, after, "month", month=month)
    year, end = words.year_after(after + (words[after] == "of"))
    last = _month_range_end(words, at, end if year else after)
    if last:
        joint = end if year else after
        return ends(words, _month_range(words, at, month, year, *last), date, words[at - 1], joint)
    if year:
        return [edge_before(words, at, date._replace(year=year, end=words.end(end - 1)))]
    if phrase := year_phrase(words, after + (words[after] == "of")):
        base, years, end = phrase
        date = date._replace(base=base, unit="year", shift=years, end=words.end(end - 1))
        return [edge_before(words, at, date)]
    shift = {"last": -1, "this": 0, "next": 1}.get(words[at - 1])
    if shift is not None and words[at - 2] != "the":
        date = extended(date, words, at - 1, base="writing", unit="month", shift=shift)
        return [edge_before(words, at - 1, date)]
    return [edge_before(words, at, date)] if _is_month(words, at, after) else []


def _month_range_end(words: Words, at: int, after: int) -> tuple[int, int | None, int] | None:
    opened = words[at - 1]
    joint = words[after]
    if not (
        joint in HYPHENS or (opened == "from" and joint in TO) or (opened == "between" and joint == "and")
    ):
        return None
    named = words.month(after + 1)
    if not named or words.day(named[1]):
        return None
    year, end = words.year_after(named[1] + (words[named[1]] == "of"))
    return named[0], year, end


def _month_range(
    words: Words, at: int, month: int, own: int | None, last: int, year: int | None, end: int
) -> Expression:
    turns = last < month
    own = own or (year and year - turns)
    until = words.make(end - 1, end, "month", month=last, year=year or (own and own + turns))
    return words.make(at, end, "range", month=month, year=own, until=until)


def _is_of_march(words: Words, at: int, after: int) -> bool:
    """Whether "March" is the month in "the forecast of March": what has a capital on either side is a name."""
    return (
        words[at] == "march" and words[at - 1] == "of" and not (words.capital(after) or words.capital(at - 2))
    )


def _is_month(words: Words, at: int, after: int) -> bool:
    """Whether a month's name that stands alone is neither a verb nor a person, a company or a foundation."""
    before = words[at - 1]
    of_edge = before == "of" and (words[at - 2] in EDGE or words[at - 2] == "month")
    dashed = before in HYPHENS and words[at - 2] in PARTS
    licensed = of_edge or dashed or before in PREPOSITIONS
    if words[at] in ("may", "march"):
        licensed = of_edge or dashed or before in STRONG_PREPOSITIONS or _is_of_march(words, at, after)
        return licensed and not words.names_someone(at)
    if words[at] in SHORT_MONTHS and not licensed:
        return False
    if not licensed and (words.capital(after) or (words.capital(at - 1) and not words.opens_sentence(at))):
        return False
    return not words.names_someone(at)
