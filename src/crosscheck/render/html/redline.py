"""The words in which a sentence and its sources differ: whole sentences for the panes, an excerpt for a finding's card."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from crosscheck.model import Alignment, Evidence, Op, Segment
from crosscheck.render.html.text import Change, Mark, Run, cut

CONTEXT = 5
"""Tokens shown on either side of a finding's words."""
SHORT = 2
"""Tokens that are not worth leaving out."""
WIDEST = 40
"""Tokens up to which a change is shown from its beginning, even where only its end is in the excerpt."""
LONGEST = 240
"""Code points of one passage; the middle of a longer one is left out."""
BESIDE = 80
"""The same for dropped words in an excerpt, which stand in full in the originals."""


def summary_changes(alignment: Alignment, ops: Iterable[Op] | None = None) -> Iterator[Change]:
    """What was added, replaced and dropped in a segment of the summary; by some of its operations where given."""
    if not alignment.sources:
        return
    segment = alignment.segment
    for op in alignment.ops if ops is None else ops:
        start, end, _ = segment.span_of(*op.summary)
        if op.kind == "insert":
            yield Change(start, end, "ins")
        elif op.kind == "substitute":
            yield Change(start, end, "ins", _dropped(alignment, op), light=op.respelt)
        elif op.kind == "delete":
            # Behind the word before it, so that the blank that follows stays where it is.
            place = segment.bounds[2 * op.summary[0] - 1] if op.summary[0] else segment.span.start
            yield Change(place, place, "", _dropped(alignment, op))


def original_changes(alignments: Sequence[Alignment]) -> Mapping[Segment, tuple[Change, ...]]:
    """For each segment of an original that was used: its words that no sentence of the summary took over."""
    kept: dict[Segment, set[int]] = defaultdict(set)
    lost: dict[Segment, dict[tuple[int, int], Op]] = defaultdict(dict)
    for alignment in alignments:
        for op in alignment.ops:
            if op.source < 0 or op.kind == "insert":
                continue
            segment = alignment.sources[op.source].segment
            if op.kind == "equal":
                kept[segment].update(range(*op.original))
            else:
                lost[segment].setdefault(op.original, op)
    return {
        segment: tuple(
            _joined(
                segment, (c for _, op in sorted(ops.items()) for c in _losses(segment, op, kept[segment]))
            )
        )
        for segment, ops in lost.items()
    }


def excerpt(alignment: Alignment, mark: Mark, related: Sequence[Evidence] = ()) -> tuple[Run, ...]:
    """The redline around the words of a finding, with a few words more on either side.

    Shown with it are changes of those words of the originals that ``related`` names; where the finding is about the whole
    sentence, these alone.
    """
    segment = alignment.segment
    first, last = _tokens(segment, mark)
    whole = last - first == len(segment.norms)
    named = [
        op for op in alignment.ops if _names(alignment, op, related) and (whole or _reach(op, first, last))
    ]
    if named:
        first = named[0].summary[0] if whole else min(first, named[0].summary[0])
        last = named[-1].summary[1] if whole else max(last, named[-1].summary[1])
    near = [
        op for op in alignment.ops if op.kind != "equal" and op.summary[0] <= last and first <= op.summary[1]
    ]
    wide = [op.summary[0] for op in near if op.summary[1] - op.summary[0] <= WIDEST]
    low, high = max(0, min([first - CONTEXT, *wide])), min(len(segment.norms), last + CONTEXT)
    low, high = _trimmed(segment, low, high, first, last)
    if low >= high:
        return ()
    span, changes = segment.span_of(low, high), summary_changes(alignment, near)
    runs = cut(segment.document_text, span.start, span.end, [] if whole else [mark], [*changes])
    short = [r._replace(text=shorten(r.text), dropped=shorten(r.dropped, BESIDE)) for r in runs]
    return (*([Run("… ")] if low else []), *short, *([Run(" …")] if high < len(segment.norms) else []))


def _trimmed(segment: Segment, low: int, high: int, first: int, last: int) -> tuple[int, int]:
    """The bounds of an excerpt, so that no mark of punctuation stands beside its dots, nor dots for a word or two."""
    words = [norm[:1].isalnum() for norm in segment.norms]
    while low < first and not words[low]:
        low += 1
    while high > last and not words[high - 1]:
        high -= 1
    return low if low > SHORT else 0, high if len(words) - high > SHORT else len(words)


def shorten(text: str, limit: int = LONGEST) -> str:
    """The text with its middle left out where it is longer than ``limit`` code points."""
    if len(text) <= limit:
        return text
    head, tail = text[: limit * 2 // 3].rsplit(" ", 1)[0], text[-limit // 3 :].split(" ", 1)[-1]
    return f"{head} … {tail}"


def _losses(segment: Segment, op: Op, kept: set[int]) -> Iterator[Change]:
    """The stretches of an operation's words that are kept nowhere."""
    start, last = op.original
    for token in range(start, last + 1):
        if token == last or token in kept:
            if start < token:
                yield Change(*segment.span_of(start, token)[:2], "del", light=op.kind == "substitute")
            start = token + 1


def _joined(segment: Segment, changes: Iterable[Change]) -> Iterator[Change]:
    """The changes, those joined into one that only a blank parts."""
    before: Change | None = None
    for change in changes:
        if before and not segment.document_text[before.end : change.start].strip():
            before = before._replace(end=change.end, light=before.light and change.light)
            continue
        if before:
            yield before
        before = change
    if before:
        yield before


def _dropped(alignment: Alignment, op: Op) -> str:
    """The words of the original that an operation drops, with a blank on the side where the summary has none."""
    source, segment = alignment.sources[op.source].segment, alignment.segment
    text, span = source.document_text, source.span_of(*op.original)
    words = shorten(text[span.start : span.end])
    if not op.summary[0]:
        return words + (" " if op.kind == "substitute" or text[span.end : span.end + 1].isspace() else "")
    before = " " if text[max(0, span.start - 1) : span.start].isspace() else ""
    at = segment.span_of(*op.summary).start
    if op.kind == "substitute" and (segment.document_text[at - 1].isspace() or not before):
        return f"{words} "
    return before + words


def _tokens(segment: Segment, mark: Mark) -> tuple[int, int]:
    """The tokens that a mark touches."""
    first = bisect_right(segment.bounds[1::2], mark.start)
    return first, max(first, bisect_left(segment.bounds[0::2], mark.end))


def _names(alignment: Alignment, op: Op, related: Sequence[Evidence]) -> bool:
    """Whether evidence points at just the words of an operation that changes something."""
    if op.source < 0 or op.kind == "equal":
        return False
    source = alignment.sources[op.source].segment
    words = source.span_of(*op.original)
    return any(e.span.overlaps(words) and not e.span.holds(source.span) for e in related)


def _reach(op: Op, first: int, last: int) -> bool:
    return op.summary[0] - last <= WIDEST and first - op.summary[1] <= WIDEST
