"""Numbers that the summary changed, left out, or wrote in another form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from crosscheck.comparison import Comparison
from crosscheck.model import Alignment, Finding, Place, Segment, Severity, Skipped, Span
from crosscheck.numbers.compare import agreement, are_opposite, differ_by_bound, is_single
from crosscheck.numbers.measures import twins
from crosscheck.numbers.pair import NumberPair, index_of_numbers, paired_numbers
from crosscheck.numbers.read import NumberMention
from crosscheck.passages import place_of

_SOFTER: Mapping[str, Severity] = MappingProxyType(
    {"bound": "warning", "rounded": "warning", "disputed": "warning"}
)
"""Verdicts that a person must look at, but that are not wrong on their face."""
_SURE = 0.2
"""Confidence of an alignment below which its numbers are not compared."""


def check(comparison: Comparison) -> Iterator[Finding]:
    """Yield ``numbers.changed``, ``numbers.dropped``, ``numbers.form`` and ``numbers.conversion``."""
    told = set[Span]()
    for alignment in comparison.alignments:
        if alignment.relation != "verbatim":
            yield from _conversions(comparison, alignment)
        if not alignment.sources or alignment.confidence < _SURE:
            yield from _replaced(comparison, alignment)
            yield from _restated(comparison, alignment)
            _leave_out(comparison, alignment)
            continue
        if all(op.kind == "equal" for op in alignment.ops):
            continue
        reading = comparison.once(paired_numbers, alignment)
        if reading.crowded:
            comparison.skipped.append(Skipped("too many numbers to compare", alignment.segment.span))
        for pair in reading.pairs:
            yield from _judged(comparison, alignment, pair)
        for mention, segment in reading.dropped:
            if mention.span not in told and not _told(comparison, alignment, mention, segment):
                told.add(mention.span)
                yield _dropped(comparison, alignment, mention, segment)


def _conversions(comparison: Comparison, alignment: Alignment) -> Iterator[Finding]:
    """Measures that are not what stands in brackets beside them, unless an original has both so."""
    segment = alignment.segment
    mentions = comparison.numbers.get(segment, ())
    for twin in (t for t in twins(segment, mentions) if not t.right):
        ours = mentions[twin.first], mentions[twin.second]
        if comparison.once(index_of_numbers).gives_both(ours):
            continue
        bad, good = ours if twin.first in comparison.once(index_of_numbers).new_twins(segment) else ours[::-1]
        yield comparison.finding(
            "numbers.conversion",
            bad.span,
            confidence=0.9,
            data={"values": list(bad.values), "unit": bad.unit},
            rival=comparison.text(good.span),
        )


def _replaced(comparison: Comparison, alignment: Alignment) -> Iterator[Finding]:
    """Numbers of a sentence without a sure source that no original gives, and that stand for one it has; bounds turned round."""
    index, segment = comparison.once(index_of_numbers), alignment.segment
    mentions = comparison.numbers.get(segment, ())
    converted = index.new_twins(segment) if len(mentions) > 1 else {}
    for k, mention in enumerate(mentions):
        if mention.weak or k in converted:
            continue
        is_new = not index.gives(mention)
        instead = index.replaced(alignment, mention) if is_new else index.contradicted(segment, mention)
        if instead:
            pair = NumberPair(mention, *instead, "changed" if is_new else "bound", 0.8)
            yield _changed(comparison, alignment, pair, *instead)


def _restated(comparison: Comparison, alignment: Alignment) -> Iterator[Finding]:
    """Other numbers than where an original tells the same in other words; those words may be the bounds."""
    again = comparison.restated.get(alignment.segment)
    for pair in comparison.once(paired_numbers, again).pairs if again else ():
        if again and pair.verdict != "bound":
            yield from _judged(comparison, again, pair)


def _leave_out(comparison: Comparison, alignment: Alignment) -> None:
    if alignment.sources and alignment.segment in comparison.numbers:
        comparison.skipped.append(
            Skipped("numbers not compared: the source is uncertain", alignment.segment.span)
        )


def _judged(comparison: Comparison, alignment: Alignment, pair: NumberPair) -> Iterator[Finding]:
    """The finding about one number of the summary, if there is one."""
    mine, other, segment = pair.ours, pair.theirs, pair.segment
    if pair.verdict == "reckoned":
        comparison.skipped.append(
            Skipped("a sum or difference of the original's numbers: not reckoned", mine.span)
        )
    if other is None or segment is None:
        return
    if pair.verdict == "unclear":
        comparison.skipped.append(
            Skipped("the point may separate thousands or decimals: not compared", mine.span)
        )
    elif pair.verdict in ("changed", "disputed", "swapped", "bound", "rounded"):
        yield _changed(comparison, alignment, pair, other, segment)
    elif pair.verdict == "same" and _is_other_form(mine, other):
        there = comparison.evidence(other.span, segment.part)
        confidence = pair.confidence * alignment.confidence
        yield comparison.finding("numbers.form", mine.span, [there], confidence=confidence, rival=there.text)


def _changed(
    comparison: Comparison, alignment: Alignment, pair: NumberPair, other: NumberMention, segment: Segment
) -> Finding:
    mine = pair.ours
    ours, theirs = (
        (_with_bound(alignment.segment, mine), _with_bound(segment, other))
        if pair.verdict == "bound" or differ_by_bound(mine, other)
        else (mine.span, other.span)
    )
    there = comparison.evidence(theirs, segment.part)
    places = [Place(pair.other.span, comparison.text(pair.other.span), (there,))] if pair.other else []
    backing = (
        [comparison.evidence(pair.backing.span, pair.backed_in.part)]
        if pair.backing and pair.backed_in
        else []
    )
    return comparison.finding(
        "numbers.changed",
        ours,
        [there, *backing],
        severity=_severity(pair, other),
        template=comparison.rules.data("numbers")["messages"]["exchanged"] if pair.other else None,
        confidence=pair.confidence * (alignment.confidence if alignment.sources else 1.0),
        places=places,
        explanation=_EXPLAINED.get(pair.verdict, ()),
        data={
            "verdict": pair.verdict,
            "values": list(mine.values),
            "original_values": list(other.values),
            "unit": mine.unit,
        },
        rival=there.text,
        other=places[0].text if places else "",
    )


def _severity(pair: NumberPair, other: NumberMention) -> Severity | None:
    """A warning where the difference is one of degree, None for the rule's own."""
    if are_opposite(pair.ours.bound, other.bound) or is_single(pair.ours, other):
        return None
    return _SOFTER.get(pair.verdict) or ("warning" if "vague" in (pair.ours.kind, other.kind) else None)


