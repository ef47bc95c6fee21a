"""What the summary left out: whole sentences, and parts of sentences that it kept."""

from __future__ import annotations

from collections.abc import Iterator

from crosscheck.align import key
from crosscheck.comparison import Comparison
from crosscheck.model import Alignment, Finding, Segment, Span


def check(comparison: Comparison) -> Iterator[Finding]:
    """Yield ``dropped.sentence`` and ``dropped.clause``."""
    english = {p.id for p in comparison.collation.originals if p.language == "en"}
    for part in comparison.collation.originals:
        for segment in comparison.segments[part.id]:
            if segment.kind == "title":
                continue
            if segment not in comparison.used:
                confidence = 1 - comparison.nearness.get(segment, 0.0)
                evidence = comparison.evidence(segment.span, part.id)
                yield comparison.finding("dropped.sentence", None, [evidence], confidence=confidence)
            elif part.id in english:
                yield from _clauses(comparison, segment)


def _clauses(comparison: Comparison, segment: Segment) -> Iterator[Finding]:
    """Runs of words that none of the segment's uses holds, of those whose first source it is."""
    uses = [a for a in comparison.used[segment] if a.sources[0].segment is segment]
    if not uses:
        return
    held = {k for a in comparison.used[segment] for k in _held(a, segment)}
    said = {key(n) for a in _neighbours(comparison, uses) for n in a.segment.norms}
    for first, last in _runs(segment, held):
        weight = _weight(comparison, segment, first, last, said)
        if weight:
            use = uses[0]
            at = _gap(use, segment, first)
            yield comparison.finding(
                "dropped.clause",
                Span(at, at, use.segment.span.file),
                [comparison.evidence(segment.span_of(first, last), segment.part)],
                severity="warning" if weight == "telling" else None,
                confidence=use.confidence * (0.9 if len(uses) == 1 else 0.7),
                data={"carries": weight},
            )


def _held(alignment: Alignment, segment: Segment) -> Iterator[int]:
    for op in alignment.ops:
        if op.kind in ("equal", "substitute") and alignment.sources[op.source].segment is segment:
            yield from range(*op.original)


def _neighbours(comparison: Comparison, uses: list[Alignment]) -> Iterator[Alignment]:
    """The uses and the segments of the summary around them, where a moved clause would stand."""
    for use in uses:
        yield from comparison.alignments[max(0, use.segment.index - 1) : use.segment.index + 2]


def _runs(segment: Segment, held: set[int]) -> Iterator[tuple[int, int]]:
    """Maximal runs of tokens outside ``held``, trimmed to words."""
    k, count = 0, len(segment.norms)
    while k < count:
        if k in held:
            k += 1
            continue
        end = k
        while end < count and end not in held:
            end += 1
        first, last = k, end
        while first < last and not segment.norms[first][0].isalnum():
            first += 1
        while last > first and not segment.norms[last - 1][0].isalnum():
            last -= 1
        if first < last:
            yield first, last
        k = end


def _weight(comparison: Comparison, segment: Segment, first: int, last: int, said: set[str]) -> str | None:
    """What a run carries: "telling" (number, date, negation, hedge), "content" (two content words), else None."""
    rules = comparison.rules
    norms = [n for n in segment.norms[first:last] if n[0].isalnum() and key(n) not in said]
    telling = rules.words("english", "hedge") | set(rules.data("english")["negation"].split())
    if any(n[0].isdigit() or n in telling for n in norms):
        return "telling"
    content = [n for n in norms if n not in rules.words("english", "function")]
    return "content" if len(content) >= 2 else None


def _gap(use: Alignment, segment: Segment, first: int) -> int:
    """Where in the summary the run would stand: behind what corresponds to the words before it."""
    at = use.segment.span.start
    for op in use.ops:
        if op.kind != "delete" and op.source >= 0 and use.sources[op.source].segment is segment and op.original[1] <= first:
            at = use.segment.span_of(*op.summary).end
    return at
