"""The grammar of parts of years: quarters, halves, seasons, the first months of a year."""

from __future__ import annotations

from crosscheck.dates.grammar.phrases import edge_before, year_phrase
from crosscheck.dates.grammar.words import HYPHENS, ORDINAL, SEASON, SHIFT, Expression, Words
from crosscheck.dates.intervals import Grain


def _part_of_year(words: Words, first: int, end: int, grain: Grain, part: int) -> Expression | None:
    """A quarter, season or half with the year that follows it, printed or relative."""
    at = end + (words[end] in ("of", ","))
    if words[at] in ("fiscal", "financial") or (
        words[at] == "the" and words[at + 1] in ("fiscal", "financial")
    ):
        at += 1 + (words[at] == "the")
        at += words[at] == "year"
    if year := words.year(at):
        return words.make(first, year[1], grain, year=year[0], part=part)
    if phrase := year_phrase(words, at):
        return words.make(first, phrase[2], grain, base=phrase[0], unit="year", shift=phrase[1], part=part)
    if words[end] == "of" and words[at] == "the" and words[at + 1] == "year":
        return words.make(first, at + 2, grain, base="writing", unit="year", shift=0, part=part)
    return None


def read_quarter(words: Words, at: int, unit: Grain) -> list[Expression]:
    """the third quarter of 2025 · second-quarter · the first quarter of this year · the fourth fiscal quarter."""
    named = at - 1 - (words[at - 1] in HYPHENS or words[at - 1] in ("fiscal", "financial", "calendar"))
    if unit != "quarter" or not (ordinal := _ordinal(words, named)):
        return []
    number, first = ordinal
    found = _part_of_year(words, first, at + 1, "quarter", number)
    if found or words[at + 1] == "of":
        return [found] if found else []
    return [words.make(first, at + 1, "quarter", part=number)]


def read_half(words: Words, at: int) -> list[Expression]:
    """the first half of 2025 · the second half of last year; never "the second half" of a match."""
    named = at - 1 - (words[at - 1] in HYPHENS)
    ordinal = _ordinal(words, named)
    if not ordinal or ordinal[0] > 2:
        return []
    found = _part_of_year(words, ordinal[1], at + 1, "range", ordinal[0])
    return [found] if found else []


def _ordinal(words: Words, at: int) -> tuple[int, int] | None:
    """first, 1st ... at an index: (number, index at which it begins, with "the")."""
    word, first = words[at], at
    if word in ("st", "nd", "rd", "th") and words.glued(at):
        word, first = words[at - 1] + word, at - 1
    number = ORDINAL.get(word)
    return (number, first - (words[first - 1] == "the")) if number else None


def read_first_months(words: Words, at: int, unit: Grain) -> list[Expression]:
    """the first nine months of 2025 · the first two months of this year."""
    count = words.number_before(at) if unit == "month" else None
    if not count or words[count[1] - 1] != "first" or not 1 < count[0] < 12:
        return []
    first = count[1] - 1 - (words[count[1] - 2] == "the")
    whole = _part_of_year(words, first, at + 1, "range", 1)
    if whole is None:
        return []
    until = whole._replace(grain="month", month=count[0], part=None)
    return [whole._replace(month=1, part=None, until=until)]


def read_season(words: Words, at: int) -> list[Expression]:
    """summer 2024 · the spring of 2025 · last winter · this autumn; a season alone says no year and is left."""
    part = SEASON[words[at]]
    first = at - (words[at - 1] == "the")
    if found := _part_of_year(words, first, at + 1, "season", part):
        return [edge_before(words, first, found)]
    shift = SHIFT.get(words[at - 1])
    if shift is None or words[at - 2] == "the" or (words[at] in ("fall", "spring") and words[at + 1] == "in"):
        return []
    return [
        words.make(
            at - 1, at + 1, "season", base="writing", unit="year", shift=shift, part=part, approximate=True
        )
    ]


def read_weekend(words: Words, at: int) -> list[Expression]:
    """last weekend · this weekend."""
    shift = SHIFT.get(words[at - 1])
    if shift is None or words[at - 2] == "the":
        return []
    return [words.make(at - 1, at + 1, "range", base="writing", unit="week", shift=shift)]
