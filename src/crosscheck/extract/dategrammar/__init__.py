"""The grammar of dates in English prose: text -> date expressions, not yet placed in the calendar.

What an expression means is decided here (this is a month, not a verb; this is a range); which day it is, is decided where
reference date and narrative are known. One pass over the words; where a date word stands, its reader looks at a bounded
number of words on either side.
"""

from __future__ import annotations

from collections.abc import Callable

from crosscheck.extract.dategrammar.months import read_month
from crosscheck.extract.dategrammar.numbers import read_coded, read_digits, read_spelled
from crosscheck.extract.dategrammar.parts import read_half, read_season, read_weekend
from crosscheck.extract.dategrammar.relative import (
    DAYTIME,
    read_daytime,
    read_recently,
    read_today,
    read_unit,
    read_weekday,
)
from crosscheck.extract.dategrammar.words import MONTH, SEASON, UNIT, WEEKDAY, Expression, Words

_DIGITS = frozenset("0123456789")


def scan(text: str) -> list[Expression]:
    """The date expressions of a text, in order, none overlapping another; offsets are code points of ``text``."""
    words = Words(text)
    found: list[Expression] = []
    for at, word in enumerate(words.low):
        read = _READERS.get(word) or (read_digits if word[0] in _DIGITS else None)
        if read is None or (found and words.starts[at] < found[-1].end):
            continue
        for expression in read(words, at):
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

__all__ = ["Expression", "scan"]
