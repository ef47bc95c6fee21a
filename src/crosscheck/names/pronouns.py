"""Pronouns of another person or sex in the place of a source's: "we" for "they", "she" for "he".

The other way round, "they" for "we", is how indirect speech tells it; inside quotation marks nothing is compared here.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from crosscheck.model import Alignment, Segment, Span
from crosscheck.passages import gaps

NARROW = 3
"""Tokens between equal words, on either side, within which one pronoun took the place of another."""
_FIRST = frozenset("i we me us my our mine ours myself ourselves".split())
_MALE = frozenset("he him his himself".split())
_FEMALE = frozenset("she her hers herself".split())
_THIRD = _MALE | _FEMALE | frozenset("they them their theirs themselves it its itself".split())
_ANYONE = frozenset(
    "everyone everybody anyone anybody each every nobody one person whoever somebody someone child".split()
)
"""Subjects that either sex may stand for."""
_EXCHANGED = ((_FIRST, _THIRD), (_MALE, _FEMALE), (_FEMALE, _MALE))
"""Pronouns of the article, and those of a source that they do not stand for."""
_PRONOUNS = _FIRST | _MALE | _FEMALE


class OtherPerson(NamedTuple):
    """A pronoun of the article and the one in whose place it stands."""

    ours: int
    """Token of the summary segment."""
    source: int
    """Index into ``Alignment.sources``."""
    theirs: int
    """Token of that source."""


def other_persons(alignment: Alignment, is_quoted: Callable[[Span], bool]) -> Iterator[OtherPerson]:
    """The exchanged pronouns of a summary segment, in order."""
    if _PRONOUNS.isdisjoint(alignment.segment.norms):
        return
    for gap in gaps(alignment):
        if gap.ours[1] - gap.ours[0] > NARROW or gap.theirs[1] - gap.theirs[0] > NARROW:
            continue
        source = alignment.sources[gap.source].segment
        for own, foreign in _EXCHANGED:
            ours = _among(alignment.segment, gap.ours, own)
            theirs = _among(source, gap.theirs, foreign)
            if own is not _FIRST and not _ANYONE.isdisjoint(source.norms):
                continue
            if ours and theirs and not _among(source, gap.theirs, own):
                if not is_quoted(alignment.segment.span_of(ours[0], ours[0] + 1)):
                    yield OtherPerson(ours[0], gap.source, theirs[0])
                break


def _among(segment: Segment, tokens: tuple[int, int], pronouns: frozenset[str]) -> Sequence[int]:
    """The tokens of a stretch that are one of some pronouns; "US" is none."""
    return [k for k in range(*tokens) if segment.norms[k] in pronouns and not _is_country(segment, k)]


def _is_country(segment: Segment, k: int) -> bool:
    return segment.norms[k] == "us" and segment.document_text[segment.bounds[2 * k]] == "U"
