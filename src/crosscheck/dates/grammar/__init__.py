"""The grammar of dates in English prose: text -> date expressions, not yet placed in the calendar.

What an expression means is decided here (this is a month, not a verb; this is a range); which day it is, is decided where
reference date and narrative are known. One pass over the words; where a date word stands, its reader looks at a bounded
number of words on either side.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from crosscheck.dates.grammar.months import read_month
from crosscheck.dates.grammar.numbers import read_coded, read_digits, read_spelled
from crosscheck.dates.grammar.parts import read_half, read_season, read_weekend
from crosscheck.dates.grammar.relative import (
    read_daytime,
    read_recently,
    read_today,
    read_unit,
    read_weekday,
)
from crosscheck.dates.grammar.words import DAYTIME, MONTH, SEASON, UNIT, WEEKDAY, Expression, Words


def scan(text: str) -> list[Expression]:
    """The date expressions of a text, in order, none overlapping another; offsets are code points of ``text``."""
    words = Words(text)
    found: list[Expression] = []
    for at in [k for k, word in enumerate(words.low) if word in _READERS or "0" <= word < ":"]:
        if found and words.start(at) < found[-1].end:
            continue
        for expression in _READERS.get(words.low[at], read_digits)(words, at):
            while found and found[-1].end > expression.start:
                found.pop()
            found.append(expression)
    return found


_READERS: dict[str, Callable[[Words, int], list[Expression]]] = {
    **dict.fromkeys(MONTH, read_month),
    **dict.fromkeys(WEEKDAY, read_weekday),
    **dict.fromkeys(("today", "yesterday", "tomorrow", "tonight"), read_today),
    **dict.fromkeys(DAYTIME, read_daytime),
    **dict.fromkeys((*UNIT, *(f"{unit}s" for unit in UNIT)), read_unit),
    **dict.fromkeys(SEASON, read_season),
    **dict.fromkeys(("nineteen", "twenty", "two"), read_spelled),
    **dict.fromkeys(("recently", "lately"), read_recently),
    "weekend": read_weekend,
    "half": read_half,
    "q": read_coded,
    "h": read_coded,
}
"""The reader of each word that dates are recognized by."""

TELLING = frozenset(_READERS) - {"two", "q", "h"} | {"thousand"}
"""Words without one of which a text has no date but in figures."""


@cache
def figures() -> re.Pattern[str]:
    """What a text has whose dates are in figures alone: a year, a slash, or a letter at a digit ("Q1", "5th")."""
    return re.compile(r"\d(?:[0-9]{3}|[A-Za-z/]|(?<=[A-Za-z].))")


__all__ = ["TELLING", "Expression", "figures", "scan"]
