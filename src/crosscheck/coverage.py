"""What the summary kept of each original."""

from __future__ import annotations

from crosscheck.comparison import Comparison
from crosscheck.model import Coverage, Segment


def coverage(comparison: Comparison) -> tuple[tuple[Segment, ...], tuple[Coverage, ...]]:
    """The sentences that were left out, in document order, and the coverage of each original.

    Titles count neither as sentences nor as dropped.
    """
    dropped: list[Segment] = []
    covered: list[Coverage] = []
    for part in comparison.collation.originals:
        sentences = [s for s in comparison.segments[part.id] if s.kind != "title"]
        lost = [s for s in sentences if s not in comparison.used]
        words = sum(_words(s) for s in sentences)
        kept = sum(len(comparison.kept_tokens(s)) for s in sentences if s in comparison.used)
        dropped.extend(lost)
        covered.append(Coverage(part.id, len(sentences), len(sentences) - len(lost), words, kept))
    return tuple(dropped), tuple(covered)


def _words(segment: Segment) -> int:
    return len([norm for norm in segment.norms if norm[0].isalnum()])
