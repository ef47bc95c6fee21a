"""Words of a kept sentence of an original that the article no longer has in any form."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from crosscheck.model import Alignment, Segment
from crosscheck.passages import Gap, gaps
from crosscheck.wording.compare import FACING, Wording

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
    segment: Segment,
    uses: Sequence[Alignment],
    changed: Sequence[Gap],
    said: set[str],
    answered: frozenset[int],
    wording: Wording,
) -> list[Omission]:
    """What all the article's uses of a sentence leave out.

    ``changed``: what the first use has changed. ``said``: lemmas of those uses and of the sentences beside them. ``answered``:
    tokens of names, numbers and dates that the article gives in another form.
    """
    found: list[Omission] = []
    kept = set[int]().union(*[tokens for use in uses for tokens in _kept(use, segment)])
    ours = uses[0].segment.norms
    for gap in changed:
        beside = _words(ours, gap.ours, wording)[:FACING]
        lost = [
            k
            for k in range(*gap.theirs)
            if k not in kept
            and k not in answered
            and segment.norms[k][0].isalnum()
            and not _is_said(segment.norms[k], said, wording)
            and not any(wording.means(ours, i, segment.norms, k) for i in beside)
        ]
        if lost:
            instead = len(beside)
            bare = not instead or len(lost) >= instead + MUCH
            found.append(_trimmed(segment, gap.theirs, lost, kept, bare))
    return found


def _kept(use: Alignment, segment: Segment) -> Iterator[range]:
    for op in use.ops:
        if (
            (op.kind == "equal" or op.respelt)
            and op.source >= 0
            and use.sources[op.source].segment is segment
        ):
            yield range(*op.original)


def changed(use: Alignment, segment: Segment) -> list[Gap]:
    """The stretches of a sentence that a use of it has changed or does without."""
    return [g for g in gaps(use) if use.sources[g.source].segment is segment and g.theirs[0] < g.theirs[1]]


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
