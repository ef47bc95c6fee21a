"""Shifts of meaning: a cue added, dropped, moved or replaced between an original and the summary.

What the readers of negations, of modal words and of quantities share: the shift they find, the ways to place it, and the words
that may answer for a cue that seems to be missing.
"""

from collections.abc import Set as AbstractSet
from typing import Literal, NamedTuple

from crosscheck.meaning.pair import SUMMARY, Kept, Placed, Sides, is_beside

ANSWERS = 5
"""Tokens around the place of a missing cue in which another word may answer for it; most words shown for a dropped one."""

Kind = Literal["negation", "modality", "direction", "quantifier", "kind"]
How = Literal["certain", "near", "far"]


class Shift(NamedTuple):
    """A change of meaning, with its places on both sides."""

    kind: Kind
    here: tuple[int, int]
    """Tokens of the summary's segment."""
    side: int
    """Index of the source."""
    there: tuple[int, int]
    """Tokens of the source's segment."""
    how: How
    """What connects the two places: unchanged surroundings, about the same place, or only the words themselves."""
    change: str = ""
    """What happened, for the message."""
    mild: bool = False
    """Whether it only comments, as "only" before a figure does."""


def added(kind: Kind, placed: Placed, kept: Kept, change: str = "") -> Shift:
    """A cue of the summary that the source, which has the word it governs, has not."""
    how: How = "certain" if kept.aligned else "far"
    return Shift(
        kind, (placed.cue.first, placed.cue.last), kept.side, (kept.token, kept.token + 1), how, change
    )


def dropped(
    kind: Kind, sides: Sides, placed: Placed, kept: Kept, last: int | None = None, change: str = ""
) -> Shift:
    """A cue of a source that the summary has not: shown at what stands in its place, else at the word it governed.

    ``last`` is the last token to show of the governed words, where there are several.
    """
    there = placed.cue.first, max(placed.cue.last, placed.cue.targets[0] + 1)
    here = _instead(sides, placed) or (kept.token, (kept.token if last is None else last) + 1)
    return Shift(kind, here, placed.side, there, "certain" if kept.aligned else "far", change)


def replaced(kind: Kind, sides: Sides, ours: Placed, theirs: Placed) -> Shift:
    """A cue of the summary in the place of another one."""
    how: How = "certain" if is_beside(sides, ours, theirs) else "near"
    here, there = (ours.cue.first, ours.cue.last), (theirs.cue.first, theirs.cue.last)
    return Shift(kind, here, theirs.side, there, how)


def is_answered(sides: Sides, placed: Placed, answers: AbstractSet[str]) -> bool:
    """Whether a changed word about where a cue would stand on the other side says the same in other words."""
    for other in sides.across(placed.side):
        low, high = sides.place(placed.side, placed.cue.first, other)
        near = range(low - ANSWERS, high + ANSWERS)
        words = [sides.norms[other][k] for k in sides.changed[other] if k in near]
        governed = placed.cue.words  # "both oppose it" does not say that neither opposes it
        if any(w in answers and not any(sides.same_word(w, g) for g in governed) for w in words):
            return True
    return False


def _instead(sides: Sides, placed: Placed) -> tuple[int, int] | None:
    """The few words of the summary that stand in the place of a cue of a source."""
    low, high = sides.place(placed.side, placed.cue.first, SUMMARY)
    words = [k for k in sides.changed[SUMMARY] if low <= k < high]
    return (words[0], words[-1] + 1) if words and high - low <= ANSWERS else None
