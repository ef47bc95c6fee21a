"""Dates in figures: 25/04/2025 · in 2025 · 2014-2016 · the 1990s · fiscal 2025 · Q1 2025; and years spelled out."""

from __future__ import annotations

from crosscheck.dates.grammar.phrases import edge_before, ends
from crosscheck.dates.grammar.words import (
    HYPHENS,
    NUMBER,
    PARTS,
    PREPOSITIONS,
    STRONG_PREPOSITIONS,
    TENS,
    TO,
    ZONES,
    Expression,
    Words,
)
from crosscheck.dates.intervals import Grain

_JOINED = frozenset("$€£¥#.,/:_@")
"""Marks that make of the digits behind them no date."""
_DETERMINERS = frozenset("the a its their his her our this that".split())
_SPANNING = frozenset({"from", "years", "period"})


def read_digits(words: Words, at: int) -> list[Expression]:
    """What a number at an index belongs to: a numeric date, a year, a decade, a span of years."""
    if words[at - 1] in _JOINED and words.glued(at):
        return []
    return _numeric(words, at) or _year(words, at)


def _numeric(words: Words, at: int) -> list[Expression]:
    """2025-04-25 · 2025/4/25 · 25/04/2025 · 4/25/2025 · 25.04.2025 · 7/8/07."""
    mark = words[at + 1]
    if (
        mark not in ("/", "-", ".")
        or words[at + 3] != mark
        or not all(words.glued(at + k) for k in (1, 2, 3, 4))
    ):
        return []
    fields = [words[at], words[at + 2], words[at + 4]]
    if not all(f.isdecimal() for f in fields) or (
        words.glued(at + 5) and words[at + 5] in ("/", "-", "_", ":", "%")
    ):
        return []
    if words[at + 5] == "." and words.glued(at + 6) and words[at + 6][:1].isdecimal():
        return []
    lengths = [len(f) for f in fields]
    if max(lengths) > 4:
        return []
    a, b, c = (int(f) for f in fields)
    if lengths[0] == 4 and max(lengths[1:]) <= 2 and 1000 <= a <= 2199 and 1 <= b <= 12 and 1 <= c <= 31:
        return [words.make(at, at + 5, "day", year=a, month=b, day=c)]
    if max(lengths[:2]) > 2 or (lengths[2] != 4 and not (lengths[2] == 2 and mark == "/")):
        return []
    year = c if lengths[2] == 4 else c + (2000 if c < 70 else 1900)
    return _ordered(words, at, a, b, year) if 1000 <= year <= 2199 else []


def _ordered(words: Words, at: int, a: int, b: int, year: int) -> list[Expression]:
    """A date of two small numbers and a year, in the order that they allow."""
    day_first = words.make(at, at + 5, "day", year=year, month=b, day=a, order="day-first")
    month_first = words.make(at, at + 5, "day", year=year, month=a, day=b, order="month-first")
    if not (1 <= a <= 31 and 1 <= b <= 31):
        return []
    if a == b:
        return [day_first._replace(order="")] if a <= 12 else []
    if a > 12 or b > 12:
        return [day_first] if b <= 12 else [month_first] if a <= 12 else []
    return [month_first._replace(order="open", rivals=(("order", day_first),))]


def _year(words: Words, at: int) -> list[Expression]:
    """in 2025 · since 1991 · mid-2011 · 2014-2016 · from 2009 to 2011 · the 1990s · fiscal 2025 · the 2024-25 season."""
    if words[at + 1] == "s" and words.glued(at + 1):
        return _decade(words, at)
    if words[at + 1] in HYPHENS and words.glued(at + 1) and words.glued(at + 2):
        return _year_span(words, at)
    if len(words[at]) != 4 or not (found := words.year(at)) or _is_time(words, at):
        return []
    year = found[0]
    if fiscal := _fiscal(words, at, year):
        return [fiscal]
    if last := _year_range_end(words, at, year):
        date = words.make(at, at + 1, "year", year=year)
        until = words.make(last[1] - 1, last[1], "year", year=last[0])
        return ends(
            words, words.make(at, last[1], "range", year=year, until=until), date, words[at - 1], at + 1
        )
    return [edge_before(words, at, words.make(at, at + 1, "year", year=year))] if _is_year(words, at) else []


def _is_year(words: Words, at: int) -> bool:
    """Whether a number of four digits is a year: behind a preposition, "year", or in a list of years."""
    before = words[at - 1]
    if before in HYPHENS:
        return words[at - 2] in PARTS
    if before in ("and", "or", ","):
        listed = words.year(at - 2) and words[at - 3] in PREPOSITIONS - {"of", "for"}
        return bool(listed)
    if before in _DETERMINERS or (before == "s" and words[at - 2] in ("'", "’")):
        return "1800" <= words[at] <= "2100" and words[at + 1].isalpha() and not _looks_counted(words, at)
    return before in PREPOSITIONS | {"year", "ending", "ended", "circa"} and not _looks_counted(words, at)


def _is_time(words: Words, at: int) -> bool:
    """A time of day: 1800 GMT, from 1800 to 2000 hours, 1930 local time."""
    if words[at + 1] in TO and len(words[at + 2]) == 4 and words[at + 2].isdecimal():
        at += 2
    return words[at + 1] in ZONES | {"hours", "hrs"} or (words[at + 1] == "local" and words[at + 2] == "time")


