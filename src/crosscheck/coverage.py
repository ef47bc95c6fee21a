"""What the summary kept of each original."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from crosscheck.comparison import Comparison
from crosscheck.model import Alignment, Coverage, Segment


def coverage(comparison: Comparison) -> tuple[tuple[Segment, ...], tuple[Coverage, ...]]:
    """The sentences that were left out, in document order, and the coverage of each original.

    Titles count neither as sentences nor as dropped.
    """
    dropped: list[Segment] = []
    covered: list[Coverage] = []
    used = comparison.used
    for part in comparison.collation.originals:
        sentences = [s for s in comparison.segments[part.id] if s.kind != "title"]
        lost = [s for s in sentences if s not in used]
        words = _words([s.norms for s in sentences])
        kept = _words([_kept(s, used[s]) for s in sentences if s in used])
        dropped.extend(lost)
        covered.append(Coverage(part.id, len(sentences), len(sentences) - len(lost), words, kept))
    return tuple(dropped), tuple(covered)


def _words(sentences: Iterable[Iterable[str]]) -> int:
    """How many of the normalized tokens of some sentences are words or numbers."""
    return sum(map(str.isalnum, [norm[0] for norms in sentences for norm in norms]))


def _kept(segment: Segment, uses: Sequence[Alignment]) -> list[str]:
    """The tokens of an original's segment that some uses of it keep, respelt or not."""
    kept: set[int] = set()
    for use in uses:
        for op in use.ops:
            if (op.kind == "equal" or op.respelt) and use.sources[op.source].segment is segment:
                kept.update(range(*op.original))
    return [segment.norms[k] for k in kept]
