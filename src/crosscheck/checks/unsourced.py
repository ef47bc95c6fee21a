"""What the summary says and no original holds."""

from __future__ import annotations

from collections.abc import Iterator

from crosscheck.align import key
from crosscheck.comparison import Comparison
from crosscheck.model import Alignment, Evidence, Finding, Segment


def check(comparison: Comparison) -> Iterator[Finding]:
    """Yield ``unsourced.sentence`` and ``unsourced.words``."""
    places = _places(comparison)
    for alignment in comparison.judged:
        if alignment.segment.kind == "title":
            continue
        if not alignment.sources:
            yield comparison.finding("unsourced.sentence", alignment.segment.span, confidence=alignment.confidence)
        else:
            yield from _words(comparison, alignment, places)


def _words(comparison: Comparison, alignment: Alignment, places: dict[str, Segment]) -> Iterator[Finding]:
    """Runs of added words with at least one content word that the sources do not have in any form."""
    known = {key(n) for s in alignment.sources for n in s.segment.norms}
    quiet = comparison.rules.words("english", "function") | comparison.rules.words("english", "saying")
    segment = alignment.segment
    told = _told(comparison, alignment)
    for op in alignment.ops:
        if op.kind != "insert":
            continue
        new = [k for k in range(*op.summary) if segment.norms[k][0].isalnum() and segment.norms[k] not in quiet]
        new = [k for k in new if key(segment.norms[k]) not in known and key(segment.norms[k]) not in told]
        if not new:
            continue
        first, last = new[0], new[-1] + 1
        elsewhere = [places[key(segment.norms[k])] for k in new if key(segment.norms[k]) in places]
        share = len(elsewhere) / len(new)
        yield comparison.finding(
            "unsourced.words",
            segment.span_of(_with_article(segment, first, op.summary[0]), last),
            _related(comparison, alignment, elsewhere),
            confidence=alignment.confidence * (1 - 0.5 * share),
        )


def _places(comparison: Comparison) -> dict[str, Segment]:
    """Where each word of the originals stands first."""
    places: dict[str, Segment] = {}
    for part in comparison.collation.originals:
        for segment in comparison.segments[part.id]:
            for norm in segment.norms:
                if norm[0].isalnum():
                    places.setdefault(key(norm), segment)
    return places


def _told(comparison: Comparison, alignment: Alignment) -> set[str]:
    """Words of the two preceding sentences of the summary: repeating them adds nothing."""
    index = alignment.segment.index
    return {key(n) for a in comparison.alignments[max(0, index - 2) : index] for n in a.segment.norms}


def _with_article(segment: Segment, first: int, start: int) -> int:
    return first - 1 if first > start and segment.norms[first - 1] in ("a", "an", "the") else first


def _related(comparison: Comparison, alignment: Alignment, elsewhere: list[Segment]) -> list[Evidence]:
    shown = [alignment.sources[0].segment, *elsewhere]
    return [comparison.evidence(s.span, s.part) for s in dict.fromkeys(shown)]
