"""Word-level edit operations between a segment of the summary and its sources.

Equal words come from the longest common subsequence (rapidfuzz), of the content words first, so that a stray "the" or comma
never holds two passages together; the small words between them follow. In what is left words are paired by likeness, so that
a respelt or replaced word is a ``substitute``, never a deletion beside an insertion.
"""

from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import compress, count
from operator import ne
from typing import NamedTuple

from rapidfuzz.distance import Indel, LCSseq

from crosscheck.model import Op, Segment

PAIRING = 900
"""Largest gap, as the product of its two sides in tokens, in which words are paired one by one."""
LIKE = 0.6
"""Indel similarity of two words from which they may be one word altered."""
SMALL = 12
"""Longest side, in tokens, of a gap between content words in which small words are matched one by one."""
LOPSIDED = 2
"""How many times longer one side of a gap may be for the two to count as replaced rather than added and dropped."""


class Run(NamedTuple):
    """Tokens of the summary that equal as many of a source, one after the other."""

    summary: int
    source: int
    original: int
    length: int


def is_changed(op: Op) -> bool:
    """Whether an operation changes more than spelling and typography."""
    return op.kind != "equal" and not op.respelt


def operations(
    segment: Segment,
    originals: Sequence[Segment],
    respelling: Callable[[str, str], bool],
    small_words: AbstractSet[str] = frozenset(),
) -> tuple[Op, ...]:
    """The operations that turn the sources into the segment, in order of the segment.

    ``small_words`` carry grammar only: they hold no passages together. Every token of the segment lies in exactly one
    ``equal``, ``substitute`` or ``insert``; every token of the first source in exactly one ``equal``, ``substitute`` or
    ``delete``. Of a further source only what it shares, and what stands between.
    """
    if len(originals) == 1 and segment.norms == originals[0].norms:
        whole = (0, len(segment.norms))
        return (Op("equal", whole, 0, whole),)
    runs = _runs(segment, originals, small_words)
    ops: list[Op] = []
    at = 0
    behind = [0] * len(originals)
    last = runs[-1].source if runs else 0
    for run in runs:
        source, upto = run.source, run.original
        # a further source begins where it is first used
        start = behind[source] if behind[source] or not source else upto
        if at < run.summary or start < upto:
            there = (start, max(start, upto))
            ops.extend(_gap(segment, (at, run.summary), originals[source], source, there, respelling))
        at, end = run.summary + run.length, upto + run.length
        ops.append(Op("equal", (run.summary, at), source, (upto, end)))
        behind[source] = max(behind[source], end)
    start = behind[last]
    there = (start, start if last else len(originals[0].norms))
    ops.extend(_gap(segment, (at, len(segment.norms)), originals[last], last, there, respelling))
    if last and behind[0] < len(originals[0].norms):
        ops.append(Op("delete", (at, at), 0, (behind[0], len(originals[0].norms))))
    return tuple(ops)


def _runs(segment: Segment, originals: Sequence[Segment], small_words: AbstractSet[str]) -> list[Run]:
    """What equals a source, in order of the segment.

    First source first; further sources only in stretches that are still unexplained.
    """
    runs: list[Run] = []
    for source, original in enumerate(originals):
        for _ in range(2 if source else 1):  # what a further source lends may stand in another order
            found = list(runs)
            behind = 0
            for start, end in _unexplained(len(segment.norms), runs):
                for i, j, length in _common(segment.norms[start:end], original.norms, small_words):
                    known = max(0, behind - j)
                    if known < length:
                        found.append(Run(start + i + known, source, j + known, length - known))
                        behind = j + length
            runs = sorted(found)
    return _joined(runs)


def _joined(runs: Sequence[Run]) -> list[Run]:
    """Runs of which none goes on where the one before it ends."""
    joined = list(runs[:1])
    for run in runs[1:]:
        before = joined[-1]
        if run[:3] == (before.summary + before.length, before.source, before.original + before.length):
            joined[-1] = Run(*before[:3], before.length + run.length)
        else:
            joined.append(run)
    return joined


def _unexplained(length: int, runs: Sequence[Run]) -> Iterator[tuple[int, int]]:
    start = 0
    for run in runs:
        if start < run.summary:
            yield start, run.summary
        start = run.summary + run.length
    if start < length:
        yield start, length


def _common(
    ours: Sequence[str], theirs: Sequence[str], small_words: AbstractSet[str]
) -> list[tuple[int, int, int]]:
    """Stretches of equal tokens in order, each as its two starts and its length: both ends, and what lies inside.

    None where two long sides share no content word.
    """
    head = _alike(ours, theirs)
    tail = _alike(ours[head:][::-1], theirs[head:][::-1])
    tail -= next(_content(ours[len(ours) - tail :], small_words), tail)
    end, their_end = len(ours) - tail, len(theirs) - tail
    here, there = ours[head:end], theirs[head:their_end]
    anchors = _anchors(here, there, small_words)
    held = anchors or tail or min(len(ours), len(theirs)) <= SMALL
    if not held and not list(_content(ours[:head], small_words)):
        return []
    inside = [(head + i, head + j, 1) for i, j in _inside(here, there, anchors)]
    return [(0, 0, head), *inside, (end, their_end, tail)]


