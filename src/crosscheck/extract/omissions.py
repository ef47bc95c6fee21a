"""Words of a kept sentence of an original that the article no longer has in any form."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from crosscheck.extract.additions import FACING, Wording
from crosscheck.extract.passages import Stretch, stretches
from crosscheck.model import Alignment, Segment

MUCH = 3
"""Lost words more than words in their place, from which the latter do not stand for them."""


class Omission(NamedTuple):
    """A stretch of an original's sentence that is gone, with the function words around what is lost."""

    first: int
    last: int
    """Tokens of the segment, half-open."""
    lost: tuple[int, ...]
    """Its words of which the article keeps no form and no synonym there."""
    bare: bool
    """Whether nothing, or much less, stands in its place."""


def omissions(
    segment: Segment, uses: Sequence[Alignment], said: set[str], answered: frozenset[int], wording: Wording
) -> list[Omission]:
    """What all the article's uses of a sentence leave out.

    ``said``: lemmas of those uses and of the sentences beside them. ``answered``: tokens of names, numbers and dates that the
    article gives in another form.
    """
    found: list[Omission] = []
    kept = {k for use in uses for k in _kept(use, segment)}
    for stretch, gap in _gaps(uses[0], segment):
        ours = uses[0].segment.norms
        beside = _words(ours, stretch.ours, wording)[:FACING]
        lost = [
            k
            for k in range(*gap)
            if k not in kept
            and k not in answered
            and segment.norms[k][0].isalnum()
            and not _is_said(segment.norms[k], said, wording)
            and not any(wording.means(ours, i, segment.norms, k) for i in beside)
        ]
        if lost:
            instead = len(beside)
            bare = not instead or len(lost) >= instead + MUCH
            found.append(_trimmed(segment, gap, lost, kept, bare))
    return found


def _kept(use: Alignment, segment: Segment) -> Iterator[int]:
    for op in use.ops:
        if (
            (op.kind == "equal" or op.respelt)
            and op.source >= 0
            and use.sources[op.source].segment is segment
        ):
            yield from range(*op.original)


def _gaps(use: Alignment, segment: Segment) -> Iterator[tuple[Stretch, tuple[int, int]]]:
    for stretch in stretches(use):
        for gap in stretch.gaps:
            if use.sources[gap.source].segment is segment and gap.theirs[0] < gap.theirs[1]:
                yield stretch, gap.theirs


def _words(norms: Sequence[str], tokens: tuple[int, int], wording: Wording) -> list[int]:
    return [k for k in range(*tokens) if norms[k][0].isalnum() and norms[k] not in wording.grammar]


def _is_said(norm: str, said: set[str], wording: Wording) -> bool:
    """Whether the article has a word in some form; words that carry grammar count only by themselves."""
    lemma = wording.lemmas.lemma(norm)
    if lemma in said:
        return True
    return wording.is_content(norm) and wording.is_kin(lemma, said)


def _trimmed(
    segment: Segment, gap: tuple[int, int], lost: Sequence[int], kept: set[int], bare: bool
) -> Omission:
    """From the first to the last lost word, with the small words that go with them when all between is gone."""
    first, last = lost[0], lost[-1] + 1
    while first > gap[0] and first - 1 not in kept and segment.norms[first - 1][0].isalnum():
        first -= 1
    while last < gap[1] and last not in kept and segment.norms[last][0].isalnum():
        last += 1
    return Omission(first, last, tuple(lost), bare)
