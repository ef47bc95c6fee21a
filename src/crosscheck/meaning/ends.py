"""Where a change or a way begins and ends, told the other way about: "from orange to red" for "from red to orange"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from crosscheck.meaning.pair import SUMMARY, Sides
from crosscheck.meaning.shifts import Shift
from crosscheck.model import Segment

LONGEST = 4
"""Words between "from" and "to"."""


class _Ends(NamedTuple):
    """Two ends, as tokens of "from" and "to" and as words."""

    start: int
    end: int
    first: Sequence[str]
    """What stands between the two."""
    rest: Sequence[str]
    """The second end, and what follows it."""


def exchanged_ends(sides: Sides) -> Iterator[Shift]:
    """Each pair of ends of the summary that a source has in the other order; names and numbers are compared by themselves."""
    ours = list(_ends(sides.segments[SUMMARY]))
    for source in sides.sources if ours else ():
        theirs = list(_ends(sides.segments[source]))
        for mine in ours:
            if any(mine.first == other.first for other in theirs):
                continue  # it has both ways
            for other in theirs:
                if _begins(mine.rest, other.first) and _begins(other.rest, mine.first):
                    here = mine.start, mine.end + 1 + len(other.first)
                    there = other.start, other.end + 1 + len(mine.first)
                    yield Shift("direction", here, source, there, "certain")


def _ends(segment: Segment) -> Iterator[_Ends]:
    norms = segment.norms
    for start in [k for k, norm in enumerate(norms) if norm == "from"] if "from" in norms else ():
        for end in range(start + 2, min(len(norms), start + LONGEST + 2)):
            if not norms[end - 1][0].isalpha() or segment.word(end - 1)[0].isupper():
                break
            if norms[end] == "to":
                yield _Ends(start, end, norms[start + 1 : end], norms[end + 1 : end + 1 + LONGEST])


def _begins(words: Sequence[str], first: Sequence[str]) -> bool:
    return words[: len(first)] == first
