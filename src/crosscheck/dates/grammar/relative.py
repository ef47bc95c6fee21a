"""Relative dates: Friday · yesterday · last month · the following day · two weeks ago · by year-end."""

from __future__ import annotations

from crosscheck.dates.grammar.parts import read_first_months, read_quarter
from crosscheck.dates.grammar.phrases import edge_before, extended
from crosscheck.dates.grammar.words import (
    CHAINED,
    EDGE,
    HYPHENS,
    NUMBER,
    PARTS,
    PREPOSITIONS,
    SHIFT,
    UNIT,
    WEEKDAY,
    Base,
    Expression,
    Words,
)
from crosscheck.dates.intervals import Grain

_SPANS_AHEAD = frozenset("over in for during within through throughout of".split())
"""Before "the next month" these make a duration of it."""
_GENERIC = frozenset(
    "world era age society youth generation times life leaders children economy technology market".split()
)
"""What "today's" and "of today" make a general statement of."""
_NAMED_DAYS = frozenset(
    "black good ash bloody super easter palm cyber giving holy shrove maundy fat casual sheffield man".split()
)

_LATER = {"week": 2, "fortnight": 3}
"""What "Saturday week" counts: British for the Saturday a week after the next."""


# ---------------------------------------------------------------- weekdays and days


def read_weekday(words: Words, at: int) -> list[Expression]:
    """Friday · last Friday · the following Friday · Friday week · Friday last week."""
    if not words.capital(at) or (words[at + 1] in HYPHENS and words.glued(at + 1)):
        return []
    date = words.make(at, at + 1, "day", base="writing", weekday=WEEKDAY[words[at]])
    word = words[at - 1]
    if word in SHIFT and words[at - 2] != "the":
        return [extended(date, words, at - 1, shift=SHIFT[word], unit="week")]
    if word in ("past", "coming") and words[at - 2] in ("this", "the"):
        return [extended(date, words, at - 2, shift=-1 if word == "past" else 1, unit="week")]
    if word in CHAINED and word not in ("that", "same"):
        first = at - 2 if words[at - 2] == "the" else at - 1
        return [extended(date, words, first, base="chain", shift=CHAINED[word], unit="week")]
    if words[at + 1] in _LATER and not words.capital(at + 1) and words[at + 2] not in HYPHENS:
        return [date._replace(unit="week", shift=_LATER[words[at + 1]], end=words.end(at + 1))]
    if phrase := _week_phrase(words, at + 1):
        return [
            date._replace(base=phrase[0], unit="week", shift=phrase[1], part=1, end=words.end(phrase[2] - 1))
        ]
    return [] if _names_a_day(words, at) else [date]


def _week_phrase(words: Words, at: int) -> tuple[Base, int, int] | None:
    at += words[at] == "of"
    if words[at + 1] == "week" and words[at] in SHIFT:
        return "writing", SHIFT[words[at]], at + 2
    if words[at] == "the" and words[at + 1] in CHAINED and words[at + 2] == "week":
        return "chain", CHAINED[words[at + 1]], at + 3
    return None


def _names_a_day(words: Words, at: int) -> bool:
    """Whether a weekday is part of a name (Black Friday, The Sunday Times) or stands for every such day."""
    before = words[at - 1]
    if before in ("a", "the") and words[at - 2] != "on":
        return not _plain_word(words, at + 1)
    if before in _NAMED_DAYS or before in ("every", "each", "any", "a", "the", "one"):
        return True
    # "on Sunday Wang Yi met" is a date, "Sunday Times" is none; "said Sunday" is again one
    return words.capital(at + 1) and before not in PREPOSITIONS and not _plain_word(words, at - 1)


def _plain_word(words: Words, at: int) -> bool:
    return words[at].isalpha() and not words.capital(at)


def read_today(words: Words, at: int) -> list[Expression]:
    """today · earlier today · yesterday · the day before yesterday · tomorrow."""
    shift = {"yesterday": -1, "tomorrow": 1}.get(words[at], 0)
    possessive = words[at + 1] in ("'", "’") and words[at + 2] == "s"
    if (possessive and words[at + 3] in _GENERIC) or (words[at - 1] == "of" and words[at - 2] in _GENERIC):
        return []
    date = words.make(at, at + 1, "day", base="writing", shift=shift)
    far = {"yesterday": ("before", -2), "tomorrow": ("after", 2)}.get(words[at])
    if far and words.before(at, {"the"}, {"day"}, {far[0]}) is not None:
        return [extended(date, words, at - 3, shift=far[1])]
    first = at - 1 if words[at - 1] in PARTS | {"earlier", "later"} else None
    return [extended(date, words, first)]