def _alike(ours: Sequence[str], theirs: Sequence[str]) -> int:
    """With how many equal tokens two sequences begin."""
    return next(compress(count(), map(ne, ours, theirs)), min(len(ours), len(theirs)))


def _content(norms: Sequence[str], small_words: AbstractSet[str]) -> Iterator[int]:
    """Where content words stand."""
    return (k for k, n in enumerate(norms) if n not in small_words and n[0].isalnum())


def _anchors(
    ours: Sequence[str], theirs: Sequence[str], small_words: AbstractSet[str]
) -> list[tuple[int, int]]:
    """Positions of equal content words in order."""
    if set(ours).isdisjoint(theirs):
        return []
    a, b = list(_content(ours, small_words)), list(_content(theirs, small_words))
    return [(a[i], b[j]) for i, j in _equal([ours[k] for k in a], [theirs[k] for k in b])]


def _inside(
    ours: Sequence[str], theirs: Sequence[str], anchors: Sequence[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Positions of equal tokens in order: content words, then what stands next to them, then small gaps."""
    found: list[tuple[int, int]] = []
    i = j = 0
    for m, n in anchors:
        if i < m and j < n:
            found += _between(ours, theirs, (i, j), (m, n))
        found.append((m, n))
        i, j = m + 1, n + 1
    return found + _between(ours, theirs, (i, j), (len(ours), len(theirs)))


def _between(
    ours: Sequence[str], theirs: Sequence[str], start: tuple[int, int], end: tuple[int, int]
) -> list[tuple[int, int]]:
    (i, j), (m, n) = start, end
    found = []
    while i < m and j < n and ours[i] == theirs[j]:
        found.append((i, j))
        i, j = i + 1, j + 1
    tail = []
    while m > i and n > j and ours[m - 1] == theirs[n - 1]:
        m, n = m - 1, n - 1
        tail.append((m, n))
    if 0 < m - i <= SMALL and 0 < n - j <= SMALL:
        found += [(i + x, j + y) for x, y in _equal(ours[i:m], theirs[j:n])]
    return found + tail[::-1]


def _equal(ours: Sequence[str], theirs: Sequence[str]) -> Iterator[tuple[int, int]]:
    if set(ours).isdisjoint(theirs):
        return
    for i, j, length in LCSseq.editops(ours, theirs).as_matching_blocks():
        yield from zip(range(i, i + length), range(j, j + length), strict=True)


def _gap(
    segment: Segment,
    here: tuple[int, int],
    original: Segment,
    source: int,
    there: tuple[int, int],
    respelling: Callable[[str, str], bool],
) -> Iterator[Op]:
    """Operations between two equal tokens."""
    a, b = here
    c, d = there
    if a == b or c == d:
        yield from _block(here, source, there)
        return
    for i, j, m, n, respelt in _paired(segment.norms[a:b], original.norms[c:d], respelling):
        if a + i > here[0] or c + m > there[0]:
            yield from _block((here[0], a + i), source, (there[0], c + m))
        yield Op("substitute", (a + i, a + j), source, (c + m, c + n), respelt)
        here, there = (a + j, b), (c + n, d)
    yield from _block(here, source, there)


def _block(here: tuple[int, int], source: int, there: tuple[int, int]) -> Iterator[Op]:
    ours, theirs = here[1] - here[0], there[1] - there[0]
    if ours and theirs and max(ours, theirs) <= LOPSIDED * min(ours, theirs) + 1:
        yield Op("substitute", here, source, there)
        return
    if here[0] < here[1]:
        yield Op("insert", here, -1, (there[0], there[0]))
    if there[0] < there[1]:
        yield Op("delete", (here[1], here[1]), source, there)


def _paired(
    ours: Sequence[str], theirs: Sequence[str], respelling: Callable[[str, str], bool]
) -> Iterator[tuple[int, int, int, int, bool]]:
    """Like words of two gaps in order: (start, end, start, end, whether respelt)."""
    if len(ours) * len(theirs) > PAIRING:
        return
    width = len(theirs) + 1
    best = [[0.0] * width for _ in range(len(ours) + 1)]
    likeness = [[_likeness(a, b, respelling) for b in theirs] for a in ours]
    for i in range(len(ours) - 1, -1, -1):
        for j in range(len(theirs) - 1, -1, -1):
            pair = likeness[i][j] + best[i + 1][j + 1] if likeness[i][j] else 0.0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], pair)
    i = j = 0
    while i < len(ours) and j < len(theirs):
        if likeness[i][j] and best[i][j] == likeness[i][j] + best[i + 1][j + 1]:
            yield i, i + 1, j, j + 1, likeness[i][j] == 2.0
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1


def _likeness(a: str, b: str, respelling: Callable[[str, str], bool]) -> float:
    """How likely two words are one word altered: 2 respelt, up to 1 by letters, 0.5 two numbers, 0 not at all."""
    if a == b or not (a[0].isalnum() and b[0].isalnum()):
        return 0.0
    if respelling(a, b):
        return 2.0
    if a[0].isdigit() or b[0].isdigit():
        return 0.5 if a[0].isdigit() and b[0].isdigit() else 0.0
    like = Indel.normalized_similarity(a, b)
    return like if like >= LIKE else 0.0
