"""What reading and splitting had to decide: every remark of theirs becomes a finding, so that none is lost."""

from __future__ import annotations

from collections.abc import Iterator

from crosscheck.comparison import Comparison
from crosscheck.model import Finding, Part, Remark, Span


def check(comparison: Comparison) -> Iterator[Finding]:
    """Yield a ``document.*`` finding for each remark on the documents, then for each on the boundaries between parts."""
    collation = comparison.collation
    for document in collation.documents:
        for remark in document.remarks:
            yield _finding(comparison, remark)
    for remark in collation.remarks:
        yield _finding(comparison, remark)


def _finding(comparison: Comparison, remark: Remark) -> Finding:
    """A remark as a finding: in the summary where it speaks of it, else beside the part in which it lies."""
    span = remark.span
    part = _part_at(comparison, span) if span else None
    inside = part is not None and part.kind == "summary"
    related = [comparison.evidence(span, part.id)] if span and part and not inside else []
    return comparison.finding(
        f"document.{remark.rule}",
        span if inside else None,
        related,
        confidence=remark.confidence,
        message=remark.message,
    )


def _part_at(comparison: Comparison, span: Span) -> Part | None:
    return next(
        (part for part in comparison.collation.parts if any(s.overlaps(span) for s in part.spans)), None
    )