def read_daytime(words: Words, at: int) -> list[Expression]:
    """last night · this morning · that evening · the following morning · the night before."""
    word = words[at - 1]
    if word == "last" and words[at] in ("night", "evening") and words[at - 2] != "the":
        return [words.make(at - 1, at + 1, "day", base="writing", shift=-1)]
    if word == "this":
        return [words.make(at - 1, at + 1, "day", base="writing", shift=0)]
    if word == "that":
        return [words.make(at - 1, at + 1, "day", base="chain", shift=0)]
    if word in CHAINED and words[at - 2] == "the":
        return [words.make(at - 2, at + 1, "day", base="chain", shift=CHAINED[word])]
    return _before_or_after(words, at, "day")


# ---------------------------------------------------------------- weeks, months, quarters, years


def read_unit(words: Words, at: int) -> list[Expression]:
    """What "day", "week", "month", "quarter" or "year" at an index belongs to."""
    word = words[at]
    if word.endswith("s"):
        unit = UNIT[word[:-1]]
        return _counted(words, at, unit) or read_first_months(words, at, unit) or _in_recent(words, at)
    unit = UNIT[word]
    readers = (read_quarter, _year_end, _named, _counted, _before_or_after, _later_in, _the_whole, _other_day)
    return next((found for read in readers if (found := read(words, at, unit))), [])


def _named(words: Words, at: int, unit: Grain) -> list[Expression]:
    """last week · early next year · the end of this month · the same day · the next day · that year."""
    fiscal = words[at - 1] in ("fiscal", "financial", "academic", "school", "calendar")
    named = at - 1 - fiscal
    word = words[named]
    the = words[named - 1] == "the"
    if (
        word in SHIFT
        and unit != "day"
        and (not the or word == "current")
        and words[at + 1] != "of"
        and words[named - 1] not in NUMBER
    ):
        date = words.make(
            named - (the and word == "current"), at + 1, unit, base="writing", unit=unit, shift=SHIFT[word]
        )
        if fiscal and words[at - 1] != "calendar":
            date = date._replace(approximate=True)
        return [edge_before(words, named - (the and word == "current"), date)]
    if (
        word not in CHAINED
        or fiscal
        or (word == "next" and the and unit != "day" and words[named - 2] in _SPANS_AHEAD)
    ):
        return []
    if (
        word == "next"
        and not the
        and not words.opens_sentence(named)
        and words[named - 1] not in ("very", "and")
    ):
        return []
    if words[at + 1] in ("or", "and") and words[at + 2] in NUMBER:
        return []
    first = named - (words[named - 1] in ("very", "that"))
    first -= words[first - 1] == "the"
    if word != "that" and first == named and not words.opens_sentence(named):
        return []
    return [
        _chain_edge(
            words, first, words.make(first, at + 1, unit, base="chain", unit=unit, shift=CHAINED[word])
        )
    ]


def _chain_edge(words: Words, at: int, date: Expression) -> Expression:
    """later that day · early the next year."""
    before = at - (words[at - 1] == "on")
    if words[before - 1] in PARTS | {"earlier", "later"}:
        return extended(date, words, before - 1, modifier=words[before - 1] if date.grain != "day" else "")
    return edge_before(words, at, date)


_BACKWARD = {"ago": "writing", "earlier": "chain", "before": "chain", "previously": "chain"}
_FORWARD = {
    "later": "chain",
    "after": "chain",
    "afterwards": "chain",
    "afterward": "chain",
    "hence": "writing",
}
_ROUGHLY = frozenset("about around nearly almost some over than least roughly approximately just".split())


def _counted(words: Words, at: int, unit: Grain) -> list[Expression]:
    """two days ago · a week later · three years earlier · ten days from now · two days after the summit."""
    after = words[at + 1]
    base = (
        _BACKWARD.get(after)
        or _FORWARD.get(after)
        or ("writing" if after == "from" and words[at + 2] == "now" else None)
    )
    if base is None:
        return []
    end = at + 2 + (after == "from")
    if words[at - 1] in ("few", "couple", "several", "many"):
        first = at - 1 - (words[at - 2] in ("a", "the"))
        return [words.make(first, end, "day", base="vague")]
    count = words.number_before(at)
    if count is None:
        return []
    number, first = count
    rough = words[first - 1] in _ROUGHLY
    if after in ("before", "after") and not _stands_alone(words, at + 2):
        return [words.make(first, end, unit, base="event", approximate=rough)] if unit == "day" else []
    shift = -number if after in _BACKWARD else number
    return [
        words.make(first, end, unit, base=base, unit=unit, shift=shift, approximate=rough or unit == "week")
    ]


