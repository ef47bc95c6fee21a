"""Which cue of the summary answers to which cue of its sources, and which answers to none.

Cues belong together when they govern the same word, or stand in the same place. What is left over on either side was added,
dropped or moved, if the word it governs was kept.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from crosscheck.meaning.cues import Cue, CueTable
from crosscheck.model import Alignment

SUMMARY = -1
"""Stands for the summary where sources are numbered."""
BESIDE = 2
"""Tokens by which the places of two cues may differ."""


class Placed(NamedTuple):
    """A cue, and the side on which it stands."""

    cue: Cue
    side: int
    """``SUMMARY``, or the index of a source."""


class Kept(NamedTuple):
    """The counterpart of a word on the other side."""

    side: int
    token: int
    aligned: bool
    """Whether the word-level operations put the two beside each other; else the words alone connect them."""


class Sides:
    """An aligned segment and its sources, token by token."""

    def __init__(self, alignment: Alignment, same_word: Callable[[str, str], bool]) -> None:
        self.alignment = alignment
        self.same_word = same_word
        """Whether two normalized words are equal but for inflection."""
        self.sources = range(len(alignment.sources))
        """The sides other than the summary's."""
        self.segments = (*[s.segment for s in alignment.sources], alignment.segment)
        """By side; that of ``SUMMARY`` stands last."""
        self.norms = [s.norms for s in self.segments]
        """By side, its normalized words."""
        self.changed: tuple[list[int], ...] = tuple([[] for _ in self.segments])
        """By side, the tokens that are neither equal to one of the other side nor a respelling of it."""
        for op in alignment.ops:
            if op.kind != "equal" and not op.respelt:
                self.changed[SUMMARY].extend(range(*op.summary))
                if op.source >= 0:
                    self.changed[op.source].extend(range(*op.original))

    def across(self, side: int) -> range | tuple[int]:
        """The other sides, seen from one."""
        return self.sources if side == SUMMARY else (SUMMARY,)

    def cues(self, table: CueTable) -> tuple[list[Placed], list[Placed]]:
        """The cues of the summary's segment, and of all its sources."""
        ours = [Placed(c, SUMMARY) for c in table.find(self.norms[SUMMARY])]
        return ours, [Placed(c, n) for n in self.sources for c in table.find(self.norms[n])]

    def changed_words(self) -> set[str]:
        """The normalized words of ``changed``, of all sides together."""
        return {norms[k] for norms, tokens in zip(self.norms, self.changed, strict=True) for k in tokens}

    def counterpart(self, side: int, token: int, word: str) -> Kept | None:
        """Where a word stands on the other side, equal or inflected; None where it was not kept."""
        for op in self.alignment.ops:
            here, there = (op.summary, op.original) if side == SUMMARY else (op.original, op.summary)
            if op.source < 0 or side not in (SUMMARY, op.source) or not here[0] <= token < here[1]:
                continue
            other = op.source if side == SUMMARY else SUMMARY
            if op.kind == "equal":
                return Kept(other, there[0] + token - here[0], aligned=True)
            for k in range(*there):
                if self.same_word(word, self.norms[other][k]):
                    return Kept(other, k, aligned=True)
        return self._elsewhere(side, word)

    def place(self, side: int, token: int, other: int) -> tuple[int, int]:
        """The tokens of another side that stand where a token stands: between the nearest equal words."""
        source = max(side, other)
        low, high = 0, len(self.norms[other])
        for op in self.alignment.ops:
            if op.source != source or op.kind != "equal":
                continue
            here, there = (op.summary, op.original) if side == SUMMARY else (op.original, op.summary)
            if here[0] <= token < here[1]:
                at = there[0] + token - here[0]
                return at, at + 1
            if here[1] <= token:
                low = max(low, there[1])
            else:
                high = min(high, there[0])
        return low, max(low, high)

    def _elsewhere(self, side: int, word: str) -> Kept | None:
        """A changed word of the other side that is the same word; None where there is none, or more than one."""
        found = [
            (o, k)
            for o in self.across(side)
            for k in self.changed[o]
            if self.same_word(word, self.norms[o][k])
        ]
        return Kept(*found[0], aligned=False) if len(found) == 1 else None


def pair(
    sides: Sides,
    ours: Sequence[Placed],
    theirs: Sequence[Placed],
    are_apart: Callable[[Placed, Placed], bool] = lambda *_: False,
) -> tuple[list[Placed], list[Placed]]:
    """Take away the pairs of cues that answer to each other; what is left of both sides.

    Cues of a common class belong together when they govern a common word (the same phrases first), else when they stand in the
    same place, unless ``are_apart`` objects to that. A cue that only repeats one of the other side ("no doctor and no nurse",
    "neither doctor nor nurse") is taken away too.
    """
    left, right = list(ours), list(theirs)
    tests: tuple[Callable[[Placed, Placed], bool], ...] = (
        lambda a, b: _is_same_phrase(sides, a, b) and governs_same(sides, a, b),
        lambda a, b: governs_same(sides, a, b),
        lambda a, b: is_beside(sides, a, b) and not are_apart(a, b),
    )
    for belong in tests:
        for a in list(left):
            b = next((b for b in right if a.cue.classes & b.cue.classes and belong(a, b)), None)
            if b is not None:
                left.remove(a)
                right.remove(b)
    return [a for a in left if not _repeats(sides, a, theirs)], [
        b for b in right if not _repeats(sides, b, ours)
    ]


def governs_same(sides: Sides, a: Placed, b: Placed) -> bool:
    """Whether two cues govern a common word."""
    return any(sides.same_word(x, y) for x in a.cue.words for y in b.cue.words)


def is_beside(sides: Sides, a: Placed, b: Placed) -> bool:
    """Whether two cues, one of the summary and one of a source, stand in about the same place."""
    low, high = sides.place(a.side, a.cue.first, b.side)
    return low - BESIDE <= b.cue.first < high + BESIDE


def _is_same_phrase(sides: Sides, a: Placed, b: Placed) -> bool:
    """Whether two cues are the same words."""
    return sides.norms[a.side][a.cue.first : a.cue.last] == sides.norms[b.side][b.cue.first : b.cue.last]


def _repeats(sides: Sides, placed: Placed, others: Sequence[Placed]) -> bool:
    """Whether a cue of the other side governs what a cue governs first."""
    return any(
        placed.cue.classes & other.cue.classes
        and any(sides.same_word(placed.cue.words[0], w) for w in other.cue.words)
        for other in others
        if placed.cue.words
    )