_EXPLAINED: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "bound": ("the number is the same, the bound around it is not",),
        "disputed": ("another original has the article's number: the originals differ",),
        "rounded": ("rounded, and nothing says so",),
    }
)


def _with_bound(segment: Segment, mention: NumberMention) -> Span:
    """A number with the word that bounds it, as in "over 180"."""
    if not mention.bound:
        return mention.span
    return segment.span_of(*mention.bounded)


def _is_other_form(mine: NumberMention, other: NumberMention) -> bool:
    return mine.form != other.form and not (mine.weak or other.weak)


def _told(comparison: Comparison, alignment: Alignment, mention: NumberMention, segment: Segment) -> bool:
    """Whether a sentence beside this one, or another one from the same source, gives the number, be it inside a date."""
    index = alignment.segment.index
    near = [*comparison.alignments[max(0, index - 1) : index + 2], *comparison.used.get(segment, ())]
    words = segment.norms[mention.first : mention.last]
    return any(
        _stand_in(words, a.segment.norms)
        or (a is not alignment and any(agreement(m, mention) for m in comparison.numbers.get(a.segment, ())))
        for a in near
    )


def _stand_in(words: tuple[str, ...], norms: tuple[str, ...]) -> bool:
    """Whether some tokens stand one behind the other among others."""
    return words[0] in norms and any(
        norms[k : k + len(words)] == words for k, norm in enumerate(norms) if norm == words[0]
    )


def _dropped(
    comparison: Comparison, alignment: Alignment, mention: NumberMention, segment: Segment
) -> Finding:
    at = place_of(alignment, segment, mention.first)
    return comparison.finding(
        "numbers.dropped",
        Span(at, at, alignment.segment.span.file),
        [comparison.evidence(mention.span, segment.part)],
        confidence=0.9 * alignment.confidence,
    )
