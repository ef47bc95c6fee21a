"""Words and punctuation changed without another check having a name for it."""

from __future__ import annotations

from collections.abc import Iterator

from crosscheck.comparison import Comparison
from crosscheck.model import Alignment, Finding, Op, Segment


def check(comparison: Comparison) -> Iterator[Finding]:
    """Yield ``wording.changed`` and ``wording.punctuation``."""
    for alignment in comparison.judged:
        for op in alignment.ops:
            if op.kind == "equal" or op.respelt:
                continue
            segment, original = alignment.segment, alignment.sources[max(op.source, 0)].segment
            words = _words(segment, op.summary) or _words(original, op.original)
            if not words:
                yield _finding(comparison, "wording.punctuation", alignment, op)
            elif op.kind == "substitute":
                yield _finding(comparison, "wording.changed", alignment, op)


def _words(segment: Segment, tokens: tuple[int, int]) -> bool:
    return any(segment.norms[k][0].isalnum() for k in range(*tokens))


def _finding(comparison: Comparison, rule: str, alignment: Alignment, op: Op) -> Finding:
    original = alignment.sources[max(op.source, 0)].segment
    there = original.span_of(*op.original)
    return comparison.finding(
        rule,
        alignment.segment.span_of(*op.summary),
        [comparison.evidence(there, original.part)],
        confidence=alignment.confidence,
    )
