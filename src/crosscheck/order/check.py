"""Passages in another order than in their original."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence

from crosscheck.comparison import Comparison
from crosscheck.model import Alignment, Finding


def check(comparison: Comparison) -> Iterator[Finding]:
    """Yield ``order.moved``: per original the fewest passages whose move explains the order of the summary."""
    by_part: defaultdict[str, list[Alignment]] = defaultdict(list)
    for alignment in comparison.alignments:
        if alignment.sources and alignment.segment.kind == "sentence":
            by_part[alignment.sources[0].segment.part].append(alignment)
    for part, alignments in sorted(by_part.items()):
        places = [a.sources[0].segment.index for a in alignments]
        stayed = set(_longest_rising(places))
        for run in _runs([k for k in range(len(places)) if k not in stayed], alignments, places):
            first, last = alignments[run[0]], alignments[run[-1]]
            yield comparison.finding(
                "order.moved",
                first.segment.span._replace(end=last.segment.span.end),
                [comparison.evidence(alignments[k].sources[0].segment.span, part) for k in run],
                confidence=min(alignments[k].confidence for k in run),
                data={"sentences": len(run)},
                part=part,
                there=places[run[0]] + 1,
            )


def _longest_rising(values: Sequence[int]) -> list[int]:
    """Positions of one longest non-falling subsequence, in O(n log n) (patience sorting)."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for k, value in enumerate(values):
        at = bisect_left(tails, value + 1)
        before.append(ends[at - 1] if at else -1)
        if at == len(tails):
            tails.append(value)
            ends.append(k)
        else:
            tails[at], ends[at] = value, k
    chain: list[int] = []
    k = ends[-1] if ends else -1
    while k >= 0:
        chain.append(k)
        k = before[k]
    return chain[::-1]


def _runs(
    moved: Sequence[int], alignments: Sequence[Alignment], places: Sequence[int]
) -> Iterator[list[int]]:
    """Moved passages that follow one another on both sides moved together."""
    run: list[int] = []
    for k in moved:
        together = (
            run
            and alignments[k].segment.index == alignments[run[-1]].segment.index + 1
            and 0 <= places[k] - places[run[-1]] <= 1
        )
        if run and not together:
            yield run
            run = []
        run.append(k)
    if run:
        yield run
