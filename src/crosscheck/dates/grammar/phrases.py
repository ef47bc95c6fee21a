"""Phrases that several readers of the grammar share."""

from __future__ import annotations

from crosscheck.dates.grammar.words import (
    CHAINED,
    EDGE,
    HYPHENS,
    PARTS,
    SHIFT,
    TO,
    Base,
    Expression,
    Words,
)


def extended(expression: Expression, words: Words, first: int | None, **fields: object) -> Expression:
    """The expression from word ``first`` on, with some fields changed; unchanged where ``first`` is None."""
    if first is None:
        return expression
    return expression._replace(start=words.start(first), **fields)  # type: ignore[arg-type]


def edge_before(words: Words, at: int, date: Expression) -> Expression:
    """The date with "early", "mid-" or "the end of" before it, which begins before ``at``."""
    before = at - (words[at - 1] in HYPHENS)
    before -= words[before - 1] == "in"
    if words[before - 1] in PARTS | {"earlier", "later"}:
        return extended(date, words, before - 1, modifier=words[before - 1])
    before = at - (words[at - 1] == "the")
    if words[before - 1] == "of" and words[before - 2] in EDGE:
        first = before - 2 - (words[before - 3] == "very")
        return extended(date, words, first - (words[first - 1] == "the"), modifier=EDGE[words[before - 2]])
    return date


def year_phrase(words: Words, at: int) -> tuple[Base, int, int] | None:
    """What "last year" or "the same year" at an index says: (base, years from it, index after it)."""
    first = at + (words[at] == "the")
    at = first + (words[first] == "same" and words[first + 1] == "calendar")
    if words[at + 1] != "year":
        return None
    if words[at] in SHIFT and (words[at] == "current" or (at == first and words[at - 1] != "the")):
        return "writing", SHIFT[words[at]], at + 2
    return ("chain", CHAINED[words[at]], at + 2) if words[at] in CHAINED else None


def ends(words: Words, span: Expression, first: Expression, opened: str, joint: int) -> list[Expression]:
    """A range in words, "from A to B" or "between A and B", as its two ends, each of which may be read as the whole.

    A range with a dash is one expression: its ends are not told one by one. ``opened`` is the word before the range,
    ``joint`` the index of the one between its ends.
    """
    if not span.until or words[joint] not in TO | {"and"} or opened not in ("from", "between"):
        return [span]
    whole = (("range", span),)
    last = span.until._replace(start=words.start(joint + 1), rivals=whole)
    return [first._replace(year=span.year, rivals=whole), last]
