"""What part a name plays in its sentence: two names exchanged, or another preposition before a name.

Both names are then in the original, so that no comparison of names alone sees a difference.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from crosscheck.extract.namepairs import NamePair, is_form
from crosscheck.extract.names import NameMention
from crosscheck.extract.namewords import NameWords
from crosscheck.model import Alignment, Op, Segment

MOST = 60
"""Names of one sentence that are tried in pairs; longer lists tell no two apart."""
_QUIET = frozenset({"the", "a", "an", "'s", ",", "'", "-"})
"""Tokens between two names that give neither its part."""


class Exchange(NamedTuple):
    """Two names of the article that stand in each other's place."""

    first: NamePair
    second: NamePair


class Recast(NamedTuple):
    """A name before which another preposition stands than in the original."""

    name: NameMention
    preposition: int
    """Token of the summary segment."""
    source: int
    """Index into ``Alignment.sources``."""
    other: int
    """Token of the original's preposition."""


def exchanges(alignment: Alignment, pairs: Sequence[NamePair], words: NameWords) -> Iterator[Exchange]:
    """Names of one source in each other's place, with the same words between them and before them."""
    same = [p for p in pairs[:MOST] if p.verdict in ("same", "shortened") and p.theirs and p.segment]
    for at, first in enumerate(same):
        for second in same[at + 1 :]:
            if _in_each_others_place(alignment.segment, first, second, words):
                yield Exchange(first, second)


def recasts(alignment: Alignment, names: Sequence[NameMention], words: NameWords) -> Iterator[Recast]:
    """Kept names before which a preposition of another sense took the place of the original's ("for Peru", "from Peru")."""
    for before, op, behind in zip(alignment.ops, alignment.ops[1:], alignment.ops[2:], strict=False):
        if not (
            before.kind == behind.kind == "equal"
            and _is_single(op)
            and behind.source == op.source == before.source
        ):
            continue
        k, m = op.summary[0], op.original[0]
        ours, theirs = alignment.segment.norms[k], alignment.sources[op.source].segment.norms[m]
        if not words.senses_apart(ours, theirs):
            continue
        first = k + 2 if alignment.segment.norms[k + 1] == "the" else k + 1
        name = next((n for n in names if n.first == first and n.last <= behind.summary[1]), None)
        if name:
            yield Recast(name, k, op.source, m)


def _is_single(op: Op) -> bool:
    return op.kind == "substitute" and op.summary[1] - op.summary[0] == 1 == op.original[1] - op.original[0]


def _in_each_others_place(ours: Segment, first: NamePair, second: NamePair, words: NameWords) -> bool:
    x, y, theirs = first.theirs, second.theirs, first.segment
    if not x or not y or theirs is None or theirs is not second.segment or x.first <= y.first:
        return False
    if is_form(first.ours.words, second.ours.words) or ("place" in (x.kind, y.kind) and x.kind != y.kind):
        return False
    between = _telling(ours, first.ours.last, second.ours.first, words)
    if between != _telling(theirs, y.last, x.first, words) or _is_mutual(between, words):
        return False
    before = _telling(ours, max(0, first.ours.first - 3), first.ours.first, words)
    return before[-1:] == _telling(theirs, max(0, y.first - 3), y.first, words)[-1:]


def _is_mutual(between: Sequence[str], words: NameWords) -> bool:
    """Whether two names may change places around some words: a list, or "met", "spoke with"."""
    telling = [n for n in between if n not in ("and", "or")]
    return (
        not telling
        or (len(between) <= 3 and any(n in words.mutual for n in telling))
        or all(n in words.mutual for n in telling)
    )


def _telling(segment: Segment, first: int, last: int, words: NameWords) -> list[str]:
    """The words between two names that give each its part; titles and articles give none."""
    return [n for n in segment.norms[first:last] if n not in _QUIET and not words.is_title(n)]
