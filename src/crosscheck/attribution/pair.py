"""Which remark of an original the words of a remark in the article come from."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from crosscheck.attribution.remarks import Speakers, Speech
from crosscheck.model import Alignment, Segment

FEWEST = 2
"""Words, one of them no grammar word, that a piece of a remark must share with an original to be judged."""

MOST = 0.75
"""Share of its words that a stretch from nowhere must have in common with a remark that it may come from."""


class Piece(NamedTuple):
    """A stretch of a remark that comes from one sentence of an original."""

    tokens: tuple[int, ...]
    """Its words in the summary's segment."""
    segment: Segment
    """Of the original."""
    speech: Speech


def pieces(
    alignment: Alignment,
    said: Sequence[tuple[int, int]],
    originals: Mapping[str, Speakers],
    function: frozenset[str],
    same_word: Callable[[str, str], bool],
) -> list[Piece]:
    """The pieces of a remark, in order of the summary; empty where most of it comes from nowhere."""
    norms = alignment.segment.norms
    wanted = {k for a, b in said for k in range(a, b) if norms[k][0].isalnum()}
    made = [
        p
        for p in _aligned(alignment, wanted, originals)
        if len(p.tokens) >= min(FEWEST, len(wanted)) and not function.issuperset([norms[k] for k in p.tokens])
    ]
    for op in alignment.ops:
        if op.kind == "insert":
            run = [k for k in range(*op.summary) if k in wanted and norms[k] not in function]
            if run and (piece := _elsewhere(alignment, run, originals, same_word)):
                made.append(piece)
    if 2 * sum(len(p.tokens) for p in made) < len(wanted):
        return []
    return sorted(made, key=lambda p: p.tokens)


def _aligned(alignment: Alignment, wanted: set[int], originals: Mapping[str, Speakers]) -> Iterator[Piece]:
    """The wanted words that equal words of a source, or replace them one for one, by source and speech."""
    for number, (segment, _) in enumerate(alignment.sources):
        ours: dict[int, int] = {}
        for op in alignment.ops:
            same_length = op.summary[1] - op.summary[0] == op.original[1] - op.original[0]
            if op.source == number and op.kind in ("equal", "substitute") and same_length:
                ours.update(zip(range(*op.original), range(*op.summary), strict=True))
        left = wanted & set(ours.values())
        known = originals[segment.part]
        for attribution in reversed(known.by_segment.get(segment.index, ())):
            covered = chain.from_iterable([range(*said) for said in attribution.said])
            words = left.intersection(map(ours.get, covered))
            left -= words
            if words:
                yield Piece(tuple(sorted(words)), segment, Speech(attribution, "own"))
        if left:
            yield Piece(tuple(sorted(left)), segment, known.beside(segment))


def _elsewhere(
    alignment: Alignment,
    run: Sequence[int],
    originals: Mapping[str, Speakers],
    same_word: Callable[[str, str], bool],
) -> Piece | None:
    """A remark of the same original that holds the content words of a stretch, all but few."""
    words = {alignment.segment.norms[k] for k in run}
    used = {s.segment.index for s in alignment.sources}
    for part in dict.fromkeys(s.segment.part for s in alignment.sources):
        for attribution in originals[part].attributions:
            norms = attribution.segment.norms
            if attribution.segment.index in used or words.isdisjoint(norms):
                continue
            said = [norms[k] for a, b in attribution.said for k in range(a, b)]
            held = sum(any(same_word(word, n) for n in said) for word in words)
            if held >= MOST * len(words):
                return Piece(tuple(run), attribution.segment, Speech(attribution, "own"))
    return None