def _looks_counted(words: Words, at: int) -> bool:
    """Round numbers before a plural: "in 2000 villages", "of 1500 delegates"."""
    after = words[at + 1]
    round_ = words[at].endswith("00")
    plural = (
        after.endswith("s")
        and after.isalpha()
        and not after.endswith(("ss", "us", "is"))
        and not words.capital(at + 1)
    )
    return (round_ and plural) or (words[at - 1] in ("of", "for", "around") and plural)


def _year_range_end(words: Words, at: int, year: int) -> tuple[int, int] | None:
    opened, joint = words[at - 1], words[at + 1]
    if not ((opened in _SPANNING and joint in TO) or (opened == "between" and joint == "and")):
        return None
    last = words.year(at + 2)
    return last if last and last[0] > year else None


def _year_span(words: Words, at: int) -> list[Expression]:
    """2014-2016 · 2024-25 · the 2024-25 academic year: never a score or a resolution number."""
    first, last = words[at], words[at + 2]
    if not (first + last).isdecimal() or len(last) not in (2, 4):
        return []
    if len(first) != 4 or not "1000" <= first <= "2199":
        return []
    year = int(first)
    until = int(last) if len(last) == 4 else year // 100 * 100 + int(last)
    if not year < until <= year + 120 or words.counts(at + 3):
        return []
    if words[at + 3] in ("academic", "school", "season") or (
        words[at + 3] in ("fiscal", "financial") and until == year + 1
    ):
        return [_academic(words, at, year, until)]
    if len(last) == 2 and words[at - 1] not in PREPOSITIONS | {"the"}:
        return []
    return [words.make(at, at + 3, "range", year=year, until=words.make(at + 2, at + 3, "year", year=until))]


def _academic(words: Words, at: int, year: int, until: int) -> Expression:
    """A school year runs from August to July, a season or a fiscal year may begin anywhere between April and October."""
    kind = words[at + 3]
    end = at + 4 + (words[at + 4] == "year")
    first, last = (8, 7) if kind in ("academic", "school", "season") else (4, 9)
    return words.make(
        at,
        end,
        "range",
        year=year,
        month=first,
        approximate=True,
        until=words.make(at + 2, at + 3, "month", year=until, month=last),
    )


def _decade(words: Words, at: int) -> list[Expression]:
    word = words[at]
    if len(word) != 4 or word[3] != "0" or not word.isdecimal() or not "1000" <= word <= "2199":
        return []
    first = at - (words[at - 1] == "the")
    decade = words.make(at, at + 2, "decade", year=int(word))
    return [edge_before(words, first, decade)]


def _fiscal(words: Words, at: int, year: int) -> Expression | None:
    """fiscal 2025 · fiscal year 2025 · FY2025: any twelve months that end in 2025, or the calendar year."""
    first = at - (words[at - 1] == "year")
    if words[first - 1] in ("fiscal", "financial"):
        first -= 1
    elif words[at - 1] in ("fy", "fye"):
        first = at - 1
    else:
        return None
    date = words.make(first, at + 1, "year", year=year)
    rivals = tuple(("fiscal", _twelve_months(date, year - 1, month)) for month in (4, 7, 10))
    return date._replace(rivals=rivals)


def _twelve_months(date: Expression, year: int, month: int) -> Expression:
    last = date._replace(grain="month", year=year + 1, month=month - 1)
    return date._replace(grain="range", year=year, month=month, until=last)


def read_coded(words: Words, at: int) -> list[Expression]:
    """Q1 2025 · Q1 · H1 2025."""
    number = words[at + 1]
    limit = 4 if words[at] == "q" else 2
    if (
        not words.glued(at + 1)
        or not words.words[at].isupper()
        or not number.isdecimal()
        or len(number) > 2
        or not 1 <= int(number) <= limit
    ):
        return []
    year, end = words.year_after(at + 2 + (words[at + 2] in ("of", "fy")))
    grain: Grain = "quarter" if limit == 4 else "range"
    if limit == 2 and not year:
        return []
    return [words.make(at, end if year else at + 2, grain, year=year, part=int(number))]


def read_spelled(words: Words, at: int) -> list[Expression]:
    """in nineteen eighty-nine · in twenty twenty-five · since two thousand and eight."""
    if words[at - 1] not in STRONG_PREPOSITIONS:
        return []
    if words[at] == "two":
        if words[at + 1] != "thousand":
            return []
        tail = _below_hundred(words, at + 2 + (words[at + 2] == "and"))
        return [words.make(at, tail[1], "year", year=2000 + tail[0])] if tail else []
    tail = _below_hundred(words, at + 1)
    if not tail or tail[0] < 10:
        return []
    century = 1900 if words[at] == "nineteen" else 2000
    return [words.make(at, tail[1], "year", year=century + tail[0])]


def _below_hundred(words: Words, at: int) -> tuple[int, int] | None:
    tens = TENS.get(words[at])
    if tens is None:
        number = NUMBER.get(words[at]) if words[at] not in ("a", "an") else None
        return (number, at + 1) if number else None
    after = at + 1 + (words[at + 1] in HYPHENS)
    unit = NUMBER.get(words[after], 0)
    return (tens + unit, after + 1) if 0 < unit < 10 and words[after] not in ("a", "an") else (tens, at + 1)
