"""Closed intervals of days: the calendar arithmetic, how two of them relate, and how they are written."""

from datetime import date, timedelta
from typing import Literal, NamedTuple

Grain = Literal["day", "week", "month", "quarter", "season", "year", "decade", "range"]
Frame = Literal["calendar", "yearless", "writing", "week"]
Relation = Literal["equal", "contains", "within", "overlaps", "apart", "unknown"]

YEARLESS = 4
"""The year in which days without a year are kept: a leap year, so that February 29 has its place."""
WRITING = date(1004, 6, 16)
"""The day that stands for an unknown day of writing."""
MONTHS = (
    "January February March April May June July August September October November December".split()
)  # fmt: skip
WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_SEASONS = ("spring", "summer", "autumn", "winter")
_ORDINALS = ("first", "second", "third", "fourth")


class Interval(NamedTuple):
    """The days from ``first`` to ``last``, both included.

    ``frame`` says what they are days of: the ``calendar``; an unknown year (``yearless``, kept in the year YEARLESS); the
    time around an unknown day of writing (``writing``, kept around WRITING); an unknown week (``week``, kept in that of
    0001-01-01, a Monday).
    """

    first: date
    last: date
    frame: Frame = "calendar"
    approximate: bool = False
    """True where its bounds are a matter of taste, as in "late April" or "about a week later"."""

    @property
    def days(self) -> int:
        """Number of days from first to last, both counted."""
        return (self.last - self.first).days + 1


def compare(a: Interval, b: Interval) -> Relation:
    """How ``a`` lies to ``b``; "unknown" where nothing says so, because a year or a day of writing is missing.

    Days without a year are compared by month and day alone, weekdays of an unknown week by weekday alone.
    """
    if a.frame == b.frame:
        return _relation(a, b)
    if "week" in (a.frame, b.frame):
        return _weekday_relation(a, b)
    if b.frame == "yearless":
        return _mirror(_yearless_relation(b, a))
    if a.frame == "yearless":
        return _yearless_relation(a, b)
    return "unknown"


def _relation(a: Interval, b: Interval) -> Relation:
    if a[:2] == b[:2]:
        return "equal"
    if a.first <= b.first and b.last <= a.last:
        return "contains"
    if b.first <= a.first and a.last <= b.last:
        return "within"
    return "apart" if a.last < b.first or b.last < a.first else "overlaps"


def _mirror(relation: Relation) -> Relation:
    return {"contains": "within", "within": "contains"}.get(relation, relation)  # type: ignore[return-value]


def _yearless_relation(a: Interval, b: Interval) -> Relation:
    """The best relation of ``a``, put into one of the years around ``b``."""
    if b.days > 300:
        return "unknown"
    order = ("equal", "contains", "within", "overlaps", "apart")
    found = {_relation(placed, b) for year in _around(b) if (placed := in_year(a, year))}
    return min(found, key=order.index, default="apart")


def _around(b: Interval) -> range:
    return range(max(b.first.year - 1, date.min.year), min(b.last.year + 1, date.max.year) + 1)


def _weekday_relation(a: Interval, b: Interval) -> Relation:
    if a.days > 1 or b.days > 1 or "calendar" not in (a.frame, b.frame):
        return "unknown"
    return "equal" if a.first.weekday() == b.first.weekday() else "apart"


# ---------------------------------------------------------------- making intervals


def in_year(a: Interval, year: int, frame: Frame = "calendar") -> Interval | None:
    """A yearless interval put into a year; None where that year has no such day."""
    years = a.last.year - a.first.year
    try:
        return a._replace(
            first=a.first.replace(year=year), last=a.last.replace(year=year + years), frame=frame
        )
    except ValueError:
        return None