def _stands_alone(words: Words, at: int) -> bool:
    """Whether "the day before" ends there, without naming what it is counted from."""
    return words[at] in ("", ".", ",", ";", ":", ")", "and", "but", "when", "in", "at", "”", '"', "–", "—")


def _before_or_after(words: Words, at: int, unit: Grain) -> list[Expression]:
    """the day before · the week after · the day before the summit."""
    after = words[at + 1]
    if (
        words[at - 1] != "the"
        or after not in ("before", "after")
        or words[at + 2] in ("yesterday", "tomorrow")
    ):
        return []
    if words[at - 2] in ("in", "of", "during"):
        return []
    if words[at + 2] == "last" and _stands_alone(words, at + 3):
        return []
    if not _stands_alone(words, at + 2):
        return [words.make(at - 1, at + 2, unit, base="event")] if unit == "day" else []
    return [words.make(at - 1, at + 2, unit, base="chain", unit=unit, shift=-1 if after == "before" else 1)]


def _later_in(words: Words, at: int, unit: Grain) -> list[Expression]:
    """later in the day · earlier in the month · the end of the year."""
    if words[at - 1] != "the" or words[at + 1] == "of":
        return []
    if words[at - 2] == "in" and words[at - 3] in ("later", "earlier", "early", "late"):
        base: Base = "chain" if unit == "day" else "writing"
        modifier = words[at - 3] if unit != "day" else ""
        return [words.make(at - 3, at + 1, unit, base=base, unit=unit, shift=0, modifier=modifier)]
    if unit != "day" and words[at - 2] == "of" and words[at - 3] in EDGE:
        date = words.make(at - 1, at + 1, unit, base="writing", unit=unit, shift=0)
        return [edge_before(words, at - 1, date)]
    return []


_CLOSING = frozenset("ended ending closed closing finished finishing".split())


def _the_whole(words: Words, at: int, unit: Grain) -> list[Expression]:
    """for the entire year · ended the day · at the start of the day; never "at the end of the day", which is an idiom."""
    before = words[at - 1]
    if unit in ("quarter", "year") and before in ("entire", "full", "whole"):
        if words[at - 2] != "the" or words[at - 3] not in ("for", "in", "over"):
            return []
        return [words.make(at - 2, at + 1, unit, base="chain", unit=unit, shift=0)]
    if unit != "day" or before != "the" or words[at + 1] in ("of", "before", "after", "that", "when"):
        return []
    starts = words[at - 2] == "of" and EDGE.get(words[at - 3]) == "start" and words[at - 3] != "turn"
    if starts or words[at - 2] in _CLOSING:
        return [words.make(at - 1, at + 1, unit, base="chain", unit=unit, shift=0)]
    return []


def _other_day(words: Words, at: int, unit: Grain) -> list[Expression]:
    if unit == "day" and words[at - 1] == "other" and words[at - 2] == "the":
        return [words.make(at - 2, at + 1, "day", base="vague")]
    return []


def _in_recent(words: Words, at: int) -> list[Expression]:
    """in recent days."""
    if words[at - 1] == "recent" and words[at - 2] == "in" and words[at] != "years":
        return [words.make(at - 2, at + 1, "day", base="vague")]
    return []


def read_recently(words: Words, at: int) -> list[Expression]:
    """recently · more recently; never "until recently"."""
    first = at - 1 if words[at - 1] == "more" else at
    return [] if words[at - 1] in ("until", "as") else [words.make(first, at + 1, "day", base="vague")]


def _year_end(words: Words, at: int, unit: Grain) -> list[Expression]:
    """by year-end · at year-end 2025 · by the year's end."""
    if unit != "year":
        return []
    end = at + 1
    if words[end] in ("'", "’") and words[end + 1] == "s":
        end += 2
    elif words[end] in HYPHENS:
        end += 1
    if words[end] != "end" or words[at - 1] not in PREPOSITIONS | {"at", "the"}:
        return []
    if end == at + 1 and words[at - 1] not in ("by", "at", "before"):
        return []
    year = words.year(end + 1)
    if year:
        return [words.make(at, year[1], "year", year=year[0], modifier="end")]
    return [words.make(at, end + 1, "year", base="writing", unit="year", shift=0, modifier="end")]