def whole(unit: Grain, day: date, frame: Frame = "calendar") -> Interval:
    """The day, week (from Monday), month, quarter, year or decade in which a day lies."""
    if unit == "week":
        first = day - timedelta(day.weekday())
        return Interval(first, first + timedelta(6), frame)
    months = {"month": 1, "quarter": 3, "year": 12}.get(unit)
    if months:
        month = (day.month - 1) // months * months + 1
        return months_from(day.year, month, months, frame)
    if unit == "decade":
        return Interval(date(day.year // 10 * 10 or 1, 1, 1), date(day.year // 10 * 10 + 9, 12, 31), frame)
    return Interval(day, day, frame)


def months_from(year: int, month: int, count: int, frame: Frame = "calendar") -> Interval:
    """``count`` whole months from a month on; the year may be one that ``month`` (0 and below, 13 and above) runs out of."""
    first = add_months(date(year, 1, 1), month - 1)
    return Interval(first, add_months(first, count) - timedelta(1), frame)


def add_months(day: date, count: int) -> date:
    """The same day some months on, or the month's last where it has no such day; OverflowError outside the calendar."""
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    if not date.min.year <= year <= date.max.year:
        raise OverflowError(f"year {year}")
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, min(day.day, last))
        except ValueError:
            continue
    raise AssertionError("every month has 28 days")


def shifted(day: date, unit: Grain, count: int) -> date:
    """A day moved by some days, weeks, months, quarters or years; OverflowError outside the calendar."""
    if unit in ("day", "week"):
        return day + timedelta(count * (7 if unit == "week" else 1))
    return add_months(day, count * {"month": 1, "quarter": 3, "year": 12}[unit])


def narrowed(whole: Interval, modifier: str, written: date | None = None) -> Interval:
    """The early, middle or late part of an interval; "earlier" and "later" are cut at the day of writing.

    The parts overlap on purpose: April 12 is late for "early April" and early for "mid-April", but wrong for neither.
    """
    length = whole.days
    if modifier in ("earlier", "later") and written and whole.first <= written <= whole.last:
        bounds = (whole.first, written) if modifier == "earlier" else (written, whole.last)
        return Interval(*bounds, whole.frame, approximate=True)
    shares = {
        "early": (0.0, 0.5),
        "start": (0.0, 0.4),
        "mid": (0.2, 0.8),
        "late": (0.5, 1.0),
        "end": (0.6, 1.0),
    }
    share = shares.get(modifier)
    if not share:
        return whole._replace(approximate=whole.approximate or bool(modifier))
    first = whole.first + timedelta(round(share[0] * length))
    return Interval(
        first, whole.first + timedelta(round(share[1] * length) - 1), whole.frame, approximate=True
    )


# ---------------------------------------------------------------- writing intervals


def edtf(interval: Interval | None, grain: Grain) -> str:
    """The interval as Extended Date/Time Format (ISO 8601-2:2019), X for what is unknown.

    Quarters are coded 33 to 36 and seasons 21 to 24, as the format has it.
    """
    if interval is None or interval.frame in ("writing", "week"):
        return {"month": "XXXX-XX", "year": "XXXX"}.get(grain, "XXXX-XX-XX")
    first, year = interval.first, _year(interval.first, interval)
    if grain in ("week", "range"):
        return f"{_day(first, interval)}/{_day(interval.last, interval)}"
    written = {
        "month": f"{year}-{first.month:02}",
        "quarter": f"{year}-{33 + (first.month - 1) // 3}",
        "season": f"{year}-{21 + _season(first)}",
        "year": year,
        "decade": f"{year[:3]}X",
    }.get(grain)
    if written:
        return written
    return _day(first, interval) + ("~" if interval.approximate else "")


def in_words(interval: Interval | None, grain: Grain) -> str:
    """The interval as a message prints it: "April 25, 2025", "July 2024", "about April 1 to April 12, 2025"."""
    if interval is None or interval.frame == "writing":
        return "no known date"
    if interval.frame == "week":
        return f"a {WEEKDAYS[interval.first.weekday()]}"
    unknown = " (year unknown)" if interval.frame == "yearless" else ""
    return (_named(interval, grain) or _days(interval)) + unknown


def _named(interval: Interval, grain: Grain) -> str | None:
    """The name of a whole month, quarter, season, year or decade; None for anything else."""
    first, year = interval.first, "" if interval.frame == "yearless" else f"{interval.first.year}"
    if grain == "season":
        return f"{_SEASONS[_season(first)]} {year}".rstrip()
    if (
        grain not in ("month", "quarter", "year", "decade")
        or whole(grain, first, interval.frame)[:2] != interval[:2]
    ):
        return None
    return {
        "month": f"{MONTHS[first.month - 1]} {year}".rstrip(),
        "quarter": f"the {_ORDINALS[(first.month - 1) // 3]} quarter" + (year and f" of {year}"),
        "year": year,
        "decade": f"the {year}s",
    }[grain]


def _days(interval: Interval) -> str:
    if interval.first == interval.last:
        return _day_words(interval.first, interval)
    about = "about " if interval.approximate else ""
    return f"{about}{_day_words(interval.first, interval)} to {_day_words(interval.last, interval)}"


def _season(first: date) -> int:
    return (first.month - 3) % 12 // 3


def _year(day: date, interval: Interval) -> str:
    return "XXXX" if interval.frame == "yearless" else f"{day.year:04}"


def _day(day: date, interval: Interval) -> str:
    return f"{_year(day, interval)}-{day.month:02}-{day.day:02}"


def _day_words(day: date, interval: Interval) -> str:
    return f"{MONTHS[day.month - 1]} {day.day}" + ("" if interval.frame == "yearless" else f", {day.year}")
